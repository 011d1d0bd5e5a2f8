"""What an editor writes in a link, and where it leads."""

from __future__ import annotations

import pytest

from safe_exit.base.problems import AuthorError
from safe_exit.content.attachments import Attachment
from safe_exit.content.links import Targets, resolve

TARGETS = Targets(
    pages={"index.md": "/", "help/numbers.md": "/help/numbers/", "help/index.md": "/help/"},
    withheld={"help/later.md": "is a draft"},
    files={
        "help/pack.pdf": Attachment("help/pack.pdf", b"x"),
        "help/My Plan.odt": Attachment("help/My Plan.odt", b"x"),
    },
    prefix="/docs",
)


@pytest.mark.parametrize(
    ("written", "href"),
    [
        ("numbers.md", "/docs/help/numbers/"),
        ("numbers.md#police", "/docs/help/numbers/#police"),
        ("../index.md", "/docs/"),
        ("/help/index.md", "/docs/help/"),
        ("./numbers.md", "/docs/help/numbers/"),
        ("#here", "#here"),
        ("pack.pdf", "/docs/help/pack.pdf"),
        ("My%20Plan.odt", "/docs/help/My%20Plan.odt"),
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("tel:999", "tel:999"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_lead_where_they_say(written: str, href: str) -> None:
    """Written to files, from the page's own folder or from the top."""
    assert resolve(written, "help/page.md", TARGETS).href == href


def test_a_link_to_a_page_names_it_for_the_checks() -> None:
    """So that its heading can be looked up."""
    found = resolve("numbers.md#two%20words", "help/page.md", TARGETS)
    assert (found.page, found.fragment) == ("help/numbers.md", "two words")


@pytest.mark.parametrize(
    ("written", "what", "how"),
    [
        (
            "nmbers.md",
            "there is no page or file 'help/nmbers.md'",
            "Did you mean /help/numbers.md?",
        ),
        ("numbers/", "there is no page or file", "write /help/numbers.md"),
        ("/help", "there is no page or file", "write /help/index.md"),
        ("later.md", "leads to a page that is a draft", "Take the link out"),
        ("../../etc/passwd", "leads out of the content folder", "inside it"),
        ("javascript:alert(1)", "has a kind that is not allowed", "https"),
        ("ftp://a.example/", "has a kind that is not allowed", "https"),
        ("//a.example/", "leads nowhere", "https://"),
        ("", "leads nowhere", "https://"),
    ],
)
def test_links_that_lead_nowhere_are_told(written: str, what: str, how: str) -> None:
    """With the nearest thing that exists."""
    with pytest.raises(AuthorError) as caught:
        resolve(written, "help/page.md", TARGETS)
    assert what in caught.value.fault.what
    assert how in caught.value.fault.how_to_fix


@pytest.mark.parametrize(
    ("size", "label"), [(1, "PDF, 1 KB"), (120_400, "PDF, 120 KB"), (2_340_000, "PDF, 2.3 MB")]
)
def test_a_download_says_its_kind_and_size(size: int, label: str) -> None:
    """Readers on a phone plan want to know before."""
    assert Attachment("a.pdf", b"x" * size).label == label
