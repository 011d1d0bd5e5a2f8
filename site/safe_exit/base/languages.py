"""A language that pages are written in: its words, its dates, its direction."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.support import NullTranslations


@dataclass(frozen=True)
class Language:
    """A language that pages are written in. ``folder`` is '' for the site's own."""

    code: str
    folder: str = ""
    words: NullTranslations = field(default_factory=NullTranslations, repr=False, compare=False)
    catalogue: str = ""
    """The text of the catalogue, so that what was made with another one is told apart."""
    waiting: int = 0
    """How many of the interface's words are not translated, or not reviewed."""

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
