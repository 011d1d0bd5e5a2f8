"""What a browser's profile still holds when the browser has ended."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import lz4.block

# Chromium's own bits, from ui/base/page_transition_types.h.
CHAIN_END = 0x20000000
CORE = 0xFF
NOT_SHOWN = (3, 4, 10)  # automatic and manual subframes, generated from a keyword

MOZ_LZ4 = b"mozLz40\0"


def history(profile: Path) -> Iterator[tuple[str, str]]:
    """(address, title) of every row that the browser's history page lists.

    Chromium's page asks for the ends of chains of redirects that are no subframes
    (``VisitDatabase::GetVisibleVisitsInRange``), Firefox's library for every visit of
    what is not hidden. Yields nothing for a profile of neither.
    """
    chromium, firefox = profile / "Default" / "History", profile / "places.sqlite"
    if chromium.is_file():
        marks = ", ".join("?" * len(NOT_SHOWN))
        yield from _rows(
            chromium,
            f"""SELECT DISTINCT urls.url, urls.title FROM visits JOIN urls ON urls.id = visits.url
            WHERE (visits.transition & ?) != 0 AND (visits.transition & ?) NOT IN ({marks})
            ORDER BY visits.visit_time""",
            (CHAIN_END, CORE, *NOT_SHOWN),
        )
    elif firefox.is_file():
        yield from _rows(
            firefox,
            """SELECT DISTINCT p.url, coalesce(p.title, '') FROM moz_historyvisits v
            JOIN moz_places p ON p.id = v.place_id WHERE p.hidden = 0 ORDER BY v.visit_date""",
            (),
        )


def addresses(profile: Path) -> Iterator[str]:
    """Every address that the browser's history database holds, listed or not."""
    chromium, firefox = profile / "Default" / "History", profile / "places.sqlite"
    if chromium.is_file():
        yield from (row[0] for row in _rows(chromium, "SELECT url, '' FROM urls", ()))
    elif firefox.is_file():
        yield from (row[0] for row in _rows(firefox, "SELECT url, '' FROM moz_places", ()))


def _rows(path: Path, query: str, values: tuple[int, ...]) -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return [(str(url), str(title)) for url, title in database.execute(query, values)]


def holding(profile: Path, words: Iterable[str]) -> list[str]:
    """The files of a profile in which any of some words stands, in UTF-8 or UTF-16.

    Firefox's session files are unpacked; other compressed files are read as they are,
    so that a word may hide in them.
    """
    needles = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    names = []
    for path in sorted(profile.rglob("*")):
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if content.startswith(MOZ_LZ4):
                content = lz4.block.decompress(content[len(MOZ_LZ4) :])
            if any(needle in content for needle in needles):
                # Some names hold the time of day.
                names.append(re.sub(r"\d{9,}", "…", path.relative_to(profile).as_posix()))
    return names
