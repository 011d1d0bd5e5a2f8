"""A table quotes itself: adding one touches five places, and nothing else has to know of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from safe_exit.base.places import ROOT
from safe_exit.data.tables import TABLES
from safe_exit.markup.embeds import KINDS
from tests.conftest import page, write

ROOM = '''"""A day on which something happens, as `events.yaml` holds it."""

from __future__ import annotations

import datetime

from safe_exit.base.problems import AuthorError, Fault
from safe_exit.base.records import Day, Model, OneLine
from safe_exit.data.quoting import Kind, Quoted, Stock, Table


class Event(Model):
    """What happens, and when."""

    title: OneLine
    on: Day


def _quote(stock: Stock, name: str, _alone: bool) -> Quoted:
    rows = stock.rows(EVENTS)
    if not rows:
        raise AuthorError("there are no events", "Add some to data/events.yaml")
    events = sorted(rows.values(), key=lambda event: event.on)
    return Quoted("events/events.html", {"events": events})


def _due(name: str, event: Event, today: datetime.date) -> Fault | None:
    return Fault(f"the event '{name}' is over", "Take it out") if event.on < today else None


EVENTS: Table[Event] = Table(
    "events", Event, kinds={"events": Kind(_quote, ("all",))}, classes="events", due=_due
)
'''

TEMPLATE = """<ul class="events">
{% for event in events %}
<li>{{ event.on|day }}: {{ event.title|say }}</li>
{% endfor %}
</ul>
"""

STYLE = ".events li { font-weight: 700; }\n"

GUIDE = """
### Events

| Key | What it is |
|---|---|
| `title` | What happens. Needed. |
| `on` | The day. Needed. |

"""

EMBED = "| `[[events: all]]` | All events, in the order of their days. |\n"

DATA = """later: {title: The second, on: 2026-07-01}
sooner: {title: The first, on: 2026-06-01}
past: {title: Long ago, on: 2020-01-01}
"""


def add_events(copy: Path) -> None:
    """The five places, and no other."""
    package = copy / "site" / "safe_exit"
    (package / "data" / "events.py").write_text(ROOM, encoding="utf-8")
    tables = package / "data" / "tables.py"
    text = tables.read_text(encoding="utf-8")
    text = text.replace("charts, figures", "charts, events, figures", 1)
    text = text.replace("    charts.CHARTS,\n", "    charts.CHARTS,\n    events.EVENTS,\n", 1)
    tables.write_text(text, encoding="utf-8")
    for name, text in (
        ("templates/events/events.html", TEMPLATE),
        ("static/events/events.css", STYLE),
    ):
        (copy / name).parent.mkdir()
        (copy / name).write_text(text, encoding="utf-8")
    guide = copy / "docs" / "writing.md"
    text = guide.read_text(encoding="utf-8")
    text = text.replace("| `[[traces: all]]`", f"{EMBED}| `[[traces: all]]`", 1)
    text = text.replace("\n## Sheets to print", f"{GUIDE}\n## Sheets to print", 1)
    guide.write_text(text, encoding="utf-8")


def test_a_table_is_added_in_five_places(tmp_path: Path) -> None:
    """In a copy of the project: the page is there, in its own style, its mistakes are told, its
    days are watched, and the guide is held against it.
    """
    copy = tmp_path / "project"
    for name in ("site", "templates", "static", "docs", "tests", "content"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (*ROOT.glob("*.md"), ROOT / "pyproject.toml", ROOT / "build.py", ROOT / "Makefile"):
        shutil.copy(path, copy)
    add_events(copy)
    site = write(
        tmp_path / "lane",
        {"data/events.yaml": DATA, "a.md": page("[[events: all]]\n"), "b.md": page("Text.\n")},
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(copy / "site")}
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)

    options = ("--content", str(site), "--date", "2026-05-31")
    built = run("build.py", "build", *options, "--out", str(tmp_path / "public"))
    assert built.returncode == 0, built.stderr
    html = (tmp_path / "public" / "a" / "index.html").read_text(encoding="utf-8")
    items = "".join(html.partition('<ul class="events">')[2].partition("</ul>")[0].split("\n"))
    assert items.endswith("<li>1 June 2026: The first</li><li>1 July 2026: The second</li>")
    style = ".events li{font-weight:700}"
    assert style in html
    assert style not in (tmp_path / "public" / "b" / "index.html").read_text(encoding="utf-8")
    assert (
        "events.yaml:3: note: the event 'past' is over" in run("build.py", "check", *options).stderr
    )
    guides = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/real/test_keys.py")
    assert guides.returncode == 0, guides.stdout
    (site / "a.md").write_text(page("[[events: some]]\n"), encoding="utf-8")
    assert (
        "'[[events: some]]' is not known. Write [[events: all]]"
        in run("build.py", "check", *options).stderr
    )


def test_no_kind_is_of_two_tables() -> None:
    """Or one of them would quote the rows of the other."""
    kinds = [kind for table in TABLES for kind in table.kinds]
    assert len(kinds) == len(set(kinds))
    assert {*kinds, "sample"} == set(KINDS)
