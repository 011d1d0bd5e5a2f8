"""Pages in other languages: published whole and reviewed, or not at all."""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from safe_exit.base.places import ROOT, STATIC, TEMPLATES
from safe_exit.base.problems import Problem
from safe_exit.content.catalogues import CATALOGUE, interface_words, words_of_helplines
from safe_exit.markup.rendering import Kept
from safe_exit.publish.build import load
from safe_exit.web.app import create_app
from safe_exit.web.assets import load_inline
from tests.conftest import SITE_TOML, TODAY, Files, Lane, page
from tests.sites.languages import ARABIC_SITE, FIGURES, HELPLINES, REVIEWED, catalogue

Make = Callable[[Files], Lane]
INLINE = load_inline((STATIC,))
QUIET = {"tab_title": "Info"}

# Three pages, and all of them in Welsh: words of the interface are written in capitals.
WELSH: dict[str, str | bytes] = {
    "index.md": page(title="Home"),
    "help/index.md": page(audience="survivors", **QUIET),
    "help/talk.md": page("## One\n", title="Talking", **QUIET),
    f"cy/{CATALOGUE}": catalogue(),
    "cy/index.md": page(title="Hafan", **REVIEWED),
    "cy/help/index.md": page(**QUIET, **REVIEWED),
    "cy/help/talk.md": page("## One\n", title="Siarad", **QUIET, **REVIEWED),
}
DRAFT = page("## One\n", title="Siarad", **QUIET)


def client(site: Lane, drafts: bool = False) -> FlaskClient:
    """A test client for a site as of today."""
    return create_app(site.load(drafts=drafts), INLINE, (TEMPLATES,)).app.test_client()


def problems(site: Lane) -> list[Problem]:
    """What a build has to say that is no hint."""
    return [problem for problem in site.problems() if not problem.hint]


def test_a_reviewed_translation_is_published(lane: Make) -> None:
    """With its language said, its own menus, and the words around it in its language."""
    site = lane(WELSH)
    site.build()
    text = site.read("cy/help/talk/index.html")
    assert '<html lang="cy">' in text
    assert ">Siarad</h1>" in text
    assert ">LEAVE THIS SITE</a>" in text
    assert '<a href="/cy/">HOME</a>' in text
    assert 'href="/help/talk/"' in text  # the switch
    assert text.count('href="/help/') == 1  # and no other way into the English pages


@pytest.mark.parametrize("missing", [{"translation_reviewed_by"}, {"translation_reviewed_on"}])
def test_a_translation_nobody_has_reviewed_waits(lane: Make, missing: set[str]) -> None:
    """Half a review is none. Nothing of the page is there; a preview shows it, and why."""
    half = {key: value for key, value in REVIEWED.items() if key not in missing}
    site = lane(WELSH | {"cy/help/talk.md": page(title="Siarad", **QUIET, **half)})
    site.build()
    assert not (site.out / "cy/help/talk").exists()
    for name in ("help/talk/index.html", "cy/help/index.html", "cy/index.html", "sitemap.xml"):
        assert "/cy/help/talk/" not in site.read(name)
        assert "Siarad" not in site.read(name)
    shown = client(site, drafts=True).get("/cy/help/talk/").text
    assert "Not published: the page is a translation that no native speaker has reviewed" in shown


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (catalogue(waiting={"Home"}), f"waits for a word of cy/{CATALOGUE}"),
        (catalogue(without={"Home", "Call"}), f"waits for 2 words of cy/{CATALOGUE}"),
        (catalogue(lambda _word: ""), f"words of cy/{CATALOGUE}"),
    ],
)
def test_a_language_whose_words_are_not_whole_waits(lane: Make, words: str, why: str) -> None:
    """All of it: a page half in another language helps nobody."""
    site = lane(WELSH | {f"cy/{CATALOGUE}": words})
    site.build()
    assert not (site.out / "cy").exists()
    assert "cy" not in re.findall('hreflang="(.*?)"', site.read("help/talk/index.html"))
    for address in ("/cy/", "/cy/help/talk/"):
        assert why in client(site, drafts=True).get(address).text


def test_a_preview_shows_words_that_wait_and_a_site_does_not(lane: Make) -> None:
    """Of helplines.yaml too, whose words need not all be there."""
    said = '\n#, fuzzy\nmsgid "Anyone, at any time."\nmsgstr "Unrhyw un."\n'
    files = WELSH | {
        "data/helplines.yaml": HELPLINES,
        "help/talk.md": page("[[helpline: line]]\n", **QUIET),
        "cy/help/talk.md": page("[[helpline: line]]\n", **QUIET, **REVIEWED),
    }
    site = lane(files | {f"cy/{CATALOGUE}": catalogue() + said})
    english = '<span lang="en-GB" dir="ltr">Anyone, at any time.</span>'
    assert ">Unrhyw un.<" in client(site, drafts=True).get("/cy/help/talk/").text
    assert english in client(site).get("/cy/help/talk/").text
    site.write({f"cy/{CATALOGUE}": catalogue() + said.replace("#, fuzzy\n", "")})
    assert ">Unrhyw un.<" in client(site).get("/cy/help/talk/").text
    assert ">Anyone, at any time.<" in client(site).get("/help/talk/").text


def test_the_switch_is_plain_links(lane: Make) -> None:
    """In each language's own name, the site's own first; the page one is on is no link."""
    site = lane(WELSH)
    for address, links in {
        "/help/talk/": '<li><span lang="en-GB" aria-current="page">English</span></li>\n'
        '<li><a href="/cy/help/talk/" lang="cy" hreflang="cy">Cymraeg</a></li>',
        "/cy/help/talk/": '<li><a href="/help/talk/" lang="en-GB" hreflang="en-GB">English</a>'
        '</li>\n<li><span lang="cy" aria-current="page">Cymraeg</span></li>',
    }.items():
        assert links in client(site).get(address).text


def test_a_page_in_one_language_has_no_switch(lane: Make) -> None:
    """A page that is not translated is never faked."""
    text = client(lane(WELSH | {"help/more.md": page(**QUIET)})).get("/help/more/").text
    assert "hreflang" not in text
    assert 'class="languages"' not in text


def test_the_sitemap_names_each_version_of_a_page(lane: Make) -> None:
    """Unless it is unlisted."""
    site = lane(WELSH | {"cy/index.md": page(unlisted="true", **REVIEWED)})
    text = client(site).get("/sitemap.xml").text
    for folder, code in (("", "en-GB"), ("cy/", "cy")):
        address = f"https://test-lane.example/{folder}help/talk/"
        assert f"<loc>{address}</loc>" in text
        assert text.count(f'hreflang="{code}" href="{address}"') == 2
    assert 'test-lane.example/cy/"' not in text


def test_dates_are_in_the_words_of_the_language(lane: Make) -> None:
    """Those of the Unicode project."""
    site = lane(WELSH | {"cy/help/talk.md": page(reviewed_on="2026-05-03", **QUIET, **REVIEWED)})
    assert ">3 Mai 2026</time>" in client(site).get("/cy/help/talk/").text


def test_from_right_to_left(lane: Make) -> None:
    """The page says so, and the control is ready in the first 4 KB all the same."""
    site = lane(ARABIC_SITE)
    assert problems(site) == []
    assert '<html lang="ar" dir="rtl">' in site.read("ar/help/numbers/index.html")
    assert "dir=" not in site.read("help/numbers/index.html")


@pytest.mark.parametrize("front", [page(**QUIET), None])
def test_a_translation_is_for_whom_its_original_is_for(lane: Make, front: str | None) -> None:
    """So it has to be quiet too, whether the front page of its section is published or not."""
    files = dict(WELSH) | {"cy/help/talk.md": page(**REVIEWED)}
    del files["cy/help/index.md"]
    told = [
        str(problem)
        for problem in problems(lane(files | ({"cy/help/index.md": front} if front else {})))
    ]
    assert any("cy/help/talk.md:1: a page for survivors needs a 'tab_title'" in it for it in told)
    assert any(it.startswith("content/cy/help/index.md: the front page /cy/help/") for it in told)


def test_a_translation_of_a_professionals_page_is_for_professionals(lane: Make) -> None:
    """Whatever the front page of the whole site says of itself."""
    site = lane(
        WELSH
        | {
            "index.md": page(audience="everyone"),
            "work/index.md": page(audience="professionals"),
            "cy/work/index.md": page(**REVIEWED),
        }
    )
    found = {p.path: p.audience for p in site.load().pages}
    assert found["cy/work/index.md"] == "professionals"
    assert found["cy/help/talk.md"] == "survivors"


def test_a_link_into_another_language_says_so(lane: Make) -> None:
    """It is written with that page's own name, and read aloud in that language."""
    body = "[Talking](../../help/talk.md) [Hafan](../index.md)\n"
    site = lane(WELSH | {"cy/help/talk.md": page(body, **QUIET, **REVIEWED)})
    text = client(site).get("/cy/help/talk/").text
    assert re.search('<a href="/help/talk/"[^>]* lang="en-GB"[^>]*>Talking</a>', text)
    assert re.search('<a href="/help/talk/"[^>]* hreflang="en-GB"[^>]*>Talking</a>', text)
    assert '<a href="/cy/">Hafan</a>' in text


def test_a_link_to_a_page_that_waits_says_why(lane: Make) -> None:
    """Otherwise it would lead to nothing."""
    body = "[Siarad](cy/help/talk.md)\n"
    site = lane(WELSH | {"index.md": page(body), "cy/help/talk.md": DRAFT})
    (problem,) = problems(site)
    assert "a page that is a translation that no native speaker has reviewed" in problem.what


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


@pytest.mark.parametrize(
    ("original", "translation", "told"),
    [
        (page("## One\n", reviewed_on="2026-05-20", **QUIET), None, "was reviewed on 2026-05-20"),
        (page("## One\n\n## Two\n", **QUIET), None, "the headings are not those of help/talk.md"),
        (None, page("## Un {#un}\n", **QUIET, **REVIEWED), "not those of help/talk.md: one, un"),
    ],
)
def test_a_translation_that_falls_behind_is_noted(
    lane: Make, original: str | None, translation: str | None, told: str
) -> None:
    """A hint for editors; it is no worse than yesterday."""
    changed = {"help/talk.md": original, "cy/help/talk.md": translation}
    site = lane(WELSH | {name: text for name, text in changed.items() if text})
    (hint,) = site.load().hints
    assert told in hint.what
    assert hint.path == "content/cy/help/talk.md"


def test_a_translation_of_nothing_is_noted(lane: Make) -> None:
    """It may have the wrong name."""
    (hint,) = lane(WELSH | {"cy/help/siarad.md": page(**QUIET, **REVIEWED)}).load().hints
    assert "there is no page 'help/siarad.md'" in hint.what


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


def test_figures_say_which_language_they_are_in(lane: Make) -> None:
    """They stand in one language in the data; in a page of another that is marked."""
    both = {"data/figures.yaml": FIGURES, "help/talk.md": page("[[figure: share]]\n", **QUIET)}
    welsh = {"cy/help/talk.md": page("[[figure: share]]\n", **QUIET, **REVIEWED)}
    site = lane(WELSH | both | welsh)
    said = '<p class="figure-says"><span lang="en-GB" dir="ltr">of those asked'
    assert said in client(site).get("/cy/help/talk/").text
    assert said not in client(site).get("/help/talk/").text
