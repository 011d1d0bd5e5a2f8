"""The app: every address, with the policy on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from safe_exit.base.places import STATIC, TEMPLATES
from safe_exit.base.problems import Problem, SiteError
from safe_exit.web.app import create_app, create_problem_app
from safe_exit.web.assets import load_inline
from safe_exit.web.policy import make_policy
from tests.conftest import Files, Lane, page

Make = Callable[[Files], Lane]
INLINE = load_inline((STATIC,)).without("portal")
HEADERS = make_policy(INLINE).headers
SECURE = "https://test-lane.example"


def client(site: Lane) -> FlaskClient:
    """A test client for a site, as the freezer uses it."""
    return create_app(site.load(), INLINE, (TEMPLATES,)).app.test_client()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/new/", 200),
        ("/pack.pdf", 200),
        ("/sitemap.xml", 200),
        ("/robots.txt", 200),
        ("/404.html", 200),
        ("/new", 302),
        ("/old/", 302),
        ("/old", 302),
        ("/nowhere/", 404),
        ("/static/x.js", 404),
    ],
)
def test_every_answer_carries_the_whole_policy(lane: Make, address: str, status: int) -> None:
    """Found, moved or not there: the same headers, with nothing of their own beside."""
    site = lane({"new.md": page("[p](pack.pdf)\n", aliases="[/old/]"), "pack.pdf": b"%PDF-"})
    answer = client(site).get(address, base_url=SECURE)
    assert answer.status_code == status
    plain = {"Content-Type", "Content-Length", "Location"}
    assert {k: v for k, v in answer.headers if k not in plain} == HEADERS


def test_what_is_not_there_shows_the_page_that_says_so(lane: Make) -> None:
    """With the Leave control on it, like any page."""
    answer = client(lane({"404.md": page("Gone fishing.\n")})).get("/x/", base_url=SECURE)
    assert b"Gone fishing." in answer.data
    assert b'id="leave"' in answer.data


def test_files_have_their_media_type(lane: Make) -> None:
    """nosniff: a browser takes our word for it."""
    site = lane({"a.md": page("[p](p.epub)\n"), "p.epub": b"x"})
    assert client(site).get("/p.epub").mimetype == "application/epub+zip"


def test_a_site_may_live_under_a_path(lane: Make) -> None:
    """Every link inside it then begins with that path."""
    toml = 'name = "T"\nbase_url = "https://host.example/docs/"\n'
    site = lane({"site.toml": toml, "a/index.md": page("[h](/index.md)\n"), "a/b.md": page()})
    text = client(site).get("/a/").text
    assert 'href="/docs/"' in text
    assert 'href="/docs/a/b/"' in text
    assert 'href="https://host.example/docs/a/"' in text
    assert not site.problems()


def test_the_sitemap_names_pages_and_nothing_else(lane: Make) -> None:
    """Not what is shown when nothing is found, and no further screens of lists."""
    text = client(lane({"a.md": page(reviewed_on="2026-01-02")})).get("/sitemap.xml").text
    assert "<loc>https://test-lane.example/a/</loc><lastmod>2026-01-02</lastmod>" in text
    assert "404" not in text


def test_a_quiet_page_is_quiet_where_links_are_shared(lane: Make) -> None:
    """Previews in messages show Open Graph text; search results show the description."""
    site = lane({"a.md": page(title="Loud", tab_title="Info"), "b.md": page(title="Plain")})
    quiet = client(site).get("/a/").text
    assert "<title>Info</title>" in quiet
    assert '<meta property="og:description" content="Information and phone numbers">' in quiet
    assert quiet.count("Loud") == 1  # the heading
    assert "<title>Plain</title>" in client(site).get("/b/").text


def test_a_page_does_not_link_to_itself(lane: Make) -> None:
    """That would be a reload, and Chromium lists a reloaded page in its history again."""
    site = lane({"a/index.md": page(title="Section"), "about.md": page(order="1")})
    for address in ("/", "/a/", "/about/"):
        assert f'href="{address}"' not in client(site).get(address).text


def test_text_typed_by_editors_is_text(lane: Make) -> None:
    """Titles with markup in them are shown, not obeyed."""
    site = lane({"a.md": page(title="'<script>x</script>'")})
    text = client(site).get("/a/").text
    assert "<script>x" not in text
    assert "&lt;script&gt;x" in text


def spoiled() -> str:
    """A view with a bug in it."""
    raise ZeroDivisionError


def test_a_bug_shows_itself(lane: Make) -> None:
    """Only authors' mistakes are turned into sentences."""
    site = create_app(lane({}).load(), INLINE, (TEMPLATES,))
    site.views["/"] = spoiled
    with pytest.raises(ZeroDivisionError):
        site.app.test_client().get("/")


def test_problems_are_shown_as_a_page() -> None:
    """With file and line, escaped, under the same policy."""
    error = SiteError([Problem("content/a.md", 3, "the tag <b> is not allowed", "Remove it")])
    app = create_problem_app(error, INLINE, (TEMPLATES,))
    answer = app.test_client().get("/any/where", base_url=SECURE)
    assert answer.status_code == 500
    assert "<code>content/a.md:3</code>" in answer.text
    assert "the tag &lt;b&gt; is not allowed" in answer.text
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
