"""One whole build: read all, check all, render all, audit, publish."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from safe_exit.app import create_app
from safe_exit.audit import audit, weight
from safe_exit.content import Content, Kept, Progress, load_content
from safe_exit.errors import Problem
from safe_exit.freeze import publish
from safe_exit.hosting import headers_file, redirects_file
from safe_exit.inline import load_inline
from safe_exit.policy import make_policy

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"


@dataclass(frozen=True)
class Report:
    """What a build has made. ``heaviest`` is a file and its bytes on the wire (gzip -9)."""

    pages: int
    files: int
    bytes: int
    heaviest: tuple[str, int]
    hints: tuple[Problem, ...]


def load(
    folder: Path,
    today: datetime.date,
    base_url: str | None = None,
    drafts: bool = False,
    kept: Kept | None = None,
) -> Content:
    """Read and check a content folder; see `safe_exit.content.load_content`."""
    return load_content(folder, TEMPLATES, today, base_url, drafts, kept)


def build_site(
    folder: Path, out: Path, today: datetime.date, base_url: str | None, progress: Progress
) -> Report:
    """Build the content of ``folder`` as of a day into ``out``.

    Raises a `SiteError` with everything there is to mend; ``out`` is then
    as it was, byte for byte.
    """
    content = load_content(folder, TEMPLATES, today, base_url, progress=progress)
    inline = load_inline(STATIC)
    prefix = content.config.prefix
    published = publish(
        create_app(content, inline, TEMPLATES),
        out,
        content=folder,
        base_url=content.config.base_url,
        extra={
            "_headers": headers_file(make_policy(inline)),
            "_redirects": redirects_file(content.aliases, prefix),
        },
        audit=lambda fresh: list(
            audit(
                fresh,
                pages=_sources(content),
                neutral=content.config.neutral_pages[0].address,
                allowed=frozenset((*inline.style_hashes, *inline.script_hashes)),
                prefix=prefix,
            )
        ),
        progress=progress,
    )
    weights = [
        (weight(path.read_bytes()), path.relative_to(out).as_posix())
        for path in out.rglob("*.html")
    ]
    heaviest, name = max(weights)
    return Report(len(weights), published.files, published.bytes, (name, heaviest), content.hints)


def _sources(content: Content) -> dict[str, str]:
    """Built file → the Markdown file to blame, for messages."""
    files = {}
    for page in content.pages:
        file = page.address.lstrip("/") + ("index.html" if page.address.endswith("/") else "")
        files[file] = page.shown or file
    return files
