"""A pack's PDF is PDF/UA as far as a machine can tell, and the machine can tell."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from tests.conftest import Lane
from tests.readers.pdf_ua import findings
from tests.sites.packs import AT, PACK

FONTS = frozenset({"Pack-Sans", "Pack-Sans-Semi-Bold", "Pack-Sans-Italic", "Pack-Serif-Semi-Bold"})


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The PDF of a small pack."""
    lane = Lane(tmp_path_factory.mktemp("pack")).write(PACK)
    return (lane.build() / f"{AT}.pdf").read_bytes()


def test_nothing_is_found_in_a_pack(good: bytes) -> None:
    """With the fonts that it brings, and no others."""
    assert findings(good, FONTS) == []


def elements(pdf: Pdf, kind: str) -> list[Any]:
    """All elements of a kind."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, Dictionary) and item.get("/S") == Name(f"/{kind}") and "/P" in item
    ]


def replace_in_content(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    """Change how the pieces of the last page are marked."""

    def change(pdf: Pdf) -> None:
        page = pdf.pages[-1]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents = pdf.make_stream(content.replace(old, new, 1))

    return change


def drop(*path: str) -> Callable[[Pdf], None]:
    """Take a key out of the catalogue, or out of what it holds."""

    def change(pdf: Pdf) -> None:
        holder: Any = pdf.Root
        for name in path[:-1]:
            holder = holder[name]
        del holder[path[-1]]

    return change


def metadata(key: str, value: str | list[str]) -> Callable[[Pdf], None]:
    """Write something else into the metadata."""

    def change(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp[key] = value

    return change


def information(key: str, value: str) -> Callable[[Pdf], None]:
    """The same for the older kind of metadata."""

    def change(pdf: Pdf) -> None:
        pdf.docinfo[key] = value

    return change


def rename(kind: str, other: str, at: int = 0) -> Callable[[Pdf], None]:
    """Call one element something else."""

    def change(pdf: Pdf) -> None:
        elements(pdf, kind)[at].S = Name(f"/{other}")

    return change


def without(kind: str, key: str) -> Callable[[Pdf], None]:
    """Take a key out of every element of a kind."""

    def change(pdf: Pdf) -> None:
        for element in elements(pdf, kind):
            del element[key]

    return change


def shorter_row(pdf: Pdf) -> None:
    row = elements(pdf, "TR")[0]
    row.K = Array(list(row.K)[:-1])


def links(key: str, value: Any) -> Callable[[Pdf], None]:
    """Change every place to click."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            for link in page.obj.get("/Annots", Array()):
                link[key] = value

    return change


def no_tabs(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Tabs" in page.obj:
            del page.obj.Tabs


def lost_links(pdf: Pdf) -> None:
    for element in elements(pdf, "Link"):
        kids = element.K if isinstance(element.K, Array) else [element.K]
        element.K = Array([kid for kid in kids if isinstance(kid, int) or "/Obj" not in kid])


def wrong_owner(pdf: Pdf) -> None:
    numbers = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    page = pdf.pages[-1].obj
    numbers[int(page.StructParents)] = Array([elements(pdf, "P")[0]] * 50)


def fonts(change: Callable[[Any], None]) -> Callable[[Pdf], None]:
    """Change every font, or what describes it."""

    def each(pdf: Pdf) -> None:
        for item in [*pdf.objects]:
            if isinstance(item, Dictionary) and item.get("/Type") == Name.Font:
                change(item)

    return each


def no_letters(font: Any) -> None:
    if "/ToUnicode" in font:
        del font.ToUnicode


def not_inside(font: Any) -> None:
    for name in ("/FontFile2", "/FontFile3"):
        if name in font.get("/FontDescriptor", Dictionary()):
            del font.FontDescriptor[name]


def of_the_machine(font: Any) -> None:
    font.BaseFont = Name("/ABCDEF+DejaVu-Sans")


def a_script(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary())


def no_bookmarks(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.clear()


BROKEN: dict[str, Callable[[Pdf], None]] = {
    "does not say that it is tagged": drop("/MarkInfo"),
    "has no language": drop("/Lang"),
    "in place of its title": drop("/ViewerPreferences"),
    "there are no tags": drop("/StructTreeRoot"),
    "does not say that it is PDF/UA-1": metadata("pdfuaid:part", "2"),
    "metadata name somebody": metadata("dc:creator", ["Somebody"]),
    "information has /Author": information("/Author", "Somebody"),
    "information has no title": information("/Title", ""),
    "has a script": a_script,
    "there are no bookmarks": no_bookmarks,
    "which letters": fonts(no_letters),
    "is not in the file": fonts(not_inside),
    "of the machine that made the file": fonts(of_the_machine),
    "there is no element called Strange": rename("P", "Strange"),
    "a P stands in a LI": rename("LBody", "P"),
    "a TD stands in a Div": rename("TR", "Div", -1),
    "a TR stands in a P": rename("TBody", "P"),
    "a LI stands in a P": rename("L", "P"),
    "a Figure has no words": rename("P", "Figure", 3),
    "a head cell does not say": without("TH", "/A"),
    "rows of [1, 2] cells": shorter_row,
    "a heading of level 4 follows one of level": rename("H2", "H4"),
    "a place to click is in no element": lost_links,
    "a link is in a Span": rename("Link", "Span", -1),
    "a link has no words of its own": links("/Contents", ""),
    "Tab does not follow the text": no_tabs,
    "is said to belong to two elements": wrong_owner,
    "belongs to no element": replace_in_content(b"/MCID 0", b"/MCID 4000"),
    "neither text nor artifact": replace_in_content(b"BDC", b"DP q BT /X BMC ET Q"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_found(good: bytes, what: str) -> None:
    """Every rule, by a file that breaks it."""
    made = io.BytesIO()
    with Pdf.open(io.BytesIO(good)) as pdf:
        BROKEN[what](pdf)
        pdf.save(made)
    found = findings(made.getvalue(), FONTS)
    assert [finding for finding in found if what in finding], found


def test_two_makings_are_the_same(good: bytes, tmp_path: Path) -> None:
    """Nothing of the clock is in it."""
    lane = Lane(tmp_path).write(PACK)
    # Another line of text, so that it is made anew, and back again.
    lane.write({"packs/small/talk.md": PACK["packs/small/talk.md"] + "\nMore.\n"})
    assert (lane.build() / f"{AT}.pdf").read_bytes() != good
    lane.write(PACK)
    assert (lane.build() / f"{AT}.pdf").read_bytes() == good
