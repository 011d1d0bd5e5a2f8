"""Links to headings that are not there, and files that no page links to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from safe_exit.base.problems import Problem
from safe_exit.content.attachments import FILE_KINDS, Attachment
from safe_exit.pages.page import Page


def check_anchors(page: Page, by_path: Mapping[str, Page]) -> Iterator[Problem]:
    """Links to a heading that is not there."""
    for link in page.rendered.links:
        target = by_path.get(link.page)
        if not link.fragment or target is None:
            continue
        ids = [heading.id for heading in target.rendered.headings]
        if link.fragment not in ids:
            what = f"the link to '{link.written}' names a heading that is not in {link.page}"
            fix = f"Its headings are: {', '.join('#' + name for name in ids[:12]) or 'none'}"
            yield Problem(page.where, link.line, what, fix)


def check_unused(
    files: Mapping[str, Attachment], offered: Collection[str], folder: str
) -> list[Problem]:
    """Hints about downloads that no page offers: they are not published."""
    return [
        Problem(f"{folder}/{path}", 0, "no page offers this file", "Link to it, or delete it", True)
        for path, file in files.items()
        if path not in offered and file.suffix in FILE_KINDS
    ]
