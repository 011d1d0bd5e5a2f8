"""One corpus for all: the words of `tests.bench.generated`, as pages that any generator can have.

The first page of every twenty-five is its section's own, so that all programs write the same
pages at the same addresses: the front page, one for each section, and the rest below them.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.generated import write_content

LINK = re.compile(r"\]\(/section-(\d+)/page-(\d+)\.md\)")
FRONT = re.compile(r"---\ntitle: (.*)\ndescription: (.*)\n---\n+")
TO_A_SECTION = 25

Link = Callable[[str, str], str]
"""How a link is written: from the address of the page it leads to, and of the one it is on."""


@dataclass(frozen=True)
class Page:
    """A page before it is written in the way of one program."""

    address: str
    """'' for the front page, 'section-0' for a section's, 'section-0/page-1'."""
    title: str
    description: str
    text: str
    """Markdown; links lead to ``(/section-0/page-1.md)``."""

    @property
    def is_index(self) -> bool:
        """Whether others stand below it."""
        return "/" not in self.address

    def file(self, index: str = "index.md") -> str:
        """Its file; ``index`` is what pages with others below them are called."""
        if self.is_index:
            return f"{self.address}/{index}".lstrip("/")
        return f"{self.address}.md"

    def linked(self, link: Link) -> str:
        """Its text with links as a program wants them."""

        def write(found: re.Match[str]) -> str:
            target = address(int(found[1]), int(found[2]))
            return f"]({link(target, self.address)})"

        return LINK.sub(write, self.text)


def address(section: int, number: int) -> str:
    """Where a page of a section stands."""
    below = f"/page-{number}" if number % TO_A_SECTION else ""
    return f"section-{section}{below}"


def source(target: str, index: str = "index.md") -> str:
    """The file of the page at an address."""
    return Page(target, "", "", "").file(index)


def pages(count: int) -> Iterator[Page]:
    """So many pages, the same every time."""
    with tempfile.TemporaryDirectory() as place:
        write_content(Path(place), count)
        for path in sorted(Path(place).rglob("*.md")):
            written = path.read_text(encoding="utf-8")
            front = FRONT.match(written)
            assert front
            where, title = "", front[1]
            if path.parent != Path(place):
                section = int(path.parent.name.rpartition("-")[2])
                where = address(section, int(path.stem.rpartition("-")[2]))
                title = title if "/" in where else f"Section {section}"
            yield Page(where, title, front[2], written[front.end() :])
