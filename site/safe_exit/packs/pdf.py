"""A tagged PDF → the same with the tags that PDF/UA asks for and WeasyPrint leaves out.

The one place that knows pikepdf. Nothing that is seen on a page changes.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TypeGuard

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Dictionary,
    Name,
    NumberTree,
    Object,
    ObjectStreamMode,
    Operator,
    Page,
    Pdf,
    parse_content_stream,
    unparse_content_stream,
)

from safe_exit.base.places import WORKSHOP
from safe_exit.packs.manuscript import failure, first_line


def make_pdf(paper: str, style: str, where: str, line: int = 0) -> tuple[bytes, int]:
    """A whole HTML document as a tagged PDF (PDF/UA-1), and how many pages it has.

    ``style`` is a file in ``static/packs/``; ``where`` and ``line`` are the place to name.
    Raises `DocumentError` where it cannot be made, or not well.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        what = f"its PDF cannot be made: {first_line(error)}"
        fix = (
            "Run make again, or install Pango: on Debian with apt-get install "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, on macOS with brew install pango"
        )
        raise failure(where, line, what, fix) from error
    fetcher = URLFetcher(allowed_protocols={"data", "file"})
    complaints = Complaints()
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
        raise failure(where, line, what, "Change the page that holds it")
    return mend_tags(pdf), len(book.pages)


class Complaints(logging.Handler):
    """What WeasyPrint would only write into a log: a picture without words, a lost link."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


PRINTED = 4
"""The flag of an annotation that is there on paper too."""


def mend_tags(pdf: bytes) -> bytes:
    """Mend the tags of a PDF as WeasyPrint writes it; same bytes in, same bytes out.

    - An item of a list holds its label and its body, and nothing else.
    - A head cell says whether it stands above its cells or before them.
    - Where a link can be followed belongs to the link itself, not to a part of its words.
    - Running heads and page numbers are artifacts: nobody hears them in mid-sentence.
    """
    made = io.BytesIO()
    with Pdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        owners = NumberTree(root.ParentTree)
        for element in list(_elements(root)):
            match _kind(element):
                case "/LI":
                    _fill_body(opened, element)
                case "/TH":
                    above = _kind(element.P.P) == "/THead"
                    element.A.Scope = Name.Column if above else Name.Row
                case "/Link":
                    _gather(element, owners)
        heard = {element.objgen for element in _elements(root)}
        for page in opened.pages:
            number = int(page.obj.StructParents)
            unheard = {
                at for at, owner in enumerate(list(owners[number])) if owner.objgen not in heard
            }
            _make_artifacts(opened, page, unheard)
            for place in page.get("/Annots", Array()):
                place.F = PRINTED
        opened.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()


def _kids(element: Object) -> list[Object | int]:
    """What an element holds: elements, places of links, and numbers of pieces of a page."""
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _kind(kid: Object | int) -> str:
    """What sort of element something is, like '/P'; '' where it is none."""
    return str(kid.get("/S", "")) if isinstance(kid, Dictionary) else ""


def _elements(parent: Object) -> Iterator[Object]:
    """All elements below one, in the order they are read."""
    for kid in _kids(parent):
        if _kind(kid):
            assert isinstance(kid, Object)
            yield kid
            yield from _elements(kid)


def _fill_body(pdf: Pdf, item: Object) -> None:
    """Put what an item of a list holds beside its label into one body."""
    labels = [kid for kid in _kids(item) if _kind(kid) == "/Lbl"]
    others = [kid for kid in _kids(item) if _kind(kid) != "/Lbl"]
    if all(_kind(kid) == "/LBody" for kid in others):
        return
    body = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array(others))
    )
    for kid in others:
        if isinstance(kid, Dictionary):
            kid.P = body
    item.K = Array([*labels, body])


def _is_place(kid: Object | int) -> TypeGuard[Object]:
    return isinstance(kid, Dictionary) and "/Obj" in kid


def _gather(link: Object, owners: NumberTree) -> None:
    """Bring the places where a link can be followed up to the link."""
    for part in list(_elements(link)):
        places = [kid for kid in _kids(part) if _is_place(kid)]
        if places:
            part.K = Array([kid for kid in _kids(part) if not _is_place(kid)])
            link.K = Array([*_kids(link), *places])
        for place in places:
            owners[int(place.Obj.StructParent)] = link
        if _kind(part) == "/Link":  # words that style has added to it
            part.S = Name.Span


def _make_artifacts(pdf: Pdf, page: Page, numbers: set[int]) -> None:
    """Turn numbered pieces of a page, which no element holds, into artifacts."""
    if not numbers:
        return
    written = []
    for instruction in parse_content_stream(page):
        operands = instruction.operands
        if instruction.operator == Operator("BDC") and operands[1].get("/MCID") in numbers:
            kind = Dictionary(Type=Name.Pagination)
            instruction = ContentStreamInstruction([Name.Artifact, kind], Operator("BDC"))
        written.append(instruction)
    page.Contents = pdf.make_stream(unparse_content_stream(written))
