"""The professionals' portal as its editors write it: what lies in ``content/portal/``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from safe_exit.base.languages import Language
from safe_exit.base.places import PORTAL_FOLDER
from safe_exit.base.problems import Fault, Problem
from safe_exit.base.records import Day, OneLine
from safe_exit.content.attachments import Attachment
from safe_exit.content.folder import Folder
from safe_exit.content.frontmatter import FrontMatter, read_document
from safe_exit.content.sources import Source
from safe_exit.portal.captions import Chapter

# Keys of other pages that would do nothing here, because nothing lists or finds these.
OF_OTHER_PAGES = (
    *("kind", "tab_title", "menu_title", "audience", "index_terms", "unlisted", "aliases"),
    *("section", "order", "pack"),
)


class PortalMeta(FrontMatter):
    """What an editor may say about a page of the portal. One with a recording is a webinar."""

    number: int
    """Its address: #w3. It never changes, and tells nothing."""
    date: Day | None = None
    topics: tuple[OneLine, ...] = ()
    recording: OneLine | None = None
    captions: OneLine | None = None
    chapters: tuple[Chapter, ...] = ()
    slides: OneLine | None = None

    def odds(self) -> Iterator[Fault]:
        if not 1 <= self.number <= 999:
            yield Fault("'number' is not one from 1 to 999", "Take the next free one", "number")
        for key in OF_OTHER_PAGES:
            if key in self.model_fields_set:
                yield Fault(f"'{key}' does nothing on a page of the portal", "Take it out", key)
        for key in ("date", "captions"):
            if self.recording and not getattr(self, key):
                yield Fault(f"a recording needs '{key}'", f"Add a line '{key}: …'", "recording")
        for key in ("captions", "chapters"):
            if not self.recording and getattr(self, key):
                yield Fault(
                    f"there are '{key}' and no 'recording'", "Add one, or take them out", key
                )
        for before, after in pairwise(self.chapters):
            if after.seconds <= before.seconds:
                what = f"the chapter at {after.at} is not after the one at {before.at}"
                yield Fault(what, "Put chapters in the order of their times", "chapters")


@dataclass(frozen=True)
class Unread:
    """The portal's folder, read and not yet rendered. ``where`` is its name in messages."""

    where: str
    sources: tuple[Source, ...]
    files: Mapping[str, Attachment]
    problems: tuple[Problem, ...]

    def withheld(self, today: datetime.date, drafts: bool) -> dict[str, str]:
        """Why a page is not published on a day, by path; ``drafts`` lets all of them in."""
        return {s.path: why for s in self.sources if not drafts and (why := s.withheld(today))}


def read_portal(folder: Folder, language: Language) -> Unread:
    """Take the portal's folder apart."""
    sources: list[Source] = []
    files: dict[str, Attachment] = {}
    problems: list[Problem] = []
    for name in folder.below(PORTAL_FOLDER):
        where = folder.where(name)
        if name in folder.outside:
            what = "this is a link to a file outside the content folder"
            problems.append(Problem(where, 0, what, "Copy the file itself here"))
        elif name.lower().endswith(".md"):
            text, mistakes = folder.text(name)
            document = read_document(text, where, PortalMeta)
            problems += [*mistakes, *document.problems]
            number = document.meta.number if isinstance(document.meta, PortalMeta) else 0
            sources.append(Source(name, where, f"#w{number}", document, language))
        else:
            data, mistakes = folder.raw(name)
            problems += mistakes
            files[name] = Attachment(name, data)
    problems += _twice(sources)
    return Unread(folder.where(PORTAL_FOLDER), tuple(sources), files, tuple(problems))


def _twice(sources: Iterable[Source]) -> Iterator[Problem]:
    first: dict[str, Source] = {}
    sources = [source for source in sources if source.document.meta]
    for source in sources:
        if other := first.get(source.address):
            free = next(n for n in range(1, 1000) if f"#w{n}" not in {s.address for s in sources})
            what = f"{source.address[2:]} is the number of {other.path} too"
            fix = f"Leave the older one its number, and give the other {free}"
            yield Problem(source.where, source.document.line("number"), what, fix)
        first.setdefault(source.address, source)
