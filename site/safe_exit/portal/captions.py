"""Captions in WebVTT → what is said when, and a transcript with chapters made of it.

A recording's words are written down once. Whoever reads the transcript reads the captions,
so that the two can never say different things.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from safe_exit.base.problems import Problem
from safe_exit.base.records import Check, Model, OneLine
from safe_exit.content.attachments import Attachment

# A pause of so many seconds begins a new paragraph.
PAUSE = 1.0

TIMES = re.compile(r"((?:\d+:)?\d\d:\d\d\.\d{3})[ \t]+-->[ \t]+((?:\d+:)?\d\d:\d\d\.\d{3})(\s.*)?")

SPEAKER = re.compile(r"<v(?:\.\S+)?\s+([^>]+)>")


def _moment(value: str) -> str:
    if not re.fullmatch(r"(\d+:[0-5]\d|[0-5]?\d):[0-5]\d", value):
        raise ValueError("is not a time; write it like 1:05 or 1:02:05, between double quotes")
    return value


class Chapter(Model):
    """A part of a recording, and when it begins."""

    at: Annotated[OneLine, Check(_moment)]
    title: OneLine

    @property
    def seconds(self) -> int:
        return int(_seconds(self.at))


@dataclass(frozen=True)
class Cue:
    """What is said from one moment to another, on a line of the captions' file."""

    line: int
    start: float
    end: float
    speaker: str
    text: str


@dataclass(frozen=True)
class Part:
    """A chapter of a transcript: its paragraphs, each with who speaks where that changes."""

    chapter: Chapter | None
    paragraphs: tuple[tuple[str, str], ...]


def read_captions(text: str, path: str) -> tuple[tuple[Cue, ...], list[Problem]]:
    """Read a WebVTT file. ``path`` is its name in messages."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        what = "captions begin with a line that says WEBVTT"
        return (), [Problem(path, 1, what, "Save them as WebVTT, with that as the first line")]
    cues: list[Cue] = []
    problems: list[Problem] = []
    for first, block in _blocks(lines[1:]):
        if re.match(r"(NOTE|STYLE|REGION)(\s|$)", block[0]):
            continue
        at = next((index for index, line in enumerate(block[:2]) if "-->" in line), None)
        if at is None:
            what = f"there is no time in the block that begins '{block[0][:40]}'"
            fix = "Write a line like 00:01.000 --> 00:04.000 above its words"
            problems.append(Problem(path, first, what, fix))
            continue
        match = TIMES.fullmatch(block[at].strip())
        if match is None:
            what = f"'{block[at].strip()[:60]}' is not a time that browsers read"
            fix = "Write it like 00:01.000 --> 00:04.000"
            problems.append(Problem(path, first + at, what, fix))
            continue
        said = " ".join(line.strip() for line in block[at + 1 :])
        speaker = SPEAKER.search(said)
        cues.append(
            Cue(
                first + at,
                _seconds(match[1]),
                _seconds(match[2]),
                html.unescape(speaker[1]).strip() if speaker else "",
                html.unescape(re.sub(r"<[^>]*>", "", said)).strip(),
            )
        )
    problems += _out_of_order(cues, path)
    if not cues and not problems:
        problems.append(
            Problem(path, 0, "there is not one caption here", "Write down what is said")
        )
    return tuple(cues), problems


def _blocks(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines that stand together, and the number in the file of the first of them."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=2):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _out_of_order(cues: Sequence[Cue], path: str) -> Iterator[Problem]:
    for cue in cues:
        if cue.end <= cue.start:
            what = "this caption ends before it begins"
            yield Problem(path, cue.line, what, "Mend its second time")
        if not cue.text:
            yield Problem(path, cue.line, "this caption has no words", "Write them, or delete it")
    for before, after in pairwise(cues):
        if after.start < before.start:
            what = "this caption begins before the one above it"
            yield Problem(path, after.line, what, "Put captions in the order of their times")


def transcript(cues: Iterable[Cue], chapters: Sequence[Chapter]) -> tuple[Part, ...]:
    """What is said, in the chapters it is said in; all of it in one where there are none.

    ``chapters`` are in the order of their times.
    """
    heard: dict[int, list[Cue]] = {}
    for cue in cues:
        # The half second is for captions that come a little before the voice.
        begun = [n for n, chapter in enumerate(chapters) if chapter.seconds <= cue.start + 0.5]
        heard.setdefault(begun[-1] if begun else -1, []).append(cue)
    return tuple(
        Part(chapters[number] if number >= 0 else None, tuple(_paragraphs(said)))
        for number, said in sorted(heard.items())
    )


def _paragraphs(cues: Iterable[Cue]) -> Iterator[tuple[str, str]]:
    """Words that belong together, each paragraph with its speaker where that is another one."""
    words: list[str] = []
    speaker, named, end = "", "", 0.0
    for cue in cues:
        if words and (cue.speaker != speaker or cue.start - end >= PAUSE):
            yield ("" if speaker == named else speaker), " ".join(words)
            words, named = [], speaker
        speaker, end = cue.speaker, cue.end
        words.append(cue.text)
    if words:
        yield ("" if speaker == named else speaker), " ".join(words)


def _seconds(written: str) -> float:
    """'1:02:05.500' → 3725.5."""
    total = 0.0
    for part in written.split(":"):
        total = total * 60 + float(part)
    return total


def spoken(files: Mapping[str, Attachment]) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """What is said in recordings and written in plain text, by path: lines with their numbers."""
    for path, file in files.items():
        text = file.content.decode("utf-8", "replace")
        if file.suffix == ".vtt":
            yield path, [(cue.line, cue.text) for cue in read_captions(text, path)[0]]
        elif file.suffix == ".txt":
            yield path, list(enumerate(text.splitlines(), start=1))
