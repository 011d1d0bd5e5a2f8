"""Text → PDF, Word, ODT, EPUB and a ZIP of them: the one place that makes documents.

WeasyPrint and pandoc are asked only when a document is wanted: reading and checking pages
waits for neither, and needs none of the libraries that they need of the system.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from safe_exit.content.attachments import Attachment
from safe_exit.packs.manuscript import Text
from safe_exit.packs.pandoc import WAYS, convert
from safe_exit.packs.pdf import make_pdf
from safe_exit.packs.zip import make_archive

SUMS = "SHA256SUMS"


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
    return put_together(text, print_text(text), convert_text(text))


def print_text(text: Text) -> tuple[bytes, int]:
    """The PDF, and how many pages it has."""
    return make_pdf(text.paper, "paper.css", text.where, text.line)


def convert_text(text: Text) -> dict[str, bytes]:
    """The others, by their ending."""
    return {suffix: convert(text, suffix) for suffix in WAYS}


def put_together(
    text: Text, printed: tuple[bytes, int], converted: Mapping[str, bytes]
) -> Documents:
    """All of them, with their checksums, and in an archive."""
    pdf, pages = printed
    made = {".pdf": pdf, **converted}
    sums = {suffix: sha256(content).hexdigest() for suffix, content in made.items()}
    inside = {f"{text.name}{suffix}": content for suffix, content in made.items()}
    # As sha256sum writes it, so that `sha256sum --check` reads it.
    listed = "".join(f"{digest}  {text.name}{suffix}\n" for suffix, digest in sums.items())
    made[".zip"] = make_archive(inside | {SUMS: listed.encode()}, text.date)
    sums[".zip"] = sha256(made[".zip"]).hexdigest()
    files = {suffix: Attachment(text.name + suffix, content) for suffix, content in made.items()}
    return Documents(files, sums, pages)
