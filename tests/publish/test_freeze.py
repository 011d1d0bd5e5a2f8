"""Frozen-Flask, used strictly."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Response

from safe_exit.base.places import ROOT, STATIC, TEMPLATES
from safe_exit.editor.new_site import STARTER
from safe_exit.pages.screens import View
from safe_exit.publish.freeze import freeze_site
from safe_exit.web.app import Site, create_app
from safe_exit.web.assets import load_inline
from tests.conftest import Files, Lane

Make = Callable[[Files], Lane]
PACKAGE = ROOT / "site" / "safe_exit"
URL = "https://test-lane.example/"


def site_of(site: Lane) -> Site:
    """A site that answers, to be spoiled."""
    return create_app(site.load(), load_inline((STATIC,)), (TEMPLATES,))


def quiet(_doing: str, _done: int, _of: int) -> None:
    """No progress shown."""


def test_each_address_is_asked_for_once(lane: Make) -> None:
    """Rendering is the cost of a build."""
    site = lane({})
    made = site_of(site)
    asked: list[str] = []
    for address, view in list(made.views.items()):

        def counted(address: str = address, view: View = view) -> str | Response:
            asked.append(address)
            return view()

        made.views[address] = counted
    freeze_site(made, site.out, URL, quiet)
    assert sorted(asked) == sorted(made.views)


def test_a_relative_folder_is_where_the_caller_is(lane: Make) -> None:
    """Frozen-Flask alone would write into the program's own folder."""
    site = lane({})
    freeze_site(site_of(site), site.out, URL, quiet)
    assert Path("public/index.html").is_file()
    files = [path for path in PACKAGE.rglob("*") if STARTER not in path.parents]
    assert not [path for path in files if path.suffix not in ("", ".py", ".pyc")]


def test_a_redirect_is_an_error(lane: Make) -> None:
    """It would be frozen as a page that is not one."""
    site = lane({})
    made = site_of(site)
    made.views["/"] = lambda: Response(status=302, headers={"Location": "/x/"})
    with pytest.raises(ValueError, match="Unexpected status '302 FOUND'"):
        freeze_site(made, site.out, URL, quiet)


def test_a_warning_is_an_error(lane: Make) -> None:
    """Whoever gives it."""
    site = lane({})
    made = site_of(site)

    def warn() -> str:
        warnings.warn("careful", stacklevel=1)
        return ""

    made.views["/"] = warn
    with pytest.raises(UserWarning, match="careful"):
        freeze_site(made, site.out, URL, quiet)


def test_a_wrong_media_type_is_an_error(lane: Make) -> None:
    """The host would send another one than we did."""
    site = lane({})
    made = site_of(site)
    made.views["/x.pdf"] = lambda: "this is HTML"
    with pytest.raises(Warning, match="does not match"):
        freeze_site(made, site.out, URL, quiet)
