"""What a machine can check of PDF/UA-1 (ISO 14289-1, by the list of the Matterhorn Protocol 1.1).

Read with pikepdf, apart from the program that wrote the file. veraPDF knows more and needs Java:
`make validate` asks it. `test_pdf_ua.py` breaks a good file once for every rule here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Operator, Pdf

# ISO 32000-1, 14.8.4: types that may stand in a tagged file without a role map.
GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI"}
GROUPING |= {"Index", "NonStruct", "Private"}
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BLOCKS = {"P", *HEADINGS, "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD"}
BLOCKS |= {"THead", "TBody", "TFoot"}
INLINE = {"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Figure"}
INLINE |= {"Formula", "Form"}
KNOWN = GROUPING | BLOCKS | INLINE

# What may stand in what: parent → children, where the standard says so.
CHILDREN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}
# And the other way round: child → parents.
PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI", "Note", "TOCI"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TOCI": {"TOC"},
}
# Operators that leave something on a page (ISO 32000-1, annex A).
PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"}


@dataclass
class Structure:
    """The elements of a file in reading order, and which pieces of pages they hold."""

    kinds: list[str] = field(default_factory=list)
    pieces: dict[tuple[tuple[int, int], int], Object] = field(default_factory=dict)
    """(page, number of the piece) → the element that holds it."""
    places: dict[tuple[int, int], Object] = field(default_factory=dict)
    """Annotation → the element that holds it."""


def findings(pdf: bytes, fonts: frozenset[str] = frozenset()) -> list[str]:
    """Everything that is wrong with a file, as sentences; [] when nothing is.

    ``fonts`` are the names that its fonts may have; any, where none are given.
    """
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return [*_findings(opened, fonts)]


def _findings(pdf: Pdf, fonts: frozenset[str]) -> Iterator[str]:
    yield from _file(pdf)
    yield from _fonts(pdf, fonts)
    if "/StructTreeRoot" not in pdf.Root:
        yield "there are no tags"
        return
    structure = Structure()
    yield from _elements(pdf.Root.StructTreeRoot, "", structure)
    yield from _headings(structure.kinds)
    owners = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for number, page in enumerate(pdf.pages, start=1):
        yield from (f"page {number}: {what}" for what in _page(page, structure, owners))
    with pdf.open_outline() as outline:
        if not outline.root:
            yield "there are no bookmarks"


def _file(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if pdf.is_encrypted:
        yield "it is encrypted"
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "it does not say that it is tagged"
    if root.get("/MarkInfo", Dictionary()).get("/Suspects", False):
        yield "it says that its tags are not to be trusted"
    if not str(root.get("/Lang", "")):
        yield "it has no language"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "its file name would be shown in place of its title"
    for name in ("/AA", "/OpenAction"):
        if name in root:
            yield f"it does something by itself ({name})"
    if "/JavaScript" in root.get("/Names", Dictionary()):
        yield "it has a script"
    xmp = pdf.open_metadata()
    if xmp.get("pdfuaid:part") != "1":
        yield "it does not say that it is PDF/UA-1"
    if not xmp.get("dc:title"):
        yield "its metadata have no title"
    if xmp.get("dc:creator"):
        yield "its metadata name somebody"
    for name in ("/Author", "/Creator"):
        if name in pdf.docinfo:
            yield f"its information has {name}"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "its information has no title"


def _fonts(pdf: Pdf, allowed: frozenset[str]) -> Iterator[str]:
    for item in pdf.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != Name.Font:
            continue
        name = str(item.get("/BaseFont", "")).lstrip("/")
        if str(item.Subtype).startswith("/CIDFont"):
            descriptor = item.get("/FontDescriptor", Dictionary())
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                yield f"the font {name} is not in the file"
            if allowed and name.partition("+")[2] not in allowed:
                yield f"the font {name} is of the machine that made the file"
        elif "/ToUnicode" not in item:
            yield f"nobody can tell which letters the font {name} has"
        elif item.Subtype != Name.Type0:
            yield f"the font {name} is of a kind that this does not check"


def _elements(element: Object, above: str, found: Structure) -> Iterator[str]:
    kids: Any = element.get("/K", Array())
    for kid in list(kids) if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            found.pieces[element.Pg.objgen, kid] = element
        elif kid.get("/Type") == Name.MCR:
            page = kid.Pg if "/Pg" in kid else element.Pg
            found.pieces[page.objgen, int(kid.MCID)] = element
        elif kid.get("/Type") == Name.OBJR:
            found.places[kid.Obj.objgen] = element
        else:
            yield from _element(kid, above, found)


def _element(element: Object, above: str, found: Structure) -> Iterator[str]:
    kind = str(element.S).lstrip("/")
    found.kinds.append(kind)
    if kind not in KNOWN:
        yield f"there is no element called {kind}"
    if above in CHILDREN and kind not in CHILDREN[above]:
        yield f"a {kind} stands in a {above}"
    if kind in PARENTS and above not in PARENTS[kind]:
        yield f"a {kind} stands in a {above or 'file'}"
    if kind in ("Figure", "Formula") and not str(element.get("/Alt", "")):
        yield f"a {kind} has no words in its place"
    if kind == "TH":
        attributes: Any = element.get("/A", Array())
        each = list(attributes) if isinstance(attributes, Array) else [attributes]
        if not any("/Scope" in one for one in each):
            yield "a head cell does not say which cells it is for"
    if kind == "Note" and not str(element.get("/ID", "")):
        yield "a note has no ID"
    if kind == "Table":
        yield from _rows(element)
    yield from _elements(element, kind, found)


def _rows(table: Object) -> Iterator[str]:
    """Every row of a table has as many cells, none of ours being wider than one column."""

    parts = [kid for kid in table.get("/K", Array()) if isinstance(kid, Dictionary)]
    rows = [row for part in parts for row in ([part] if part.S == Name.TR else part.K)]
    widths = {len(list(row.K)) for row in rows if isinstance(row, Dictionary)}
    if len(widths) > 1:
        yield f"a table has rows of {sorted(widths)} cells"


def _headings(kinds: list[str]) -> Iterator[str]:
    last = 0
    for kind in kinds:
        if kind in HEADINGS:
            level = HEADINGS.index(kind) + 1
            if level > last + 1:
                yield f"a heading of level {level} follows one of level {last}"
            last = level


def _page(page: pikepdf.Page, structure: Structure, owners: NumberTree) -> Iterator[str]:
    obj = page.obj
    numbers, faults = _content(page)
    yield from faults
    tree = list(owners[int(obj.StructParents)]) if "/StructParents" in obj else []
    for number in numbers:
        holder = structure.pieces.get((obj.objgen, number))
        if holder is None:
            yield f"the piece {number} belongs to no element"
        elif number >= len(tree) or tree[number].objgen != holder.objgen:
            yield f"the piece {number} is said to belong to two elements"
    annotations = [*obj.get("/Annots", Array())]
    if annotations and obj.get("/Tabs") != Name.S:
        yield "Tab does not follow the text"
    for annotation in annotations:
        holder = structure.places.get(annotation.objgen)
        if holder is None:
            yield "a place to click is in no element"
        elif str(holder.S) != "/Link":
            yield f"a link is in a {str(holder.S).lstrip('/')}"
        elif owners.get(int(annotation.StructParent), holder).objgen != holder.objgen:
            yield "a link is said to belong to two elements"
        if annotation.get("/Subtype") == Name.Link and not str(annotation.get("/Contents", "")):
            yield "a link has no words of its own"


def _content(page: pikepdf.Page) -> tuple[set[int], list[str]]:
    """The numbers of the pieces on a page, and what is wrong with how they are marked."""
    numbers: set[int] = set()
    faults: list[str] = []
    open_: list[str] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        operator = instruction.operator
        if operator in (Operator("BDC"), Operator("BMC")):
            known: Any = operands[1] if operator == Operator("BDC") else Dictionary()
            kind = "artifact" if operands[0] == Name.Artifact else ""
            if isinstance(known, Dictionary) and "/MCID" in known:
                numbers.add(int(known.MCID))
                kind = kind or "tagged"
            if kind and {"artifact", "tagged"} & set(open_):
                faults.append(f"something {kind} stands in something {open_[-1]}")
            open_.append(kind)
        elif operator == Operator("EMC"):
            open_.pop()
        elif str(operator) in PAINTING and not {"artifact", "tagged"} & set(open_):
            faults.append(f"something is drawn ({operator}) that is neither text nor artifact")
    return numbers, sorted(set(faults))
