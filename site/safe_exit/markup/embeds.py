"""What a text takes from the data by name: ``[[figure: …]]`` and the like, as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from safe_exit.base.problems import AuthorError
from safe_exit.base.templates import Templates
from safe_exit.content.dialect import LINKS
from safe_exit.data.quoting import Kind, Quoted, Stock
from safe_exit.data.tables import TABLES
from safe_exit.markup.sheet import Heading, Sheet

SAMPLE = Kind(lambda _stock, name, _: Quoted(f"samples/{name}.html", {}), ("colours", "icons"))
"""What the pages look like, for the page on that: it quotes no table."""

KINDS = {
    **{kind: (how, table.name) for table in TABLES for kind, how in table.kinds.items()},
    "sample": (SAMPLE, ""),
}


class Embeds:
    """Draws what texts quote with the templates of their tables."""

    def __init__(self, stock: Stock, templates: Templates) -> None:
        self.stock = stock
        self._templates = templates

    def render(self, kind: str, name: str, alone: bool, written: str, sheet: Sheet) -> str:
        """HTML for ``[[kind: name]]``, as it is ``written`` on a sheet; ``alone`` where it is a
        paragraph of its own.

        Raises `AuthorError` where the kind or the name is not known. A name that is
        missing from a file with mistakes in it is left out: they are told already.
        """
        if kind not in KINDS:
            known = ", ".join((*KINDS, *LINKS))
            raise AuthorError(f"'[[{kind}: …]]' is not known", f"Use one of: {known}")
        how, table = KINDS[kind]
        if how.names and name not in how.names:
            fix = f"Write {' or '.join(f'[[{kind}: {known}]]' for known in how.names)}"
            raise AuthorError(f"'[[{kind}: {name}]]' is not known", fix)
        try:
            quoted = how.quote(self._for(sheet), name, alone)
        except AuthorError:
            if table in self.stock.data.unsound:
                return ""
            raise
        if how.notes and not alone:
            sheet.noted.setdefault(kind, {})[name] = None
        if how.apart:
            sheet.apart(kind, name, alone, written)
        return self._html(quoted, sheet)

    def notes(self, sheet: Sheet) -> Iterator[tuple[Heading, str]]:
        """The lists below a text of what is quoted inside its sentences, with their headings."""
        for kind, names in sheet.noted.items():
            make = KINDS[kind][0].notes
            assert make is not None
            notes = make(self._for(sheet), names, sheet.language.words.gettext)
            quoted = Quoted(
                notes.quoted.template, {**notes.quoted.values, "heading": notes.heading}
            )
            yield Heading(2, notes.id, notes.heading), self._html(quoted, sheet)

    def _for(self, sheet: Sheet) -> Stock:
        """The same stock, that notes on a sheet what is asked for."""
        return replace(self.stock, asked=sheet.asked)

    def _html(self, quoted: Quoted, sheet: Sheet) -> str:
        drawing = {"picture": sheet.hold, "needs": sheet.need}
        values = {**quoted.values, **drawing}
        return self._templates.render(quoted.template, sheet.language, values).strip()
