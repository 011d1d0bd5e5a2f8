"""One file → front matter, body, line of the body."""

from __future__ import annotations

import pytest

from safe_exit.content.frontmatter import read_document


def test_the_body_keeps_its_line() -> None:
    """Messages about the text have to name lines of the file, not of the body."""
    document = read_document("---\ntitle: A\ndescription: B\n---\nText.\n", "a.md")
    assert (document.body, document.body_line) == ("Text.\n", 5)
    assert document.meta is not None
    assert document.meta.title == "A"
    assert document.line("description") == 3


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    """Editors on Windows write both."""
    document = read_document("\ufeff---\r\ntitle: A\r\ndescription: B\r\n---\r\nText.\r\n", "a.md")
    assert not document.problems
    assert document.body == "Text.\n"


def test_a_rule_in_the_text_is_not_a_fence() -> None:
    """Only the first two lines of --- count."""
    document = read_document("---\ntitle: A\ndescription: B\n---\nOne\n\n---\n\nTwo\n", "a.md")
    assert document.body == "One\n\n---\n\nTwo\n"


@pytest.mark.parametrize("text", ["No front matter.", "---\ntitle: A\nno end", ""])
def test_without_front_matter_the_page_says_how_to_begin(text: str) -> None:
    """And the body is still read, so that its own mistakes are told in the same run."""
    document = read_document(text, "a.md")
    assert document.meta is None
    assert "does not begin with front matter" in document.problems[0].what
    assert document.body == text


def test_every_key_of_the_content_model_is_taken() -> None:
    """The keys that docs/writing.md lists."""
    keys = """title: A
description: B
section: help
order: 2
tab_title: C
summary: D
content_note: E
audience: survivors
draft: true
publish_on: 2026-01-01
retire_on: 2026-12-31
reviewed_on: 2026-01-02
review_by: 2026-06-01
owner: F
kind: a-z
index_terms: [G, H]
plain: true
long_sentences: [{begins: One two, reason: The law says it so}]
quoted_words: [just leave]
aliases: [/old/, /older/]"""
    document = read_document(f"---\n{keys}\n---\n", "a.md")
    assert not document.problems
    assert document.meta is not None
    assert document.meta.aliases == ("/old/", "/older/")


@pytest.mark.parametrize(
    ("earlier", "later"), [("publish_on", "retire_on"), ("reviewed_on", "review_by")]
)
def test_dates_that_contradict_each_other(earlier: str, later: str) -> None:
    """Such a page would never be seen, and nobody would know why."""
    keys = f"{earlier}: 2026-02-01\n{later}: 2026-01-01"
    (problem,) = read_document(f"---\ntitle: A\ndescription: B\n{keys}\n---\n", "a.md").problems
    assert str(problem).startswith(f"a.md:5: '{later}' (2026-01-01) is not after '{earlier}'")
