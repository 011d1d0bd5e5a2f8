"""Frozen-Flask, used strictly."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, redirect

from safe_exit.app import create_app
from safe_exit.builder import STATIC, TEMPLATES
from safe_exit.errors import AuditError, Problem
from safe_exit.freeze import publish
from safe_exit.inline import load_inline
from tests.conftest import Files, Lane

Make = Callable[[Files], Lane]


def app_of(site: Lane) -> Flask:
    """The app of a site, to be spoiled."""
    return create_app(site.load(), load_inline(STATIC), TEMPLATES)


def freeze(app: Flask, site: Lane, audit: Callable[[Path], list[Problem]]) -> None:
    """Publish an app with an audit of the test's own."""
    publish(
        app,
        site.out,
        content=site.content,
        base_url="https://test-lane.example/",
        extra={"_headers": "/*\n"},
        audit=audit,
        progress=lambda _doing, _done, _of: None,
    )


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
    freeze(app, site, lambda _folder: [])
    assert sorted(asked) == sorted(app.extensions["views"])


def test_the_audit_sees_the_finished_folder_and_can_stop_it(lane: Make) -> None:
    """Files for hosts included; nothing is published, and nothing is left behind."""
    site = lane({})

    def refuse(folder: Path) -> list[Problem]:
        assert (folder / "index.html").is_file()
        assert (folder / "_headers").is_file()
        return [Problem("index.md", 0, "no", "yes")]

    with pytest.raises(AuditError):
        freeze(app_of(site), site, refuse)
    assert not site.out.exists()
    assert not list(Path().glob(".public*"))


def test_a_redirect_is_an_error(lane: Make) -> None:
    """It would be frozen as a page that is not one."""
    site = lane({})
    app = app_of(site)
    app.extensions["views"]["/"] = lambda: redirect("/x/")
    with pytest.raises(ValueError, match="Unexpected status '302 FOUND'"):
        freeze(app, site, lambda _folder: [])


def test_a_warning_is_an_error(lane: Make) -> None:
    """Whoever gives it."""
    site = lane({})
    app = app_of(site)

    def warn() -> str:
        warnings.warn("careful", stacklevel=1)
        return ""

    app.extensions["views"]["/"] = warn
    with pytest.raises(UserWarning, match="careful"):
        freeze(app, site, lambda _folder: [])


def test_a_wrong_media_type_is_an_error(lane: Make) -> None:
    """The host would send another one than we did."""
    site = lane({})
    app = app_of(site)
    app.extensions["views"]["/x.pdf"] = lambda: "this is HTML"
    with pytest.raises(Warning, match="does not match"):
        freeze(app, site, lambda _folder: [])
