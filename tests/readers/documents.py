"""README.md and the guides as a reader finds them: headings, tables, examples, commands, links."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from safe_exit.base.places import ROOT
from safe_exit.editor.new_site import STARTER

GUIDES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))
BESIDE = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "static").glob("*/README.md"))
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", *GUIDES, *BESIDE)

FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
LINK = re.compile(r"(?<!\!)\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)")


class Example(NamedTuple):
    """A fenced block: its language, the file it is an example of ('' for none), and its text."""

    language: str
    path: str
    text: str


class Table(NamedTuple):
    """A table, the address of the heading it stands under, and its cells."""

    place: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def examples(name: str) -> list[Example]:
    """The fenced blocks of a document, in order."""
    return [Example(*(part or "" for part in found)) for found in FENCE.findall(read(name))]


def prose(name: str) -> str:
    """A document without its fenced blocks."""
    return FENCE.sub("", read(name))


def headings(name: str) -> list[str]:
    """The addresses of a document's headings, as code hosts make them: 'front-matter'."""
    found: list[str] = []
    for _, words in HEADING.findall(prose(name)):
        slug = re.sub(r"[^\w\- ]", "", words.strip().lower()).replace(" ", "-")
        again = sum(
            re.fullmatch(rf"{re.escape(slug)}(-\d+)?", other) is not None for other in found
        )
        found.append(f"{slug}-{again}" if again else slug)
    return found


def links(name: str) -> list[str]:
    """Where a document's links lead, as they are written; those in code are no links."""
    return LINK.findall(re.sub(r"`[^`\n]*`", "", prose(name)))


def tables(name: str) -> Iterator[Table]:
    """The tables of a document."""
    addresses = iter(headings(name))
    place, rows = "", list[tuple[str, ...]]()
    for line in [*prose(name).splitlines(), ""]:
        if HEADING.match(line):
            place = next(addresses)
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
            rows.append(tuple(cell.strip() for cell in cells))
        elif rows:
            yield Table(place, rows[0], tuple(rows[2:]))
            rows = []


def commands(name: str) -> list[str]:
    """Every command in a document's shell blocks, in order and without its comment."""
    lines = [
        re.sub(r"(^|\s)#.*", "", line).strip()
        for example in examples(name)
        if example.language == "sh"
        for line in example.text.replace("\\\n", " ").splitlines()
    ]
    return [line for line in lines if line]


def mentioned(name: str) -> list[str]:
    """Every command that a document names in passing, in `code`."""
    starts = r"make|python build\.py|safe-exit"
    found = re.findall(rf"`((?:{starts})(?:\s[^`…]+)?)`", prose(name))
    return [" ".join(command.split()) for command in found]


def installing() -> list[str]:
    """The commands that install the program and use what was installed, each once."""
    every = dict.fromkeys(command for name in (*GUIDES, "README.md") for command in commands(name))
    return [command for command in every if command.startswith(("pip ", "safe-exit "))]


def workshop(name: str, place: Path) -> Path:
    """A copy of the program, with a first site that holds a document's own examples."""
    for own in ("build.py", "site", "static", "templates"):
        copy = shutil.copytree if (ROOT / own).is_dir() else shutil.copy
        copy(ROOT / own, place / own)
    shutil.copytree(STARTER, place / "content")
    for renamed in ("workflow.yml", "gitignore.txt"):
        (place / "content" / renamed).unlink()
    (place / ".venv").symlink_to(Path(sys.executable).parents[1])
    for example in examples(name):
        if example.path:
            path = place / example.path
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text("utf-8") if path.suffix == ".yaml" and path.exists() else ""
            path.write_text(before + example.text, encoding="utf-8")
    return place
