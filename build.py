"""The one entry point: ``python build.py --help``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

from safe_exit.cli import main

if __name__ == "__main__":
    main()
