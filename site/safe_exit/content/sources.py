"""The Markdown files and other files of a content folder, read and not yet rendered."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from safe_exit.base.languages import Language, Languages
from safe_exit.base.places import (
    DATA_FOLDER,
    PASSWORDS_FILE,
    PORTAL_FOLDER,
    STATIC_FOLDER,
    TEMPLATES_FOLDER,
)
from safe_exit.base.problems import Problem
from safe_exit.content.addresses import RESERVED, address_of, alias_problems, clashes, section_of
from safe_exit.content.attachments import FILE_KINDS, IMAGE_KINDS, Attachment
from safe_exit.content.catalogues import CATALOGUE
from safe_exit.content.config import CONFIG_NAME
from safe_exit.content.folder import Folder
from safe_exit.content.frontmatter import Document, FrontMatter, read_document

UNFIT = FrontMatter(title="?", description="?")


@dataclass(frozen=True)
class Source:
    """A Markdown file that has been read but not rendered."""

    path: str
    where: str
    """Its name in messages."""
    address: str
    document: Document
    language: Language

    @property
    def meta(self) -> FrontMatter:
        """What the front matter says; a stand-in where it is broken."""
        return self.document.meta or UNFIT

    def withheld(self, today: datetime.date) -> str | None:
        """Why the page is not published on a day, as the end of a sentence; else None."""
        meta = self.meta
        if meta.draft:
            return "is a draft"
        if meta.publish_on and today < meta.publish_on:
            return f"is to be published on {meta.publish_on}"
        if meta.retire_on and today >= meta.retire_on:
            return f"was retired on {meta.retire_on}"
        if self.language.folder:
            if not (meta.translation_reviewed_by and meta.translation_reviewed_on):
                return "is a translation that no native speaker has reviewed"
            if waiting := self.language.waiting:
                words = "a word" if waiting == 1 else f"{waiting} words"
                return f"waits for {words} of {self.language.folder}/{CATALOGUE}"
        return None


def read_sources(
    folder: Folder, languages: Languages
) -> tuple[tuple[Source, ...], dict[str, Attachment], list[Problem]]:
    """Take a content folder apart, but for its settings, its tables, and the portal.

    Returns the Markdown files, the other
    files by path, and every problem with names, encodings, front matter and addresses.
    """
    sources: list[Source] = []
    files: dict[str, Attachment] = {}
    problems = list(_passwords(folder))
    for name in filter(_is_page_or_file, folder.files):
        where, suffix = folder.where(name), PurePosixPath(name).suffix.lower()
        if name in folder.outside:
            what = "this is a link to a file outside the content folder"
            problems.append(Problem(where, 0, what, "Copy the file itself here"))
        elif PORTAL_FOLDER in name.lower().split("/")[:-1]:
            # One letter or one level away from being locked.
            what = "this lies in a folder called 'portal', and would be published for everyone"
            fix = f"Move it to {folder.where(PORTAL_FOLDER)}/, or give the folder another name"
            problems.append(Problem(where, 0, what, fix))
        elif name.partition("/")[0] in (TEMPLATES_FOLDER, STATIC_FOLDER):
            what = "this folder holds the site's own look, and its pages would not be published"
            problems.append(Problem(where, 0, what, "Move the page to another folder"))
        elif suffix == ".md":
            language = languages.get(name.partition("/")[0], languages[""])
            source, mistakes = _read_page(folder, name, language)
            problems += mistakes
            if source:
                sources.append(source)
        elif name in RESERVED:
            what = "the build makes a file of this name itself"
            problems.append(Problem(where, 0, what, "Rename it"))
        elif suffix in FILE_KINDS or suffix in IMAGE_KINDS:
            data, mistakes = folder.raw(name)
            problems += mistakes
            files[name] = Attachment(name, data)
        else:
            what = f"files ending in '{suffix}' cannot be published"
            fix = f"Move it elsewhere; pages may offer {', '.join((*FILE_KINDS, *IMAGE_KINDS))}"
            problems.append(Problem(where, 0, what, fix))
    if not sources and not problems:
        what = "there is no page here"
        problems.append(
            Problem(folder.name, 0, what, "Write a first page, index.md, with title: …")
        )
    problems += clashes([(source.path, source.address) for source in sources], folder.name)
    problems += alias_problems(_aliases(sources), {s.address: s.path for s in sources}, folder.name)
    return tuple(sources), files, problems


def _passwords(folder: Folder) -> Iterator[Problem]:
    """Wherever it lies: a link would publish it."""
    for path in folder.files:
        if PurePosixPath(path).name == PASSWORDS_FILE:
            what = "this file holds the portal's passwords, and lies among what is published"
            fix = "Move it out of the content folder, and build from where it then is"
            yield Problem(folder.where(path), 0, what, fix)


def _is_page_or_file(path: str) -> bool:
    first, *rest = path.split("/")
    if PurePosixPath(path).name == PASSWORDS_FILE:
        return False
    if not rest:
        return first not in (CONFIG_NAME, CATALOGUE)
    return first not in (DATA_FOLDER, PORTAL_FOLDER) and rest != [CATALOGUE]


def _read_page(
    folder: Folder, name: str, language: Language
) -> tuple[Source | None, list[Problem]]:
    where = folder.where(name)
    text, problems = folder.text(name)
    document = read_document(text, where)
    problems += document.problems
    try:
        address = address_of(name)
    except ValueError as error:
        problems.append(Problem(where, 0, f"the file {error}", "Rename it"))
        return None, problems
    stated = document.meta.section if document.meta else None
    if stated is not None and stated != section_of(name):
        what = f"'section' says '{stated}', but the file lies in '{section_of(name) or 'the top'}'"
        fix = "Move the file, or delete the line: the section comes from the folder"
        problems.append(Problem(where, document.line("section"), what, fix))
    return Source(name, where, address, document, language), problems


def _aliases(sources: Iterable[Source]) -> Iterator[tuple[str, int, str]]:
    for source in sources:
        for index, alias in enumerate(source.meta.aliases):
            line = source.document.lines.get(("aliases", index), 1)
            yield source.path, line, alias
