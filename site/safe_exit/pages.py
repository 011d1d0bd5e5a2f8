"""The content folder's Markdown files as checked `Page`s."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from safe_exit.addresses import (
    NOT_FOUND,
    RESERVED,
    address_of,
    alias_problems,
    clashes,
    parent,
    section_of,
)
from safe_exit.config import CONFIG_NAME
from safe_exit.data import DATA_FOLDER
from safe_exit.errors import Problem
from safe_exit.files import read_bytes, read_text
from safe_exit.frontmatter import Audience, Document, FrontMatter, read
from safe_exit.languages import CATALOGUE, Language, Languages
from safe_exit.links import FILE_KINDS, IMAGE_KINDS, Attachment
from safe_exit.rendered import Rendered

UNFIT = FrontMatter(title="?", description="?")


@dataclass(frozen=True)
class Source:
    """A Markdown file that has been read but not rendered."""

    path: str
    shown: str
    address: str
    document: Document
    language: Language

    @property
    def meta(self) -> FrontMatter:
        """What the front matter says; a stand-in where it is broken."""
        return self.document.meta or UNFIT

    def withheld(self, today: datetime.date) -> str | None:
        """Why the page is not published on a day, as the end of a sentence; else None."""
        meta = self.meta
        if meta.draft:
            return "is a draft"
        if meta.publish_on and today < meta.publish_on:
            return f"is to be published on {meta.publish_on}"
        if meta.retire_on and today >= meta.retire_on:
            return f"was retired on {meta.retire_on}"
        if self.language.folder:
            if not (meta.translation_reviewed_by and meta.translation_reviewed_on):
                return "is a translation that no native speaker has reviewed"
            if waiting := self.language.waiting:
                return f"waits for {waiting} words of {self.language.folder}/{CATALOGUE}"
        return None


@dataclass(frozen=True)
class Page:
    """One page of the site.

    ``path`` is its file in the content folder, '' for a section's front page that
    was made because no index.md was written. ``address`` begins with a slash and
    ends with one, but for the page that is shown when nothing is found. ``lines``
    says where the keys of its front matter stand: 'title', 'aliases.0'.
    """

    path: str
    address: str
    meta: FrontMatter
    audience: Audience = "everyone"
    rendered: Rendered = field(default=Rendered(""), repr=False)
    shown: str = ""
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)
    language: Language = field(default=Language("en-GB"), repr=False)
    withheld: str | None = None
    """Why the page would not be published, where drafts are shown."""

    @property
    def original(self) -> str:
        """The file that a translation translates; of any other page its own."""
        return self.path.removeprefix(f"{self.language.folder}/")

    @property
    def is_front(self) -> bool:
        return not self.path or self.path.rpartition("/")[2].lower() == "index.md"

    @property
    def scripts(self) -> frozenset[str]:
        """Names of the extra scripts the page carries; see `safe_exit.inline.EXTRA_SCRIPTS`."""
        return self.rendered.scripts | ({"search"} if self.meta.kind == "search" else set())

    @property
    def listed(self) -> bool:
        """Whether menus, listings and the sitemap name the page."""
        return self.path != NOT_FOUND and not self.meta.unlisted


def read_sources(
    content: Path, shown: str, languages: Languages
) -> tuple[tuple[Source, ...], dict[str, Attachment], list[Problem]]:
    """Read every file of a content folder, and nothing twice.

    ``shown`` is the folder's name in messages. Returns the Markdown files, the other
    files by path, and every problem with names, encodings, front matter and addresses.
    """
    sources: list[Source] = []
    files: dict[str, Attachment] = {}
    problems: list[Problem] = []
    for path in _walk(content, languages):
        name = path.relative_to(content).as_posix()
        where = f"{shown}/{name}"
        suffix = path.suffix.lower()
        if not path.resolve().is_relative_to(content.resolve()):
            what = "this is a link to a file outside the content folder"
            problems.append(Problem(where, 0, what, "Copy the file itself here"))
        elif suffix == ".md":
            language = languages.get(name.partition("/")[0], languages[""])
            source, found = _read_page(path, name, where, language)
            problems += found
            if source:
                sources.append(source)
        elif name in RESERVED:
            what = "the build makes a file of this name itself"
            problems.append(Problem(where, 0, what, "Rename it"))
        elif suffix in FILE_KINDS or suffix in IMAGE_KINDS:
            data, found = read_bytes(path, where)
            problems += found
            files[name] = Attachment(name, data)
        else:
            what = f"files ending in '{suffix}' cannot be published"
            fix = f"Move it elsewhere; pages may offer {', '.join((*FILE_KINDS, *IMAGE_KINDS))}"
            problems.append(Problem(where, 0, what, fix))
    if not sources and not problems:
        what = "there is no page here"
        problems.append(Problem(shown, 0, what, "Write a first page, index.md, with title: …"))
    problems += clashes([(source.path, source.address) for source in sources], shown)
    problems += alias_problems(_aliases(sources), {s.address: s.path for s in sources}, shown)
    return tuple(sources), files, problems


def _walk(content: Path, languages: Languages) -> Iterator[Path]:
    """Files in a fixed order: not hidden ones, the data folder, site.toml and catalogues."""
    catalogues = {tuple(filter(None, (folder, CATALOGUE))) for folder in languages}
    for path in sorted(content.rglob("*")):
        parts = path.relative_to(content).parts
        if any(part.startswith(".") for part in parts) or not path.is_file():
            continue
        if parts == (CONFIG_NAME,) or parts[0] == DATA_FOLDER or parts in catalogues:
            continue
        yield path


def _read_page(
    path: Path, name: str, where: str, language: Language
) -> tuple[Source | None, list[Problem]]:
    text, problems = read_text(path, where)
    document = read(text, where)
    problems += document.problems
    try:
        address = address_of(name)
    except ValueError as error:
        problems.append(Problem(where, 0, f"the file {error}", "Rename it"))
        return None, problems
    stated = document.meta.section if document.meta else None
    if stated is not None and stated != section_of(name):
        what = f"'section' says '{stated}', but the file lies in '{section_of(name) or 'the top'}'"
        fix = "Move the file, or delete the line: the section comes from the folder"
        problems.append(Problem(where, document.line("section"), what, fix))
    return Source(name, where, address, document, language), problems


def _aliases(sources: Iterable[Source]) -> Iterator[tuple[str, int, str]]:
    for source in sources:
        for index, alias in enumerate(source.meta.aliases):
            line = source.document.lines.get(("aliases", index), 1)
            yield source.path, line, alias


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
            shown=source.shown,
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
        meta = FrontMatter(title="Page not found", description="There is no page here")
        text = Rendered("<p>There is no page at this address. It may have moved.</p>")
        pages["/404.html"] = Page(NOT_FOUND, "/404.html", meta, rendered=text, language=own)
    return tuple(_with_audience(pages[address], pages) for address in sorted(pages))


def _with_audience(page: Page, pages: Mapping[str, Page]) -> Page:
    """Give the page its audience: its own, or that of the nearest front page above it.

    A section for survivors holds only pages for survivors, whatever they say: its
    rules are for safety. A translation is for those its original is for.
    """
    chain = _above(page.address, pages)
    if page.language.folder:
        address = page.address.removeprefix(f"/{page.language.folder}")
        while address not in pages:
            address = parent(address)
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
