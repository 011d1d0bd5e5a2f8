"""One whole build: read all, check all, render all, audit, publish."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from safe_exit.base.hands import Hands, many_hands
from safe_exit.base.places import static_for, templates_for
from safe_exit.base.problems import AuditError, Problem
from safe_exit.content.folder import read_folder
from safe_exit.pages.page import Page
from safe_exit.pages.standing import unsigned
from safe_exit.portal.vault import Vault
from safe_exit.publish.audit import audit_folder
from safe_exit.publish.freeze import freeze_site
from safe_exit.publish.hosts.netlify import headers_file, redirects_file
from safe_exit.publish.output import check_output, fresh_folder
from safe_exit.web.app import create_app
from safe_exit.web.assets import load_inline
from safe_exit.web.content import Content, Progress, load_content


@dataclass(frozen=True)
class Report:
    """What a build has made. ``heaviest`` is a file and its bytes on the wire (gzip -9).

    The search page, which carries the index of all others, is not counted as heavy.
    """

    pages: int
    files: int
    bytes: int
    heaviest: tuple[str, int]
    hints: tuple[Problem, ...]
    left_out: bool
    """Whether there is a portal, and no password to lock it with."""
    unsigned: str
    """What the site does not say of who runs it; '' where it does."""


def build_site(
    folder: Path,
    out: Path,
    today: datetime.date,
    base_url: str | None,
    progress: Progress,
    vault: Vault | None = None,
    jobs: int = 1,
) -> Report:
    """Build the content of ``folder`` as of a day into ``out``.

    The portal is locked by ``vault``, and left out where there is none. ``jobs`` is how many
    processes render pages and make documents side by side; the site is the same.

    Raises a `SiteError` with everything there is to mend; ``out`` is then
    as it was, byte for byte.
    """
    with many_hands(jobs) as hands:
        return _build(folder, out, today, base_url, progress, vault, hands)


def _build(
    folder: Path,
    out: Path,
    today: datetime.date,
    base_url: str | None,
    progress: Progress,
    vault: Vault | None,
    hands: Hands | None,
) -> Report:
    content = load_content(
        read_folder(folder), templates_for(folder), today, base_url, progress=progress, hands=hands
    )
    config = content.config
    check_output(out, folder)
    indexes = {_file(page) for page in content.pages if page.meta.kind == "search"}
    with fresh_folder(out) as fresh:
        inline, templates = load_inline(static_for(folder)), templates_for(folder)
        site = create_app(content, inline, templates, vault, hands)
        freeze_site(site, fresh, config.base_url, progress)
        (fresh / "_headers").write_text(headers_file(site.policy), encoding="utf-8")
        redirects = redirects_file(content.aliases, config.prefix)
        (fresh / "_redirects").write_text(redirects, encoding="utf-8")
        audited = audit_folder(
            fresh,
            pages=_sources(content),
            neutral=config.neutral_pages[0].address,
            allowed=site.policy.inline,
            prefix=config.prefix,
            indexes=frozenset(indexes),
        )
        if audited.problems:
            raise AuditError(audited.problems)
        sizes = [path.stat().st_size for path in fresh.rglob("*") if path.is_file()]
    weights = {name: size for name, size in audited.weights.items() if name not in indexes}
    heaviest = max(weights.items(), key=lambda row: row[1])
    return Report(
        pages=len(audited.weights),
        files=len(sizes),
        bytes=sum(sizes),
        heaviest=heaviest,
        hints=content.hints,
        left_out=bool(content.portal.pages) and vault is None,
        unsigned=unsigned(config),
    )


def _sources(content: Content) -> dict[str, str]:
    """Built file → the Markdown file to blame, for messages."""
    return {_file(page): page.where or _file(page) for page in content.pages}


def _file(page: Page) -> str:
    """The built file of a page."""
    return page.address.lstrip("/") + ("index.html" if page.address.endswith("/") else "")
