"""``site.toml`` becomes one frozen `SiteConfig`; an unknown key is an error."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated
from urllib.parse import urlsplit

from safe_exit.base.languages import known_language
from safe_exit.base.plain_yaml import KeyPath, Lines
from safe_exit.base.problems import Problem
from safe_exit.base.records import Check, Https, MaybeLink, Model, OneLine, validate
from safe_exit.content.folder import Folder
from safe_exit.content.neutral_pages import NeutralPage, check_neutral_pages

CONFIG_NAME = "site.toml"


def _language(value: str) -> str:
    if not known_language(value):
        raise ValueError("must be the code of a language, like en-GB or cy")
    return value


class ReadingAges(Model):
    """The highest reading age for each audience; None where it is not measured."""

    survivors: int | None = None
    professionals: int | None = None
    everyone: int | None = None


class SiteConfig(Model):
    """The site as a whole.

    ``name`` shows in tabs and history, so choose one that says nothing about the
    subject. ``owner`` is who runs the site, as readers should know them. ``description``
    is what link previews of survivors' pages show; it has to be as quiet.
    ``neutral_pages`` are one or two, in the order they are tried.
    ``safety_page`` is the address of the page on leaving safely, linked beside the
    Leave control where there is one. ``telling_words`` may not stand in the tab
    titles and addresses of survivors' pages. ``links`` are outside addresses that
    pages use by name; an empty one is not confirmed yet and is not linked.
    ``longest_sentence`` is how many words a sentence for survivors may have.
    ``blame_words`` holds phrases that blame, ``terms`` words that the site does not use,
    each with what to write instead.
    """

    name: OneLine
    owner: OneLine | None = None
    base_url: Https
    language: Annotated[OneLine, Check(_language)] = "en-GB"
    description: OneLine = "Information and phone numbers"
    neutral_pages: tuple[NeutralPage, ...] = (
        NeutralPage(address="https://www.metoffice.gov.uk/", title="Weather"),
        NeutralPage(address="https://www.britannica.com/", title="Encyclopaedia"),
    )
    safety_page: OneLine | None = None
    telling_words: tuple[OneLine, ...] = ()
    reading_age: ReadingAges = ReadingAges()
    longest_sentence: int | None = None
    blame_words: dict[OneLine, OneLine] = {}  # noqa: RUF012  pydantic copies defaults
    terms: dict[OneLine, OneLine] = {}  # noqa: RUF012  pydantic copies defaults
    links: dict[str, MaybeLink] = {}  # noqa: RUF012  pydantic copies defaults

    @property
    def prefix(self) -> str:
        """The path the site lives under: '' at the root of its host, else like '/docs'."""
        return urlsplit(self.base_url).path.rstrip("/")


def load_config(
    folder: Folder, base_url: str | None = None
) -> tuple[SiteConfig | None, list[Problem]]:
    """Read ``site.toml`` of a content folder.

    ``base_url`` replaces the one in the file. Returns ``(config or None, problems)``: where
    only the neutral pages are wrong both are there, so that pages can still be checked
    against the rest.
    """
    where = folder.where(CONFIG_NAME)
    if CONFIG_NAME not in folder.files:
        what = "there is no site.toml here, so this is not a content folder"
        fix = 'Write one with at least: name = "…" and base_url = "https://…/"'
        return None, [Problem(where, 0, what, fix)]
    text, problems = folder.text(CONFIG_NAME)
    if problems:
        return None, problems
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"\(at line (\d+)", str(error))
        line = int(match[1]) if match else text.count("\n") + 1
        what = f"this is not valid TOML ({str(error).split(' (at')[0]})"
        return None, [Problem(where, line, what, 'Write lines like: name = "…"')]
    if base_url is not None:
        values["base_url"] = base_url
    lines = _lines(text)
    config, problems = validate(SiteConfig, values, where, lines)
    if config is None:
        return None, problems
    pages, words = config.neutral_pages, config.telling_words
    problems += check_neutral_pages(pages, config.base_url, words, where, lines)
    return config.model_copy(update={"base_url": config.base_url.rstrip("/") + "/"}), problems


def _lines(text: str) -> Lines:
    """Where each key stands; tomllib itself does not say."""
    lines: dict[KeyPath, int] = {(): 1}
    table: KeyPath = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.match(r"\s*\[\[\s*([\w-]+)\s*\]\]", line):
            name = match[1]
            table = (name, counts.get(name, 0))
            counts[name] = counts.get(name, 0) + 1
            lines.setdefault((name,), number)
        elif match := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
            table = (match[1],)
        elif match := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            lines.setdefault((*table, match[1]), number)
            continue
        else:
            continue
        lines.setdefault(table, number)
    return lines
