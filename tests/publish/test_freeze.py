"""Frozen-Flask, used strictly."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, redirect

from safe_exit.base.places import ROOT, STATIC, TEMPLATES
from safe_exit.editor.new_site import STARTER
from safe_exit.publish.freeze import freeze
from safe_exit.web.app import create_app
from safe_exit.web.assets import load_inline
from tests.conftest import Files, Lane

Make = Callable[[Files], Lane]
PACKAGE = ROOT / "site" / "safe_exit"
URL = "https://test-lane.example/"


def app_of(site: Lane) -> Flask:
    """The app of a site, to be spoiled."""
    return create_app(site.load(), load_inline((STATIC,)), (TEMPLATES,))


def quiet(_doing: str, _done: int, _of: int) -> None:
    """No progress shown."""


def test_each_address_is_asked_for_once(lane: Make) -> None:
    """Rendering is the cost of a build."""
    site = lane({})
    app = app_of(site)
    asked: list[str] = []
    for address, view in list(app.extensions["views"].items()):

        def counted(address: str = address, view: Callable[[], str] = view) -> str:
            asked.append(address)
            return view()

        app.extensions["views"][address] = counted
    freeze(app, site.out, URL, quiet)
    assert sorted(asked) == sorted(app.extensions["views"])


def test_a_relative_folder_is_where_the_caller_is(lane: Make) -> None:
    """Frozen-Flask alone would write into the program's own folder."""
    site = lane({})
    freeze(app_of(site), site.out, URL, quiet)
    assert Path("public/index.html").is_file()
    files = [path for path in PACKAGE.rglob("*") if STARTER not in path.parents]
    assert not [path for path in files if path.suffix not in ("", ".py", ".pyc")]


def test_a_redirect_is_an_error(lane: Make) -> None:
    """It would be frozen as a page that is not one."""
    site = lane({})
    app = app_of(site)
    app.extensions["views"]["/"] = lambda: redirect("/x/")
    with pytest.raises(ValueError, match="Unexpected status '302 FOUND'"):
        freeze(app, site.out, URL, quiet)


def test_a_warning_is_an_error(lane: Make) -> None:
    """Whoever gives it."""
    site = lane({})
    app = app_of(site)

    def warn() -> str:
        warnings.warn("careful", stacklevel=1)
        return ""

    app.extensions["views"]["/"] = warn
    with pytest.raises(UserWarning, match="careful"):
        freeze(app, site.out, URL, quiet)


def test_a_wrong_media_type_is_an_error(lane: Make) -> None:
    """The host would send another one than we did."""
    site = lane({})
    app = app_of(site)
    app.extensions["views"]["/x.pdf"] = lambda: "this is HTML"
    with pytest.raises(Warning, match="does not match"):
        freeze(app, site.out, URL, quiet)
