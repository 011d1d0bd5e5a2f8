"""A built folder → problems: what every page promises its reader, read from the page itself."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from safe_exit.base.html_reader import HtmlReader
from safe_exit.base.problems import Fault, Problem
from safe_exit.web.assets import source_hash

HEAVIEST = 14_000
"""Bytes of a page after gzip -9: with its headers it fits the first round trip of a
connection, ten packets (RFC 6928)."""

EARLY = 4_096
"""Bytes by which the Leave control, its style and its script have arrived, uncompressed: it
has to work on a line so bad that the rest never comes."""

# Attributes that make a browser fetch something by itself.
FETCHING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping"}

# <link>s that name an address without fetching it.
NAMING_LINKS = {"canonical", "alternate", "license"}

# What the control's script needs to be there already; nothing to see, nothing to reach by keyboard.
BEFORE_CONTROL = {"leave-said", "leave-cover"}

CONTROL = "templates/leave/leave.html"

# <script>s that are data to a browser: it runs none of them, and the policy asks for no hash.
DATA = "application/json"

LEAVE_RELS = {"nofollow", "noreferrer", "noopener"}


@dataclass(frozen=True)
class Audited:
    """What is wrong with a built folder, and what each of its pages weighs on the wire."""

    problems: tuple[Problem, ...]
    weights: Mapping[str, int]
    """File → bytes after gzip -9, which every host and browser has."""


def audit_folder(
    folder: Path,
    pages: Mapping[str, str],
    neutral: str,
    allowed: frozenset[str],
    prefix: str,
    indexes: frozenset[str] = frozenset(),
) -> Audited:
    """Read every HTML file of a built folder.

    ``pages`` maps a file of the folder to the name of its source in messages,
    ``neutral`` is where the Leave control has to lead, ``allowed`` holds the hashes
    in the policy, ``prefix`` the path the site lives under. ``indexes`` names the files
    that carry the index of the site: they alone may be heavy.
    """
    problems: list[Problem] = []
    weights = {}
    links = Links(folder, prefix)
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        where = pages.get(name, name)
        raw = path.read_bytes()
        weights[name] = len(gzip.compress(raw, compresslevel=9, mtime=0))
        if weights[name] > HEAVIEST and name not in indexes:
            what = f"the page is {weights[name]:,} bytes compressed, more than {HEAVIEST:,}"
            problems.append(Problem(where, 0, what, "Split it, or take a picture out"))
        for fault in _faults(raw, links, neutral, allowed):
            problems.append(fault.at(where))
    return Audited(tuple(problems), weights)


def _faults(raw: bytes, links: Links, neutral: str, allowed: frozenset[str]) -> Iterator[Fault]:
    page = _Notes()
    page.read(raw.decode("utf-8"))
    if page.headings != 1:
        yield Fault(f"the page has {page.headings} main headings", "Keep one: the title")
    if not page.title.strip():
        yield Fault("the page has no title", "Give it one")
    if not page.language:
        yield Fault("the page does not say its language", "Set 'language' in site.toml")
    yield from _control(page.first, neutral)
    if (end := raw.find(b"</script>")) > EARLY:
        what = f"the Leave control is ready only after {end:,} bytes, not within {EARLY:,}"
        yield Fault(what, "Shorten the page's description or its title")
    for kind, text in page.inline:
        if source_hash(text) not in allowed:
            yield Fault(f"an inline {kind} is not in the policy", "Remove it from the template")
    for tag, name, value in page.fetches:
        yield Fault(
            f'<{tag} {name}="{value[:60]}"> would be fetched', "A page is one response: inline it"
        )
    for name in page.handlers:
        yield Fault(f"the attribute '{name}' is blocked by the policy", "Remove it")
    for double in sorted(name for name, count in Counter(page.ids).items() if count > 1):
        yield Fault(f"the id '{double}' stands on the page twice", "Rename one heading")
    for address in sorted(page.links):
        if fault := links.fault(address, page.ids):
            yield Fault(f"the link to '{address}' {fault}", "Mend the link or the template")


def _control(first: list[tuple[str, dict[str, str]]], neutral: str) -> Iterator[Fault]:
    """The Leave control: a real link, and the first thing to be seen, in a landmark."""
    (landmark, _), (tag, attributes) = [*first, ("nothing", {}), ("nothing", {})][:2]
    if (landmark, tag, attributes.get("id")) != ("section", "a", "leave"):
        yield Fault(
            "the Leave control is not the first thing in the body", f"Put it back in {CONTROL}"
        )
    elif attributes.get("href") != neutral:
        yield Fault(f"the Leave control leads to {attributes.get('href')}", f"Mend {CONTROL}")
    elif set(attributes.get("rel", "").split()) != LEAVE_RELS:
        yield Fault(
            "the Leave control could tell the neutral page where it came from",
            f"Set its rel in {CONTROL}",
        )


class Links:
    """What links of a built folder lead to. Most stand on every page: each is looked up once."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self._prefix = prefix
        self._files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        self._faults: dict[str, str | None] = {}

    def fault(self, address: str, ids: Collection[str]) -> str | None:
        """What is wrong with a link, as the end of a sentence; ``ids`` are those of its page."""
        if address.startswith("#"):
            return None if unquote(address[1:]) in ids else "names nothing on this page"
        if address not in self._faults:
            self._faults[address] = self._look_up(address)
        return self._faults[address]

    def _look_up(self, address: str) -> str | None:
        if not address.startswith("/"):
            return None
        if address.startswith("//") or not address.startswith(f"{self._prefix}/"):
            return "leaves the site without saying so"
        path = unquote(address.partition("#")[0])[len(self._prefix) + 1 :]
        target = f"{path}index.html" if path.endswith("/") or not path else path
        return None if target in self._files else "leads to a page that was not built"


class _Notes(HtmlReader):
    """What the audit asks about a page, noted while it goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.headings = 0
        self.title = ""
        self.language = ""
        self.first: list[tuple[str, dict[str, str]]] = []
        self.inline: list[tuple[str, str]] = []
        self.fetches: list[tuple[str, str, str]] = []
        self.handlers: list[str] = []
        self.ids: list[str] = []
        self.links: set[str] = set()
        self._inside = ""
        self._in_body = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        unseen = attributes.get("id") in BEFORE_CONTROL
        if self._in_body and len(self.first) < 2 and not unseen:
            self.first.append((tag, attributes))
        self._in_body = self._in_body or tag == "body"
        self.headings += tag == "h1"
        if tag == "html":
            self.language = attributes.get("lang", "")
        if tag in ("title", "style", "script") and attributes.get("type") != DATA:
            self._inside = tag
            if tag != "title":
                self.inline.append((tag, ""))
        if tag == "a" and "href" in attributes:
            self.links.add(attributes["href"])
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self._note_fetches(tag, attributes)

    def _note_fetches(self, tag: str, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name == "style" or name.startswith("on"):
                self.handlers.append(name)
            elif name in FETCHING and not value.startswith("data:"):
                self.fetches.append((tag, name, value))
        if tag in ("iframe", "object", "embed", "video", "audio", "portal"):
            self.fetches.append((tag, "src", attributes.get("src", "")))
        rel, href = attributes.get("rel", ""), attributes.get("href", "")
        if tag == "link" and rel not in NAMING_LINKS and not href.startswith("data:"):
            self.fetches.append((tag, "href", href))
        if tag in ("use", "image") and not href.startswith("#"):
            self.fetches.append((tag, "href", href))

    def text(self, text: str) -> None:
        if self._inside == "title":
            self.title += text
        elif self._inside:
            kind, before = self.inline[-1]
            self.inline[-1] = (kind, before + text)

    def end(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""
