"""The text of a page as sentences, each with the line of the file it begins on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from safe_exit.content.dialect import CALLOUT, LINKS, QUOTATION

HEADING = re.compile(r"#{1,6}\s+(.*?)[\s#]*(?:\{[^}]*\})?\s*$")

ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]|:)\s+(.*)$")

TITLED = re.compile(rf"{CALLOUT.pattern}\s*(.*)$")

# What no reader sees: rules, and the lines below the header of a table.
RULE = re.compile(r"\s*[-*_=|:\s]{3,}$")

# Where a link leads, what an abbreviation stands for, and footnotes: sources, not running text.
NOTE = re.compile(r"\s{0,3}\*?\[[^\]]+\]:")

FOOTNOTE = re.compile(r"\[\^[^\]]*\]")

LINK = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")

ADDRESS = re.compile(r"<(?:https?:|mailto:)[^>]*>")

MARKS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|\\(?=[^\w\s])")

# Stands for what the data says in place of an embed. It is no word.
LEFT_OUT = "…"

# A full stop ends a sentence where what follows could begin one.
END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9…])")

SHORT = re.compile(r"(?:\b(?:e\.g|i\.e|Mr|Mrs|Ms|Dr|St|vs)|\b[A-Z])\.$")

GAP = re.compile(r"[\s/–—…]+")

FULL = re.compile(r"[.!?:][\"'”’)\]]*$")


@dataclass(frozen=True)
class Sentence:
    """A sentence, or what stands alone like one: a heading, a list's item, a table's cell.

    ``text`` is without markup but keeps its line breaks, so that a place in it has a
    line of its own. ``running`` is what reads as a sentence: an item of a list does,
    a heading does not, nor does a cell or paragraph without a full stop.
    """

    text: str
    line: int
    running: bool

    @property
    def on_one_line(self) -> str:
        """The text without its line breaks."""
        return " ".join(self.text.split())

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words. Numbers, addresses and what comes from the data are not counted."""
        parts = (part.strip("\"'“”‘’()[].,;:!?") for part in GAP.split(self.text))
        # Where upper and lower case are the same, there is no letter.
        return tuple(
            part
            for part in parts
            if part.upper() != part.lower() and "." not in part and "@" not in part
        )


def read_sentences(body: str, first_line: int) -> tuple[Sentence, ...]:
    """Every sentence of a Markdown text without code, in the order of the file.

    ``first_line`` is the line of the file on which ``body`` begins. Words that are
    quoted from somebody in a ``[!quote]`` box are theirs, and left out.
    """
    blocks = Blocks()
    for number, line in enumerate(body.split("\n"), start=first_line):
        blocks.take(number, line)
    return tuple(sentence for block in blocks.begun for sentence in block.sentences())


@dataclass
class Block:
    """Lines that belong together. ``kind`` is text, item, heading, cell or unread."""

    kind: str
    line: int
    lines: list[str]

    def sentences(self) -> Iterator[Sentence]:
        """The block's text, cut after each full stop."""
        if self.kind == "unread":
            return
        text, start = plain("\n".join(self.lines)), 0
        for end in [*END.finditer(text), None]:
            if end and SHORT.search(text[start : end.start()]):
                continue
            part = text[start : end.end() if end else None]
            line = self.line + text.count("\n", 0, start + len(part) - len(part.lstrip()))
            if part := part.strip():
                running = self.kind == "item" or (self.kind != "heading" and FULL.search(part))
                yield Sentence(part, line, bool(running))
            start = end.end() if end else start


class Blocks:
    """Puts lines together into blocks: ``begun``, in the order of the file."""

    def __init__(self) -> None:
        self.begun = [Block("text", 0, [])]
        self._quoted = False

    def take(self, number: int, line: str) -> None:
        """Read the next line."""
        text = re.sub(r"^\s{0,3}(?:>\s?)+", "", line)
        quoted = text != line
        if quoted != self._quoted:
            self._begin("text", number)
        self._quoted = quoted
        if match := TITLED.match(text) if quoted else None:
            self._begin("unread" if match[1].lower() == "quote" else "heading", number, match[2])
            if match[1].lower() != "quote":
                self._begin("text", number)
        elif self.begun[-1].kind == "unread" and (quoted or line.startswith("    ")):
            return
        elif not text.strip() or RULE.match(text):
            self._begin("text", number)
        elif NOTE.match(text):
            self._begin("unread", number)
        elif match := HEADING.match(text):
            self._begin("heading", number, match[1])
            self._begin("text", number)
        elif text.lstrip().startswith("|"):
            for cell in re.split(r"(?<!\\)\|", text.strip().strip("|")):
                self._begin("cell", number, cell.replace("\\|", "|"))
        elif match := ITEM.match(text):
            self._begin("item", number, match[1])
        elif self.begun[-1].lines and self.begun[-1].kind in ("text", "item"):
            self.begun[-1].lines.append(text)
        else:
            self._begin("text", number, text)

    def _begin(self, kind: str, line: int, *lines: str) -> None:
        self.begun.append(Block(kind, line, list(lines)))


def plain(markdown: str) -> str:
    """Text as a reader sees it, without marks, with as many line breaks as it had."""
    text = QUOTATION.sub(_embed, markdown)
    text = FOOTNOTE.sub("", text)
    text = ADDRESS.sub(LEFT_OUT, text)
    text = LINK.sub(r"\1", text)
    return html.unescape(MARKS.sub("", text))


def _embed(match: re.Match[str]) -> str:
    """A button or link shows its text; the rest comes from the data."""
    kind, argument = match.groups()
    parts = argument.split("|")
    words = parts[1].strip() if kind in LINKS and len(parts) > 1 else LEFT_OUT
    return "\n" * (argument.count("\n") - words.count("\n")) + words
