"""The sources in ``static/`` → the style and script that stand inside every page.

A page is one response: it can be read after one round trip and left before it has
finished loading. So nothing is linked; all is inline, allowed by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import minify_html
from rcssmin import cssmin
from rjsmin import jsmin

from safe_exit.base.places import Folders
from safe_exit.data.quoting import Table
from safe_exit.data.tables import TABLES

# In the head, before the control: its own look, and the colours it shares.
EARLY_STYLES = ("base/early.css", "leave/leave.css")

# After the control, so that the control works from the first bytes of a page.
PAGE_STYLES = (
    "leave/said.css",
    "base/tokens.css",
    "base/text.css",
    "layout/layout.css",
    "tables/tables.css",
    "callouts/callouts.css",
    "base/print.css",
)


class Component(NamedTuple):
    """What some pages show, and the style that those carry beside the one that all do."""

    marks: str
    """A pattern for the names of classes, and of tags like ``<pre``, that tell such a page."""
    sources: tuple[str, ...]
    holds: frozenset[str] = frozenset()
    """Components whose sources are among its own: where it is carried, they are not."""


def _of_table(table: Table[Any]) -> Component:
    return Component(table.classes, (f"{table.name}/{table.name}.css",) if table.classes else ())


def _together(marks: str, *sources: str, holds: str) -> Component:
    return Component(marks, sources, frozenset(holds.split()))


# Each that a page carries costs a hash before the control and its sentence, which have to arrive
# in the first 4 KB: so what two thirds of all pages show stands in the style of every page, and
# what stands together is one. Those of tables come by themselves.
_ALONE: Mapping[str, Component] = {
    "listing": Component("listing", ("listing/listing.css",)),
    "front": Component("front|ways", ("front/front.css",)),
    "code": Component("<code|<pre", ("code/code.css",)),
    "a-z": Component("letters?", ("a-z/a-z.css",)),
    **{table.name: _of_table(table) for table in TABLES if table.classes},
}

_TOGETHER: Mapping[str, Component] = {
    "register": _together(
        "register", "figures/figures.css", "figures/register.css", holds="figures"
    ),
    "charts": _together(
        r"chart(-\w+)?", "figures/figures.css", "charts/charts.css", holds="figures"
    ),
    "finder": _together(
        "helpline-finder", "helplines/helplines.css", "finder/finder.css", holds="helplines"
    ),
    "library": _together(
        "library", "resources/resources.css", "finder/finder.css", holds="resources"
    ),
    "packs": _together(
        "files", "code/code.css", "listing/listing.css", "packs/packs.css", holds="code listing"
    ),
    "search": _together("search", "listing/listing.css", "search/search.css", holds="listing"),
    # What the portal opens may show any of these, and came too late to be told by.
    "portal": _together(
        r"portal(-\w+)?",
        "listing/listing.css",
        *(source for table in TABLES for source in _of_table(table).sources),
        "portal/portal.css",
        holds=" ".join(("listing", *(table.name for table in TABLES))),
    ),
}

COMPONENTS: Mapping[str, Component] = {**_ALONE, **_TOGETHER}
"""By their names: those that are carried alone, and those that hold others."""

# Right after the control.
EARLY_SCRIPT = "leave/leave.js"

# After the page style, before anything that can be read.
PAGE_SCRIPT = "leave/visit.js"

# At the end of those pages alone that need it, by name: its sources, in order. What a page
# needs together is one script: each costs a hash before the control.
EXTRA_SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "finder": ("finder/finder.js",),
    "helplines": ("helplines/hours.js", "finder/finder.js"),
    "portal": ("portal/portal.js",),
    "search": ("search/vendor/minisearch.js", "search/search.js"),
}

_MARKS = re.compile(r'\bclass="([^"]*)"|(<[a-z]\w*)')


@dataclass(frozen=True)
class Inline:
    """What every page carries inside itself, exactly as it stands there."""

    early_style: str
    page_style: str
    early_script: str
    page_script: str
    extra_scripts: Mapping[str, str] = field(default_factory=dict)
    """Scripts that only some pages carry, by name."""
    extra_styles: Mapping[str, str] = field(default_factory=dict)
    """Styles that only some pages carry, by name."""

    @property
    def style_hashes(self) -> tuple[str, ...]:
        texts = (self.early_style, self.page_style, *self.extra_styles.values())
        return tuple(source_hash(text) for text in texts)

    @property
    def script_hashes(self) -> tuple[str, ...]:
        texts = (self.early_script, self.page_script, *self.extra_scripts.values())
        return tuple(source_hash(text) for text in texts)

    def without(self, name: str) -> Inline:
        """The same for a site none of whose pages carries an extra script."""
        scripts = {key: text for key, text in self.extra_scripts.items() if key != name}
        styles = {key: text for key, text in self.extra_styles.items() if key != name}
        return replace(self, extra_scripts=scripts, extra_styles=styles)

    def styles_of(self, main: str) -> tuple[str, ...]:
        """The names of the extra styles that a page needs, told by what stands in its HTML."""
        marks = {word for classes, tag in _MARKS.findall(main) for word in (tag or classes).split()}
        told = frozenset[str]().union(*map(_told_by, marks))
        needed = [name for name in self.extra_styles if name in told]
        held = frozenset[str]().union(*(COMPONENTS[name].holds for name in needed))
        return tuple(name for name in needed if name not in held)


@cache
def _told_by(mark: str) -> frozenset[str]:
    """The components that a class or a tag tells of."""
    return frozenset(
        name for name, component in COMPONENTS.items() if re.fullmatch(component.marks, mark)
    )


def source_hash(text: str) -> str:
    """The Content-Security-Policy source that allows one inline text, and no other."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def load_inline(static: Folders) -> Inline:
    """Read, join and shrink the sources. Comments and spaces go; names stay as they are.

    Raises ValueError where a style holds a character that means something else
    inside the SVG element that carries it (see ``templates/layout/layout.html``).
    """
    page_style = _styles(static, PAGE_STYLES)
    extra_styles = {
        name: _styles(static, component.sources)
        for name, component in COMPONENTS.items()
        if any(_path(static, source) for source in component.sources)
    }
    if any("<" in style or "&" in style for style in (page_style, *extra_styles.values())):
        raise ValueError("the page style holds < or &, which the page would read as markup")
    return Inline(
        _styles(static, EARLY_STYLES),
        page_style,
        _script(static, EARLY_SCRIPT),
        _script(static, PAGE_SCRIPT),
        {name: _script(static, *sources) for name, sources in EXTRA_SCRIPTS.items()},
        extra_styles,
    )


def _styles(static: Folders, names: tuple[str, ...]) -> str:
    return "".join(str(cssmin(_read(static, name))) for name in names)


def _script(static: Folders, *names: str) -> str:
    # One takes comments out, the other writes constants and tests shorter; it knows
    # scripts only as a part of a page.
    source = "\n".join(_read(static, name) for name in names)
    page = f"<script>{jsmin(source)}</script>"
    shrunk = str(minify_html.minify(page, minify_js=True))
    return shrunk.removeprefix("<script>").removesuffix("</script>")


def _read(static: Folders, name: str) -> str:
    path = _path(static, name)
    if path is None:
        raise FileNotFoundError(f"there is no {name} in {', '.join(map(str, static))}")
    return path.read_text(encoding="utf-8")


def _path(static: Folders, name: str) -> Path | None:
    return next((folder / name for folder in static if (folder / name).is_file()), None)
