"""YAML as editors write it → plain values, with the line of every key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from safe_exit.base.problems import Problem

KeyPath = tuple[str | int, ...]
"""Where a value stands in a document: ('hours', 0, 'opens')."""

Lines = Mapping[KeyPath, int]


class _PlainLoader(yaml.SafeLoader):
    """YAML without its surprises: 10:30, 2026-05-31, yes and 0808 stay text."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases: nobody here writes them, and a value like *this* reads as one."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="text that begins with *", problem_mark=mark)
        return super().compose_node(parent, index)


class _QuickLoader(yaml.CSafeLoader):
    """The same ten times as fast, but for anchors and for what it says of mistakes."""


for _loader in (_PlainLoader, _QuickLoader):
    _loader.yaml_implicit_resolvers = {}
    for _tag, _pattern, _first in (
        ("bool", r"^(?:true|false)$", "tf"),
        ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
        ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", "-0123456789"),
        ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ):
        _loader.add_implicit_resolver(
            f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first)
        )


def _compose(text: str) -> tuple[_PlainLoader | _QuickLoader, yaml.Node | None]:
    """Read with whichever loader can, and let the plain one speak of mistakes."""
    if "&" not in text:  # without an anchor there is no alias
        try:
            quick = _QuickLoader(text)
            return quick, quick.get_single_node()
        except yaml.YAMLError:
            pass
    plain = _PlainLoader(text)
    return plain, plain.get_single_node()


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[Any, Lines, list[Problem]]:
    """Parse YAML text into plain values and the line each of them stands on.

    ``first_line`` is the line of the file on which ``text`` begins. Returns
    ``(value, lines, problems)``; the value is ``None`` where the text is broken.
    A key written twice is a problem: YAML itself would silently keep the last.
    """
    problems: list[Problem] = []
    lines: dict[KeyPath, int] = {(): first_line}
    try:
        loader, node = _compose(text)
        if node is None:
            return None, lines, problems
        _walk(node, (), path, first_line, lines, problems)
        value = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        what = f"this is not valid YAML ({error.problem or error.context})"
        fix = "Put text that begins with * or holds a colon, # or quote between double quotes"
        return None, lines, [Problem(path, line, what, fix)]
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        what = "there is a character here that YAML does not allow"
        return None, lines, [Problem(path, line, what, "Delete it and type the text again")]
    return value, lines, problems


def _walk(
    node: yaml.Node,
    at: KeyPath,
    path: str,
    first_line: int,
    lines: dict[KeyPath, int],
    problems: list[Problem],
) -> None:
    """Note the line of every key and item, and every key that stands twice."""
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = first_line + key.start_mark.line
            name = str(key.value)
            if name in seen:
                what = f"'{name}' is written twice, on lines {seen[name]} and {line}"
                problems.append(Problem(path, line, what, "Keep one of the two"))
            seen[name] = line
            lines[(*at, name)] = line
            _walk(value, (*at, name), path, first_line, lines, problems)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[(*at, index)] = first_line + value.start_mark.line
            _walk(value, (*at, index), path, first_line, lines, problems)
