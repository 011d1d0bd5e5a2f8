"""What the portal's pages can link to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from safe_exit.base.places import PORTAL_FOLDER
from safe_exit.content.links import Targets


@dataclass(frozen=True)
class Within(Targets):
    """What the portal's pages can link to: one another, their files, and the site's pages."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    """Of the portal's files, by path."""

    def address(self, page: str) -> str:
        return self.pages[page] if page.startswith(f"{PORTAL_FOLDER}/") else super().address(page)

    def file_address(self, file: str) -> str:
        return f"#f{self.numbers[file]}"
