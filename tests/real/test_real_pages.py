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
from safe_exit.publish.audit import EARLY
from safe_exit.publish.build import build_site
from safe_exit.publish.output import digests
from safe_exit.web.app import create_app
from safe_exit.web.assets import COMPONENTS, EARLY_STYLES, PAGE_STYLES, load_inline
from safe_exit.web.content import Content
from tests.conftest import real_content

ADDRESSES = Path(__file__).parent / "addresses.txt"
TODAY = datetime.date(2026, 11, 23)

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
