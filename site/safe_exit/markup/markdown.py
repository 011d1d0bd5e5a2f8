"""Markdown → `Rendered`: the one place that knows Python-Markdown.

Raw HTML is off. What Python-Markdown would let pass in silence (an undefined
footnote or reference, a tag, an image without a description) is a `Problem`.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.inlinepatterns import AUTOMAIL_RE, HTML_RE, InlineProcessor
from markdown.treeprocessors import Treeprocessor

from safe_exit.base.problems import AuthorError
from safe_exit.content.dialect import LINKS, QUOTATION
from safe_exit.content.links import Targets
from safe_exit.content.sources import Source
from safe_exit.data.tables import TABLES
from safe_exit.markup.callouts import BEGINNING, draw_callout
from safe_exit.markup.elements import finish_tree
from safe_exit.markup.embeds import Embeds
from safe_exit.markup.sanitize import Sanitizer
from safe_exit.markup.sheet import RESERVED_IDS, Heading, Rendered, Sheet


class Renderer:
    """Turns the text of pages into HTML, one page after the other."""

    def __init__(self, embeds: Embeds, targets: Targets) -> None:
        self.embeds = embeds
        self.targets = targets
        self.sheet = Sheet()
        self._sanitize = Sanitizer(table.classes for table in TABLES if table.classes)
        # A colon in an id, as is usual, has to be escaped by whoever styles or selects it.
        self._footnotes = FootnoteExtension(SEPARATOR="-")
        self._markdown = Markdown(
            extensions=[
                TableExtension(use_align_attribute=True),
                TocExtension(slugify=_heading_id, marker=""),
                self._footnotes,
                "def_list",
                "fenced_code",
                "sane_lists",
                "abbr",
            ],
            output_format="html",
        )
        patterns = self._markdown.inlinePatterns
        self._markdown.preprocessors.deregister("html_block")
        patterns.deregister("html")
        patterns.deregister("automail")  # would write each letter of it as an entity
        patterns.register(_Embed(self), "embed", 185)
        patterns.register(_UndefinedFootnote(self, self._footnotes), "undefined_footnote", 174)
        patterns.register(_UndefinedReference(self), "undefined_reference", 165)
        patterns.register(_RawHtml(self), "raw_html", 90)
        blocks = self._markdown.parser.blockprocessors
        blocks.register(_Callout(self), "callout", 25)
        self._markdown.treeprocessors.register(_Finish(self), "finish", 8)

    def render(self, source: Source) -> Rendered:
        """Render the text of one page."""
        body, language = source.document.body, source.language
        sheet = Sheet(source.path, source.where, body, source.document.body_line, language)
        self.sheet = sheet
        gettext = language.words.gettext
        self.callouts = {"note": gettext("Note"), "safety": gettext("Staying safe"), "quote": ""}
        self._footnotes.setConfig("BACKLINK_TITLE", gettext("Back to the text, note {}"))
        for comment in re.findall("<!--", sheet.body):
            line = sheet.line(comment)
            sheet.problem(line, "a comment would be published", "Delete it: raw HTML is off")
        raw = self._markdown.reset().convert(body)
        headings = list(_flatten(self._markdown.toc_tokens))  # type: ignore[attr-defined]
        for heading, notes in self.embeds.notes(sheet):
            raw = f"{raw}\n{notes}"
            headings.append(heading)
        for name in set(self._footnotes.footnotes) - set(self._footnotes.footnote_order):
            line = sheet.line(f"[^{name}]:")
            sheet.problem(line, f"the footnote [^{name}] is never used", "Use it, or delete it")
        safe = self._sanitize(raw)
        for removed in dict.fromkeys(safe.removed):
            what = f"this would make unsafe HTML: {removed}"
            sheet.problem(sheet.line(removed), what, "Write it in plain Markdown")
        return sheet.rendered(sheet.draw(safe.html), headings)


def _heading_id(text: str, separator: str) -> str:
    slug = slugify_unicode(text, separator)
    return f"{slug}-here" if slug in RESERVED_IDS else slug


def _flatten(tokens: list[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], token["id"], html.unescape(token["name"]))
        yield from _flatten(token["children"])


Handled = tuple[etree.Element | str | None, int | None, int | None]

UNHANDLED: Handled = (None, None, None)


class _Pattern(InlineProcessor):
    """An inline pattern that can reach the sheet of the page in hand."""

    def __init__(self, pattern: str, renderer: Renderer) -> None:
        super().__init__(pattern, renderer._markdown)
        self.renderer = renderer


class _Embed(_Pattern):
    """``[[figure: name]]``, ``[[button: page.md | text]]``, ``[[link: name | text]]``."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(QUOTATION.pattern, renderer)

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        kind, argument = m.group(1), " ".join(m.group(2).split())
        # In a table a bar has to be written as \\|, or it would end the cell.
        first, *rest = (part.strip() for part in argument.replace("\\|", "|").split("|"))
        alone, sheet = data.strip() == m.group(0), self.renderer.sheet
        try:
            if kind in LINKS:
                made: etree.Element | str = self._link(kind, first, rest)
            else:
                html = self.renderer.embeds.render(kind, first, alone, m.group(0), sheet)
                made = self.md.htmlStash.store(html)
        except AuthorError as error:
            sheet.fault(sheet.line(m.group(0), f"[[{kind}"), error.fault)
            return UNHANDLED
        return made, m.start(0), m.end(0)

    def _link(self, kind: str, target: str, rest: list[str]) -> etree.Element | str:
        if not rest:
            raise AuthorError(f"this {kind} has no text", f"Write [[{kind}: {target} | text]]")
        link = etree.Element("a", {"href": target})
        if kind == "link":
            self.renderer.sheet.asked.add(("name", target))
            if target not in self.renderer.targets.names:
                fix = "Add it under [links] in site.toml"
                raise AuthorError(f"there is no link called '{target}'", fix)
            link.set("href", self.renderer.targets.names[target])
        else:
            link.set("class", "button")
        link.attrib.update({"data-leave": ""} if kind == "leave" else {})
        link.text = rest[0]
        return link if link.get("href") else rest[-1]


class _UndefinedFootnote(_Pattern):
    """Comes after the footnote pattern: what still looks like a footnote has no text."""

    def __init__(self, renderer: Renderer, footnotes: FootnoteExtension) -> None:
        super().__init__(r"\[\^([^\]]*)\]", renderer)
        self.footnotes = footnotes

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        name = m.group(1)
        if name not in self.footnotes.footnotes:
            what = f"the footnote [^{name}] has no text"
            fix = f"Add a line at the end: [^{name}]: the note"
            self.renderer.sheet.problem(self.renderer.sheet.line(m.group(0)), what, fix)
        return UNHANDLED


class _UndefinedReference(_Pattern):
    """``[text][name]`` where no line ``[name]: address`` exists stays as typed otherwise."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(r"\[([^\[\]]+)\]\[([^\[\]]*)\]", renderer)

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        name = m.group(2) or m.group(1)
        if name.lower() not in self.md.references:
            line = self.renderer.sheet.line(m.group(0), f"][{m.group(2)}]")
            fix = f"Add a line at the end: [{name}]: page.md"
            self.renderer.sheet.problem(line, f"the link [{name}] is not defined", fix)
        return UNHANDLED


class _RawHtml(_Pattern):
    """Raw HTML is off: a tag would be shown to readers as it stands."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(f"{HTML_RE}|{AUTOMAIL_RE}", renderer)

    def handleMatch(self, m: re.Match[str], data: str) -> Handled:  # type: ignore[override]
        tag = m.group(0)
        if not tag.startswith(("<!--", "</")):
            fix = "Write it in Markdown, or put it in `code`"
            line = self.renderer.sheet.line(tag)
            self.renderer.sheet.problem(line, f"the HTML tag {tag} is not allowed", fix)
        return UNHANDLED


class _Callout(BlockQuoteProcessor):
    """``> [!note] Title``: the spelling that code hosts' own previews know."""

    RE = BEGINNING

    def __init__(self, renderer: Renderer) -> None:
        super().__init__(renderer._markdown.parser)
        self.renderer = renderer

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self.RE.search(block)
        assert match is not None  # test() of the base class has looked
        self.parser.parseBlocks(parent, [block[: match.start()]])
        if another := self.RE.search(block, match.end()):
            blocks.insert(0, block[another.start() :].lstrip("\n"))
            block = block[: another.start()]
        first, *rest = block[match.start() :].lstrip("\n").split("\n")
        marker, _, title = first.partition("]")
        kind = match.group(2).lower()
        callouts = self.renderer.callouts
        if kind not in callouts:
            line = self.renderer.sheet.line(marker.strip())
            fix = f"Use one of: {', '.join(f'[!{name}]' for name in callouts)}"
            self.renderer.sheet.problem(line, f"[!{kind}] is not a kind of callout", fix)
            kind = "note"
        inner = draw_callout(parent, kind, title.strip() or callouts[kind])
        self.parser.parseChunk(inner, "\n".join(re.sub(r"^ {0,3}> ?", "", line) for line in rest))


class _Finish(Treeprocessor):
    def __init__(self, renderer: Renderer) -> None:
        super().__init__(renderer._markdown)
        self.renderer = renderer

    def run(self, root: etree.Element) -> None:
        finish_tree(root, self.renderer.sheet, self.renderer.targets)
