"""What our Markdown means beside Markdown: quotations, callouts, and code, which means nothing."""

from __future__ import annotations

import re

QUOTATION = re.compile(r"\[\[\s*([a-z]+)\s*:\s*([^\]]+?)\s*\]\]")
"""``[[figure: name]]``, ``[[button: page.md | text]]``."""

CALLOUT = re.compile(r"\[!([\w-]+)\]")
"""``[!note]`` at the beginning of a block quote; its title follows."""

LINKS = ("button", "leave", "link")
"""Quotations that quote nothing: links with a text of their own after a bar."""

CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*\s*$|(`+)[^`\n]+\2", re.MULTILINE | re.DOTALL)


WORDS_A_MINUTE = 200


def reading_minutes(body: str) -> int:
    """How long the text of a page takes to read, in whole minutes."""
    text = re.sub(r"\]\([^)]*\)", "]", body)  # nobody reads the address of a link
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return max(1, round(len(words) / WORDS_A_MINUTE))


def without_code(body: str) -> str:
    """A text with spaces for its code: that shows what it likes, and means none of it."""
    return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), body)
