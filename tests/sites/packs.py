"""A small pack that has one of everything, for tests of what is made from packs."""

from __future__ import annotations

from tests.conftest import page

EDITION = """
  version: "1.0"
  date: 2026-05-01
  changes: [This is the first version.]"""
FRONT = page("What it is for: [the sheet](sheet.md).\n\n## Chapters\n", "Small pack", pack=EDITION)
TALK = page(
    """First words[^1], [the sheet](sheet.md#sheet), [below](#more), [home](../../index.md),
and [another site](https://www.example.org/page/).

> [!safety] Before you go
> Tell somebody.

## More

- one
- two, with *weight*
    1. and a part

Word
:   What it means.

| Rather not | Instead |
|---|---|
| "This" | "That" |

[^1]: A note.
""",
    "Talking & listening",
    order="1",
)
SHEET = page(
    """## The sheet {#sheet}

Fill it in.

| My plan | Morning | Evening |
|---|---|---|
| What I do | | |
| Whom I ring | | |

## For the worker

Ask.
""",
    "Sheet",
    order="2",
)
PACK = {
    "packs/index.md": page(title="Packs"),
    "packs/small/index.md": FRONT,
    "packs/small/talk.md": TALK,
    "packs/small/sheet.md": SHEET,
}
AT = "packs/small/small-1.0"
"""Where its files are, without their ending."""
