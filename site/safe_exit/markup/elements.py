"""Last touches on a page's tree of elements: headings, links, pictures, tables."""

from __future__ import annotations

import base64
import html
import re
import xml.etree.ElementTree as etree

from safe_exit.base.languages import Language
from safe_exit.base.problems import AuthorError
from safe_exit.content.attachments import IMAGE_KINDS
from safe_exit.content.links import Resolved, Targets, inside, resolve
from safe_exit.markup.sheet import FOLD, RESERVED_IDS, PageLink, Sheet


def finish_tree(root: etree.Element, sheet: Sheet, targets: Targets) -> None:
    """Change the tree in place, and note on the sheet what is linked and what is wrong."""
    elements = list(root.iter())
    if any(element.tag == "h1" for element in elements):
        _lower_headings(elements)
    for element in elements:
        if re.fullmatch("h[2-6]", element.tag):
            _name(element, sheet)
        if element.tag == "a" and not element.get("class", "").startswith("footnote-"):
            _link(element, sheet, targets)
        elif element.tag == "img":
            _image(element, sheet, targets)
    _frame_tables(root, sheet.language)
    _fold(root)


def _fold(root: etree.Element) -> None:
    """Mark where the first part of the page begins: what stands above it leads in."""
    for index, child in enumerate(root):
        if child.tag == "h2":
            mark = etree.Element("p")
            mark.text = FOLD[len("<p>") : -len("</p>\n")]
            mark.tail = "\n"
            root.insert(index, mark)
            return


def _name(heading: etree.Element, sheet: Sheet) -> None:
    """``## Heading {#name}``: a name of one's own for the address of a heading."""
    last = heading[-1] if len(heading) else None
    text = (heading.text if last is None else last.tail) or ""
    match = re.search(r"\s*\{#([a-z][a-z0-9-]*)\}\s*$", text)
    if match is None:
        return
    if match[1] in RESERVED_IDS:
        what = f"the name '{match[1]}' is used by the page itself"
        sheet.problem(sheet.line(match[0].strip()), what, "Choose another name")
    heading.set("id", match[1])
    if last is None:
        heading.text = text[: match.start()]
    else:
        last.tail = text[: match.start()]


def _link(element: etree.Element, sheet: Sheet, targets: Targets) -> None:
    written = html.unescape(element.get("href", ""))
    spellings = (f"]({written}", f"](<{written}", f"]: {written}", written)
    try:
        target = resolve(written, sheet.page, targets)
    except AuthorError as error:
        sheet.fault(sheet.line(*spellings), error.fault)
        del element.attrib["href"]
        return
    line = sheet.line(*spellings)
    element.set("href", target.href)
    if target.page is not None:
        sheet.asked.add(("page", target.page))
        sheet.links.append(PageLink(line, written, target.page, target.fragment))
        language = targets.languages.get(target.page, sheet.language)
        if language != sheet.language:
            # The link is written with that page's own name, so its words are of that language.
            element.attrib.update({"lang": language.code, "hreflang": language.code})
    elif target.file is not None:
        _download(element, target, sheet)
    elif target.foreign:
        element.set("rel", "noreferrer")
        if target.href.startswith("http:"):
            what = f"the link to {written} is not encrypted"
            sheet.problem(line, what, "Write https:// if that site has it", hint=True)


def _download(element: etree.Element, target: Resolved, sheet: Sheet) -> None:
    assert target.file is not None
    sheet.files.add(target.file.path)
    sheet.asked.add(("file", target.file.path))
    element.set("download", "")
    element.set("class", f"{element.get('class', '')} download".strip())
    size = etree.SubElement(element, "span", {"class": "meta"})
    size.text = f" ({target.file.label})"


def _image(element: etree.Element, sheet: Sheet, targets: Targets) -> None:
    """Put the picture into the page: a page is one response, and no second request."""
    written = element.attrib.pop("src", "")
    line = sheet.line(f"]({written}", f"]: {written}")
    if not element.get("alt", "").strip():
        fix = "Say what it shows: ![what it shows](file)"
        sheet.problem(line, f"the image '{written}' has no text for those who cannot see", fix)
    try:
        path = inside(written, sheet.page) if ":" not in written else ""
    except AuthorError:
        path = ""
    file = targets.files.get(path)
    if file is None or file.suffix not in IMAGE_KINDS:
        what = f"there is no picture '{written}' in the content folder"
        sheet.problem(line, what, f"Put it beside the page, as {', '.join(IMAGE_KINDS)}")
        return
    sheet.asked.add(("file", file.path))
    data = base64.b64encode(file.content).decode("ascii")
    element.set("src", f"data:{IMAGE_KINDS[file.suffix]};base64,{data}")


def _lower_headings(elements: list[etree.Element]) -> None:
    """The title is the page's h1, so a text that uses # moves down by one."""
    for element in elements:
        if match := re.fullmatch(r"h([1-6])", str(element.tag)):
            element.tag = f"h{min(6, int(match[1]) + 1)}"


def _frame_tables(root: etree.Element, language: Language) -> None:
    """Let a wide table scroll by itself, by keyboard too, under the names of its columns.

    Alignment becomes a class: both the ``align`` attribute and inline style that
    Python-Markdown can write are invalid here, the second by our own policy.
    """
    for parent in list(root.iter()):
        for index, child in enumerate(list(parent)):
            if child.tag != "table":
                continue
            frame = etree.Element("div", {"class": "scroll", "role": "group", "tabindex": "0"})
            columns = ", ".join(_texts(child, "th"))
            frame.set("aria-label", language.words.gettext("Table: %s") % columns)
            frame.append(child)
            frame.tail, child.tail = child.tail, None
            parent[index] = frame
            for cell in child.iter():
                if align := cell.attrib.pop("align", None):
                    cell.set("class", align)
                if cell.tag == "th":
                    cell.set("scope", "col")


def _texts(element: etree.Element, tag: str) -> list[str]:
    """The texts of some cells, without those that hold a placeholder for finished HTML."""
    texts = ("".join(cell.itertext()).strip() for cell in element.iter(tag))
    return [text for text in texts if text and "\x02" not in text]
