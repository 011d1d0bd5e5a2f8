"""The portal's pages, rendered and checked with those of the site that they link to.

Nothing here is published as it is. It stays in memory until `safe_exit.vault` has locked it,
and is never among the pages of the site: so no list, search, feed or record can name it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from safe_exit.addresses import PORTAL_FOLDER
from safe_exit.captions import Part, read_captions, transcript
from safe_exit.checks import anchors, check_pages
from safe_exit.config import SiteConfig
from safe_exit.embeds import Embeds
from safe_exit.errors import AuthorError, Problem
from safe_exit.links import Attachment, Targets, inside
from safe_exit.markup import Renderer
from safe_exit.pages import Page
from safe_exit.portal import PortalMeta, Unread
from safe_exit.rendered import Rendered
from safe_exit.sources import Source

# What browsers play, and as what.
RECORDINGS = {
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".webm": "video/webm",
}
# Some hosts take no file above 25 MiB, and a phone has to hold one twice to open it.
LARGE = 24_000_000


@dataclass(frozen=True)
class PortalPage:
    """A page behind the password. Its files are known by their numbers, 0 where there is none."""

    page: Page
    meta: PortalMeta
    recording: int = 0
    captions: int = 0
    slides: int = 0
    parts: tuple[Part, ...] = ()
    """The transcript of the recording."""


@dataclass(frozen=True)
class Portal:
    """All that is behind the password: webinars first, the newest of them before all others."""

    pages: tuple[PortalPage, ...] = ()
    files: Mapping[int, Attachment] = field(default_factory=dict)
    """What the pages offer, by number."""


@dataclass(frozen=True)
class _Within(Targets):
    """What the portal's pages can link to: one another, their files, and the site's pages."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    """Of the portal's files, by path."""

    def address(self, page: str) -> str:
        return self.pages[page] if page.startswith(f"{PORTAL_FOLDER}/") else super().address(page)

    def file_address(self, file: str) -> str:
        return f"#f{self.numbers[file]}"


def make_portal(
    unread: Unread,
    embeds: Embeds,
    targets: Targets,
    pages: Iterable[Page],
    config: SiteConfig,
    today: datetime.date,
    drafts: bool,
) -> tuple[Portal, list[Problem]]:
    """Render and check the portal as of a day.

    ``targets`` and ``pages`` are the site's own; ``drafts`` lets pages in that are not
    published yet.
    """
    withheld = unread.withheld(today, drafts)
    sources = [source for source in unread.sources if source.path not in withheld]
    taken = max((int(source.address.removeprefix("#w")) for source in unread.sources), default=0)
    within = _Within(
        pages={**targets.pages, **{source.path: source.address for source in sources}},
        languages={**targets.languages, **{source.path: source.language for source in sources}},
        withheld=withheld,
        files=unread.files,
        names=targets.names,
        prefix=targets.prefix,
        numbers={path: taken + place for place, path in enumerate(unread.files, start=1)},
    )
    renderer = Renderer(embeds, within)
    made = [_page(source, renderer) for source in sources]
    by_path = {page.path: page for page in pages if page.path}
    problems = list(check_pages(made, config, today))
    offered = {path for page in made for path in page.rendered.files}
    found: list[PortalPage] = []
    for page, rendered in zip(made, _quietly_named(made), strict=True):
        problems += anchors(page, by_path)
        if page.rendered.scripts:
            what = f"something here needs a script of its own ({', '.join(page.rendered.scripts)})"
            problems.append(Problem(page.shown, 0, what, "Link to a page of the site that has it"))
        if isinstance(page.meta, PortalMeta):
            finding = _Finding(replace(page, rendered=rendered), page.meta, within)
            found.append(finding.complete())
            problems += finding.problems
            offered |= finding.offered
    problems += _doubtful_files(unread, offered)
    problems += _doors(unread, by_path.values())
    found.sort(key=lambda p: (-(p.meta.date or datetime.date.min).toordinal(), p.meta.number))
    files = {within.numbers[path]: unread.files[path] for path in sorted(offered)}
    return Portal(tuple(found), files), problems


def _page(source: Source, renderer: Renderer) -> Page:
    document = source.document
    return Page(
        path=source.path,
        address=source.address,
        meta=source.meta,
        audience="professionals",
        rendered=renderer.render(
            source.path, source.shown, document.body, document.body_line, source.language
        ),
        shown=source.shown,
        lines={".".join(map(str, key)): line for key, line in document.lines.items()},
        language=source.language,
    )


def _quietly_named(pages: Iterable[Page]) -> Iterator[Rendered]:
    """The pages' HTML with numbers in place of headings' names, which addresses would show.

    '#minimising' on the page #w3 becomes '#w3-1', wherever it is linked from.
    """
    pages = tuple(pages)
    names = {
        f"{page.address}#{heading.id}": f"{page.address}-{place}"
        for page in pages
        for place, heading in enumerate(page.rendered.headings, start=1)
    }
    for page in pages:

        def rename(attribute: re.Match[str], own: str = page.address) -> str:
            key, value = attribute.groups()
            if key == "href":
                known = names.get(own + value if not value.startswith("#w") else value, value)
            else:
                known = names.get(f"{own}#{value}", f"#{value}").removeprefix("#")
            return f' {key}="{known}"'

        html = re.sub(
            "<[a-z][^>]*>",
            lambda tag: re.sub(r' (id|href|aria-labelledby)="([^"]*)"', rename, tag.group()),
            page.rendered.html,
        )
        yield replace(page.rendered, html=html)


class _Finding:
    """Finds the files that a page's front matter names, and notes what is wrong with them."""

    def __init__(self, page: Page, meta: PortalMeta, within: _Within) -> None:
        self.page = page
        self.meta = meta
        self.within = within
        self.offered: set[str] = set()
        self.problems: list[Problem] = []

    def complete(self) -> PortalPage:
        """The page with its files and the transcript of its recording."""
        recording, captions, slides = map(self._file, ("recording", "captions", "slides"))
        if recording and recording.suffix not in RECORDINGS:
            what = f"browsers do not play files ending in '{recording.suffix}'"
            self._problem("recording", what, f"Save it as one of: {', '.join(RECORDINGS)}")

        def number(file: Attachment | None) -> int:
            return self.within.numbers[file.path] if file else 0

        return PortalPage(
            self.page,
            self.meta,
            number(recording),
            number(captions),
            number(slides),
            self._parts(captions) if captions else (),
        )

    def _file(self, key: str) -> Attachment | None:
        written = getattr(self.meta, key)
        if written is None:
            return None
        try:
            path = inside(written, self.page.path)
        except AuthorError as error:
            self._problem(key, error.what, error.how_to_fix)
            return None
        if path not in self.within.files:
            self._problem(key, f"there is no file '{path}'", "Put it beside the page")
            return None
        self.offered.add(path)
        return self.within.files[path]

    def _parts(self, captions: Attachment) -> tuple[Part, ...]:
        shown = self.page.shown.removesuffix(self.page.path) + captions.path
        cues, found = read_captions(captions.content.decode("utf-8", "replace"), shown)
        self.problems += found
        parts = transcript(cues, self.meta.chapters)
        silent = {*self.meta.chapters} - {part.chapter for part in parts if part.chapter}
        for chapter in sorted(silent if cues else (), key=lambda chapter: chapter.seconds):
            what = f"nothing is said in the chapter at {chapter.at}"
            self._problem("chapters", what, "Mend its time, or take it out")
        return parts

    def _problem(self, key: str, what: str, how_to_fix: str) -> None:
        line = self.page.lines.get(key, 1)
        self.problems.append(Problem(self.page.shown, line, what, how_to_fix))


def _doubtful_files(unread: Unread, offered: set[str]) -> Iterator[Problem]:
    for path, file in unread.files.items():
        shown = unread.shown + path.removeprefix(PORTAL_FOLDER)
        if path not in offered:
            what = "no page of the portal offers this file"
            yield Problem(shown, 0, what, "Link to it, or delete it", hint=True)
        elif len(file.content) > LARGE:
            what = f"the file has {len(file.content) / 1e6:.0f} MB"
            fix = "Make it smaller: some hosts refuse it, and phones may not open it"
            yield Problem(shown, 0, what, fix, hint=True)


def _doors(unread: Unread, pages: Iterable[Page]) -> Iterator[Problem]:
    """There is one page, in however many languages, on which the portal is opened."""
    doors = {page.original: page for page in pages if page.meta.kind == "portal"}
    if unread.sources and not doors:
        what = "no page of the site opens the portal"
        fix = "Write 'kind: portal' in the front matter of the page that is to"
        yield Problem(unread.shown, 0, what, fix)
    for page in list(doors.values())[1:]:
        what = f"{next(iter(doors))} opens the portal already"
        yield Problem(page.shown, page.lines["kind"], what, "Take 'kind: portal' out of one")
