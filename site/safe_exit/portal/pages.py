"""The portal's pages, rendered and checked with those of the site that they link to.

Nothing here is published as it is. It stays in memory until `safe_exit.portal.vault` has locked it,
and is never among the pages of the site: so no list, search, feed or record can name it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from safe_exit.base.places import PORTAL_FOLDER
from safe_exit.base.problems import Problem
from safe_exit.content.attachments import Attachment
from safe_exit.content.links import Targets
from safe_exit.content.sources import Source
from safe_exit.markup.embeds import Embeds
from safe_exit.markup.markdown import Renderer
from safe_exit.pages.page import Page
from safe_exit.portal.links import Within
from safe_exit.portal.media import Finding, PortalPage
from safe_exit.portal.names import quietly_named
from safe_exit.portal.reading import PortalMeta, Unread

# Some hosts take no file above 25 MiB, and a phone has to hold one twice to open it.
LARGE = 24_000_000


@dataclass(frozen=True)
class Portal:
    """All that is behind the password: webinars first, the newest of them before all others."""

    pages: tuple[PortalPage, ...] = ()
    files: Mapping[int, Attachment] = field(default_factory=dict)
    """What the pages offer, by number."""


def make_portal(
    unread: Unread,
    embeds: Embeds,
    targets: Targets,
    pages: Iterable[Page],
    check: Callable[[Sequence[Page]], Iterable[Problem]],
    today: datetime.date,
    drafts: bool,
) -> tuple[Portal, list[Problem]]:
    """Render and check the portal as of a day.

    ``targets`` and ``pages`` are the site's own; ``check`` says what is wrong with those
    of the portal; ``drafts`` lets pages in that are not published yet.
    """
    withheld = unread.withheld(today, drafts)
    sources = [source for source in unread.sources if source.path not in withheld]
    taken = max((int(source.address.removeprefix("#w")) for source in unread.sources), default=0)
    within = Within(
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
    problems = list(check(made))
    offered = {path for page in made for path in page.rendered.files}
    webinars_first: list[PortalPage] = []
    for page, rendered in zip(made, quietly_named(made), strict=True):
        if page.rendered.scripts:
            what = f"something here needs a script of its own ({', '.join(page.rendered.scripts)})"
            problems.append(Problem(page.where, 0, what, "Link to a page of the site that has it"))
        if isinstance(page.meta, PortalMeta):
            finding = Finding(replace(page, rendered=rendered), page.meta, within)
            webinars_first.append(finding.complete())
            problems += finding.problems
            offered |= finding.offered
    problems += _doubtful_files(unread, offered)
    problems += _doors(unread, [page for page in pages if page.path])
    webinars_first.sort(
        key=lambda p: (-(p.meta.date or datetime.date.min).toordinal(), p.meta.number)
    )
    files = {within.numbers[path]: unread.files[path] for path in sorted(offered)}
    return Portal(tuple(webinars_first), files), problems


def _page(source: Source, renderer: Renderer) -> Page:
    document = source.document
    return Page(
        path=source.path,
        address=source.address,
        meta=source.meta,
        audience="professionals",
        rendered=renderer.render(source),
        where=source.where,
        lines={".".join(map(str, key)): line for key, line in document.lines.items()},
        language=source.language,
    )


def _doubtful_files(unread: Unread, offered: set[str]) -> Iterator[Problem]:
    for path, file in unread.files.items():
        where = unread.where + path.removeprefix(PORTAL_FOLDER)
        if path not in offered:
            what = "no page of the portal offers this file"
            yield Problem(where, 0, what, "Link to it, or delete it", hint=True)
        elif len(file.content) > LARGE:
            what = f"the file has {len(file.content) / 1e6:.0f} MB"
            fix = "Make it smaller: some hosts refuse it, and phones may not open it"
            yield Problem(where, 0, what, fix, hint=True)


def _doors(unread: Unread, pages: Iterable[Page]) -> Iterator[Problem]:
    """There is one page, in however many languages, on which the portal is opened."""
    doors = {page.original: page for page in pages if page.meta.kind == "portal"}
    if unread.sources and not doors:
        what = "no page of the site opens the portal"
        fix = "Write 'kind: portal' in the front matter of the page that is to"
        yield Problem(unread.where, 0, what, fix)
    for page in list(doors.values())[1:]:
        what = f"{next(iter(doors))} opens the portal already"
        yield Problem(page.where, page.lines["kind"], what, "Take 'kind: portal' out of one")
