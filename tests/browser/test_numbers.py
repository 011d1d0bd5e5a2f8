"""Finding a service, and whether somebody is there, in a real browser."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evidence.host import Host
from safe_exit.base.places import ROOT, STATIC, TEMPLATES
from safe_exit.base.templates import Templates
from safe_exit.data.helplines import HELPLINES, Helpline
from safe_exit.data.quoting import Data, Stock
from safe_exit.markup.embeds import Embeds
from safe_exit.markup.sheet import Sheet
from safe_exit.web.assets import load_inline
from safe_exit.web.content import load
from tests.browser.conftest import HOME
from tests.data.test_helplines import ROW
from tests.data.test_timetables import BUILT, EXAMPLES

NUMBERS = HOME + "help/numbers/"

# What is chosen of nation, of whom it is for, and of ways: as the page and as the data call it.
CHOSEN = [
    ("Any", "Any", "Any", None, None, None),
    ("Wales", "Any", "Any", "Wales", None, None),
    ("Any", "Men", "Call", None, "men", "call"),
    ("Scotland", "Any", "Text message", "Scotland", None, "text"),
    (
        "Northern Ireland",
        "Professionals",
        "Chat or email",
        "Northern Ireland",
        "professionals",
        "write",
    ),
    ("England", "Children and young people", "Text message", "England", "young", "text"),
]


def shown(page: Page) -> list[str]:
    """The names of the services that can be seen in the list of all of them."""
    return page.locator(".finder ~ .helplines > li:visible h3").all_inner_texts()


def told(page: Page) -> str:
    """How many fit, as assistive technology is told."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def text(node: dict[str, Any]) -> str:
        if node["role"]["value"] == "StaticText":
            return str(node["name"]["value"])
        return "".join(text(by_id[at]) for at in node["childIds"] if at in by_id)

    said = [text(node) for node in nodes if node.get("role", {}).get("value") == "status"]
    return "".join(said)


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_services_are_found_by_nation_by_whom_they_are_for_and_by_way(
    browse: Callable[..., BrowserContext], host: Host, script: bool
) -> None:
    """Those that fit, all of them and no other; how many is told; nothing is sent."""
    page = browse(java_script_enabled=script).pages[0]
    page.goto(NUMBERS)
    page.get_by_text("Choose by nation, person or way").click()
    host.requests.clear()
    helplines = load(ROOT / "content", BUILT).data.rows(HELPLINES)
    rows = [row for row in helplines.values() if not row.emergency]
    for *labels, nation, people, way in CHOSEN:
        for group, label in zip(page.locator(".finder fieldset").all(), labels, strict=True):
            group.get_by_label(label, exact=True).check()
        fitting = [
            row.name
            for row in rows
            if nation in (None, *(row.nations or (nation,)))
            and people in (None, *row.people)
            and way in (None, *row.ways)
        ]
        assert shown(page) == fitting, labels
        assert told(page) == f"Services that fit: {len(fitting)}"
    assert fitting == []  # what the last of them shows is a way on
    assert page.get_by_text("If nothing there is right for you").is_visible()
    assert page.get_by_role("link", name="999", exact=True).first.is_visible()
    page.locator(":checked").first.press("Enter")
    assert page.url == NUMBERS
    assert host.requests == []
    page.emulate_media(media="print")
    assert page.locator(".finder label:visible").all_inner_texts() == labels


def test_a_browser_that_cannot_filter_shows_all_and_no_choices(
    browse: Callable[..., BrowserContext], public: Path
) -> None:
    """One that does not know :has(), which this one is made to believe."""
    html = (public / "help" / "numbers" / "index.html").read_text("utf-8")
    page = browse().pages[0]
    html = re.sub("<meta http-equiv[^>]*>", "", html)  # it allows no other style
    page.set_content(html.replace("selector(:has(a))", "selector(:of-old(a))"))
    assert len(shown(page)) > 20
    assert not page.locator(".finder, .found").first.is_visible()


def test_the_page_says_the_same_as_the_program(browse: Callable[..., BrowserContext]) -> None:
    """One table for both, on a computer that stands in New Zealand."""
    rows = {
        str(n): Helpline.model_validate(ROW | example["row"]) for n, example in enumerate(EXAMPLES)
    }
    embeds = Embeds(Stock(Data({"helplines": rows}), BUILT), Templates((TEMPLATES,)))
    sheet = Sheet()
    page = browse(timezone_id="Pacific/Auckland").pages[0]
    drawn = (embeds.render("helpline", name, True, "", sheet) for name in rows)
    page.set_content(sheet.draw("".join(drawn)))
    script = load_inline((STATIC,)).extra_scripts["helplines"]
    said = "[...document.querySelectorAll('[data-hours]')].map((e) => e.hidden ? '' : e.innerText)"
    for moment in sorted({moment for example in EXAMPLES for moment in example["says"]}):
        page.clock.set_fixed_time(datetime.datetime.fromisoformat(moment))
        page.evaluate(script)
        for example, words in zip(EXAMPLES, page.evaluate(said), strict=True):
            assert example["says"].get(moment, words) == words, (example["about"], moment)


def test_it_changes_at_the_minute(browse: Callable[..., BrowserContext]) -> None:
    """A page that is left open does not go on saying what was true."""
    page = browse().pages[0]
    page.clock.install(time=datetime.datetime(2026, 11, 24, 9, 59, 40, tzinfo=datetime.UTC))
    page.goto(NUMBERS)
    line = page.get_by_role("listitem").filter(has_text="Revenge Porn Helpline")
    expect(line.get_by_text("Closed now. Opens today at 10am")).to_be_visible()
    page.clock.run_for(20_000)
    expect(line.get_by_text("Open now")).to_be_visible()
