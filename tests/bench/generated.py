"""A content folder of any size, the same every time: tables, footnotes, links, code, quotes."""

from __future__ import annotations

import random
from pathlib import Path

WORDS = (
    "harbour lane quiet listen change support morning letter window garden river number "
    "answer question folder paper station bridge winter summer careful gentle open close"
).split()

SITE = """name = "Generated"
base_url = "https://generated.example/"
"""


def write_content(folder: Path, pages: int, seed: int = 1) -> None:
    """Write a content folder of ``pages`` Markdown files, twenty-five to a section."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(SITE, encoding="utf-8")
    names = [f"section-{number // 25}/page-{number}.md" for number in range(pages - 1)]
    (folder / "index.md").write_text(_page("Generated", names, chance), encoding="utf-8")
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(_page(path.stem.capitalize(), names, chance), encoding="utf-8")


def _page(title: str, names: list[str], chance: random.Random) -> str:
    parts = [f"---\ntitle: {title}\ndescription: {_words(chance, 9)}\n---"]
    for number in range(1, 7):
        parts += [
            f"## {_words(chance, 4).rstrip('.')}",
            f"{_words(chance, 60)} **{_words(chance, 3)}** and [{_words(chance, 2)}]"
            f"(/{chance.choice(names) if names else 'index.md'}).[^{number}]",
            f"> {_words(chance, 20)}",
            "| One | Two | Three |\n|:--|--:|---|\n"
            + "\n".join(f"| {_words(chance, 3)} | {chance.randrange(999)} | `x` |" for _ in "abcd"),
            "\n".join(f"- {_words(chance, 7)}" for _ in "abcd"),
            "```python\nfor line in lines:\n    print(line)  # <not html>\n```",
            f"> [!note] {_words(chance, 3)}\n> {_words(chance, 15)}",
            f"[^{number}]: {_words(chance, 8)} <https://example.org/{number}>",
        ]
    return "\n\n".join(parts) + "\n"


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize() + "."
