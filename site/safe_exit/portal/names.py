"""Numbers in place of the names of headings, which addresses would show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from safe_exit.markup.sheet import Rendered
from safe_exit.pages.page import Page


def quietly_named(pages: Iterable[Page]) -> Iterator[Rendered]:
    """The pages' HTML with numbers in place of headings' names, which addresses would show.

    '#minimising' on the page #w3 becomes '#w3-1', wherever it is linked from.
    """
    pages = tuple(pages)
    names = {
        f"{page.address}#{heading.id}": f"{page.address}-{place}"
        for page in pages
        for place, heading in enumerate(page.rendered.headings, start=1)
    }
    for page in pages:

        def rename(attribute: re.Match[str], own: str = page.address) -> str:
            key, value = attribute.groups()
            if key == "href":
                known = names.get(own + value if not value.startswith("#w") else value, value)
            else:
                known = names.get(f"{own}#{value}", f"#{value}").removeprefix("#")
            return f' {key}="{known}"'

        html = re.sub(
            "<[a-z][^>]*>",
            lambda tag: re.sub(r' (id|href|aria-labelledby)="([^"]*)"', rename, tag.group()),
            page.rendered.html,
        )
        yield replace(page.rendered, html=html)
