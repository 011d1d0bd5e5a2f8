"""A first version of a whole site, which builds at once."""

from __future__ import annotations

import shutil
from pathlib import Path

from safe_exit.base.problems import OutputError, Problem

STARTER = Path(__file__).with_name("starter")
# A name with a dot would be left out where packages are made.
RENAMED = {"workflow.yml": ".github/workflows/site.yml", "gitignore.txt": ".gitignore"}


def write_site(folder: Path) -> None:
    """Write the files of a first site into a folder that is new or empty.

    Raises `OutputError` where there is something already, or nothing can be written.
    """
    where = folder.as_posix()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "there is something here already"
        raise OutputError([Problem(where, 0, what, "Name a folder that is not there yet")])
    try:
        shutil.copytree(STARTER, folder, dirs_exist_ok=True)
        for source, target in RENAMED.items():
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            (folder / source).rename(folder / target)
    except OSError as error:
        what = f"the site cannot be written ({error.strerror})"
        raise OutputError([Problem(where, 0, what, "Name a folder you may write in")]) from error
