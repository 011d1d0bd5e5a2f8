"""Rows of the data as HTML in a page's text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import pytest

from safe_exit.base.places import TEMPLATES
from safe_exit.base.problems import AuthorError
from safe_exit.base.records import Model
from safe_exit.base.templates import Templates
from safe_exit.data.figures import Figure
from safe_exit.data.helplines import Helpline
from safe_exit.data.quoting import Data, Stock
from safe_exit.markup.embeds import Embeds
from safe_exit.markup.sheet import Sheet
from tests.data.test_helplines import ROW

DAY = datetime.date(2026, 1, 1)
FIGURE = Figure(
    value="<81%>",
    says="of those asked",
    counted="people asked",
    when="April 2018",
    publisher="P",
    source="https://p.example/",
    caveat="few were asked.",
    checked_on=DAY,
    next_check=DAY,
)
LINE = Helpline(
    name="A line",
    who_for="Anyone.",
    helps=("anyone",),
    group="all",
    number="0808 2000 247",
    website="https://www.line.example/",
    checked_on=DAY,
    source="https://l.example/",
)


def embeds_of(tables: Mapping[str, Mapping[str, Model]]) -> Embeds:
    """What draws rows given by table and name."""
    return Embeds(Stock(Data(tables), DAY), Templates((TEMPLATES,)))


EMBEDS = embeds_of({"figures": {"one": FIGURE}, "helplines": {"line": LINE}})


def render(kind: str, name: str, alone: bool = True, embeds: Embeds = EMBEDS) -> str:
    """An embed before its page is sanitised."""
    return embeds.render(kind, name, alone, "", Sheet())


def test_a_figure_alone_carries_all_that_is_needed_to_read_it() -> None:
    """Who was counted, when, who published it, its limit. And what editors type is text."""
    html = render("figure", "one")
    for part in ("&lt;81%&gt;", "people asked", "April 2018", "https://p.example/", "few were"):
        assert part in html


def test_a_figure_in_a_sentence_leads_to_its_source() -> None:
    """The same page ends with the list of sources."""
    sheet = Sheet()
    assert list(EMBEDS.notes(sheet)) == []
    assert 'href="#source-one"' in EMBEDS.render("figure", "one", False, "", sheet)
    ((heading, html),) = EMBEDS.notes(sheet)
    assert (heading.id, heading.text) == ("sources", "Where the numbers come from")
    assert 'id="source-one"' in html


def test_a_phone_number_can_be_dialled() -> None:
    """Digits for the phone, spaces for the eye."""
    assert render("phone", "line", alone=False) == (
        '<a class="tel" href="tel:08082000247">0808\xa02000\xa0247</a>'
    )


def test_a_service_without_hours_sends_the_reader_to_its_website() -> None:
    """Hours that sources disagree about are not printed."""
    html = render("helplines", "all")
    assert "For opening hours, see its website" in html
    assert ">line.example</a>" in html
    assert 'rel="noreferrer"' in html
    assert "l.example/" not in html.replace("line.example", "")


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("figure", "two", "there is no figure called 'two'"),
        ("phone", "two", "there is no helpline called 'two'"),
        ("text", "line", "the helpline 'line' has no number to text"),
        ("helplines", "none", "no helpline is in the group 'none'"),
        ("finder", "none", "'[[finder: none]]' is not known"),
        ("movie", "x", "'[[movie: …]]' is not known"),
    ],
)
def test_what_is_not_there_is_told(kind: str, name: str, told: str) -> None:
    """With the way to mend it."""
    with pytest.raises(AuthorError) as caught:
        render(kind, name)
    assert caught.value.fault.what == told
    assert caught.value.fault.how_to_fix


def lines(**rows: dict[str, object]) -> Embeds:
    """Embeds over helplines given by what differs from one another."""
    made = {name: Helpline.model_validate(ROW | row) for name, row in rows.items()}
    return embeds_of({"helplines": made})


def whole(embeds: Embeds, kind: str, name: str) -> str:
    """An embed with what its templates drew."""
    sheet = Sheet()
    return sheet.draw(embeds.render(kind, name, True, "", sheet))


def test_what_templates_draw_comes_after_the_sanitiser() -> None:
    """Radios, icons and the like are no part of what a page's text could bring."""
    embeds = lines(one={}, two={"hours": [{"days": ["mon"], "opens": "10:00", "closes": "11:00"}]})
    sheet = Sheet()
    html = embeds.render("finder", "helplines", True, "", sheet)
    for tag in ("<input", "<fieldset", "<svg", "data-hours"):
        assert tag not in html
        assert tag in sheet.draw(html)


def test_the_finder_holds_each_service_once_and_none_for_danger_now() -> None:
    """Those stand above it, whatever is chosen."""
    html = whole(lines(one={}, two={"name": "Police", "emergency": True}), "finder", "helplines")
    assert html.count('class="helpline"') == 1
    assert "Police" not in html


def test_only_choices_that_some_service_offers_are_given() -> None:
    """Any comes first, and is chosen; options are numbered from 1 in a fixed order."""
    embeds = lines(
        one={"nations": ["Wales"], "helps": ["young"], "email": "a@b.example"},
        two={"nations": ["Scotland", "Wales"], "helps": ["men", "professionals"]},
        three={"free": True},
    )
    html = whole(embeds, "finder", "helplines")
    options = re.findall(r'value="(..)"( checked)?> (.*?)</label>', html)
    assert options == [
        ("a0", " checked", "Any"),
        ("a1", "", "Wales"),
        ("a2", "", "Scotland"),
        ("b0", " checked", "Any"),
        ("b1", "", "Men"),
        ("b2", "", "Children and young people"),
        ("b3", "", "Professionals"),
        ("c0", " checked", "Any"),
        ("c1", "", "Call"),
        ("c2", "", "Chat or email"),
    ]
    items = re.findall(r'<li class="helpline"(.*?)>', html)
    assert items == [
        ' data-a="1" data-b="2" data-c="1 2"',
        ' data-a="1 2" data-b="1 3" data-c="1"',
        ' data-b="1" data-c="1"',
    ]


def test_a_page_carries_the_script_only_where_a_service_has_hours() -> None:
    """Or where there is a finder, whose count it tells."""
    embeds = lines(one={}, two={"hours": [{"days": ["mon"], "opens": "10:00", "closes": "11:00"}]})
    for name, scripts in (("one", set()), ("two", {"helplines"})):
        sheet = Sheet()
        embeds.render("helpline", name, True, "", sheet)
        assert sheet.scripts == scripts


def test_nothing_is_said_of_the_bill_where_it_is_not_known() -> None:
    """A wrong promise could betray a call."""
    assert "bill" not in whole(lines(one={}), "helpline", "one")
    said = whole(lines(one={"on_bill": "no"}), "helpline", "one")
    assert "The call does not show on the bill." in said


def test_sign_language_is_a_link_or_a_sentence() -> None:
    """Whichever the service has."""
    html = whole(lines(one={"sign": "https://www.sign.example/now"}), "helpline", "one")
    assert '<a href="https://www.sign.example/now" rel="noreferrer">sign.example</a>' in html
    assert "With an interpreter" in whole(
        lines(one={"sign": "With an interpreter"}), "helpline", "one"
    )
