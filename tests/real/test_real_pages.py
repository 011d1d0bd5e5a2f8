"""The site as it is published: every real page, read the way a visitor's browser would."""

from __future__ import annotations

import datetime
import gzip
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evidence.host import read_headers
from safe_exit.base.places import ROOT, STATIC, TEMPLATES
from safe_exit.checks.plain_english import ages
from safe_exit.data.charts import CHARTS
from safe_exit.data.figures import FIGURES
from safe_exit.data.helplines import HELPLINES
from safe_exit.data.resources import KINDS, RESOURCES, ROLES, TOPICS
from safe_exit.publish.audit import EARLY
from safe_exit.publish.build import build_site
from safe_exit.publish.output import digests
from safe_exit.web.app import create_app
from safe_exit.web.assets import COMPONENTS, EARLY_STYLES, PAGE_STYLES, load_inline
from safe_exit.web.content import Content
from tests.conftest import real_content

ADDRESSES = Path(__file__).parent / "addresses.txt"
TODAY = datetime.date(2026, 11, 23)
REGISTER = 'class="register"'

# The pages the first release promises, by address, with words that have to be on them.
PROMISED = {
    "/": ["For you or someone you know", "For professionals", "In danger now?"],
    "/professionals/responding-to-perpetrators/": ["81%", "2.5%", "82%", "Call to Action"],
    "/professionals/standards/": ["22 weeks", "seven standards", "early response"],
    "/professionals/managing-risk/": ["3 February 2025", "14 or more", "Right to Know", "MATAC"],
    "/professionals/library/": [
        "Core engagement pack",
        "Guardian",
        "Every Story Matters",
        "January 2020",
        "No date given",
        "Engage",
    ],
    "/professionals/covid-19-and-remote-working/": ["spring 2020", "10%"],
    "/professionals/drive-project/": ["Essex, South Wales and West Sussex", "West Sussex"],
    "/professionals/drive-evaluation/": ["high levels of", "88%", "75%", "73%", "2,627"],
    "/professionals/call-to-action/": ["over 70"],
    "/professionals/webchat/": ["0808 8024040"],
    "/professionals/portal/": ["password"],
    "/professionals/engagement-pack/": ["Engage"],
    "/help/numbers/": ["0808 2000 247", "999", "18000", "116 123"],
    "/help/leaving/": ["What stays behind"],
    "/about/": ["not part of SafeLives"],
    "/accessibility/": ["2.2"],
    "/privacy/": ["no cookies"],
    "/404.html": ["This page is not here"],
}

# The pages most needed in danger: they are translated first.
NEEDED_MOST = ("now", "numbers", "leaving", "talking", "change")


@pytest.fixture(scope="module")
def content() -> Content:
    """The real content folder."""
    return real_content()


def text_of(public: Path, address: str) -> str:
    """The words of a page, without its markup."""

    class Words(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.words: list[str] = []

        def handle_data(self, data: str) -> None:
            self.words.append(data)

    name = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
    words = Words()
    words.feed((public / name).read_text(encoding="utf-8"))
    return " ".join("".join(words.words).split())


def test_published_addresses_are_promises(content: Content) -> None:
    """One that disappears needs an alias at its new place; a new one is added to the list."""
    listed = set(ADDRESSES.read_text(encoding="utf-8").split())
    views = create_app(content, load_inline((STATIC,)), (TEMPLATES,)).views
    kept = set(views) | set(content.aliases)
    assert listed - kept == set(), "gone: write 'aliases: [old address]' on the page that replaces"
    assert set(views) - listed == set(), "new: add to tests/real/addresses.txt"


@pytest.mark.parametrize("address", PROMISED)
def test_promised_pages_are_there_in_real_words(public: Path, address: str) -> None:
    """Not placeholders."""
    text = text_of(public, address)
    for words in PROMISED[address]:
        assert words in text
    assert not re.search(r"lorem|TODO|placeholder|coming soon", text, re.IGNORECASE)


def test_every_page_is_light(public: Path) -> None:
    """One round trip: 14,000 bytes compressed, measured apart from the audit."""
    weights = {path: len(gzip.compress(path.read_bytes(), 9)) for path in public.rglob("*.html")}
    search = weights.pop(public / "search" / "index.html")
    assert len(weights) >= len(PROMISED)
    assert max(weights.values()) <= 14_000
    assert search <= 80_000
    assert f"about {round(search / 1000)} KB" in text_of(public, "/search/")


def test_the_sentence_beside_the_control_arrives_with_it(public: Path) -> None:
    """In the first 4 KB of every page, after the control and its script."""
    for path in public.rglob("*.html"):
        assert 0 < path.read_bytes().find(b"</section>") <= EARLY, path


def test_translations_that_wait_are_in_the_preview_alone(public: Path) -> None:
    """Unreviewed words on a safety page can do harm. The control is ready in time there too."""
    drafts = real_content(drafts=True)
    names = ("index", "help/index", *(f"help/{name}" for name in NEEDED_MOST))
    assert {f"cy/{name}.md" for name in names} <= {page.path for page in drafts.pages}
    client = create_app(drafts, load_inline((STATIC,)), (TEMPLATES,)).app.test_client()
    files = (path for path in public.rglob("*") if path.is_file())
    published = "".join(path.read_text("utf-8", "replace") for path in files)
    for page in drafts.pages:
        if page.language.folder and page.withheld:
            assert len(page.meta.description) <= 90
            shown = client.get(page.address).data
            assert 0 < shown.find(b"</script>") <= EARLY
            assert f"Not published: the page {page.withheld}" in shown.decode()
            assert f'{page.address}"' not in published
            assert f"{page.address}<" not in published


def test_the_page_the_site_was_asked_for_is_in_order(public: Path) -> None:
    """Stance, figure, strategy, Drive, impact, links, additional resources."""
    text = text_of(public, "/professionals/responding-to-perpetrators/")
    start = text.index("Domestic abuse is never acceptable")
    places = [
        text.index(words, start)
        for words in (
            "why he does not stop",
            "81%",
            "The strategy",
            "Prevent.",
            "Step in early.",
            "Widen and improve.",
            "since 2015",
            "disrupt abuse",
            "82%",
            "The Drive Call to Action",
            "The Drive webchat",
            "portal",
            "core engagement pack",
            "Guardian",
            "COVID-19",
        )
    ]
    assert places == sorted(places)


def test_live_headers_and_the_hosts_file_say_the_same(content: Content, public: Path) -> None:
    """Byte for byte, for every address."""
    written = read_headers(public)
    site = create_app(content, load_inline((STATIC,)), (TEMPLATES,))
    client = site.app.test_client()
    for address in [*site.views, "/nowhere/"]:
        answer = client.get(address, base_url="https://harbour-lane.example")
        live = dict(answer.headers)
        del live["Content-Type"], live["Content-Length"]
        assert live == written, address


def test_two_builds_of_the_site_are_byte_identical(public: Path, tmp_path: Path) -> None:
    """Whoever builds it, publishes the same."""
    build_site(ROOT / "content", tmp_path / "again", TODAY, None, lambda _doing, _done, _of: None)
    assert digests(tmp_path / "again") == digests(public)


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


def test_every_page_carries_the_style_of_every_class_it_uses(public: Path) -> None:
    """Read from the sheets themselves: what only an extra one styles is on the page with it."""

    def styled(name: str) -> set[str]:
        return set(re.findall(r"\.([a-z][\w-]*)", (STATIC / name).read_text("utf-8")))

    always = {word for name in (*EARLY_STYLES, *PAGE_STYLES) for word in styled(name)}
    inline = load_inline((STATIC,))
    for path in public.rglob("*.html"):
        text = path.read_text("utf-8")
        used = {word for found in re.findall(r'\bclass="?([^">]*)', text) for word in found.split()}
        carried = {
            source
            for name, component in COMPONENTS.items()
            if inline.extra_styles[name] in text
            for source in component.sources
        }
        known = always.union(*map(styled, carried))
        extras = {name for component in COMPONENTS.values() for name in component.sources}
        extra = {word for name in extras for word in styled(name)}
        assert used & extra <= known, (path, used & extra - known)


LOOKED_FOR = """abuse, domestic abuse, refuge, stalking, rape, men, LGBT, forced marriage, honour,
coercive control, strangled, police, social services, visa, pets, deaf, BSL, Idva, Marac, Dash,
MAPPA, probation, Respect"""


def test_the_a_to_z_has_the_words_people_look_for(public: Path) -> None:
    """It is offered to those who would rather not type, so it cannot know only our titles."""
    page = (public / "a-z" / "index.html").read_text("utf-8")
    entries = {html.unescape(text).lower() for text in re.findall(r">([^<>]+)<", page)}
    wanted = {" ".join(word.split()).lower() for word in LOOKED_FOR.split(",")}
    assert wanted <= entries, wanted - entries
