"""What the real pages say: in plain English, with no data left over, in the terms written down."""

from __future__ import annotations

import html
import re
from pathlib import Path

from safe_exit.base.places import ROOT, STATIC, TEMPLATES
from safe_exit.checks.plain_english import ages
from safe_exit.data.charts import CHARTS
from safe_exit.data.figures import FIGURES
from safe_exit.data.helplines import HELPLINES
from safe_exit.data.resources import KINDS, RESOURCES, ROLES, TOPICS
from safe_exit.web.app import create_app
from safe_exit.web.assets import load_inline
from safe_exit.web.content import Content
from tests.conftest import real_content

REGISTER = 'class="register"'


def test_every_survivors_page_is_quiet_in_tab_and_preview(content: Content, public: Path) -> None:
    """What browsers keep and messages show says nothing about the subject."""
    quiet = [page for page in content.pages if page.audience == "survivors"]
    assert len(quiet) >= 3
    for page in quiet:
        head = (public / page.address.lstrip("/") / "index.html").read_text("utf-8")
        head = head[: head.index("</head>")]
        shown = re.findall(r"<title>(.*?)</title>|og:\w+\" content=\"(.*?)\"", head)
        assert len(shown) == (2 if page.listed else 1)
        for word in content.config.telling_words:
            assert word not in str(shown).lower()


def test_survivors_pages_are_in_plain_english(content: Content) -> None:
    """Readable at eleven on average, and no long sentence that is not listed with a reason.

    By the Flesch–Kincaid grade + 5. That no page alone is harder, that no sentence is
    long and that no word blames is an error of every build while the section says so.
    """
    found = ages(content.pages, "survivors")
    assert len(found) >= 15
    assert sum(found.values()) / len(found) <= 11
    assert content.config.reading_age.survivors == 11
    assert content.config.longest_sentence == 25
    for page in content.pages:
        if page.audience == "survivors" and not page.language.folder:
            assert page.meta.plain is (True if page.address == "/help/" else None), page.path
            listed = tuple(row.begins for row in page.meta.long_sentences)
            for sentence in page.rendered.sentences:
                assert len(sentence.words) <= 25 or sentence.on_one_line.startswith(listed), (
                    page.path
                )


def test_no_number_of_a_helpline_is_typed_by_hand(content: Content) -> None:
    """One number is written once: in helplines.yaml."""
    numbers = {line.number for line in content.data.rows(HELPLINES).values() if line.number}
    for path in (ROOT / "content").rglob("*.md"):
        body = path.read_text(encoding="utf-8")
        for number in numbers - {"999", "101"}:
            assert number not in body, f"{path.name}: write [[phone: …]] for {number}"


def test_every_row_of_the_data_is_used(content: Content) -> None:
    """What no page shows, nobody keeps true."""
    texts = [page.rendered.html for page in content.pages]
    pages = html.unescape("".join(text for text in texts if REGISTER not in text))
    pages = pages.replace("\xa0", " ")
    for name, figure in content.data.rows(FIGURES).items():
        assert figure.says in pages, name
    for name, line in content.data.rows(HELPLINES).items():
        assert (line.number or line.name) in pages, name
    resources, charts = content.data.rows(RESOURCES), content.data.rows(CHARTS)
    for kind, rows in (("resource", {*resources}), ("chart", {*charts})):
        for name in rows:
            assert f'id="{kind}-{name}"' in pages, name


def test_every_choice_of_the_library_finds_something(content: Content) -> None:
    """A choice that finds nothing is no choice; and style knows nine of each kind."""
    resources = content.data.rows(RESOURCES).values()
    found = {
        TOPICS: {topic for resource in resources for topic in resource.topics},
        KINDS: {resource.kind for resource in resources},
        ROLES: {role for resource in resources for role in resource.roles},
    }
    for options, used in found.items():
        assert set(options) == used
        assert len(options) <= 9


def test_every_figure_stands_in_the_register_and_is_led_to(content: Content) -> None:
    """One entry each, with its id, on one page; and each page that shows a figure links there."""
    (register,) = [page for page in content.pages if REGISTER in page.rendered.html]
    for name in content.data.rows(FIGURES):
        assert register.rendered.html.count(f'id="figure-{name}"') == 1, name
        link = f"{register.address}#figure-{name}"
        for page in content.pages:
            if f'id="source-{name}"' in page.rendered.html:
                assert link in page.rendered.html, page.path


def test_the_page_of_styles_names_the_colours_there_are(public: Path) -> None:
    """The table is typed by hand, so it is held against the styles themselves. It is for the
    preview alone.
    """
    style = "".join((STATIC / "base" / name).read_text() for name in ("early.css", "tokens.css"))
    found = re.findall(r"--(\w+): (#\w+)", style)
    tokens = {name: [value for key, value in found if key == name] for name, _ in found}
    drafts = real_content(drafts=True)
    client = create_app(drafts, load_inline((STATIC,)), (TEMPLATES,)).app.test_client()
    shown = re.sub(r"<[^>]+>", "", client.get("/styles/").text)
    for name, (light, dark) in tokens.items():
        assert re.search(rf"\b{name}{light}{dark}", shown), name
    assert len(tokens) == 8
    assert not (public / "styles").exists()


def test_a_link_that_is_a_choice_says_the_title_of_what_it_leads_to(content: Content) -> None:
    """Buttons, and links that stand alone in a list: a reader knows the page when it opens."""
    titles = {page.address: page.meta.title for page in content.pages}
    choice = re.compile(
        r'<a class="button" href="(/[^"#]*)"[^>]*>([^<]+)</a>'
        r'|(?:<li>|</strong> |: )<a href="(/[^"#]*)"[^>]*>([^<]+)</a>\.?\s*</li>'
    )
    for page in content.pages:
        if page.audience != "survivors" or page.language.folder:
            continue
        for match in choice.finditer(page.rendered.html):
            to, text = (match[1], match[2]) if match[1] else (match[3], match[4])
            if to in titles:
                assert html.unescape(text) == titles[to], page.path


def test_nothing_that_ended_or_that_the_pack_forbids_is_said_anywhere(
    content: Content, public: Path
) -> None:
    """Pages, index, catalogue, portal, captions, text files and every document of the pack."""
    phrases = {*content.config.blame_words}
    assert {"losing your temper", "ask for ani", "about the boiler"} <= phrases
    folder = ROOT / "content"
    texts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.suffix in (".md", ".vtt", ".txt", ".yaml", ".po")
    }
    # In tables and rules that say what to say instead, and nowhere else.
    named = {
        "anger problem",
        "failed to protect",
        "how are things between you two",
        "lost his temper",
        "volatile relationship",
    }
    texts["the index"] = (public / "search" / "index.html").read_text("utf-8")
    for name, text in texts.items():
        even = " ".join(html.unescape(text).lower().replace("’", "'").split())
        assert "ask for ani" not in even, name
        assert not re.search(r"\bani\b", even) or name.startswith("cy/"), name
    for page in [*content.pages, *(page.page for page in content.portal.pages)]:
        if page.path.startswith(("packs/", "portal/")):
            even = " ".join(texts[page.path].lower().replace("’", "'").split())
            quoted = {words.lower() for words in page.meta.quoted_words}
            said = {words for words in phrases if re.search(rf"\b{re.escape(words)}\b", even)}
            assert said == quoted, page.path
            assert quoted <= named, page.path
    for name in ("portal/first-conversation.vtt", "portal/supervision-questions.txt"):
        even = " ".join(texts[name].lower().replace("’", "'").split())
        assert not [words for words in phrases if words in even], name


def test_the_terms_are_those_that_are_written_down(content: Content) -> None:
    """One list, in CONTRIBUTING.md; the check has the same."""
    rows = re.findall(
        r"^\| ([^|]+) \|[^|]*\| ([^|]+) \|$", (ROOT / "CONTRIBUTING.md").read_text(), re.M
    )
    written = {
        word.strip(): term.strip()
        for term, words in rows
        for word in words.split(",")
        if word.strip() and term != "We write" and "---" not in term
    }
    singular = {
        word: instead.split()[-1].rstrip("s") for word, instead in content.config.terms.items()
    }
    assert written.keys() == content.config.terms.keys()
    for word, term in written.items():
        assert singular[word] in term, word
