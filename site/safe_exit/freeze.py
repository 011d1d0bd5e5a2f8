"""The app → a fresh folder → audited → published: the one place that knows Frozen-Flask."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_frozen import Freezer

from safe_exit.content import Progress
from safe_exit.errors import AuditError, Problem
from safe_exit.output import check_output, fresh_folder
from safe_exit.views import addresses

Audit = Callable[[Path], "list[Problem]"]


@dataclass(frozen=True)
class Published:
    """What a build has written: how many files, and how many bytes."""

    files: int
    bytes: int


def publish(
    app: Flask,
    out: Path,
    *,
    content: Path,
    base_url: str,
    extra: Mapping[str, str],
    audit: Audit,
    progress: Progress,
) -> Published:
    """Freeze the app into ``out``, and only if the audit of the result finds nothing.

    ``content`` is the folder the site was made from, ``base_url`` where it will live,
    ``extra`` files by name that no page is (for hosts).

    Raises `AuditError` or `OutputError`; ``out`` is then as it was.
    """
    check_output(out, content)
    with fresh_folder(out) as fresh:
        _freeze(app, fresh, base_url, progress)
        for name, text in extra.items():
            (fresh / name).write_text(text, encoding="utf-8")
        if problems := audit(fresh):
            raise AuditError(problems)
        sizes = [path.stat().st_size for path in fresh.rglob("*") if path.is_file()]
    return Published(len(sizes), sum(sizes))


def _freeze(app: Flask, folder: Path, base_url: str, progress: Progress) -> None:
    """Ask the app for each of its addresses once. Whatever Frozen-Flask warns of is an error."""
    app.config.update(
        FREEZER_DESTINATION=str(folder),
        FREEZER_BASE_URL=base_url,
        FREEZER_REDIRECT_POLICY="error",
        FREEZER_REMOVE_EXTRA_FILES=False,
    )
    # log_url_for would note every link of every page, and grow with their square.
    freezer = Freezer(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(lambda: addresses(app.extensions["views"]))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for done, _page in enumerate(freezer.freeze_yield(), start=1):
            progress("Writing", done, len(app.extensions["views"]))
