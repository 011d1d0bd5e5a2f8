"""Plain English: reading ages, long sentences, words of blame."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safe_exit.checks.plain_english import reading_age
from safe_exit.markup.sentences import read_sentences
from tests.conftest import SITE_TOML, Files, Lane, page

Make = Callable[[Files], Lane]

EASY = "The cat sat on the mat. " * 20
HARD = "Organisational considerations necessitate extraordinary administrative interventions. "
TOML = (
    SITE_TOML
    + """longest_sentence = 8
[reading_age]
survivors = 11
[blame_words]
"just leave" = "Say what makes it hard"
"why doesn't she go" = "Ask why he does not stop"
"""
)
FRONT = page(audience="survivors", tab_title="Information")


def told(lane: Make, body: str, **keys: str) -> list[str]:
    """What is noted about a survivors' page whose text begins on line 6."""
    keys = {"tab_title": "Information", **keys}
    text = page(body, **keys)
    site = lane({"site.toml": TOML, "q/index.md": FRONT, "q/a.md": text})
    return [str(problem) for problem in site.problems()] or [
        str(hint) for hint in site.load().hints
    ]


def test_the_measure_is_the_one_that_is_named() -> None:
    """Flesch–Kincaid grade + 5, computed here by hand: 6 words a sentence, 1 syllable each."""
    age = reading_age(read_sentences(EASY, 1), "en-GB")
    assert age == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59 + 5)


def test_what_cannot_be_measured_has_no_age() -> None:
    """Too few words, headings alone, and other languages."""
    assert reading_age(read_sentences(EASY[: 24 * 16], 1), "en-GB") is None
    assert reading_age(read_sentences("## The cat sat on the mat\n\n" * 20, 1), "en-GB") is None
    assert reading_age(read_sentences(EASY, 1), "cy") is None


def test_a_page_that_is_too_hard_names_its_hardest_sentences(lane: Make) -> None:
    """With their lines."""
    hard = HARD.replace("Org", "Our org").replace("interventions", "interventions too")
    (note,) = told(lane, f"{EASY}\n\n{hard}\n{HARD * 9}\n")
    assert note == (
        "content/q/a.md: note: the reading age is 19.2 (Flesch–Kincaid grade + 5), and 11 is the "
        "most for survivors. Write shorter sentences and shorter words, first on line 8 ('Our "
        "organisational considerations necessitate extraordinary administrative interventions…')."
    )


def test_a_page_at_its_target_is_left_alone(lane: Make) -> None:
    """And one for another audience, which has none."""
    assert told(lane, EASY) == []
    site = lane({"site.toml": TOML, "a.md": page(HARD * 20)})
    assert not site.load().hints


def test_a_long_sentence_is_told_with_its_line(lane: Make) -> None:
    """In the text, and in what the front matter shows."""
    body = (
        "Short.\n\n- One two three four five six seven eight\n- Short. This one is just too long\n"
    )
    notes = told(
        lane, body + "  for a reader.\n", summary="One two three four five six seven eight nine"
    )
    assert notes == [
        "content/q/a.md:5: note: a sentence of 9 words begins here: 'One two three four five six "
        "seven…'. Cut it in two, or list it in 'long_sentences' with the reason.",
        "content/q/a.md:10: note: a sentence of 9 words begins here: 'This one is just too long "
        "for…'. Cut it in two, or list it in 'long_sentences' with the reason.",
    ]


def test_a_long_sentence_may_be_listed_with_its_reason(lane: Make) -> None:
    """Then it is not told."""
    allowed = "[{begins: This one’s just, reason: The law says it so}]"
    body = "This  *one's* just too long for any good reader.\n"
    assert told(lane, body, long_sentences=allowed, plain="true") == []


def test_a_listed_sentence_has_to_be_there(lane: Make) -> None:
    """A list that nobody tidies would one day allow what nobody decided. An error."""
    allowed = "\n  - begins: Short\n    reason: None\n  - begins: Gone\n    reason: None"
    problems = told(lane, "Short.\n", long_sentences=allowed)
    assert problems == [
        "content/q/a.md:6: no sentence of more than 8 words begins 'Short'. Take it off the list, "
        "or mend its beginning.",
        "content/q/a.md:8: no sentence of more than 8 words begins 'Gone'. Take it off the list, "
        "or mend its beginning.",
    ]


def test_words_of_blame_are_told_with_their_line(lane: Make) -> None:
    """However they are broken, spelled or capitalised; and with what to write instead."""
    body = "Some ask why\ndoesn’t she go.\n\n## Just leave\n\nAdjust leaves.\n"
    notes = told(lane, body, summary="Why not just leave")
    assert [note.partition(" can blame")[0] for note in notes] == [
        "content/q/a.md:5: note: 'just leave'",
        "content/q/a.md:7: note: 'why doesn't she go'",
        "content/q/a.md:10: note: 'just leave'",
    ]
    assert notes[1].endswith(
        " can blame the wrong person, or hide what was done. Ask why he does not stop; or, to "
        "speak about these words, list them in 'quoted_words'."
    )


def test_a_page_may_speak_about_such_words(lane: Make) -> None:
    """Those it lists; and it has to hold what it lists."""
    body = "Nobody can just leave.\n"
    assert told(lane, body, quoted_words="[Just leave]", plain="true") == []
    (problem,) = told(lane, body, quoted_words="[just leave, why doesn't she go]")
    assert problem.startswith("content/q/a.md:5: 'why doesn't she go' need not be in")


@pytest.mark.parametrize(
    ("section", "own", "errors"),
    [
        ({}, {}, 0),
        ({"plain": "true"}, {}, 3),
        ({}, {"plain": "true"}, 3),
        ({"plain": "true"}, {"plain": "false"}, 0),
    ],
)
def test_a_page_or_its_section_makes_errors_of_them(
    lane: Make, section: dict[str, str], own: dict[str, str], errors: int
) -> None:
    """Age, length and blame; otherwise they are notes and the site is built."""
    front = page(audience="survivors", tab_title="Information", **section)
    body = "Just leave.\n\nThe cat sat on the mat and sat on.\n\n" + HARD * 20
    site = lane(
        {"site.toml": TOML, "q/index.md": front, "q/a.md": page(body, tab_title="I", **own)}
    )
    assert len(site.problems()) == errors
    if not errors:
        assert len(site.load().hints) == 3


def test_a_draft_can_be_looked_at_while_it_is_hard(lane: Make) -> None:
    """Its errors are notes until it is published."""
    text = page("Just leave.\n", plain="true", draft="true")
    site = lane({"site.toml": TOML, "a.md": text})
    assert [hint.line for hint in site.load(drafts=True).hints] == [7]
    assert lane({"site.toml": TOML, "a.md": text.replace("draft: true", "")}).problems()


def test_other_audiences_may_write_longer_sentences(lane: Make) -> None:
    """Unless they ask for plain English."""
    body = "The cat sat on the mat and sat on.\n"
    assert not lane({"site.toml": TOML, "a.md": page(body)}).load().hints
    assert len(lane({"site.toml": TOML, "a.md": page(body, plain="true")}).problems()) == 1


def test_the_check_ends_with_the_mean_of_each_audience(lane: Make) -> None:
    """One line for each that has a target and a page to measure."""
    site = lane({"site.toml": TOML, "q/index.md": FRONT, "q/a.md": page(EASY, tab_title="I")})
    result = site.run("check")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == (
        "Reading age for survivors: 3.6 on average, 11 at most is wanted. "
        "Pages measured: 1. Hardest: content/q/a.md, 3.6."
    )
    assert "Reading age" not in lane({"site.toml": SITE_TOML}).run("check").stdout


def test_a_misspelt_audience_is_an_error(lane: Make) -> None:
    """A target that nothing is held to would be worse than none."""
    (problem,) = lane({"site.toml": SITE_TOML + "[reading_age]\nsurvivor = 11\n"}).problems()
    assert str(problem).startswith("content/site.toml:4: 'survivor' is not a key")
