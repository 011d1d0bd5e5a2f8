"""The one environment that templates are rendered in, for pages and for what stands in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup

from safe_exit.base.languages import ENGLISH, Language
from safe_exit.base.places import Folders


class Templates:
    """A site's templates: the program's, and the site's own, which go before them.

    ``own`` is the language that the site is written in. ``known`` is what every template can
    use by name. A macro that says words or dates is imported ``with context``: the language
    is that of the page in hand.
    """

    def __init__(
        self, folders: Folders, own: Language = ENGLISH, known: Mapping[str, object] | None = None
    ) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            undefined=StrictUndefined,
            autoescape=select_autoescape(("html", "xml")),
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._environment.install_gettext_callables(  # type: ignore[attr-defined]
            _translate, _translate_number, newstyle=True
        )
        self._environment.globals.update({**(known or {}), "own": own})
        self._environment.filters.update(
            day=_day,
            dial=dial,
            host=host,
            numbers=numbers,
            part_date=_part_date,
            say=_say,
            translate=_translate,
            unbroken=unbroken,
            words=lambda keys, words: [words[key] for key in keys],
        )

    def render(
        self, template: str, language: Language, values: Mapping[str, object] | None = None
    ) -> str:
        """What a template makes of some values, on a page in a language."""
        return self._environment.get_template(template).render(
            {**(values or {}), "language": language}
        )


def _language(context: Context) -> Language:
    language = context["language"]
    assert isinstance(language, Language)
    return language


@pass_context
def _translate(context: Context, words: str) -> str:
    return _language(context).words.gettext(words)


@pass_context
def _translate_number(context: Context, one: str, many: str, count: int) -> str:
    return _language(context).words.ngettext(one, many, count)


@pass_context
def _day(context: Context, day: datetime.date) -> str:
    return _language(context).day(day)


@pass_context
def _part_date(context: Context, part: str) -> str:
    return _language(context).part_date(part)


@pass_context
def _say(context: Context, words: str) -> str:
    """Words of the site's own in the page's language, or marked as those of their own."""
    language, own = _language(context), context["own"]
    said = language.words.gettext(words)
    if said != words or language.code == own.code:
        return said
    marked = Markup('<span lang="{}" dir="{}">{}</span>')
    return marked.format(own.code, own.direction, words)


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
