"""Numbers, words and addresses as people, links and styles want them written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from safe_exit.base.languages import Language


def dial(number: str) -> str:
    """A phone number as a ``tel:`` link wants it: digits only."""
    return "".join(character for character in number if character.isdigit())


def unbroken(number: str) -> str:
    """A phone number that stays on one line: its spaces do not break."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def host(address: str) -> str:
    """The name of a website as people say it: without https:// and www."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def numbers(chosen: Iterable[str], options: Sequence[str]) -> str:
    """Which of the options are chosen, counted from one: '1 3', as the finder reads them."""
    held = set(chosen)
    return " ".join(str(at) for at, option in enumerate(options, 1) if option in held)


def say(words: str, language: Language, written_in: Language) -> str:
    """Words of the data in the page's language, or marked as those of the one they are in."""
    said = language.words.gettext(words)
    if said != words or language.code == written_in.code:
        return said
    marked = Markup('<span lang="{}" dir="{}">{}</span>')
    return marked.format(written_in.code, written_in.direction, words)
