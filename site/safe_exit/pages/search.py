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

from safe_exit.base.html_reader import End, Start, Text, read_html
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
    texts = _texts(page.rendered.html, {heading.id for heading in page.rendered.headings})
    summary = f"{page.meta.summary or ''} {page.meta.description}"
    yield "", "", set(WORD.findall(f"{summary} {texts.pop('')}".lower()))
    for heading in page.rendered.headings:
        words = texts.get(heading.id, "")
        yield heading.id, heading.text, set(WORD.findall(words.lower()))


def _texts(html: str, ids: set[str]) -> dict[str, str]:
    """The text below each heading, by its id. A heading's own words are known already."""
    parts: dict[str, list[str]] = {"": []}
    part = passing = ""
    for piece in read_html(html):
        match piece:
            case Start(tag) if not passing:
                name = piece.attributes.get("id", "")
                if re.fullmatch("h[2-6]", tag) and name in ids:
                    part, passing = name, tag
                    parts.setdefault(name, [])
                elif tag == "svg":  # the text beside a picture says the same
                    passing = tag
            case Text(text) if not passing:
                parts[part].append(f"{text} ")
            case End(tag) if tag == passing:
                passing = ""
    return {name: "".join(texts) for name, texts in parts.items()}
