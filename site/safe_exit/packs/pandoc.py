"""Chapters → Word, ODT and EPUB: the one place that asks pandoc."""

from __future__ import annotations

import datetime
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from safe_exit.base.places import WORKSHOP
from safe_exit.packs.manuscript import Text, failure, first_line
from safe_exit.packs.zip import make_archive, read_archive

# What pandoc is told of each format that it writes.
WAYS = {
    ".docx": ["--to=docx", f"--reference-doc={WORKSHOP / 'reference.docx'}"],
    ".odt": ["--to=odt", f"--reference-doc={WORKSHOP / 'reference.odt'}"],
    ".epub": ["--to=epub3", "--toc", "--toc-depth=1", f"--css={WORKSHOP / 'epub.css'}"],
}


NO_LINES = b'<style:table-cell-properties fo:border="none" />'

LINES = b'<style:table-cell-properties fo:border="0.5pt solid #5d6d75" fo:padding="0.05in" />'


def convert(text: Text, suffix: str) -> bytes:
    """The text as pandoc writes it in another format."""
    try:
        from pypandoc import get_pandoc_path

        pandoc = get_pandoc_path()
    except (ImportError, OSError) as error:
        what = f"its {suffix} file cannot be made: {first_line(error)}"
        fix = "Run make again: it installs pypandoc_binary"
        raise failure(text.where, text.line, what, fix) from error
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
    if suffix == ".odt":
        files = with_lines(files)
    return make_archive(files, text.date)


def with_lines(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of an ODT file with lines around the cells of tables.

    All else about how it looks is taken from ``reference.odt``; this stands beside each table.
    Raises ValueError where this pandoc writes something else than we know.
    """
    content = files["content.xml"]
    if b"<table:table " in content and NO_LINES not in content:
        raise ValueError(f"content.xml of this pandoc does not say {NO_LINES.decode()}")
    return {**files, "content.xml": content.replace(NO_LINES, LINES)}
