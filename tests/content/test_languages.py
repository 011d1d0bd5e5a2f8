"""Pages in other languages: published whole and reviewed, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from safe_exit.content.catalogues import CATALOGUE
from tests.conftest import Files, Lane, page
from tests.sites.languages import (
    ARABIC_SITE,
    DRAFT,
    FIGURES,
    HELPLINES,
    QUIET,
    REVIEWED,
    WELSH,
    catalogue,
    client,
    problems,
)

Make = Callable[[Files], Lane]


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


def test_figures_say_which_language_they_are_in(lane: Make) -> None:
    """They stand in one language in the data; in a page of another that is marked."""
    both = {"data/figures.yaml": FIGURES, "help/talk.md": page("[[figure: share]]\n", **QUIET)}
    welsh = {"cy/help/talk.md": page("[[figure: share]]\n", **QUIET, **REVIEWED)}
    site = lane(WELSH | both | welsh)
    said = '<p class="figure-says"><span lang="en-GB" dir="ltr">of those asked'
    assert said in client(site).get("/cy/help/talk/").text
    assert said not in client(site).get("/help/talk/").text
