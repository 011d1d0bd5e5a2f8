"""A site that `init` has begun is left like ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.browser import Browser
from evidence.host import Host
from safe_exit.editor.new_site import write_site
from safe_exit.publish.build import build_site
from tests.browser.conftest import AWAY
from tests.conftest import BUILT_ON

SITE = "quiet-page.example"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a site, built."""
    place = tmp_path_factory.mktemp("begun")
    write_site(place / "mine")
    build_site(place / "mine", place / "out", BUILT_ON, None, lambda *_: None)
    return place / "out"


@pytest.mark.parametrize("engine", ["Chromium", "Firefox", "WebKit"])
def test_a_site_of_ones_own_is_left(
    start: Callable[..., Browser], engine: str, begun: Path
) -> None:
    """By its first page's control, to the first neutral page that its settings name."""
    with Host(begun, site=SITE) as host:
        tab = start(engine, host).open()
        tab.go(f"https://{SITE}/")
        tab.click("#leave")
        tab.wait_for(AWAY)
        tab.step(-1)
        tab.pause(1)  # time for ours to come, and then to leave
        assert tab.wait(lambda: not tab.address().startswith(f"https://{SITE}/"))
        assert host.told() == []
