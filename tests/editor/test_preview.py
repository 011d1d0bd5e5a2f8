"""The preview: a save shows at once, and nobody else is answered."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator

import pytest

from safe_exit.editor.preview import make_preview, make_preview_server
from tests.conftest import TODAY, Files, Lane, page

Make = Callable[[Files], Lane]
Get = Callable[..., tuple[int, str]]


@pytest.fixture
def site(lane: Make) -> Lane:
    """A site with a page to change."""
    return lane({"a.md": page("First words.\n"), "d.md": page("Not yet.\n", draft="true")})


@pytest.fixture
def get(site: Lane) -> Iterator[Get]:
    """Ask a running preview for an address."""
    server = make_preview_server(make_preview(site.content, TODAY), 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def ask(address: str, host: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        headers = {"Host": host or f"127.0.0.1:{server.port}"}
        connection.request("GET", address, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    yield ask
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_save_shows_at_once(site: Lane, get: Get) -> None:
    """No restart, no build."""
    assert "First words." in get("/a/")[1]
    site.write({"a.md": page("Second words.\n")})
    assert "Second words." in get("/a/")[1]


def test_a_new_page_and_a_removed_one(site: Lane, get: Get) -> None:
    """The folder as it is now."""
    site.write({"b.md": page("New.\n")})
    assert get("/b/")[0] == 200
    (site.content / "b.md").unlink()
    assert get("/b/")[0] == 404


def test_a_mistake_is_a_readable_panel(site: Lane, get: Get) -> None:
    """With file and line; mended, the page is back."""
    site.write({"a.md": page("\n[x](nowhere.md)\n")})
    status, text = get("/")
    assert status == 500
    assert "<code>content/a.md:6</code>" in text
    assert "there is no page or file" in text
    site.write({"a.md": page("Mended.\n")})
    assert get("/a/")[0] == 200


def test_a_draft_is_shown_and_marked(get: Get) -> None:
    """Editors see what readers do not."""
    status, text = get("/d/")
    assert status == 200
    assert "Not published: the page is a draft" in text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_machine_is_answered(get: Get, host: str) -> None:
    """By either of its names."""
    assert get("/", host)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.2"])
def test_no_other_name_is_answered(get: Get, host: str) -> None:
    """Or a page elsewhere could read drafts through the editor's browser."""
    status, text = get("/d/", host)
    assert status == 400
    assert "Not yet." not in text


def test_other_names_are_not_shown_mistakes_either(site: Lane, get: Get) -> None:
    """The panel quotes what is being written."""
    site.write({"a.md": page("[x](secret-plan.md)\n")})
    status, text = get("/", "evil.example")
    assert status == 400
    assert "secret-plan" not in text
