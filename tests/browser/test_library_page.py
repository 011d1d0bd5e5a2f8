"""Choices of the resource library, by style alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext

from safe_exit.base.places import ROOT
from safe_exit.content.folder import read_folder
from safe_exit.data.resources import RESOURCES
from safe_exit.data.tables import load_data
from tests.browser.conftest import HOME


def test_the_library_is_filtered_without_script(browse: Callable[..., BrowserContext]) -> None:
    """What fits every choice is shown, and nothing else is; the address stays."""
    resources = load_data(read_folder(ROOT / "content"))[0].rows(RESOURCES)
    page = browse(java_script_enabled=False).new_page()
    page.goto(f"{HOME}professionals/library/")
    page.get_by_text("Choose by topic, kind or role").click()
    shown = page.locator(".resources > li:visible")
    assert shown.count() == len(resources)
    topic, kind = "Law and policy", "Law or plan"
    for choice in (topic, "Report", kind):  # the third takes the place of the second
        page.get_by_label(choice, exact=True).check()
    fitting = [
        f"resource-{name}"
        for name, resource in resources.items()
        if topic in resource.topics and resource.kind == kind
    ]
    assert 0 < len(fitting) < len(resources)
    assert [item.get_attribute("id") for item in shown.all()] == fitting
    assert page.url == f"{HOME}professionals/library/"
