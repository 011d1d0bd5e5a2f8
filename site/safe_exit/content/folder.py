"""A content folder, read once: after this nothing asks the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from safe_exit.base.files import as_text, read_bytes
from safe_exit.base.places import STATIC_FOLDER, TEMPLATES_FOLDER
from safe_exit.base.problems import Problem


@dataclass(frozen=True)
class Folder:
    """What editors left in a content folder, by path, in a fixed order and without hidden files.

    ``name`` is what it is called in messages.
    """

    name: str
    files: Mapping[str, bytes] = field(repr=False)
    unreadable: Mapping[str, Problem] = field(default_factory=dict)
    """What is wrong with files that are there and cannot be read; they count as empty."""
    outside: frozenset[str] = frozenset()
    """Links to files that lie somewhere else."""

    def where(self, path: str) -> str:
        """A file's name in messages."""
        return f"{self.name}/{path}"

    def raw(self, path: str) -> tuple[bytes, list[Problem]]:
        """What is in a file, and what is wrong with it."""
        problem = self.unreadable.get(path)
        return self.files[path], [problem] if problem else []

    def text(self, path: str) -> tuple[str, list[Problem]]:
        """A file's text, as far as it is UTF-8, and what is wrong with the file."""
        raw, problems = self.raw(path)
        text, faults = as_text(raw, self.where(path))
        return text, problems + faults

    def below(self, folder: str) -> list[str]:
        """The paths of all files in a folder of the folder, and in those below it."""
        return [path for path in self.files if path.startswith(f"{folder}/")]

    def with_text(self, path: str, text: str) -> Folder:
        """The same with words that nobody has saved yet."""
        return replace(self, files={**self.files, path: text.encode("utf-8")})


def read_folder(content: Path, name: str | None = None) -> Folder:
    """Read every file of a content folder that is content; of what is not there, nothing."""
    name = content.as_posix() if name is None else name
    root = content.resolve()
    files: dict[str, bytes] = {}
    unreadable: dict[str, Problem] = {}
    outside: set[str] = set()
    for path in sorted(content.rglob("*")):
        parts = path.relative_to(content).parts
        # A page that lies there by mistake is read, so that it can be told.
        if parts[0] in (TEMPLATES_FOLDER, STATIC_FOLDER) and path.suffix.lower() != ".md":
            continue
        if any(part.startswith(".") for part in parts) or not path.is_file():
            continue
        at = "/".join(parts)
        if not path.resolve().is_relative_to(root):
            outside.add(at)
        files[at], problems = read_bytes(path, f"{name}/{at}")
        if problems:
            unreadable[at] = problems[0]
    return Folder(name, files, unreadable, frozenset(outside))
