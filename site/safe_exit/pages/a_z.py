"""Pages → the A to Z: every page by its title, and by the words people look for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from safe_exit.pages.page import Page
from safe_exit.pages.search import findable

# The Drive Project stands under D.
ARTICLES = {"en": ("the ", "a ", "an ")}

DIGITS = "0–9"


@dataclass(frozen=True)
class Entry:
    """One line: the words to look under, and the page they lead to."""

    words: str
    page: Page


@dataclass(frozen=True)
class Letter:
    """All entries under one letter. ``id`` is the address of its heading."""

    name: str
    id: str
    entries: tuple[Entry, ...]


def letters(pages: Iterable[Page]) -> tuple[Letter, ...]:
    """The letters that have entries, in order, each with its entries in order."""
    entries = [
        Entry(words, page)
        for page in findable(pages)
        for words in dict.fromkeys((page.meta.title, *page.meta.index_terms))
    ]
    entries.sort(key=lambda entry: (_rank(entry), entry.page.address))
    return tuple(
        Letter(name, f"letter-{'0' if name == DIGITS else name.lower()}", tuple(of_letter))
        for name, of_letter in groupby(entries, key=_letter)
    )


def _letter(entry: Entry) -> str:
    first = _rank(entry)[1][:1]
    return first.upper() if first.isalpha() else DIGITS


def _rank(entry: Entry) -> tuple[bool, str]:
    """Digits come before letters, without accents, capitals, marks or the article."""
    plain = unicodedata.normalize("NFKD", entry.words).casefold()
    plain = "".join(letter for letter in plain if letter.isalnum() or letter == " ").strip()
    for article in ARTICLES.get(entry.page.language.code[:2], ()):
        plain = plain.removeprefix(article)
    return plain[:1].isalpha(), plain
