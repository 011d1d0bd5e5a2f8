"""Hints for editors: what is to be read, rung or looked up again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from safe_exit.base.places import DATA_FOLDER
from safe_exit.base.problems import Problem
from safe_exit.data.quoting import Data
from safe_exit.data.tables import TABLES
from safe_exit.pages.page import Page


def check_review(page: Page, today: datetime.date) -> Iterator[Problem]:
    """Reviews that are due. They stop nothing: the page is no worse than yesterday."""
    meta = page.meta
    if meta.review_by and meta.review_by <= today:
        what = f"the page was to be reviewed by {meta.review_by}"
        fix = "Read it against its sources, then set reviewed_on and review_by"
        yield Problem(page.where, page.lines.get("review_by", 1), what, fix, hint=True)


def check_due(data: Data, folder: str, today: datetime.date) -> Iterator[Problem]:
    """Hints for editors: rows of tables to check again, like helplines that nobody has rung."""
    for table in TABLES:
        for name, row in data.rows(table).items():
            if fault := table.due(name, row, today):
                where = f"{folder}/{DATA_FOLDER}/{table.file}"
                yield fault.at(where, data.line(table, name), hint=True)
