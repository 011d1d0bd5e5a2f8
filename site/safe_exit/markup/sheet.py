"""What is known of one page's text, while it is rendered and afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from safe_exit.base.languages import ENGLISH, Language
from safe_exit.base.problems import Problem
from safe_exit.content.dialect import without_code
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

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The page's own words as its author wrote them, without what comes from the data."""
        return read_sentences(self.body, self.first_line)


@dataclass
class Sheet:
    """What is found out about one page while it is rendered.

    ``page`` is its path in the content folder, ``shown`` its name in messages,
    ``first_line`` the line of the file on which ``body`` begins.
    """

    page: str = ""
    shown: str = ""
    body: str = ""
    first_line: int = 1
    language: Language = field(default=ENGLISH, repr=False)
    links: list[PageLink] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    figures: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    scripts: set[str] = field(default_factory=set)
    pictures: set[tuple[str, str]] = field(default_factory=set)
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

    def embedded(self, kind: str, name: str, alone: bool, written: str) -> None:
        """Note what the page takes from the data, as it is written there."""
        if kind == "figure" and not alone:
            self.figures[name] = None
        if kind in ("chart", "figures"):
            line = self.line(written)
            if not alone:
                what = f"{written} stands inside a sentence"
                self.problem(line, what, "Give it a paragraph of its own")
            if (kind, name) in self.pictures:
                self.problem(line, f"{written} is on the page twice", "Keep one of the two")
            self.pictures.add((kind, name))

    def problem(self, line: int, what: str, how_to_fix: str, hint: bool = False) -> None:
        self.problems.append(Problem(self.shown, line, what, how_to_fix, hint))

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
        )
