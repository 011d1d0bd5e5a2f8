"""Sources, rendered, as the `Page`s of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from safe_exit.base.languages import Languages
from safe_exit.content.addresses import NOT_FOUND, parent
from safe_exit.content.frontmatter import FrontMatter
from safe_exit.content.sources import Source
from safe_exit.markup.sheet import Rendered
from safe_exit.pages.page import Page


def make_pages(
    sources: Iterable[Source],
    render: Callable[[Source], Rendered],
    home_title: str,
    languages: Languages,
    withheld: Mapping[str, str],
) -> tuple[Page, ...]:
    """Render sources into pages, in the order of their addresses.

    A folder without an index.md gets a plain front page of its own, and so does a
    site without a 404.md. ``home_title`` names the front page of the whole site.
    ``withheld`` says why a page among the sources would not be published.
    """
    own = languages[""]
    pages = {
        source.address: Page(
            path=source.path,
            address=source.address,
            meta=source.meta,
            rendered=render(source),
            where=source.where,
            lines={".".join(map(str, key)): n for key, n in source.document.lines.items()},
            language=source.language,
            withheld=withheld.get(source.path),
        )
        for source in sources
    }
    for address in [*pages, "/404.html"]:
        while (address := parent(address)) not in pages:
            name = address.strip("/").rpartition("/")[2].replace("-", " ").capitalize()
            title = name or home_title
            meta = FrontMatter(title=title, description=title)
            language = languages.get(address.split("/")[1], own)
            pages[address] = Page("", address, meta, language=language)
    if "/404.html" not in pages:
        gettext = own.words.gettext
        meta = FrontMatter(title=gettext("Page not found"), description=gettext("Page not found"))
        moved = gettext("There is no page at this address. It may have moved.")
        text = Rendered(f"<p>{moved}</p>")
        pages["/404.html"] = Page(NOT_FOUND, "/404.html", meta, rendered=text, language=own)
    return tuple(_with_audience(pages[address], pages) for address in sorted(pages))


def _with_audience(page: Page, pages: Mapping[str, Page]) -> Page:
    """Give the page its audience: its own, or that of the nearest front page above it.

    A section for survivors holds only pages for survivors, whatever they say: its
    rules are for safety. A translation is for those its original is for.
    """
    chain = _above(page.address, pages)
    if folder := page.language.folder:
        address = page.address.removeprefix(f"/{folder}")
        while address not in pages:
            address = parent(address)
        chain = [link for link in chain if link.language.folder == folder]
        chain += _above(address, pages)
    stated = [link.meta.audience for link in chain if link.meta.audience]
    audience = "survivors" if "survivors" in stated else [*stated, "everyone"][0]
    return replace(page, audience=audience)


def _above(address: str, pages: Mapping[str, Page]) -> list[Page]:
    """A page and those above it, up to the front page of the whole site."""
    chain = [pages[address]]
    while address != "/":
        address = parent(address)
        chain.append(pages[address])
    return chain
