"""Traces as a table for a terminal, and as the data file that the site's page is made from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from safe_exit.data.traces import COUNTS, QUESTIONS, Trace, answer

HEADING = "# Written by: python build.py trace --record. Do not edit: run it again.\n"


def as_text(traces: Iterable[Trace]) -> str:
    """One block a question, one line a browser: fits any terminal."""
    traces = list(traces)
    wide = max(len(trace.browser) for trace in traces)
    blocks = []
    for name, question in QUESTIONS.items():
        rows = (f"  {trace.browser:<{wide}}  {answer(trace, name)}" for trace in traces)
        blocks.append("\n".join([question % COUNTS, *rows]))
    blocks += [f"{trace.on:%-d %B %Y}, {trace.browser}, {trace.system}" for trace in traces]
    return "\n\n".join(blocks)


def as_yaml(traces: Mapping[str, Trace]) -> str:
    """The rows of ``content/data/traces.yaml``. JSON's values are YAML's."""
    lines = [HEADING]
    for name, trace in traces.items():
        lines.append(f"{name}:\n")
        for key, value in json.loads(trace.model_dump_json()).items():
            lines.append(f"  {key}: {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines)
