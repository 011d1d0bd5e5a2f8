"""Pages → the index that stands inside the search page, as JSON.

It holds words and no sentences: of each part of a page the words that tell it from the
others, in alphabetical order. That is what search needs, at two thirds of the weight of
the text. What is typed is looked up in it by ``static/search/search.js``.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from safe_exit.base.html_reader import HtmlReader
from safe_exit.base.problems import Problem
from safe_exit.content.addresses import parent
from safe_exit.pages.page import Page

# A word in more than a fifth of all parts tells none from the others: "the", "and", and
# whatever is their like in another language. A site of a few pages has no such words yet.
COMMON_SHARE = 0.2

COMMON_FROM = 40

HEAVIEST = 300_000
"""Bytes of the index after gzip -9: much more is slow to arrive on a poor line."""

WORD = re.compile(r"\w\w+")


def findable(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages that search and the A to Z lead to: listed, published, and with words."""
    return tuple(
        page
        for page in pages
        if page.listed and not page.withheld and page.meta.kind in ("page", "portal")
    )


def search_index(pages: Iterable[Page], prefix: str = "") -> str:
    """The index of all findable pages, as JSON that may stand inside ``<script>``.

    ``pages`` are all pages of one language, ``prefix`` the path the site lives under.
    The JSON is ``{"common": words, "pages": [[address, title, section, summary, terms,
    [[heading's id, heading, words], …]], …]}``; the first part of a page is what stands
    before its first heading. Same pages, same bytes.
    """
    pages = tuple(pages)
    titles = {page.address: page.meta.title for page in pages}
    cut = [(page, list(_parts(page))) for page in findable(pages)]
    seen = Counter(word for _, parts in cut for _, _, words in parts for word in words)
    count = sum(len(parts) for _, parts in cut)
    least = COMMON_SHARE * count if count >= COMMON_FROM else count
    common = {word for word, times in seen.items() if times > least}
    index = {
        "common": " ".join(sorted(common)),
        "pages": [
            [
                prefix + page.address,
                page.meta.title,
                _section(page, titles),
                page.meta.summary or page.meta.description,
                "; ".join(page.meta.index_terms),
                [[name, head, " ".join(sorted(words - common))] for name, head, words in parts],
            ]
            for page, parts in cut
        ],
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    # Neither </script> nor <!-- may stand in a script, not even in its data.
    return text.replace("<", "\\u003c")


def check_search(pages: Iterable[Page]) -> Iterator[Problem]:
    """A search page whose address gives it away, or whose index is too big for one response.

    Chromium asks Google about every page with a field that could be filled in, and by that
    tells who is looking at which site. It spares forms that lead to ``/search/``.
    """
    pages = tuple(pages)
    for page in pages:
        if page.meta.kind == "search":
            if not page.address.endswith("/search/"):
                what = f"Chrome would tell Google about a search page at {page.address}"
                fix = "Call the file search.md: it leaves out addresses that end in /search/"
                yield Problem(page.where, page.lines.get("kind", 1), what, fix)
            together = [other for other in pages if other.language == page.language]
            weight = len(gzip.compress(search_index(together).encode()))
            if weight > HEAVIEST:
                what = f"the index of all pages is {weight:,} bytes compressed"
                fix = "Ask whether all of it should be searched on one page"
                yield Problem(page.where, 0, what, fix, hint=True)


def _section(page: Page, titles: dict[str, str]) -> str:
    root = f"/{page.language.folder}/".replace("//", "/")
    above = parent(page.address)
    return "" if root in (above, page.address) else titles[above]


def _parts(page: Page) -> Iterator[tuple[str, str, set[str]]]:
    """A page cut at its headings: ``(heading's id, heading, words)``."""
    reader = _Texts({heading.id for heading in page.rendered.headings})
    reader.read(page.rendered.html)
    summary = f"{page.meta.summary or ''} {page.meta.description}"
    yield "", "", set(WORD.findall(f"{summary} {reader.parts.pop('')}".lower()))
    for heading in page.rendered.headings:
        words = reader.parts.get(heading.id, "")
        yield heading.id, heading.text, set(WORD.findall(words.lower()))


class _Texts(HtmlReader):
    """Collects the text below each heading. A heading's own words are known already."""

    def __init__(self, ids: set[str]) -> None:
        super().__init__()
        self.parts = {"": ""}
        self._ids = ids
        self._part = ""
        self._passing = ""

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = attributes.get("id", "")
        if re.fullmatch("h[2-6]", tag) and name in self._ids:
            self._part = name
            self.parts.setdefault(name, "")
            self._passing = tag
        elif tag == "svg":  # the text beside a picture says the same
            self._passing = tag

    def text(self, text: str) -> None:
        if not self._passing:
            self.parts[self._part] += f"{text} "

    def end(self, tag: str) -> None:
        if tag == self._passing:
            self._passing = ""
