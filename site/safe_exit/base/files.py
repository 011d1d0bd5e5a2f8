"""Files as editors leave them: any encoding, any rights, and no traceback."""

from __future__ import annotations

from pathlib import Path

from safe_exit.base.problems import Problem


def read_bytes(path: Path, where: str) -> tuple[bytes, list[Problem]]:
    """What is in a file, and what is wrong with it; ``where`` is its name in messages."""
    try:
        return path.read_bytes(), []
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        return b"", [Problem(where, 0, what, "Check that it is there and who may read it")]


def read_text(path: Path, where: str) -> tuple[str, list[Problem]]:
    """A file's text, and what is wrong with the file.

    ``where`` is its name in messages. What is not UTF-8 is read as far as it can be,
    so that the rest of the file's mistakes can be told in the same run.
    """
    raw, problems = read_bytes(path, where)
    text, faults = as_text(raw, where)
    return text, problems + faults


def as_text(raw: bytes, where: str) -> tuple[str, list[Problem]]:
    """The same of what has been read already."""
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fix = "Save the file again with the encoding UTF-8"
        problem = Problem(where, line, "the file is not UTF-8 text", fix)
        return raw.decode("utf-8", errors="replace"), [problem]
