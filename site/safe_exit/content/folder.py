"""The files of a content folder, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from safe_exit.base.places import DATA_FOLDER, PORTAL_FOLDER
from safe_exit.content.catalogues import CATALOGUE
from safe_exit.content.config import CONFIG_NAME


def walk(content: Path) -> Iterator[Path]:
    """Files in a fixed order: no hidden ones, data, site.toml, catalogues, and not the portal."""
    for path in sorted(content.rglob("*")):
        parts = path.relative_to(content).parts
        if any(part.startswith(".") for part in parts) or not path.is_file():
            continue
        if parts == (CONFIG_NAME,) or parts[0] in (DATA_FOLDER, PORTAL_FOLDER):
            continue
        if parts[-1] == CATALOGUE and len(parts) <= 2:
            continue
        yield path
