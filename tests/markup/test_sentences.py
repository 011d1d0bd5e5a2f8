"""A page's text as sentences with their lines."""

from __future__ import annotations

import pytest

from safe_exit.markup.sentences import Sentence, read_sentences


def shown(body: str) -> list[tuple[int, str]]:
    """Line and text of each sentence."""
    return [(sentence.line, sentence.on_one_line) for sentence in read_sentences(body, 1)]


def words(text: str) -> tuple[str, ...]:
    """The words of one sentence."""
    return Sentence(text, 1, True).words


def test_each_sentence_has_its_line() -> None:
    """Counted in the file, also where a sentence begins within a line."""
    body = "One. Two\nthree. Four!\n\nFive?\n"
    found = [(sentence.line, sentence.text) for sentence in read_sentences(body, 10)]
    assert found == [(10, "One."), (10, "Two\nthree."), (11, "Four!"), (13, "Five?")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ask Dr. Smith. She knows.", 2),
        ("Some things, e.g. Money, matter.", 1),
        ("It is 8.30 now. Go.", 2),
        ("You may ask (if you like.) Then wait.", 2),
        ("“Stop.” Say it once.", 2),
        ("They said “Stop!” and left.", 1),
        ("It was J. Smith who rang.", 1),
        ("Say no. It is enough.", 2),
    ],
)
def test_a_full_stop_ends_a_sentence_where_another_could_begin(text: str, count: int) -> None:
    """Not in a short form, a number or a quotation that goes on."""
    assert len(shown(text)) == count


def test_what_stands_alone_is_a_sentence_of_its_own() -> None:
    """Headings, items, definitions, cells, and the titles of callouts."""
    body = """## A heading {#here}
Some text
over two lines.

- one
- two,
  which goes on
    1. three

Term
:   Its meaning.

| Head | Other |
|---|--:|
| a \\| b | Full stop. |

> [!note] A title
> Text in it.
>
> - an item

---
Last"""
    assert shown(body) == [
        (1, "A heading"),
        (2, "Some text over two lines."),
        (5, "one"),
        (6, "two, which goes on"),
        (8, "three"),
        (10, "Term"),
        (11, "Its meaning."),
        (13, "Head"),
        (13, "Other"),
        (15, "a | b"),
        (15, "Full stop."),
        (17, "A title"),
        (18, "Text in it."),
        (20, "an item"),
        (23, "Last"),
    ]


def test_what_runs_as_text_is_told_from_what_stands_alone() -> None:
    """An item is read as a sentence; a heading, a cell or a button is not."""
    body = "## Are you well?\n\n- item\n\nThey may:\n\nNo stop\n\n| A. | b |\n"
    running = [sentence.on_one_line for sentence in read_sentences(body, 1) if sentence.running]
    assert running == ["item", "They may:", "A."]


def test_words_of_others_and_sources_are_left_out() -> None:
    """Nobody may change a quotation to make it easier."""
    body = """> [!quote] Somebody
> A long word: extraordinary.
>
> More of it.

Text.[^1]

[^1]: A source. Its year.
    Its page.
[name]: page.md
*[ABC]: A long name

End.
"""
    assert shown(body) == [(6, "Text."), (13, "End.")]


def test_markup_is_no_word() -> None:
    """Links and buttons show their text; what comes from the data is left out."""
    body = (
        "Call [[phone: police]] or **go** to [_this_ page](a.md#b), [that][x] "
        "or <https://a.example/>.\n\n[[button: a.md | Find *help*]] R&amp;D ![A boat](b.svg)\n"
    )
    assert shown(body) == [
        (1, "Call … or go to this page, that or …."),
        (3, "Find help R&D A boat"),
    ]
    assert shown("One [two\nthree](a.md). Four [[link: a |\nfive]]. Six.")[1:] == [
        (2, "Four five."),
        (3, "Six."),
    ]


def test_what_counts_as_a_word() -> None:
    """What is spoken as one. Numbers and addresses are not counted."""
    assert words("It’s co-ordinated, and/or “well-known” (so they say) – yes.") == (
        *("It’s", "co-ordinated", "and", "or", "well-known", "so", "they", "say", "yes"),
    )
    assert words("Ring 0808 2000 247, see gov.uk, mail a@b.example … COVID-19") == (
        *("Ring", "see", "mail", "COVID-19"),
    )
