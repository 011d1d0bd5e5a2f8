"""One Markdown file → typed front matter, body, and the line the body begins on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from safe_exit.base.plain_yaml import Lines, read_yaml
from safe_exit.base.problems import Problem
from safe_exit.base.records import Check, Day, Model, OneLine, validate

Audience = Literal["everyone", "survivors", "professionals"]

Kind = Literal["page", "about", "search", "a-z", "portal", "sheet"]

Role = Literal["survivor", "practitioner", "lawyer", "clinician", "researcher"]

FENCE = "---"


class LongSentence(Model):
    """A sentence that may be long, with the reason."""

    begins: OneLine
    reason: OneLine


class Review(Model):
    """Somebody with knowledge of their own has checked a page: what they are, and the day."""

    role: Role
    on: Day


def _version(value: str) -> str:
    if not re.fullmatch(r"\d{1,3}(\.\d{1,3}){1,2}", value):
        raise ValueError("is not a version; write it like 1.0 or 1.2.1")
    return value


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("must hold at least one sentence")
    return value


class Edition(Model):
    """One version of a pack, as it was published."""

    version: Annotated[OneLine, Check(_version)]
    date: Day
    changes: Annotated[tuple[OneLine, ...], Check(_some)]
    """What is new in it, a sentence each."""


class Editions(Edition):
    """The version of a pack that its folder holds, and those before it, the newest first."""

    earlier: tuple[Edition, ...] = ()


class FrontMatter(Model):
    """What an editor may say about a page above its text.

    Only ``title`` and ``description`` are required; a page for survivors also needs
    ``tab_title``, which shows in the browser's tab and history.
    """

    title: OneLine
    description: OneLine
    section: str | None = None
    """Taken from the folder. May be written down, but then has to agree with it."""
    kind: Kind = "page"
    """What the page is beside its text: who stands behind the site, a field to search in, the
    A to Z, the portal, or a sheet to print."""
    order: int | None = None
    """Where the page stands among its neighbours; pages without one come last, by title."""
    tab_title: OneLine | None = None
    menu_title: OneLine | None = None
    """What the menu at the top of every page calls the section: a word or two."""
    summary: OneLine | None = None
    content_note: OneLine | None = None
    """What hard material follows, said before it."""
    skip_to: OneLine | None = None
    """The heading after the hard material, as its address without #: the note links past it."""
    audience: Audience | None = None
    """For whom the page is; a page that says nothing takes its section's."""
    index_terms: tuple[OneLine, ...] = ()
    """Words people look for, where the title has others: for search and the A to Z."""
    draft: bool = False
    unlisted: bool = False
    """Reached by a link alone: in no menu, list or sitemap."""
    publish_on: Day | None = None
    retire_on: Day | None = None
    reviewed_on: Day | None = None
    review_by: Day | None = None
    reviewed_by: tuple[Review, ...] = ()
    """Who has checked the page, beside the editors: shown to readers, without a name."""
    translation_reviewed_by: OneLine | None = None
    """Which native speaker has read a translation; not shown. Without it the page waits."""
    translation_reviewed_on: Day | None = None
    owner: OneLine | None = None
    plain: bool | None = None
    """Words that are too hard are errors; a page that says nothing takes its section's."""
    long_sentences: tuple[LongSentence, ...] = ()
    quoted_words: tuple[OneLine, ...] = ()
    """Words of blame that the page names in order to speak about them."""
    pack: Editions | None = None
    """Makes the folder of this front page a pack, of which documents are made."""
    aliases: tuple[OneLine, ...] = ()
    """Old addresses of a renamed page, like /old/place/."""


@dataclass(frozen=True)
class Document:
    """A file taken apart. ``meta`` is None where the front matter is broken."""

    meta: FrontMatter | None
    body: str
    body_line: int
    lines: Lines
    problems: tuple[Problem, ...]

    def line(self, key: str) -> int:
        """The line a front matter key stands on."""
        return self.lines.get((key,), 1)


def split_document(text: str) -> tuple[str | None, str, int]:
    """Cut a file at its ``---`` fences: ``(yaml or None, body, line of the body)``."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, text, 1
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def read_document(text: str, path: str, model: type[FrontMatter] = FrontMatter) -> Document:
    """Read one page's text. ``path`` is its name in messages, ``model`` what it may say above.

    The body is kept even where the front matter is broken, so that all mistakes
    of a file can be told at once.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    head, body, body_line = split_document(text)
    if head is None:
        what = "the page does not begin with front matter between two lines of ---"
        fix = "Begin the file with: ---, then title: … and description: …, then ---"
        return Document(None, body, body_line, {}, (Problem(path, 1, what, fix),))
    value, lines, problems = read_yaml(head, path, first_line=2)
    meta = None
    if not problems:
        meta, problems = validate(model, value, path, lines)
    if meta:
        problems += _contradictions(meta, path, lines)
    return Document(meta, body, body_line, lines, tuple(problems))


def _contradictions(meta: FrontMatter, path: str, lines: Lines) -> Iterator[Problem]:
    """A page that retires before it appears would never be seen, and nobody would know why."""
    for earlier, later in (("publish_on", "retire_on"), ("reviewed_on", "review_by")):
        first, second = getattr(meta, earlier), getattr(meta, later)
        if first and second and first >= second:
            what = f"'{later}' ({second}) is not after '{earlier}' ({first})"
            yield Problem(path, lines[(later,)], what, "Change one of the two")
