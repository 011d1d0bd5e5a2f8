"""What keeps a translation from standing beside its original."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from safe_exit.base.problems import Problem
from safe_exit.pages.page import Page


def check_translations(
    pages: Iterable[Page], paths: Collection[str], folder: str
) -> Iterator[Problem]:
    """What keeps a translation from standing beside its original.

    ``paths`` are all pages of the content folder, published or not; ``folder`` is the
    folder's name in messages.
    """
    by_path = {page.path: page for page in pages if page.path}
    for page in pages:
        if not page.language.folder:
            continue
        if not page.path:
            what = f"the front page {page.address} is not written, and none can be made up"
            fix = "Write an index.md there and have it reviewed, or withhold the pages below it"
            yield Problem(f"{folder}{page.address}index.md", 0, what, fix)
            continue
        if page.original not in paths:
            what = f"there is no page '{page.original}' that this could be a translation of"
            yield Problem(page.where, 0, what, "Give it the name of its original", hint=True)
        if not (original := by_path.get(page.original)):
            continue
        read, reviewed = page.meta.translation_reviewed_on, original.meta.reviewed_on
        if read and reviewed and read < reviewed:
            what = f"the original was reviewed on {reviewed}, after this translation"
            fix = "Compare the two, then set translation_reviewed_on"
            yield Problem(page.where, page.lines["translation_reviewed_on"], what, fix, hint=True)
        ids, others = ([h.id for h in each.rendered.headings] for each in (page, original))
        if apart := sorted({*ids} ^ {*others}):
            what = f"the headings are not those of {page.original}: {', '.join(apart[:6])}"
            fix = "Compare the two, and give each heading its original's address: {#name}"
            yield Problem(page.where, 0, what, fix, hint=True)
