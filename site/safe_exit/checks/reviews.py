"""Hints for editors: what is to be read, rung or looked up again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from safe_exit.base.places import DATA_FOLDER
from safe_exit.base.problems import Problem
from safe_exit.data.tables import Data
from safe_exit.pages.page import Page


def review(page: Page, today: datetime.date) -> Iterator[Problem]:
    """Reviews that are due. They stop nothing: the page is no worse than yesterday."""
    meta = page.meta
    if meta.review_by and meta.review_by <= today:
        what = f"the page was to be reviewed by {meta.review_by}"
        fix = "Read it against its sources, then set reviewed_on and review_by"
        yield Problem(page.shown, page.lines.get("review_by", 1), what, fix, hint=True)


def overdue(data: Data, shown: str, today: datetime.date) -> Iterator[Problem]:
    """Hints for editors: figures and resources to check again, helplines nobody has rung."""
    for name, figure in data.figures.items():
        if figure.next_check <= today:
            where = f"{shown}/{DATA_FOLDER}/figures.yaml"
            what = f"the figure '{name}' was to be checked again by {figure.next_check}"
            fix = "Look at its source, then set checked_on and next_check"
            yield Problem(where, data.lines[("figures.yaml", name)], what, fix, hint=True)
    for name, helpline in data.helplines.items():
        if helpline.phoned_on is None and not helpline.emergency:
            where = f"{shown}/{DATA_FOLDER}/helplines.yaml"
            what = f"nobody has rung '{name}' yet"
            fix = "Ring it, compare the row with what you hear, then set phoned_on"
            yield Problem(where, data.lines[("helplines.yaml", name)], what, fix, hint=True)
    for name, resource in data.resources.items():
        if resource.review_by <= today:
            where = f"{shown}/{DATA_FOLDER}/resources.yaml"
            what = f"the resource '{name}' was to be reviewed by {resource.review_by}"
            fix = "Look whether it is still there and still true, then set checked_on and review_by"
            yield Problem(where, data.lines[("resources.yaml", name)], what, fix, hint=True)
