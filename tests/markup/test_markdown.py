"""Markdown in, HTML out: golden pairs, and what may not pass in silence.

To renew the pairs after a change that was meant: ``UPDATE_GOLDEN=1 pytest -k golden``,
then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from safe_exit.base.languages import Language
from safe_exit.content.attachments import Attachment
from safe_exit.content.frontmatter import Document
from safe_exit.content.links import Targets
from safe_exit.content.sources import Source
from safe_exit.markup.markdown import Renderer
from safe_exit.markup.sheet import Heading, Rendered
from tests.markup.test_embeds import FIGURE, LINE, embeds_of

GOLDEN = Path(__file__).parent / "golden"
TARGETS = Targets(
    pages={"page.md": "/page/", "about.md": "/about/"},
    files={
        "pack.pdf": Attachment("pack.pdf", b"x" * 2000),
        "boat.svg": Attachment("boat.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    },
    names={"known": "https://known.example/", "unknown": ""},
)
SHARE = FIGURE.model_copy(update={"value": "81%"})
EMBEDS = embeds_of({"figures": {"share": SHARE}, "helplines": {"line": LINE}})
RENDERER = Renderer(EMBEDS, TARGETS)


def render(body: str) -> Rendered:
    """Render a text as the page page.md, its first line being line 10 of the file."""
    document = Document(None, body, 10, {}, ())
    source = Source("page.md", "content/page.md", "/page/", document, Language("en-GB"))
    return RENDERER.render(source)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.md")), ids=lambda path: path.stem)
def test_golden_pairs(path: Path) -> None:
    """Each name.md renders to exactly name.html, with nothing to complain about."""
    result = render(path.read_text(encoding="utf-8"))
    assert not result.problems
    expected = path.with_suffix(".html")
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(result.html + "\n", encoding="utf-8")
    assert result.html + "\n" == expected.read_text(encoding="utf-8")


def test_every_markdown_file_has_its_pair() -> None:
    """And no HTML file is left over."""
    assert {p.stem for p in GOLDEN.glob("*.md")} == {p.stem for p in GOLDEN.glob("*.html")}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("A\n\n<div>b</div>", "12: the HTML tag <div> is not allowed"),
        ("A <b>c</b>", "10: the HTML tag <b> is not allowed"),
        ("A <a@b.example>", "10: the HTML tag <a@b.example> is not allowed"),
        ("A\n<!-- to do\n\nask Sam -->", "11: a comment would be published"),
        ("A[^x]", "10: the footnote [^x] has no text"),
        ("A\n\n[^x]: never", "12: the footnote [^x] is never used"),
        ("A\n[b][c]", "11: the link [c] is not defined"),
        ("A [b][]", "10: the link [b] is not defined"),
        ("A\n\n![](boat.svg)", "12: the image 'boat.svg' has no text"),
        ("![x](https://a.example/x.png)", "10: there is no picture 'https://a.example/x.png'"),
        ("![x](../../x.png)", "10: there is no picture '../../x.png'"),
        ("> [!danger] x\n> y", "10: [!danger] is not a kind of callout"),
        ("A\n\n[b](nowhere.md)", "12: there is no page or file 'nowhere.md'"),
        ("[b](javascript:alert%281%29)", "10: the link to 'javascript:alert%281%29' has a kind"),
        ("[[figure: none]]", "10: there is no figure called 'none'"),
        ("[[button: about.md]]", "10: this button has no text"),
        ("[[link: none | x]]", "10: there is no link called 'none'"),
        ("[[movie: x]]", "10: '[[movie: …]]' is not known"),
    ],
)
def test_nothing_wrong_passes_in_silence(body: str, told: str) -> None:
    """Once each, with the line of the file."""
    problems = [str(p).removeprefix("content/page.md:") for p in render(body).problems]
    assert len(set(problems)) == 1, problems
    assert problems[0].startswith(told)


def test_code_may_show_anything() -> None:
    """Documentation about Markdown has to be possible."""
    body = "```\n<div> [a](nowhere.md) [^x] <!-- c --> [[figure: none]]\n```\n\n`<b> [^y] [a][b]`\n"
    result = render(body)
    assert not result.problems
    assert "&lt;div&gt;" in result.html


def test_an_unencrypted_link_is_a_hint() -> None:
    """Some old sites have nothing else."""
    (problem,) = render("[a](http://a.example/)").problems
    assert problem.hint


def test_links_to_pages_are_noted_with_their_line() -> None:
    """The checks look up their headings."""
    (link,) = render("A\n\n[b](about.md#there)").links
    assert (link.line, link.page, link.fragment) == (12, "about.md", "there")


def test_a_page_offers_the_files_it_links_to() -> None:
    """Only these are published."""
    assert render("[b](pack.pdf)").files == {"pack.pdf"}


def test_headings_begin_below_the_title() -> None:
    """A text that uses # moves down by one; ids are unique and never the template's."""
    assert render("# One\n\n## One\n\n# Leave").headings == (
        Heading(2, "one", "One"),
        Heading(3, "one_1", "One"),
        Heading(2, "leave-here", "Leave"),
    )


def test_a_heading_may_be_given_a_name() -> None:
    """Links to it stay whole when its words change, and a telling one can be quiet."""
    made = render("## One *two* {#part-1}\n\n## Three {x}\n\n[to](page.md#part-1)")
    assert made.headings[0] == Heading(2, "part-1", "One two")
    assert made.headings[1].text == "Three {x}"
    assert '<h2 id="part-1">One <em>two</em></h2>' in made.html
    (problem,) = render("## One\n\n## Two {#leave}").problems
    assert "12: the name 'leave' is used by the page itself" in str(problem)


def test_one_page_leaves_nothing_behind_for_the_next() -> None:
    """Footnotes, references and figures belong to one page."""
    render("A[^x] and [[figure: share]] in a sentence [b][c]\n\n[^x]: n\n[c]: about.md")
    after = render("[b][c]")
    assert "source" not in after.html
    assert len(after.problems) == 1


def test_what_leads_in_is_known() -> None:
    """The first heading of the text ends it; one inside a box does not, nor do the sources."""
    page = render("In short.\n\n> [!note] A box\n> ## Inside\n\n## First\n\nMore.\n")
    assert page.html[: page.fold].startswith("<p>In short.</p>")
    assert "Inside" in page.html[: page.fold]
    assert page.html[page.fold :].startswith('<h2 id="first">')
    assert render("Only [[figure: share]] is here.\n").fold == 0
