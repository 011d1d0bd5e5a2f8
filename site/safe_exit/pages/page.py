"""One page of the site, as everything after it knows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from safe_exit.base.languages import ENGLISH, Language
from safe_exit.content.addresses import NOT_FOUND
from safe_exit.content.frontmatter import Audience, FrontMatter
from safe_exit.markup.sheet import Rendered


@dataclass(frozen=True)
class Page:
    """One page of the site.

    ``path`` is its file in the content folder, '' for a section's front page that
    was made because no index.md was written. ``address`` begins with a slash and
    ends with one, but for the page that is shown when nothing is found. ``lines``
    says where the keys of its front matter stand: 'title', 'aliases.0'.
    """

    path: str
    address: str
    meta: FrontMatter
    audience: Audience = "everyone"
    rendered: Rendered = field(default=Rendered(""), repr=False)
    where: str = ""
    """The name of its file in messages."""
    lines: Mapping[str, int] = field(default_factory=dict, repr=False)
    language: Language = field(default=ENGLISH, repr=False)
    withheld: str | None = None
    """Why the page would not be published, where drafts are shown."""

    @property
    def original(self) -> str:
        """The file that a translation translates; of any other page its own."""
        return self.path.removeprefix(f"{self.language.folder}/")

    @property
    def is_front(self) -> bool:
        return not self.path or self.path.rpartition("/")[2].lower() == "index.md"

    @property
    def scripts(self) -> frozenset[str]:
        """Names of the extra scripts the page carries; see `safe_exit.web.assets.EXTRA_SCRIPTS`."""
        return self.rendered.scripts | ({self.meta.kind} & {"search", "portal"})

    @property
    def listed(self) -> bool:
        """Whether menus and listings name the page."""
        return self.original != NOT_FOUND and not self.meta.unlisted

    @property
    def indexed(self) -> bool:
        """Whether search engines are told of the page: not of where the portal is opened."""
        return self.listed and self.meta.kind != "portal"
