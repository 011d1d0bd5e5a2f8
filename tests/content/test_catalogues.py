"""The words around pages in other languages: all there, fitting and reviewed, or told."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from safe_exit.base.places import ROOT, TEMPLATES
from safe_exit.content.catalogues import CATALOGUE, interface_words, words_of_helplines
from safe_exit.markup.rendering import Kept
from safe_exit.web.content import load
from tests.conftest import SITE_TOML, TODAY, Files, Lane, page
from tests.sites.languages import (
    QUIET,
    REVIEWED,
    WELSH,
    catalogue,
    client,
    problems,
)

Make = Callable[[Files], Lane]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("%(number)s of %(all)s", "%(number)s"),
        ("%(number)s of %(all)s", "%(number)s o %(arall)s"),
        ("%(number)s of %(all)s", "%(number)s o %s"),
        ("Table: %s", "Tabl"),
        ("Back to the text, note {}", "Nodyn {0}"),
        ("Home", "100 % hafan"),
        ("Home", "<b>hafan</b>"),
        ("Home", 'yr "hafan"'),
    ],
)
def test_a_translation_that_does_not_fit_is_told(lane: Make, msgid: str, msgstr: str) -> None:
    """Before it could break a page: with file and line, reviewed or not."""
    msgstr = msgstr.replace('"', '\\"')
    words = catalogue(without={msgid}) + f'\n#, fuzzy\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n'
    told = problems(lane(WELSH | {f"cy/{CATALOGUE}": words}))
    line = words.count("\n") - 1
    assert {(problem.path, problem.line) for problem in told} == {(f"content/cy/{CATALOGUE}", line)}
    assert f"the translation of '{msgid}' does not fit" in told[0].what


@pytest.mark.parametrize(
    ("words", "line", "told"),
    [
        (b'msgid "Home"\nmsgstr "Hafan"\n\nmsgid Call\n', 4, "this is no catalogue"),
        (b"\xff\xfe", 1, "the file is not UTF-8"),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=x;\\n"\n', 1, "the head of this catalogue"),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n!;\\n"\n', 1, "the head of this"),
        (b'msgid ""\nmsgstr "Content-Type: a/b; charset=x\\n"\n', 1, "the head of this catalogue"),
    ],
)
def test_a_catalogue_that_cannot_be_read_is_told(
    lane: Make, words: bytes, line: int, told: str
) -> None:
    """With its line where there is one, and never with a traceback."""
    found = problems(lane(WELSH | {f"cy/{CATALOGUE}": words}))
    assert (found[0].path, found[0].line) == (f"content/cy/{CATALOGUE}", line)
    assert told in found[0].what


@pytest.mark.parametrize(
    ("files", "where", "told"),
    [
        ({"cy/a.md": page()}, "content/cy", "make words LANGUAGE=cy"),
        ({f"help/{CATALOGUE}": ""}, f"content/help/{CATALOGUE}", "is no language's code"),
        ({f"pt-BR/{CATALOGUE}": ""}, f"content/pt-BR/{CATALOGUE}", "Name it like 'cy' or 'pt-br'"),
        ({f"a/b/{CATALOGUE}": ""}, f"content/a/b/{CATALOGUE}", "cannot be published"),
    ],
)
def test_a_folder_and_its_catalogue_belong_together(
    lane: Make, files: Files, where: str, told: str
) -> None:
    """A folder of translations without words around them, or words without a language."""
    (problem,) = problems(lane(files))
    assert problem.path == where
    assert told in str(problem)


def test_a_language_of_a_country(lane: Make) -> None:
    """Its folder is in small letters, like every address."""
    site = lane({f"pt-br/{CATALOGUE}": catalogue(), "pt-br/index.md": page(**REVIEWED)})
    assert '<html lang="pt-br">' in client(site).get("/pt-br/").text


FRENCH = SITE_TOML + 'language = "fr"\n'


def test_a_site_in_another_language_of_its_own(lane: Make) -> None:
    """With its catalogue at the top; nobody's review is asked for but that of its words."""
    site = lane({"site.toml": FRENCH, CATALOGUE: catalogue()})
    assert problems(site) == []
    assert ">LEAVE THIS SITE</a>" in site.read("index.html")
    assert '<html lang="fr">' in site.read("index.html")
    assert "<h1>PAGE NOT FOUND</h1>" in site.read("404.html")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, f"content/{CATALOGUE}: the pages are in 'fr', and the words around them in English"),
        ({CATALOGUE: catalogue(waiting={"Home", "Call"})}, "2 words of the interface wait"),
        ({"site.toml": SITE_TOML + 'language = "klingon"\n'}, "must be the code of a language"),
    ],
)
def test_a_site_of_its_own_language_needs_its_words(lane: Make, files: Files, told: str) -> None:
    """Or a screen reader would read English aloud as French."""
    (problem,) = problems(lane({"site.toml": FRENCH, **files}))
    assert told in str(problem)


def test_a_changed_catalogue_shows_at_once(lane: Make) -> None:
    """What a preview keeps of a page was made with the words there were then."""
    site = lane(WELSH | {"cy/help/talk.md": page("> [!note]\n> Text.\n", **QUIET, **REVIEWED)})
    kept: Kept = {}

    def shown() -> str:
        pages = load(site.content, TODAY, drafts=True, kept=kept).pages
        return next(p.rendered.html for p in pages if p.path == "cy/help/talk.md")

    assert ">NOTE<" in shown()
    site.write({f"cy/{CATALOGUE}": catalogue(str.title)})
    assert ">Note<" in shown()


def test_make_words_finds_what_the_build_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pybabel with pyproject.toml, and the program, look in the same places in the same way."""
    monkeypatch.chdir(ROOT)
    (recipe,) = re.findall(
        r"pybabel --quiet (extract .*?)\n\t@", Path("Makefile").read_text(), re.S
    )
    command = shlex.split(recipe.replace("\\\n", " "))
    command = [part for part in command if not part.startswith("--output-file=")]
    template = tmp_path / "words.pot"
    command = ["pybabel", "-q", *command, f"--output-file={template}"]
    CommandLineInterface().run(command)  # type: ignore[no-untyped-call]
    found = read_po(io.BytesIO(template.read_bytes()))
    with Path("content/data/helplines.yaml").open("rb") as file:
        optional = {word for _line, _name, word, _ in words_of_helplines(file, (), (), {})}
    ids = {m.id if isinstance(m.id, str) else m.id[0] for m in found if m.id}
    assert ids == interface_words((TEMPLATES,)) | optional
    assert {"Leave this site", "Note", "Table: %s", "Live Fear Free", "Wales"} <= ids
