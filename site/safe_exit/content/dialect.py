"""What our Markdown means beside Markdown: so far, what in it is code and means nothing."""

from __future__ import annotations

import re

CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*\s*$|(`+)[^`\n]+\2", re.MULTILINE | re.DOTALL)


def without_code(body: str) -> str:
    """A text with spaces for its code: that shows what it likes, and means none of it."""
    return CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), body)
