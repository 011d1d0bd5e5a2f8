"""Captions: what is said when, and the transcript that is made of it."""

from __future__ import annotations

import pytest

from safe_exit.portal.captions import Chapter, Cue, Part, read_captions, transcript

HEAD = "WEBVTT\n\n"


def cues(text: str) -> list[Cue]:
    """Captions without a fault."""
    found, problems = read_captions(HEAD + text, "a.vtt")
    assert problems == []
    return list(found)


def faults(text: str) -> list[tuple[int, str]]:
    """Line and words of what is wrong."""
    _, problems = read_captions(text, "content/portal/a.vtt")
    assert {problem.path for problem in problems} <= {"content/portal/a.vtt"}
    assert all(problem.how_to_fix for problem in problems)
    return [(problem.line, problem.what) for problem in problems]


def test_times_words_and_speakers() -> None:
    """With and without hours, names of cues, settings, markup and notes."""
    found = cues(
        "NOTE\nNot said.\n\n"
        "1\n00:01.000 --> 00:02.500 align:start\n<v Ana>Good &amp; <i>well</i>.\n\n"
        "01:00:00.000 --> 01:00:01.000\nTwo\nlines.\n\n"
        "STYLE\n::cue { color: red }\n"
    )
    assert found == [
        Cue(7, 1.0, 2.5, "Ana", "Good & well."),
        Cue(10, 3600.0, 3601.0, "", "Two lines."),
    ]


def test_a_file_of_another_system() -> None:
    """A mark at its beginning, other ends of lines, words after WEBVTT."""
    text = "\ufeffWEBVTT - made by hand\r\n\r\n00:01.000 --> 00:02.000\r\nYes.\r\n"
    found, problems = read_captions(text, "a.vtt")
    assert (len(found), problems) == (1, [])


FAULTS = {
    "Hello\n": (1, "captions begin with a line that says WEBVTT"),
    "": (1, "captions begin with a line that says WEBVTT"),
    "WEBVTTX\n": (1, "captions begin with a line that says WEBVTT"),
    HEAD: (0, "there is not one caption here"),
    HEAD + "Only words\n": (3, "there is no time in the block that begins 'Only words'"),
    HEAD + "1\n00:01,000 --> 00:02,000\nx\n": (4, "is not a time that browsers read"),
    HEAD + "1:01.000 --> 00:02.000\nx\n": (3, "is not a time that browsers read"),
    HEAD + "00:02.000 --> 00:02.000\nx\n": (3, "ends before it begins"),
    HEAD + "00:01.000 --> 00:02.000\n": (3, "has no words"),
    HEAD + "00:01.000 --> 00:02.000\n<b></b>\n": (3, "has no words"),
    HEAD + "00:03.000 --> 00:04.000\nx\n\n00:01.000 --> 00:02.000\ny\n": (
        6,
        "before the one above",
    ),
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_has_its_line(text: str) -> None:
    """As an editor counts them."""
    line, what = FAULTS[text]
    assert [(at, said) for at, said in faults(text) if at == line and what in said]


def test_all_faults_are_told() -> None:
    """Not the first alone."""
    assert len(faults(HEAD + "x\n\n00:02.000 --> 00:01.000\n\n")) == 3


def chapter(at: str) -> Chapter:
    return Chapter(at=at, title=f"From {at}")


def said(*times: float, speaker: str = "") -> list[Cue]:
    """Cues of half a second each."""
    return [Cue(1, time, time + 0.5, speaker, f"at {time}.") for time in times]


def test_a_pause_begins_a_paragraph() -> None:
    """Of a second or more; else words go on."""
    (part,) = transcript(said(0, 0.9, 1.5, 3), ())
    assert part == Part(None, (("", "at 0. at 0.9. at 1.5."), ("", "at 3.")))


def test_who_speaks_is_said_where_that_changes() -> None:
    """And not again."""
    spoken = [*said(0, speaker="Ana"), *said(0.5, 2, speaker="Ben"), *said(3, speaker="Ana")]
    (part,) = transcript(spoken, ())
    assert [speaker for speaker, _ in part.paragraphs] == ["Ana", "Ben", "", "Ana"]


def test_chapters_hold_what_is_said_in_them() -> None:
    """What comes before the first has none; a caption may come a little before its chapter."""
    chapters = (chapter("0:10"), chapter("1:00:00"))
    parts = transcript(said(1, 9.7, 3599, 3600), chapters)
    assert [part.chapter for part in parts] == [None, *chapters]
    assert parts[1].paragraphs[0] == ("", "at 9.7.")
    assert parts[2].paragraphs == (("", "at 3600."),)


@pytest.mark.parametrize(("at", "seconds"), [("0:16", 16), ("1:02:05", 3725)])
def test_the_time_of_a_chapter(at: str, seconds: int) -> None:
    """In seconds, for the player."""
    assert chapter(at).seconds == seconds


@pytest.mark.parametrize("at", ["16", "61:05", "0:60", "0:5", "1:0:05", "a", "0:16.5"])
def test_a_time_that_is_none(at: str) -> None:
    """With how to write it."""
    with pytest.raises(ValueError, match="is not a time; write it like 1:05"):
        chapter(at)
