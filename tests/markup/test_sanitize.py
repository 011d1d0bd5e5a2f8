"""The second wall: what it lets through, what it stops, and that it says so."""

from __future__ import annotations

import pytest

from safe_exit.markup.sanitize import Sanitizer

SANITIZE = Sanitizer()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Plain &amp; <strong>simple</strong> &lt;text&gt; “quoted”</p>",
        '<p><a href="/help/">in</a> <a href="#x">here</a> <a href="https://a.example/">out</a></p>',
        '<p><a class="tel" href="tel:999">999</a> <a href="sms:999">text</a></p>',
        '<p><a href="mailto:a@b.example">mail</a></p>',
        '<h2 id="one">One</h2>\n<ul>\n<li>a</li>\n</ul>',
        '<div class="scroll" role="group" tabindex="0" aria-label="Table: a">'
        '<table><thead><tr><th scope="col">a</th></tr></thead></table></div>',
        '<img alt="A boat" src="data:image/png;base64,AAAA">',
        '<div class="callout callout-safety" role="note"><p class="callout-title">x</p></div>',
    ],
)
def test_what_our_own_markdown_writes_passes_unchanged(html: str) -> None:
    """Nothing the first wall lets through should need the second."""
    clean = SANITIZE(html)
    assert (clean.html, clean.removed) == (html, ())


@pytest.mark.parametrize(
    ("html", "removed"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<style>p{}</style>", "<style>"),
        ("<svg><a href='/x'>x</a></svg>", "<svg>"),
        ("<math></math>", "<math>"),
        ("<template><p>x</p></template>", "<template>"),
        ("<noscript><p>x</p></noscript>", "<noscript>"),
        ("<form action='/x'></form>", "<form>"),
        ("<iframe src='https://a.example/'></iframe>", "<iframe>"),
        ("<h1>Second title</h1>", "<h1>"),
        ('<p onclick="x()">a</p>', 'onclick="x()"'),
        ('<p style="color:red">a</p>', 'style="color:red"'),
        ('<a href="javascript:x()">a</a>', 'href="javascript:x()"'),
        ('<a href="JaVaScRiPt:x()">a</a>', 'href="JaVaScRiPt:x()"'),
        ('<a href="data:text/html,x">a</a>', 'href="data:text/html,x"'),
        ('<a href="//evil.example/">a</a>', 'href="//evil.example/"'),
        ('<a href="vbscript:x">a</a>', 'href="vbscript:x"'),
        ('<a href="https://a.example/" target="_blank">a</a>', 'target="_blank"'),
        ('<img alt="x" src="https://a.example/x.png">', 'src="https://a.example/x.png"'),
        ('<img alt="x" src="data:text/html;base64,AA">', 'src="data:text/html;base64,AA"'),
        ('<p class="leave">a</p>', 'class="leave"'),
        ('<div role="alert">a</div>', 'role="alert"'),
        ('<div tabindex="5">a</div>', 'tabindex="5"'),
        ("<p><!-- note --></p>", "<!--"),
    ],
)
def test_what_must_not_reach_a_reader_is_stopped_and_named(html: str, removed: str) -> None:
    """By an allow-list: what is not known is not let in."""
    clean = SANITIZE(html)
    assert removed in clean.removed
    assert removed not in clean.html


def test_tags_that_do_not_nest_are_told() -> None:
    """The parser would move them, and the page would not be what was written."""
    assert SANITIZE("<p><div>x</div></p>").removed
