"""Where the project's own folders are, and the folders of a content folder that have a meaning."""

from __future__ import annotations

from pathlib import Path

PORTAL_FOLDER = "portal"
"""What lies in this folder of the content is published behind a password, or not at all."""

ROOT = Path(__file__).resolve().parents[3]

TEMPLATES = ROOT / "templates"

STATIC = ROOT / "static"

DATA_FOLDER = "data"

WORKSHOP = STATIC / "pack"
"""Styles, fonts and filters of documents."""
