"""What a control weighs: ours as it stands inside every page, GOV.UK's as its package has it."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from rcssmin import cssmin

from safe_exit.base.places import STATIC
from safe_exit.web.assets import PAGE_SCRIPT, load_inline
from tests.bench import govuk


def packed(*texts: str) -> str:
    """How many bytes texts are after gzip -9, each by itself."""
    return f"{sum(len(gzip.compress(text.encode(), 9, mtime=0)) for text in texts):,} bytes"


def weigh(package: Path, asked: list[list[str]], place: Path) -> list[tuple[str, str, str]]:
    """Rows: what is weighed or counted, ours, GOV.UK's.

    ``package`` holds GOV.UK's compiled files, ``asked`` what a page of each side made its
    browser ask for, ``place`` is a folder to work in.
    """
    inline = load_inline((STATIC,))
    sheets = sorted((STATIC / "leave").glob("*.css"))
    styles = "".join(str(cssmin(sheet.read_text(encoding="utf-8"))) for sheet in sheets)
    ours = packed(inline.early_script + inline.page_script + styles)
    bundle, style, script = (
        (package / name).read_text(encoding="utf-8")
        for name in (govuk.BUNDLE, govuk.STYLE, govuk.SCRIPT)
    )
    # Whatever is done to our scripts is done to theirs, put in the place of one of ours.
    shutil.copytree(STATIC, place / "static")
    (place / "static" / PAGE_SCRIPT).write_text(bundle, encoding="utf-8")
    shrunk = load_inline((place / "static",)).page_script
    fonts = [sum("/assets/fonts/" in path for path in paths) for paths in asked]
    rest = [len(paths) - number for paths, number in zip(asked, fonts, strict=True)]
    own = govuk.rules(package)
    return [
        ("Script and style of the control, as they come", ours, packed(bundle + own)),
        ("The same, both shrunk by what shrinks ours", ours, packed(shrunk + own)),
        ("What a site loads that takes the whole as it comes", ours, packed(script, style)),
        ("Requests for script and style, besides the page", str(rest[0]), str(rest[1])),
        ("Requests for fonts", str(fonts[0]), str(fonts[1])),
    ]
