"""A folder taken apart: what its editors wrote, each for itself, and nothing worked out yet."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from safe_exit.base.languages import ENGLISH, Languages
from safe_exit.base.places import Folders
from safe_exit.base.problems import Problem
from safe_exit.content.attachments import Attachment
from safe_exit.content.catalogues import load_languages
from safe_exit.content.config import SiteConfig, load_config
from safe_exit.content.dialect import reading_minutes, without_code
from safe_exit.content.folder import Folder
from safe_exit.content.links import Targets
from safe_exit.content.sources import Source, read_sources
from safe_exit.data.figures import Use
from safe_exit.data.quoting import Data
from safe_exit.data.resources import Text
from safe_exit.data.tables import load_data
from safe_exit.portal.reading import Unread, read_portal


@dataclass(frozen=True)
class Reading:
    """A content folder as of a day, read and not yet rendered.

    ``folder`` is its name in messages, ``sources`` are its pages, published or not, and
    ``withheld`` says of those that are not why: 'is a draft'. ``drafts``: whether they are
    shown nevertheless.
    """

    folder: str
    today: datetime.date
    drafts: bool
    config: SiteConfig | None
    """None where site.toml cannot be read: what needs it then has to wait."""
    data: Data
    languages: Languages
    sources: tuple[Source, ...]
    files: Mapping[str, Attachment]
    portal: Unread
    withheld: Mapping[str, str]
    problems: tuple[Problem, ...]

    @cached_property
    def published(self) -> Mapping[str, Source]:
        """The pages that are to be shown, by path."""
        published = (
            source for source in self.sources if self.drafts or source.path not in self.withheld
        )
        return {source.path: source for source in published}

    @cached_property
    def targets(self) -> Targets:
        """Everything that a page can link to."""
        return Targets(
            pages={path: source.address for path, source in self.published.items()},
            languages={path: source.language for path, source in self.published.items()},
            withheld={
                **({} if self.drafts else self.withheld),
                **{s.path: "lies behind the portal's password" for s in self.portal.sources},
            },
            files=self.files,
            names=self.config.links if self.config else {},
            prefix=self.config.prefix if self.config else "",
        )

    @property
    def home(self) -> str:
        """The title of the front page, where none is written."""
        return self.config.name if self.config else "Home"

    @property
    def to_be_shown(self) -> list[Source]:
        """All pages that somebody will read: the site's, and the portal's."""
        withheld = self.portal.withheld(self.today, self.drafts)
        behind = [source for source in self.portal.sources if source.path not in withheld]
        return [*self.published.values(), *behind]

    def text_of(self, path: str) -> Text:
        """What the library tells of a page."""
        source = self.published[path]
        return Text(reading_minutes(source.document.body), source.meta.reviewed_on)

    def texts(self) -> Iterator[tuple[Use, str]]:
        """The texts in which the register looks for figures, each with where it stands."""
        for source in self.published.values():
            if not source.meta.unlisted:
                use = Use(self.targets.address(source.path), source.meta.title)
                body = source.document.body
                yield use, without_code(body) if "[[" in body else ""


def read_all(
    folder: Folder, templates: Folders, today: datetime.date, base_url: str | None, drafts: bool
) -> Reading:
    """Take a content folder apart: its settings, tables, languages, pages, and the portal's pages.

    ``base_url`` replaces the one in site.toml. What is wrong is among the problems, and
    all that could be read is there nevertheless, so that its mistakes are told in the same run.
    """
    config, config_problems = load_config(folder, base_url)
    data, data_problems = load_data(folder)
    own = config.language if config else ENGLISH.code
    languages, word_problems = load_languages(folder, own, templates, unreviewed=drafts)
    sources, files, source_problems = read_sources(folder, languages)
    portal = read_portal(folder, languages[""])
    return Reading(
        folder=folder.name,
        today=today,
        drafts=drafts,
        config=config,
        data=data,
        languages=languages,
        sources=sources,
        files=files,
        portal=portal,
        withheld={source.path: why for source in sources if (why := source.withheld(today))},
        problems=(
            *(*config_problems, *data_problems, *word_problems),
            *(*source_problems, *portal.problems),
        ),
    )
