"""Percentages that an author typed into a page: numbers that lost their source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from safe_exit.base.problems import Problem
from safe_exit.content.dialect import without_code
from safe_exit.content.sources import Source
from safe_exit.data.figures import Figure, percentages


def check_typed_figures(
    sources: Iterable[Source], figures: Mapping[str, Figure]
) -> Iterator[Problem]:
    """Every percentage in the text and the front matter of pages, outside code.

    The message names the figures that have this value, where there are some.
    """
    for source in sources:
        for key, value in source.meta.model_dump().items():
            for _, typed in percentages(value) if isinstance(value, str) else ():
                fix = "Say it without the number: only the page's text can show a source"
                yield _problem(source, source.document.line(key), typed, fix)
        document = source.document
        body = document.body
        # Looked for twice, as few texts hold a percentage at all, and taking code out is slow.
        if not any(percentages(body)):
            continue
        body = without_code(body)
        for place, typed in percentages(body):
            line = document.body_line + body.count("\n", 0, place)
            yield _problem(source, line, typed, _advice(typed, figures))


def _problem(source: Source, line: int, typed: str, fix: str) -> Problem:
    return Problem(source.where, line, f"'{typed}' is a figure typed by hand", fix)


def _advice(typed: str, figures: Mapping[str, Figure]) -> str:
    value = "".join(letter for letter in typed if letter.isdigit() or letter in ".,") + "%"
    names = [f"[[figure: {name}]]" for name, row in figures.items() if row.value == value]
    if names:
        return f"Write {' or '.join(names)}"
    return "Add it to data/figures.yaml with its source, then write [[figure: name]]"
