"""What is known of one page's text, while it is rendered and afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from safe_exit.base.languages import ENGLISH, Language
from safe_exit.base.problems import Fault, Problem
from safe_exit.content.dialect import without_code
from safe_exit.data.quoting import Asked
from safe_exit.markup.sentences import Sentence, read_sentences

# Ids the templates use. A heading called "Leave" must not take the control's.
RESERVED_IDS = frozenset(
    {"contents", "main", "sources"}
    | {"leave", "leave-cover", "leave-keys", "leave-note", "leave-said"}
)

# Stands before the first heading of level 2 until the page is finished.
FOLD = "<p>\ue002</p>\n"


@dataclass(frozen=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass(frozen=True)
class PageLink:
    """A link to one of our own pages, for the checks that need all pages."""

    line: int
    written: str
    page: str
    fragment: str


@dataclass(frozen=True)
class Rendered:
    """One page's text as safe HTML, and what the checks need to know about it."""

    html: str
    headings: tuple[Heading, ...] = ()
    links: tuple[PageLink, ...] = ()
    files: frozenset[str] = frozenset()
    """Paths of the attachments the page offers."""
    problems: tuple[Problem, ...] = ()
    scripts: frozenset[str] = frozenset()
    """Names of the extra scripts the page needs; see `safe_exit.web.assets.EXTRA_SCRIPTS`."""
    fold: int = 0
    """Where in the HTML the first heading of level 2 stands, for what goes before it."""
    body: str = field(default="", repr=False)
    """The Markdown it was made from, without code, and the line of the file it begins on."""
    first_line: int = 1
    asked: frozenset[Asked] = frozenset()
    """All that the text asked for beside its own words: rows, pages, files, names."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The page's own words as its author wrote them, without what comes from the data."""
        return read_sentences(self.body, self.first_line)


@dataclass
class Sheet:
    """What is found out about one page while it is rendered.

    ``page`` is its path in the content folder, ``where`` its name in messages,
    ``first_line`` the line of the file on which ``body`` begins.
    """

    page: str = ""
    where: str = ""
    body: str = ""
    first_line: int = 1
    language: Language = field(default=ENGLISH, repr=False)
    links: list[PageLink] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    noted: dict[str, dict[str, None]] = field(default_factory=dict)
    """What is quoted inside sentences, and is told below the text: kind → names, in order."""
    problems: list[Problem] = field(default_factory=list)
    scripts: set[str] = field(default_factory=set)
    asked: set[Asked] = field(default_factory=set)
    _apart: set[tuple[str, str]] = field(default_factory=set)
    _drawn: list[str] = field(default_factory=list)
    searched: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.body = without_code(self.body)

    def line(self, *spellings: str) -> int:
        """The line of the next place where one of the spellings stands, outside code."""
        for spelling in spellings:
            at = self.body.find(spelling, self.searched.get(spelling, 0))
            if at >= 0:
                self.searched[spelling] = at + 1
                return self.first_line + self.body.count("\n", 0, at)
        return self.first_line

    def apart(self, kind: str, name: str, alone: bool, written: str) -> None:
        """Note what has to have a paragraph of its own, and to be on the page once."""
        line = self.line(written)
        if not alone:
            what = f"{written} stands inside a sentence"
            self.problem(line, what, "Give it a paragraph of its own")
        if (kind, name) in self._apart:
            self.problem(line, f"{written} is on the page twice", "Keep one of the two")
        self._apart.add((kind, name))

    def need(self, script: str) -> str:
        """Note an extra script that the page needs; says nothing itself."""
        self.scripts.add(script)
        return ""

    def hold(self, caller: Callable[[], str]) -> str:
        """Keep a picture or control that a template draws until the page has been sanitised.

        The sanitiser knows no SVG and no input, so that no text of a page can bring any in.
        """
        self._drawn.append(caller())
        return f"\ue000{len(self._drawn) - 1}\ue001"

    def draw(self, html: str) -> str:
        """Put what our own templates drew into the page's sanitised HTML."""
        return re.sub("\ue000([0-9]+)\ue001", lambda mark: self._drawn[int(mark[1])], html)

    def fault(self, line: int, fault: Fault) -> None:
        self.problems.append(fault.at(self.where, line))

    def problem(self, line: int, what: str, how_to_fix: str, hint: bool = False) -> None:
        self.problems.append(Problem(self.where, line, what, how_to_fix, hint))

    def rendered(self, html: str, headings: Iterable[Heading]) -> Rendered:
        """The page as it came out, with all that was noted on the way."""
        lead, fold, rest = html.partition(FOLD)
        return Rendered(
            lead + rest,
            tuple(headings),
            tuple(self.links),
            frozenset(self.files),
            tuple(self.problems),
            frozenset(self.scripts),
            len(lead) if fold else 0,
            self.body,
            self.first_line,
            frozenset(self.asked),
        )
