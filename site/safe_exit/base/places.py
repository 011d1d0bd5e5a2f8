"""Where the program's own folders are, and the folders of a content folder that have a meaning."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
"""The program's modules. An installed program has its templates and styles among them."""

ROOT = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parents[1]

TEMPLATES = ROOT / "templates"

STATIC = ROOT / "static"

WORKSHOP = STATIC / "packs"
"""Styles, fonts and filters of documents."""

OUR_VISIT = PACKAGE.parent / "evidence" / "visits" / "ours.toml"
"""The visit to the site whose pages lie beside this program in a checkout of it."""

DATA_FOLDER = "data"

PORTAL_FOLDER = "portal"
"""What lies in this folder of the content is published behind a password, or not at all."""

TEMPLATES_FOLDER = "templates"
"""What lies in this folder of the content goes before our templates of the same name."""

STATIC_FOLDER = "static"
"""The same for our styles and scripts."""

PASSWORDS_FILE = "portal-passwords.txt"
"""Who may open the portal. It lies in the working folder, and never among the content."""

FROM_CHECKOUT, INSTALLED = "python build.py", "safe-exit"


def program() -> str:
    """How the program was called, for whoever is to call it again."""
    return INSTALLED if Path(sys.argv[0]).stem == INSTALLED else FROM_CHECKOUT


Folders = tuple[Path, ...]
"""Where a file is looked for: in the first of them that has it."""


def templates_for(content: Path) -> Folders:
    """The templates of a content folder's site."""
    return (content / TEMPLATES_FOLDER, TEMPLATES)


def static_for(content: Path) -> Folders:
    """The styles and scripts of a content folder's site."""
    return (content / STATIC_FOLDER, STATIC)
