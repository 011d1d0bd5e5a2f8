"""A language that pages are written in: its words, its dates, its direction."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.support import NullTranslations, Translations


@dataclass(frozen=True)
class Language:
    """A language that pages are written in. ``folder`` is '' for the site's own."""

    code: str
    folder: str = ""
    compiled: bytes = field(default=b"", repr=False, compare=False)
    """Its words as a gettext ``.mo`` file; b'' where they are the program's own."""
    catalogue: str = ""
    """The text of the catalogue, so that what was made with another one is told apart."""
    waiting: int = 0
    """How many of the interface's words are not translated, or not reviewed."""

    @property
    def words(self) -> NullTranslations:
        """The words around its pages. They can be asked for, and cannot be pickled."""
        return _words(self.compiled)

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.code, sep="-")

    @property
    def name(self) -> str:
        """What the language calls itself: 'Cymraeg'."""
        return self.locale.get_language_name() or self.code

    @property
    def direction(self) -> str:
        """'ltr' or 'rtl'."""
        return str(self.locale.text_direction)

    def day(self, day: datetime.date) -> str:
        """A date as the language writes it: 4 November 2026, 4 Tachwedd 2026."""
        return format_date(day, "long", locale=self.locale)

    def part_date(self, part: str) -> str:
        """'2020', '2020-01' or '2020-01-21' as the language writes it: 2020, January 2020."""
        if len(part) < len("2020-01"):
            return part
        day = datetime.date.fromisoformat(f"{part}-01"[:10])
        month = len(part) == len("2020-01")
        return format_skeleton("yMMMM", day, locale=self.locale) if month else self.day(day)


@cache
def _words(compiled: bytes) -> NullTranslations:
    return Translations(io.BytesIO(compiled)) if compiled else NullTranslations()


def N_(words: str) -> str:  # noqa: N802  the name that babel looks for
    """Words that a template translates: here they are only marked for the catalogues."""
    return words


ENGLISH = Language("en-GB")

Languages = Mapping[str, Language]
"""Folder → language; the site's own under ''."""


def known_language(code: str) -> bool:
    """Whether a word is the code of a language, like 'cy' or 'en-GB'."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True
