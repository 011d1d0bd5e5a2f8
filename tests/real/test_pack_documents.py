"""The documents of every real pack: whole, tagged, and what their page says they are."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from pikepdf import Pdf

from safe_exit.base.places import TEMPLATES
from safe_exit.base.templates import Templates
from safe_exit.packs.manuscript import make_manuscript
from safe_exit.packs.pack import FORMATS, Pack
from safe_exit.packs.zip import read_archive
from tests.conftest import real_content
from tests.readers.pdf_ua import findings
from tests.readers.test_pdf_ua import FONTS

CONTENT = real_content()
PACKS = pytest.mark.parametrize("pack", CONTENT.packs, ids=lambda pack: pack.name)


def file(public: Path, pack: Pack, suffix: str) -> Path:
    """A file of a pack, at the address with its version."""
    return public / pack.address(suffix, pack.editions.version).lstrip("/")


def test_the_core_engagement_pack_is_one() -> None:
    """So that what follows is about something."""
    assert [pack.name for pack in CONTENT.packs] == ["core-engagement"]


@PACKS
def test_the_pdf_is_made_for_everyone(public: Path, pack: Pack) -> None:
    """PDF/UA as far as it can be checked here, with our fonts and no other."""
    assert findings(file(public, pack, ".pdf").read_bytes(), FONTS) == []


@PACKS
def test_every_chapter_and_part_has_a_bookmark(public: Path, pack: Pack) -> None:
    """In their order."""
    titles: list[str] = []
    with Pdf.open(file(public, pack, ".pdf")) as pdf, pdf.open_outline() as outline:

        def read(items: list[object]) -> None:
            for item in items:
                titles.append(item.title)  # type: ignore[attr-defined]
                read(item.children)  # type: ignore[attr-defined]

        read(list(outline.root))
    place = 0
    for page in pack.chapters:
        parts = [h.text for h in page.rendered.headings if h.level == 2]
        for title in (page.meta.title, *parts):
            place = titles.index(title, place)


@PACKS
def test_the_page_says_what_the_files_are(public: Path, pack: Pack) -> None:
    """Sizes, pages and checksums; the newest version is at the address without one."""
    shown = (public / pack.front.address.lstrip("/") / "index.html").read_text("utf-8")
    for suffix in (*FORMATS, ".zip"):
        content = file(public, pack, suffix).read_bytes()
        assert hashlib.sha256(content).hexdigest() in shown
        assert f"({max(1, len(content) // 1000)} KB)" in shown
        assert (public / pack.address(suffix).lstrip("/")).read_bytes() == content
    with Pdf.open(file(public, pack, ".pdf")) as pdf:
        assert f"A4, {len(pdf.pages)} pages" in shown


@PACKS
def test_the_checksums_in_the_archive_verify(public: Path, pack: Pack, tmp_path: Path) -> None:
    """By the tool that people have for it."""
    with zipfile.ZipFile(file(public, pack, ".zip")) as archive:
        archive.extractall(tmp_path)
    listed = (tmp_path / "SHA256SUMS").read_text().split()[1::2]
    assert sorted(listed) == sorted({p.name for p in tmp_path.iterdir()} - {"SHA256SUMS"})
    tool = ["sha256sum"] if shutil.which("sha256sum") else ["shasum", "--algorithm", "256"]
    subprocess.run([*tool, "--check", "SHA256SUMS"], cwd=tmp_path, check=True, capture_output=True)


@PACKS
def test_every_empty_cell_can_be_filled_in(public: Path, pack: Pack) -> None:
    """In Word and in ODT; the core pack has three worksheets."""
    chapters = make_manuscript(pack, CONTENT.config.base_url, CONTENT.config.prefix)
    blank = sum(chapter.html.count('class="blank"') for chapter in chapters)
    word = read_archive(file(public, pack, ".docx").read_bytes())["word/document.xml"].decode()
    text = read_archive(file(public, pack, ".odt").read_bytes())["content.xml"].decode()
    assert word.count("<w:sdt>") == text.count("<text:text-input") == blank
    if pack.name == "core-engagement":
        sheets = [chapter for chapter in chapters if chapter.worksheets]
        assert len(sheets) == 3
        assert blank > 60


@PACKS
def test_a_worksheet_fits_on_one_sheet(public: Path, pack: Pack) -> None:
    """What comes after it begins the next page but one at the latest."""
    with Pdf.open(file(public, pack, ".pdf")) as pdf, pdf.open_outline() as outline:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        found: list[tuple[str, int]] = []

        def read(items: list[object]) -> None:
            for item in items:
                found.append((item.title, pages[item.destination[0].objgen]))  # type: ignore[attr-defined]
                read(item.children)  # type: ignore[attr-defined]

        read(list(outline.root))
    sheets = [at for at, (title, _) in enumerate(found) if title.split(":")[0] == "The sheet"]
    assert len(sheets) == 4
    for at in sheets:
        assert found[at + 1][1] == found[at][1] + 1


@PACKS
def test_it_says_whose_it_is_not(public: Path, pack: Pack) -> None:
    """On the page and in every format."""
    said = re.compile("not SafeLives' own pack|not SafeLives’ own pack|not SafeLives&#39; own pack")
    assert said.search((public / pack.front.address.lstrip("/") / "index.html").read_text("utf-8"))
    for suffix in (".docx", ".odt", ".epub"):
        texts = read_archive(file(public, pack, suffix).read_bytes()).values()
        assert any(said.search(text.decode("utf-8", "replace")) for text in texts), suffix


@PACKS
def test_it_says_that_nobody_has_checked_it(public: Path, pack: Pack) -> None:
    """On the page above the files, in every format, and on the cover that the PDF is made of."""
    assert not pack.front.meta.reviewed_by  # else this test has to say who
    said = "No survivor or practitioner has checked this pack yet."
    shown = (public / pack.front.address.lstrip("/") / "index.html").read_text("utf-8")
    assert 0 < shown.index(said) < shown.index("<p>To read and to print")
    for suffix in (".docx", ".odt", ".epub"):
        texts = read_archive(file(public, pack, suffix).read_bytes()).values()
        whole = "".join(text.decode("utf-8", "replace") for text in texts)
        assert said in " ".join(re.sub("<[^>]+>", " ", whole).split()), suffix
    known = {"site": CONTENT.config, "canonical": str, "leads_to": str}
    values = {"pack": pack, "page": pack.front, "chapters": (), "to": str}
    templates = Templates((TEMPLATES,), known=known)
    paper = templates.render("packs/paper.html", pack.front.language, values)
    assert said in paper[: paper.index('id="contents"')]
