"""The files of a content folder, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from safe_exit.base.places import (
    DATA_FOLDER,
    PORTAL_FOLDER,
    STATIC_FOLDER,
    TEMPLATES_FOLDER,
)
from safe_exit.content.catalogues import CATALOGUE
from safe_exit.content.config import CONFIG_NAME

NO_PAGES = (DATA_FOLDER, PORTAL_FOLDER, TEMPLATES_FOLDER, STATIC_FOLDER)


def walk(content: Path) -> Iterator[Path]:
    """Files in a fixed order: nothing hidden, and only what may become a page or a download."""
    for path in sorted(content.rglob("*")):
        parts = path.relative_to(content).parts
        if any(part.startswith(".") for part in parts) or not path.is_file():
            continue
        if parts == (CONFIG_NAME,) or parts[0] in NO_PAGES:
            continue
        if parts[-1] == CATALOGUE and len(parts) <= 2:
            continue
        yield path
