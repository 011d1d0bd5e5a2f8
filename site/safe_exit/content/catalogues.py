"""The languages of a site: a folder of translated pages and a catalogue of words for each.

The catalogue (``messages.po`` at the top of the folder) holds what the templates say around
a page's text, in the format of gettext. Nothing is published of a language whose catalogue is
not whole and reviewed: half a page in another language helps nobody.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, Any

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from safe_exit.base.languages import Language, Languages, known_language
from safe_exit.base.places import PACKAGE, Folders
from safe_exit.base.plain_yaml import read_yaml
from safe_exit.base.problems import Problem
from safe_exit.content.folder import Folder

CATALOGUE = "messages.po"

# Where the words stand that a catalogue translates, and how they are found there. The same
# is told to pybabel in pyproject.toml, for `make words`.

WORDS_IN_TEMPLATES = [("**.html", "jinja2.ext:babel_extract")]

WORDS_IN_PYTHON = [("**.py", "python")]

# What readers see of a row of helplines.yaml. A catalogue may translate it; where it does
# not, the words stand there as they are, and say which language they are in.
SEEN = ("name", "who_for", "note", "languages", "sign")

# What a translation has to keep as it is: what is filled in by %(name)s, %s and {}, and what
# a page would read as markup, because templates take a catalogue's words as they are.
KEPT_AS_IT_IS = re.compile(r"""%(?:\(\w*\))?.?|\{\w*\}|[{}<>&"|]""")


def load_languages(
    folder: Folder, own: str, templates: Folders, unreviewed: bool
) -> tuple[Languages, list[Problem]]:
    """The languages of a content folder: its own, and one for each folder with a catalogue.

    ``own`` is the code of the site's own language, which needs a catalogue only where it is
    not English. ``unreviewed`` lets words in that wait for their review, for a preview.
    """
    problems: list[Problem] = []
    languages = {"": Language(own)}
    paths = [path for path in folder.files if re.fullmatch(rf"([^/]+/)?{CATALOGUE}", path)]
    needed = interface_words(templates) if paths else frozenset()
    for path in paths:
        name, where = path.rpartition("/")[0], folder.where(path)
        # Addresses are in small letters, and a language is found by them too.
        if name and not (known_language(name) and name == name.lower()):
            what = f"the folder '{name}' has a catalogue, but its name is no language's code"
            problems.append(Problem(where, 0, what, "Name it like 'cy' or 'pt-br'"))
            continue
        text, unreadable = folder.text(path)
        languages[name], mistakes = _read(text, where, name or own, name, needed, unreviewed)
        problems += [*unreadable, *mistakes]
    problems += _own_words(languages[""], folder.where(CATALOGUE))
    for name in dict.fromkeys(path.partition("/")[0] for path in folder.files if "/" in path):
        if len(name) == 2 and name not in languages and known_language(name):
            what = f"the folder has a language's name and no {CATALOGUE}"
            fix = f"Make one: make words LANGUAGE={name}"
            problems.append(Problem(folder.where(name), 0, what, fix))
    return languages, problems


def _own_words(own: Language, where: str) -> Iterator[Problem]:
    """The words around every page: in a site that is not English they have to be there."""
    if own.waiting:
        what = f"{own.waiting} words of the interface wait for a translation or a review"
        fix = "Translate them, and take 'fuzzy' away from those that are reviewed"
        yield Problem(where, 0, what, fix)
    elif not own.catalogue and own.locale.language != "en":
        what = f"the pages are in '{own.code}', and the words around them in English"
        yield Problem(where, 0, what, f"Make one: make words LANGUAGE={own.code} CATALOGUE={where}")


def _read(
    text: str, where: str, code: str, folder: str, needed: frozenset[str], unreviewed: bool
) -> tuple[Language, list[Problem]]:
    problems: list[Problem] = []
    fix = 'Write each word as: msgid "…", and below it: msgstr "…"'
    try:
        locale = Language(code).locale
        catalog = read_po(io.StringIO(text), locale=locale, abort_invalid=True)
        compiled = _compiled(catalog, unreviewed)
        Language(code, folder, compiled).words.info()  # read now, so that it is told here
    except PoFileError as error:
        what = f"this is no catalogue ({str(error).rpartition(' on ')[0]})"
        return Language(code, folder), [Problem(where, error.lineno + 1, what, fix)]
    except (LookupError, ValueError) as error:  # of the header: its charset, its plural forms
        what = f"the head of this catalogue cannot be read ({error})"
        fix = "Make it anew with make words, and compare the two"
        return Language(code, folder), [Problem(where, 1, what, fix)]
    for message in catalog:
        for misfit in _misfits(message, catalog):
            what = f"the translation of '{_key(message.id)}' does not fit: {misfit}"
            fix = 'Keep %(…)s, %s and {} as they are, and leave out < > & and "'
            problems.append(Problem(where, message.lineno or 0, what, fix))
    done = {_key(message.id) for message in catalog if _whole(message)}
    return Language(code, folder, compiled, text, len(needed - done)), problems


def _compiled(catalog: Catalog, unreviewed: bool) -> bytes:
    compiled = io.BytesIO()
    write_mo(compiled, catalog, use_fuzzy=unreviewed)
    return compiled.getvalue()


def _forms(words: str | Iterable[str] | None) -> list[str]:
    """A word, or its singular and plurals."""
    return [words] if isinstance(words, str) else list(words or ())


def _key(words: str | Iterable[str]) -> str:
    return _forms(words)[0]


def _whole(message: Message) -> bool:
    forms = _forms(message.string)
    return not message.fuzzy and bool(forms) and all(forms)


def _misfits(message: Message, catalog: Catalog) -> Iterator[str]:
    """Why a translation cannot stand where its original stands."""
    if not message.id:
        return
    yield from (str(error) for error in message.check(catalog))
    forms = _forms(message.id)
    wanted = Counter(KEPT_AS_IT_IS.findall(forms[-1]))
    for form in filter(None, _forms(message.string)):
        held = Counter(KEPT_AS_IT_IS.findall(form))
        # One of several forms may say its number in words.
        if held - wanted or (len(forms) == 1 and wanted - held):
            differs = ", ".join(sorted((held - wanted) + (wanted - held)))
            yield f"the two differ in {differs}"


@cache
def interface_words(templates: Folders) -> frozenset[str]:
    """Every word that a catalogue has to translate: those in ``_(…)`` and ``{% trans %}``.

    They are the program's own, and are read once.
    """
    return frozenset(
        _key(message)
        for folder, methods in (
            *((folder, WORDS_IN_TEMPLATES) for folder in templates),
            (PACKAGE, WORDS_IN_PYTHON),
        )
        for _file, _line, message, *_ in extract_from_dir(folder, methods)
    )


def words_of_helplines(
    file: IO[bytes], _keywords: Any, _comments: Any, options: Any
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The words of helplines.yaml that a catalogue may translate, for pybabel (pyproject.toml)."""
    rows, lines, _ = read_yaml(file.read().decode("utf-8"), "helplines.yaml")
    for name, row in rows.items():
        for key in SEEN:
            if words := row.get(key):
                yield lines[(name, key)], None, words, []
