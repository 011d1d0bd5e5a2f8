"""The languages of a site: a folder of translated pages and a catalogue of words for each.

The catalogue (``messages.po`` at the top of the folder) holds what the templates say around
a page's text, in the format of gettext. Nothing is shown of a language whose catalogue is
not whole and reviewed: half a page in another language helps nobody.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from safe_exit.errors import Problem
from safe_exit.files import read_text

CATALOGUE = "messages.po"

# Where the words stand that a catalogue translates, and how they are found there.
PYTHON = Path(__file__).parent
WORDS_IN_TEMPLATES = [("**.html", "jinja2.ext:babel_extract")]
WORDS_IN_PYTHON = [("**.py", "python")]


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
        return str(self.locale.get_language_name())

    @property
    def direction(self) -> str:
        """'ltr' or 'rtl'."""
        return str(self.locale.text_direction)

    def day(self, day: datetime.date) -> str:
        """A date as the language writes it: 4 November 2026, 4 Tachwedd 2026."""
        return format_date(day, "long", locale=self.locale)


Languages = Mapping[str, Language]
"""Folder → language; the site's own under ''."""


def known_language(code: str) -> bool:
    """Whether a word is the code of a language, like 'cy' or 'en-GB'."""
    try:
        Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def load_languages(
    content: Path, shown: str, own: str, templates: Path
) -> tuple[Languages, list[Problem]]:
    """The languages of a content folder: its own, and one for each folder with a catalogue.

    ``own`` is the code of the site's own language, ``shown`` the content folder's name in
    messages. The site's own language needs a catalogue only where it is not English.
    """
    files = sorted(content.glob(f"*/{CATALOGUE}"))
    top = content / CATALOGUE
    problems: list[Problem] = []
    languages = {"": Language(own)}
    needed = interface_words(templates) if files or top.is_file() else frozenset()
    for path in [*([top] if top.is_file() else []), *files]:
        folder = "" if path == top else path.parent.name
        where = f"{shown}/{path.relative_to(content).as_posix()}"
        code = folder or own
        if not known_language(code):
            what = f"the folder '{code}' has a catalogue, but its name is no language's code"
            problems.append(Problem(where, 0, what, "Name it like 'cy' or 'pt-BR'"))
            continue
        language, found = _read(path, where, code, folder, needed)
        problems += found
        languages[folder] = language
        if not folder and language.waiting:
            what = f"{language.waiting} words of the interface wait for a translation or a review"
            fix = "Translate them, and take 'fuzzy' away from those that are reviewed"
            problems.append(Problem(where, 0, what, fix))
    for path in sorted(content.iterdir()) if content.is_dir() else []:
        name = path.name
        if path.is_dir() and len(name) == 2 and name not in languages and known_language(name):
            what = f"the folder has a language's name and no {CATALOGUE}"
            fix = f"Make one: make words LANGUAGE={name}"
            problems.append(Problem(f"{shown}/{name}", 0, what, fix))
    return languages, problems


def _read(
    path: Path, where: str, code: str, folder: str, needed: frozenset[str]
) -> tuple[Language, list[Problem]]:
    text, problems = read_text(path, where)
    try:
        catalog = read_po(io.StringIO(text), locale=code.replace("-", "_"), abort_invalid=True)
    except PoFileError as error:
        fix = 'Write each word as: msgid "…", and below it: msgstr "…"'
        problems.append(Problem(where, error.lineno + 1, f"this is no catalogue ({error})", fix))
        return Language(code, folder), problems
    for message in catalog:
        for misfit in message.check(catalog):
            line = message.lineno or 0
            what = f"the translation of '{_key(message.id)}' does not fit: {misfit}"
            problems.append(Problem(where, line, what, "Keep what stands in %(…)s as it is"))
    done = {_key(message.id) for message in catalog if _whole(message.string, message.fuzzy)}
    return Language(code, folder, _compiled(catalog), text, len(needed - done)), problems


def _compiled(catalog: Catalog) -> Translations:
    compiled = io.BytesIO()
    # A preview shows what waits for its review; a published site never comes this far.
    write_mo(compiled, catalog, use_fuzzy=True)
    compiled.seek(0)
    return Translations(compiled)


def _key(message: str | Iterable[str]) -> str:
    return message if isinstance(message, str) else next(iter(message))


def _whole(string: str | Iterable[str] | None, fuzzy: bool) -> bool:
    forms = [string] if isinstance(string, str) else list(string or ())
    return not fuzzy and bool(forms) and all(forms)


def interface_words(templates: Path) -> frozenset[str]:
    """Every word that a catalogue has to translate: those in ``_(…)`` and ``{% trans %}``."""
    return frozenset(_words(templates, WORDS_IN_TEMPLATES)) | frozenset(
        _words(PYTHON, WORDS_IN_PYTHON)
    )


def _words(folder: Path, methods: list[tuple[str, str]]) -> Iterator[str]:
    for _file, _line, message, _comments, _context in extract_from_dir(
        folder, methods, keywords={"_": None, "ngettext": (1, 2), "gettext": None}
    ):
        yield _key(message)
