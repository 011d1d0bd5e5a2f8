"""Word, ODT and EPUB: what can be changed, filled in, and read aloud."""

from __future__ import annotations

import datetime
import io
import re
import xml.etree.ElementTree as etree
import zipfile
from pathlib import Path

import pytest

from safe_exit.base.places import WORKSHOP
from safe_exit.packs.pandoc import NO_LINES, with_lines
from safe_exit.packs.zip import make_archive, read_archive
from tests.conftest import Lane
from tests.sites.packs import AT, PACK

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Parts]:
    """The parts of each file of the small pack."""
    out: Path = Lane(tmp_path_factory.mktemp("pack")).write(PACK).build()
    return {
        suffix: read_archive((out / f"{AT}.{suffix}").read_bytes())
        for suffix in ("docx", "odt", "epub")
    }


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_every_part_is_well_formed(made: dict[str, Parts], suffix: str) -> None:
    """And every part that another one names is there."""
    parts = made[suffix]
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".opf", ".ncx", ".xhtml")):
            etree.fromstring(content)
    if suffix == "docx":
        types = parts["[Content_Types].xml"].decode()
        for named in re.findall(r'PartName="/([^"]*)"', types):
            assert named in parts
        for target in re.findall(
            r'Target="([^"]*)"(?! TargetMode)', parts["word/_rels/document.xml.rels"].decode()
        ):
            assert target.startswith("https:") or f"word/{target}" in parts
    if suffix == "odt":
        for named in re.findall(r'full-path="([^"/]+)"', parts["META-INF/manifest.xml"].decode()):
            assert named in parts


def test_empty_cells_are_fields_with_names(made: dict[str, Parts]) -> None:
    """As many as there are; a screen reader says what is to be written there."""
    names = ["What I do, Morning", "What I do, Evening", "Whom I ring, Morning"]
    names.append("Whom I ring, Evening")
    word = made["docx"]["word/document.xml"].decode()
    assert re.findall(r'<w:alias w:val="([^"]*)"', word) == names
    assert word.count("<w:sdt>") == word.count("<w:showingPlcHdr") == 4
    text = made["odt"]["content.xml"].decode()
    assert re.findall(r'<text:text-input text:description="([^"]*)"', text) == names


def test_headings_lists_notes_and_boxes_are_what_they_are(made: dict[str, Parts]) -> None:
    """By styles of the program, so that they can be found, changed and read aloud."""
    word = made["docx"]["word/document.xml"].decode()
    for style in ("Heading1", "Heading2", "Title", "BlockText", "FootnoteReference"):
        assert f'w:val="{style}"' in word, style
    assert '<w:tblHeader w:val="on" />' in word
    assert "A note." in made["docx"]["word/footnotes.xml"].decode()
    text = made["odt"]["content.xml"].decode()
    for part in ('text:outline-level="1"', 'text:outline-level="2"', "<text:note ", "<text:list "):
        assert part in text, part
    assert 'text:style-name="Quotations"' in text or "Quotations" in text


def test_pages_are_a4_and_numbered_and_sheets_stand_alone(made: dict[str, Parts]) -> None:
    """A worksheet begins a page, and so does what comes after it."""
    word = made["docx"]["word/document.xml"].decode()
    assert '<w:pgSz w:h="16838" w:w="11906" />' in word
    assert word.count('<w:br w:type="page"') == 2
    assert "PAGE" in made["docx"]["word/footer.xml"].decode()
    styles, text = made["odt"]["styles.xml"].decode(), made["odt"]["content.xml"].decode()
    assert 'fo:page-height="297mm" fo:page-width="210mm"' in styles
    assert text.count('text:style-name="Page_20_break"') == 2
    assert 'style:name="Page_20_break"' in styles


def test_the_language_and_the_title_are_said(made: dict[str, Parts]) -> None:
    """To programs that read aloud, and to shelves of books."""
    assert re.search('<w:lang [^>]*w:val="en-GB"', made["docx"]["word/styles.xml"].decode())
    assert re.search('fo:country="GB"[^>]*fo:language="en"', made["odt"]["styles.xml"].decode())
    assert "<dc:title>Small pack</dc:title>" in made["docx"]["docProps/core.xml"].decode()
    assert "<dc:language>en-GB" in made["odt"]["meta.xml"].decode()
    assert "<dc:title>Small pack</dc:title>" in made["odt"]["meta.xml"].decode()
    book = next(content for name, content in made["epub"].items() if name.endswith(".opf")).decode()
    assert ">en-GB</dc:language>" in book
    assert ">Small pack</dc:title>" in book
    assert ">https://test-lane.example/packs/small/small-1.0.epub</dc:identifier>" in book


def test_chapters_can_be_jumped_to(made: dict[str, Parts]) -> None:
    """From a list in Word and ODT; an EPUB has a list of its own, and not ours as well."""
    word = made["docx"]["word/document.xml"].decode()
    assert 'w:anchor="chapter-sheet"' in word
    assert "Contents" in word
    nav = made["epub"]["EPUB/nav.xhtml"].decode()
    assert re.findall(r">([^<>]+)</a>", nav)[:3] == [
        "About this pack",
        "Talking &amp; listening",
        "Sheet",
    ]
    texts = [content.decode() for name, content in made["epub"].items() if "/text/ch" in name]
    assert not [text for text in texts if ">Contents<" in text]


def test_another_pandoc_is_noticed() -> None:
    """Whatever we change in its words has to be there, where there is a table."""
    table = b"<table:table table:name='x'/>"
    with pytest.raises(ValueError, match=r"content\.xml of this pandoc does not say"):
        with_lines({"content.xml": table})
    assert with_lines({"content.xml": table + NO_LINES})["content.xml"] != table + NO_LINES
    assert with_lines({"content.xml": b"<text/>"}) == {"content.xml": b"<text/>"}


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_what_shows_how_documents_look_says_nothing_of_who_made_it(suffix: str) -> None:
    """Editors may change it in Word or LibreOffice, which sign what they save."""
    parts = read_archive((WORKSHOP / f"reference.{suffix}").read_bytes())
    for name, content in parts.items():
        for element in etree.fromstring(content).iter() if name.endswith(".xml") else ():
            kind = element.tag.rpartition("}")[2]
            if kind in ("creator", "lastModifiedBy", "initial-creator", "Company", "Manager"):
                assert not element.text, (name, kind)


def test_an_archive_is_its_files_and_a_day() -> None:
    """Not the clock, not who made it; the file that says what it is comes first, as it is."""
    files = {"mimetype": b"application/epub+zip", "a/b.xml": b"<b/>" * 100}
    day = datetime.date(2026, 5, 1)
    archive = make_archive(files, day)
    assert archive == make_archive(files, day)
    assert archive != make_archive(files, datetime.date(2026, 5, 2))
    assert read_archive(archive) == files
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        first, second = opened.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert second.compress_type == zipfile.ZIP_DEFLATED
        assert first.date_time == (2026, 5, 1, 0, 0, 0)
        assert second.external_attr >> 16 == 0o100644
