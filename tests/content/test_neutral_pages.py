"""Where Leave goes: what a neutral page has to be, and how a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from safe_exit.base.problems import Problem
from safe_exit.content.config import SiteConfig, load_config
from safe_exit.content.folder import read_folder
from safe_exit.content.neutral_pages import NeutralPage, check_neutral_pages, telling_word

OURS = "https://www.lane.example/docs/"
HEAD = f'name = "Lane"\nbase_url = "{OURS}"\ntelling_words = ["abus", "safe"]\n'
REASON = "tried on phones that have the app"


def told(*pages: NeutralPage, base_url: str = OURS) -> list[Problem]:
    """All that is wrong with these pages on our site."""
    return list(check_neutral_pages(pages, base_url, ("abus", "safe"), "site.toml", {}))


def at(address: str, accepted_because: str | None = None) -> NeutralPage:
    """A page with a quiet title."""
    return NeutralPage(address=address, title="News", accepted_because=accepted_because)


def table(address: str, title: str = "News", more: str = "") -> str:
    """A page as it is written in site.toml: four lines."""
    return f'[[neutral_pages]]\naddress = "{address}"\ntitle = "{title}"\n{more}\n'


def read(tmp_path: Path, text: str) -> tuple[SiteConfig | None, list[str]]:
    """Load a site.toml and give its problems as text."""
    (tmp_path / "site.toml").write_text(text, encoding="utf-8")
    config, problems = load_config(read_folder(tmp_path, "x"))
    return config, [str(problem).removeprefix("x/") for problem in problems]


def test_the_defaults_are_sound(tmp_path: Path) -> None:
    """A site.toml that names no page gets two that pass."""
    config, problems = read(tmp_path, HEAD)
    assert not problems
    assert config is not None
    assert len(config.neutral_pages) == 2
    assert not told(*config.neutral_pages)


@pytest.mark.parametrize("count", [0, 3])
def test_one_or_two(count: int) -> None:
    """None leads nowhere, and a third would never be reached in time."""
    (problem,) = told(*(at(f"https://w{number}.example/") for number in range(count)))
    assert problem.what == f"there are {count} neutral pages"


@pytest.mark.parametrize("second", ["https://w.example/b", "https://www.W.example:8443/"])
def test_two_pages_of_one_site(second: str) -> None:
    """If the first does not answer, nor does the second."""
    (problem,) = told(at("https://w.example/a"), at(second))
    assert problem.what.startswith(f"the neutral page {second} is on the same site")


@pytest.mark.parametrize(
    "address",
    [
        *("http://w.example/", "javascript:alert(1)", "w.example", "https://", "https:///x"),
        *("https://w.example/a b", "https://w..example/", "https://bbc.com\\@w.example/"),
        *("https://%67oogle.com/", "https://\uff47oogle.com/"),
    ],
)
def test_only_a_whole_https_address(address: str) -> None:
    """Where browsers could read another host than we do, the address is refused."""
    (problem,) = told(at(address))
    assert problem.what == "'address' must be a whole address that begins with https://"


@pytest.mark.parametrize(
    "address",
    ["https://lane.example/x", "https://www.lane.example", "https://LANE.example.:8443/"],
)
def test_not_on_this_site(address: str) -> None:
    """Leaving to where one was leaves nothing."""
    (problem,) = told(at(address))
    assert problem.what == f"the neutral page {address} is on this very site"


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("https://shop.lane.example/", OURS),
        ("https://www.lane.example/", "https://help.lane.example/"),
    ],
)
def test_not_above_or_below_this_site(address: str, ours: str) -> None:
    """An address bar that shows our name, or half of it, is no other site."""
    (problem,) = told(at(address), base_url=ours)
    assert "shares its name with this site" in problem.what


@pytest.mark.parametrize("address", ["https://notlane.example/", "https://lane.example.org/"])
def test_a_name_like_ours_is_another_site(address: str) -> None:
    """Names are compared label by label."""
    assert not told(at(address))


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("https://192.0.2.1/", "is at a number"),
        ("https://[2001:db8::1]/", "is at a number"),
        ("https://2130706433/", "is at a number"),
        ("https://0x7f.0x1/", "is at a number"),
        ("https://localhost/", "is on one computer or network"),
        ("https://news.localhost/", "is on one computer or network"),
        ("https://intranet/", "is on one computer or network"),
        ("https://me@w.example/", "holds a user name or a password"),
        ("https://me:word@w.example/", "holds a user name or a password"),
        ("https://w.example/?from=lane", "has a '?'"),
        ("https://w.example?", "has a '?'"),
        ("https://w.example/#lane", "has a '#'"),
    ],
)
def test_an_address_that_would_not_do(address: str, what: str) -> None:
    """A neutral page is a plain page of the public web, and its address says nothing of us."""
    (problem,) = told(at(address))
    assert what in problem.what


@pytest.mark.parametrize(
    "address",
    [
        *("https://www.google.com/", "https://google.co.uk/", "https://www.google.com.au/"),
        *("https://GOOGLE.de./", "https://news.google.com/", "https://duckduckgo.com/"),
        *("https://www.bing.com/", "https://uk.search.yahoo.com/", "https://yandex.com.tr/"),
        *("https://search.brave.com/", "https://www.startpage.com/"),
    ],
)
def test_not_a_search_page(address: str) -> None:
    """It may show or suggest what was searched for before."""
    (problem,) = told(at(address))
    assert problem.what.startswith(f"the neutral page {address} may give a visit away: ")
    assert "past searches" in problem.what or "searched for before" in problem.what


@pytest.mark.parametrize(
    "address",
    [
        *("https://www.bbc.co.uk/weather", "https://news.bbc.co.uk/", "https://m.youtube.com/"),
        *("https://youtu.be/x", "https://x.com/", "https://en.wikipedia.org/wiki/Tea"),
        *("https://www.theguardian.com/", "https://www.amazon.co.uk/", "https://www.ebay.de/"),
        *("https://apps.apple.com/", "https://play.google.com/", "https://maps.app.goo.gl/x"),
    ],
)
def test_not_a_page_that_phones_open_in_an_app(address: str) -> None:
    """The app covers the browser, whose tab stays as it was."""
    (problem,) = told(at(address))
    assert "may give a visit away" in problem.what
    assert "phones may open" in problem.what


@pytest.mark.parametrize(
    "host",
    [
        *("notgoogle.com", "google.example.org", "google.com.example.org", "bing.example.org"),
        *("ask.example", "fox.com", "bbc.example", "thebbc.co.uk", "brave.com", "www.apple.com"),
    ],
)
def test_look_alikes_pass(host: str) -> None:
    """Only a site itself and what is below it are meant."""
    assert not told(at(f"https://{host}/"))


@pytest.mark.parametrize("address", ["https://www.bbc.co.uk/weather", "https://www.bing.com/"])
def test_a_stated_reason_is_enough(address: str) -> None:
    """Who has tried the page may know better than a list."""
    assert not told(at(address, REASON))


def test_a_reason_nobody_needs_has_to_go() -> None:
    """Else it would stay behind when the address changes, and excuse the next one."""
    (problem,) = told(at("https://w.example/", REASON))
    assert problem.what == "there is nothing to accept about the neutral page https://w.example/"


@pytest.mark.parametrize(
    "address",
    [
        *("https://lane.example/", "https://shop.lane.example/", "https://192.0.2.1/"),
        *("https://localhost/", "https://me@bing.com/", "https://www.bing.com/?q=x"),
        "http://www.bing.com/",
    ],
)
def test_what_no_reason_excuses(address: str) -> None:
    """The rules on the address itself hold for every page."""
    assert any("nothing to accept" not in problem.what for problem in told(at(address, REASON)))


def test_no_reason_excuses_one_site_twice() -> None:
    """The second way out has to be another one."""
    (problem,) = told(at("https://bbc.com/a", REASON), at("https://www.bbc.com/b", REASON))
    assert "is on the same site as the one before" in problem.what


def test_the_tab_says_nothing_while_leaving() -> None:
    """The title stands in the tab until the neutral page has come."""
    (problem,) = told(NeutralPage(address="https://w.example/", title="Stay Safe"))
    assert "'Stay Safe' holds 'safe'" in problem.what


@pytest.mark.parametrize(
    ("shown", "word"), [("Domestic ABUSE", "abus"), ("Disabuse, unsafe", None), ("News", None)]
)
def test_telling_words_count_from_their_beginning(shown: str, word: str | None) -> None:
    """Capitals make no difference, and inside another word they tell nothing."""
    assert telling_word(shown, ("abus", "safe")) == word


def test_each_mistake_has_its_own_line(tmp_path: Path) -> None:
    """All of them at once, on the line of the key that is to blame, with the way to mend it."""
    text = HEAD + table("https://bing.com/", "Safe news") + table("https://lane.example/?a")
    text += table("https://w.example/", more=f'accepted_because = "{REASON}"')
    _, problems = read(tmp_path, text)
    assert problems == [
        "site.toml:4: there are 3 neutral pages. Name one or two.",
        "site.toml:5: the neutral page https://bing.com/ may give a visit away: a search page can "
        "show or suggest what was searched for before. Choose another page, or say why this one "
        'is right: accepted_because = "…".',
        "site.toml:6: the neutral page's title 'Safe news' holds 'safe', and the tab shows it. "
        "Choose a quieter title.",
        "site.toml:9: the neutral page https://lane.example/?a has a '?', and what follows can "
        "say something of us or our readers. End the address before the '?'.",
        "site.toml:9: the neutral page https://lane.example/?a is on this very site. Choose a "
        "page of another site that nobody would wonder about.",
        "site.toml:15: there is nothing to accept about the neutral page https://w.example/. "
        "Remove accepted_because; it answers only for pages of search engines and apps.",
    ]


def test_pages_written_as_inline_tables(tmp_path: Path) -> None:
    """They have no lines of their own: the key they stand under is named."""
    text = HEAD + 'neutral_pages = [\n  { address = "https://bing.com/", title = "News" },\n]\n'
    _, problems = read(tmp_path, text)
    assert problems[0].startswith("site.toml:4: the neutral page https://bing.com/ may give")


def test_an_empty_reason_is_none(tmp_path: Path) -> None:
    """A reason has to say something."""
    _, problems = read(tmp_path, HEAD + table("https://bing.com/", more='accepted_because = " "'))
    assert problems == ["site.toml:7: 'accepted_because' is empty. Change the value."]
