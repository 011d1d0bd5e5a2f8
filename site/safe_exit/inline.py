"""The sources in ``static/`` → the style and script that stand inside every page.

A page is one response: it can be read after one round trip and left before it has
finished loading. So nothing is linked; all is inline, allowed by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import minify_html
from rcssmin import cssmin
from rjsmin import jsmin

# In the head, before the control: its own look, and the colours it shares.
EARLY_STYLES = ("base/early.css", "leave/leave.css")
# After the control, so that the control works from the first bytes of a page.
PAGE_STYLES = (
    "leave/said.css",
    "base/tokens.css",
    "base/text.css",
    "layout/layout.css",
    "callout/callout.css",
    "figure/figure.css",
    "finder/finder.css",
    "chart/chart.css",
    "helpline/helpline.css",
    "library/library.css",
    "listing/listing.css",
    "pack/files.css",
    "traces/traces.css",
    "search/search.css",
    "portal/portal.css",
    "a-z/a-z.css",
    "base/print.css",
)
# Right after the control.
EARLY_SCRIPT = "leave/leave.js"
# After the page style, before anything that can be read.
PAGE_SCRIPT = "leave/visit.js"
# At the end of those pages alone that need it, by name: its sources, in order. What a page
# needs together is one script: each costs a hash before the control.
EXTRA_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "finder": ("finder/finder.js",),
    "helplines": ("hours/hours.js", "finder/finder.js"),
    "portal": ("portal/portal.js",),
    "search": ("search/vendor/minisearch.js", "search/search.js"),
}


@dataclass(frozen=True)
class Inline:
    """What every page carries inside itself, exactly as it stands there."""

    early_style: str
    page_style: str
    early_script: str
    page_script: str
    extra_scripts: Mapping[str, str] = field(default_factory=dict)
    """Scripts that only some pages carry, by name."""

    @property
    def style_hashes(self) -> tuple[str, str]:
        return source_hash(self.early_style), source_hash(self.page_style)

    @property
    def script_hashes(self) -> tuple[str, ...]:
        texts = (self.early_script, self.page_script, *self.extra_scripts.values())
        return tuple(source_hash(text) for text in texts)

    def without(self, name: str) -> Inline:
        """The same for a site none of whose pages carries an extra script."""
        kept = {key: text for key, text in self.extra_scripts.items() if key != name}
        return replace(self, extra_scripts=kept)


def source_hash(text: str) -> str:
    """The Content-Security-Policy source that allows one inline text, and no other."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def load_inline(static: Path) -> Inline:
    """Read, join and shrink the sources. Comments and spaces go; names stay as they are.

    Raises ValueError where a style holds a character that means something else
    inside the SVG element that carries it (see ``templates/layout.html``).
    """
    page_style = _styles(static, PAGE_STYLES)
    if "<" in page_style or "&" in page_style:
        raise ValueError("the page style holds < or &, which the page would read as markup")
    return Inline(
        _styles(static, EARLY_STYLES),
        page_style,
        _script(static, EARLY_SCRIPT),
        _script(static, PAGE_SCRIPT),
        {name: _script(static, *sources) for name, sources in EXTRA_SCRIPTS.items()},
    )


def _styles(static: Path, names: tuple[str, ...]) -> str:
    return "".join(str(cssmin(_read(static, name))) for name in names)


def _script(static: Path, *names: str) -> str:
    # One takes comments out, the other writes constants and tests shorter; it knows
    # scripts only as a part of a page.
    source = "\n".join(_read(static, name) for name in names)
    page = f"<script>{jsmin(source)}</script>"
    shrunk = str(minify_html.minify(page, minify_js=True))
    return shrunk.removeprefix("<script>").removesuffix("</script>")


def _read(static: Path, name: str) -> str:
    return (static / name).read_text(encoding="utf-8")
