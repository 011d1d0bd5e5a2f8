"""Text → PDF, Word, ODT, EPUB and a ZIP of them: the one place that makes documents.

WeasyPrint and pandoc are asked only when a document is wanted: reading and checking pages
waits for neither, and needs none of the libraries that they need of the system.
"""

from __future__ import annotations

import datetime
import logging
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from safe_exit.archives import make_archive, read_archive
from safe_exit.errors import DocumentError, Problem
from safe_exit.links import Attachment
from safe_exit.office import finish_office
from safe_exit.tagging import mend_tags

WORKSHOP = Path(__file__).resolve().parents[2] / "static" / "pack"
"""Styles, fonts and filters of documents."""

# What pandoc is told of each format that it writes.
WAYS = {
    ".docx": ["--to=docx"],
    ".odt": ["--to=odt"],
    ".epub": ["--to=epub3", "--toc", "--toc-depth=1", f"--css={WORKSHOP / 'epub.css'}"],
}

SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Text:
    """Everything that the documents of a pack are made of."""

    name: str
    """Of its files, without their ending: 'core-engagement-1.0'."""
    title: str
    description: str
    language: str
    address: str
    """Of this version, on the web: what an EPUB is known by."""
    edition: str
    """As a title page says it: 'Version 1.0, 23 November 2026'."""
    date: datetime.date
    paper: str = field(repr=False)
    """A whole HTML document, for the PDF."""
    chapters: str = field(repr=False)
    """The chapters' HTML, for the others."""
    shown: str = ""
    """The file to name in messages, and the line of it."""
    line: int = 0


@dataclass(frozen=True)
class Documents:
    """The documents of one version of a pack, by their ending."""

    files: Mapping[str, Attachment] = field(repr=False)
    sums: Mapping[str, str] = field(repr=False)
    """SHA-256 of each."""
    pages: int
    """Of the PDF."""


@lru_cache(maxsize=8)
def make_documents(text: Text) -> Documents:
    """Make the documents of a text: the same bytes on one machine whenever it is asked.

    Raises `DocumentError` where something that is needed for it is not there.
    """
    pdf, pages = _pdf(text)
    made = {".pdf": pdf, **{suffix: _converted(text, suffix) for suffix in WAYS}}
    sums = {suffix: sha256(content).hexdigest() for suffix, content in made.items()}
    inside = {f"{text.name}{suffix}": content for suffix, content in made.items()}
    # As sha256sum writes it, so that `sha256sum --check` reads it.
    listed = "".join(f"{digest}  {text.name}{suffix}\n" for suffix, digest in sums.items())
    made[".zip"] = make_archive(inside | {SUMS: listed.encode()}, text.date)
    sums[".zip"] = sha256(made[".zip"]).hexdigest()
    files = {suffix: Attachment(text.name + suffix, content) for suffix, content in made.items()}
    return Documents(files, sums, pages)


def _error(shown: str, line: int, what: str, fix: str) -> DocumentError:
    return DocumentError([Problem(shown, line, what, fix)])


def _pdf(text: Text) -> tuple[bytes, int]:
    return make_pdf(text.paper, "paper.css", text.shown, text.line)


def make_pdf(paper: str, style: str, shown: str, line: int = 0) -> tuple[bytes, int]:
    """A whole HTML document as a tagged PDF (PDF/UA-1), and how many pages it has.

    ``style`` is a file in ``static/pack/``; ``shown`` and ``line`` are the place to name.
    Raises `DocumentError` where it cannot be made, or not well.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        what = f"its PDF cannot be made: {_first_line(error)}"
        fix = (
            "Run make again, or install Pango: on Debian with apt-get install "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, on macOS with brew install pango"
        )
        raise _error(shown, line, what, fix) from error
    fetcher = URLFetcher(allowed_protocols={"data", "file"})
    complaints = _Complaints()
    log = logging.getLogger("weasyprint")
    log.addHandler(complaints)
    try:
        fonts = FontConfiguration()
        sheet = CSS(filename=WORKSHOP / style, url_fetcher=fetcher, font_config=fonts)
        html = HTML(string=paper, url_fetcher=fetcher)
        book = html.render(stylesheets=[sheet], font_config=fonts)
        pdf = book.write_pdf(pdf_variant="pdf/ua-1")
    finally:
        log.removeHandler(complaints)
    if complaints.heard:
        what = f"its PDF does not come out well: {'; '.join(complaints.heard)}"
        raise _error(shown, line, what, "Change the page that holds it")
    return mend_tags(pdf), len(book.pages)


class _Complaints(logging.Handler):
    """What WeasyPrint would only write into a log: a picture without words, a lost link."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


def _converted(text: Text, suffix: str) -> bytes:
    """The text as pandoc writes it in another format."""
    try:
        from pypandoc import get_pandoc_path

        pandoc = get_pandoc_path()
    except (ImportError, OSError) as error:
        what = f"its {suffix} file cannot be made: {_first_line(error)}"
        fix = "Run make again: it installs pypandoc_binary"
        raise _error(text.shown, text.line, what, fix) from error
    facts = {
        "title": text.title,
        "subtitle": text.edition,
        "lang": text.language,
        "description": text.description,
    }
    if suffix == ".epub":
        facts["identifier"] = text.address
    midnight = datetime.datetime.combine(text.date, datetime.time(), datetime.UTC)
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / f"made{suffix}"
        command = [pandoc, "--from=html", "--standalone", f"--output={made}", *WAYS[suffix]]
        command += [f"--lua-filter={WORKSHOP / 'worksheets.lua'}"]
        command += [f"--metadata={key}:{value}" for key, value in facts.items()]
        # Nothing of this machine: no clock, no language, no settings of whoever builds.
        own = {
            "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
            "HOME": place,
            "LC_ALL": "C.UTF-8",
        }
        subprocess.run(command, input=text.chapters.encode(), env=own, check=True, cwd=place)
        files = read_archive(made.read_bytes())
    return make_archive(finish_office(suffix, files), text.date)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
