"""What can be wrong, and how it is said: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in a file somebody can edit.

    ``path`` is the file as the author knows it (relative where possible), ``line``
    counts from 1 and is 0 where no single line is to blame. ``what`` and
    ``how_to_fix`` are plain sentences. A ``hint`` is worth an editor's look but
    stops nothing.
    """

    path: str
    line: int
    what: str
    how_to_fix: str
    hint: bool = False

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        kind = "note: " if self.hint else ""
        return f"{where}: {kind}{_sentence(self.what)} {_sentence(self.how_to_fix)}"


def _sentence(text: str) -> str:
    """Problems quote text that may end without a full stop; a message never does."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


@dataclass(frozen=True)
class Fault:
    """What is wrong and how to mend it, told by who does not know the file and the line.

    ``key`` is the key of the record that is to be looked at, '' where it is not one.
    """

    what: str
    how_to_fix: str
    key: str = ""

    def at(self, path: str, line: int = 0, hint: bool = False) -> Problem:
        """The same, told by who knows where."""
        return Problem(path, line, self.what, self.how_to_fix, hint)


class AuthorError(Exception):
    """Something an author wrote that cannot be right. Whoever catches it knows the line."""

    def __init__(self, what: str, how_to_fix: str) -> None:
        super().__init__(what)
        self.fault = Fault(what, how_to_fix)


class SiteError(Exception):
    """The base of every error that an author or an operator can mend."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        if not self.problems:
            raise ValueError("a SiteError needs at least one problem")
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[SiteError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # so that another process can raise it


class ContentError(SiteError):
    """Something in the content folder is wrong. Raised before any page is made."""


class AuditError(SiteError):
    """The built pages break a promise. Raised before anything is published."""


class OutputError(SiteError):
    """The output folder cannot be written: not ours, not there, or no room."""


class DocumentError(SiteError):
    """A pack's documents cannot be made. Raised before anything is published."""
