"""Spaces and sizes of letters are steps of one scale, and no sheet makes up its own."""

from __future__ import annotations

import re

from safe_exit.base.places import STATIC
from safe_exit.web.assets import COMPONENTS, EARLY_STYLES, PAGE_STYLES

TOKENS = dict(re.findall(r"--(s\d|[a-z]+): ([^;]+);", (STATIC / "base/tokens.css").read_text()))
STEPS = {value for name, value in TOKENS.items() if re.fullmatch(r"s\d", name)}
SIZES = {"fine", "small", "lead", "part", "title"}
SPACED = re.compile(r"(?<![\w-])((?:margin|padding|(?:row-|column-)?gap)[a-z-]*):([^;}]+)")
SIZED = re.compile(r"(?<![\w-])font-size:([^;}]+)")
LENGTH = re.compile(r"(?<![\w.#-])-?\d*\.?\d+[a-z]+")


def stray(style: str, steps: frozenset[str] = frozenset()) -> list[str]:
    """What a sheet says in lengths of its own. ``steps`` may be written out in it."""
    style = re.sub(r"/\*.*?\*/|@media print \{.*?\n\}", "", style, flags=re.DOTALL)
    found = []
    for name, value in SPACED.findall(style):
        # Where a line of text ends on a screen of any width, and the room the control needs.
        known = re.sub(r"max\(.*?\)\)|14rem|env\(.*?\)|var\(--s\d\)", "", value)
        found += [f"{name}: {length}" for length in LENGTH.findall(known) if length not in steps]
    for value in SIZED.findall(style):
        size = value.strip()
        if size not in {"0", "1rem", *(f"var(--{name})" for name in SIZES)}:
            found.append(f"font-size: {size}")
    return found


def test_sheets_keep_to_the_scale() -> None:
    """content/styles.md says what each step is for."""
    extra = {source for component in COMPONENTS.values() for source in component.sources}
    for name in {*PAGE_STYLES, *extra}:
        assert stray((STATIC / name).read_text()) == [], name
    # No token is known yet where the control's own style stands.
    for name in EARLY_STYLES:
        assert stray((STATIC / name).read_text(), frozenset(STEPS)) == [], name


def test_the_scale_is_the_one_that_is_written_down() -> None:
    """Six steps and five sizes beside the text's own, each named on the page on styles."""
    assert len(STEPS) == 6
    assert set(TOKENS) >= SIZES
    page = (STATIC.parent / "content" / "styles.md").read_text()
    for value in (*STEPS, TOKENS["fine"], TOKENS["small"], TOKENS["lead"]):
        assert f"{float(value.removesuffix('rem')):g}" in page, value


def test_a_stray_length_is_found() -> None:
    """Or the check would hold nothing."""
    assert stray("a { margin: var(--s1) .3rem; }") == ["margin: .3rem"]
    assert stray("a{padding-inline-start:12px}") == ["padding-inline-start: 12px"]
    assert stray("a { gap: .5rem 1rem }", frozenset({".5rem"})) == ["gap: 1rem"]
    assert stray("a { font-size: .95rem; }") == ["font-size: .95rem"]
    assert stray("a { font-size: var(--wide); }") == ["font-size: var(--wide)"]
    assert stray("@media print {\n  a { margin: 3mm; }\n}\n") == []
