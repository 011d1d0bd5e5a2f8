"""What `lint-imports` does not see of the house: how large its rooms are, and what it is called."""

from __future__ import annotations

import ast
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = sorted((ROOT / "site").rglob("*.py"))
LONGEST_ROOM, LONGEST_FUNCTION = 250, 60


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.relative_to(ROOT).as_posix())
def test_a_room_stays_readable(room: Path) -> None:
    """Past these lengths a module, or a function, has two jobs."""
    text = room.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_ROOM
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name


def test_every_wing_says_what_it_is_for_and_nothing_else() -> None:
    """A name is imported from the room it is in: a wing hands nothing on."""
    for room in ROOMS:
        if room.name == "__init__.py" and room.parent.name != "safe_exit":
            (sentence,) = ast.parse(room.read_text(encoding="utf-8")).body
            assert isinstance(sentence, ast.Expr), room


def test_every_third_party_tool_has_its_rooms() -> None:
    """A tool that nobody watches could be known everywhere."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    watched = {tool for contract in contracts for tool in contract.get("protected_modules", ())}
    used = set()
    for room in ROOMS:
        for node in ast.walk(ast.parse(room.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                used.add((node.module or "").partition(".")[0])
    assert used - {"safe_exit", "evidence"} - sys.stdlib_module_names == watched


def test_the_source_root_is_not_a_package() -> None:
    """``site`` is a module of the standard library: ours must never take its name."""
    assert not (ROOT / "site" / "__init__.py").exists()
