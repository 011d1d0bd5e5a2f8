"""python build.py trace, as somebody runs it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from safe_exit.base.places import OUR_VISIT, ROOT
from safe_exit.content.folder import read_folder
from safe_exit.data.tables import load_data
from safe_exit.data.traces import TRACES

OTHER = """name = "Another site"
host = "there.example"
folder = "pages"
start = "/"
links = ["/a/"]
leave = "#out"
names = ["there.example"]
words = ["telling words"]
"""
PAGE = """<!DOCTYPE html><title>Telling</title><p>These are telling words.
<a href="/a/">on</a> <a id="out" href="https://www.bbc.co.uk/weather">out</a>"""


def run(visit: Path, *options: str) -> str:
    """What is printed. A process of its own, because it drives a browser of its own."""
    command = [sys.executable, "build.py", "trace", str(visit), "--engine", "chromium", *options]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def test_the_table_is_printed_and_recorded(tmp_path: Path) -> None:
    """On a copy of the site, so that the recorded result is not this run's."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    visit = tmp_path / "visit.toml"
    text = OUR_VISIT.read_text(encoding="utf-8")
    visit.write_text(text.replace("../../../content", "content"), encoding="utf-8")
    traces = tmp_path / "content" / "data" / "traces.yaml"
    before = traces.read_text(encoding="utf-8")
    traces.write_text(before.replace("shown: 0", "shown: 7"), encoding="utf-8")
    told = run(visit, "--record")
    assert "steps that led to the site\n  Chromium" in told
    kept = load_data(read_folder(tmp_path / "content"))[0].rows(TRACES)
    assert list(kept) == ["chromium", "firefox", "webkit"]
    assert [trace.shown for trace in kept.values()] == [0, 7, 7]  # only what was traced again
    found = kept["chromium"]
    assert (found.listed, found.telling, found.told, found.tabs) == ((), (), 0, 3)


def test_another_site_can_be_traced_and_its_tracks_are_found(tmp_path: Path) -> None:
    """A plain link out, no headers: all that ours does not leave is there."""
    (tmp_path / "pages" / "a").mkdir(parents=True)
    for name in ("index.html", "a/index.html"):
        (tmp_path / "pages" / name).write_text(PAGE, encoding="utf-8")
    visit = tmp_path / "visit.toml"
    visit.write_text(OTHER, encoding="utf-8")
    lines = [line.strip() for line in run(visit).splitlines() if line.strip()]
    said = {
        question[:20]: answer.split("  ")[-1]
        for question, answer in zip(lines[::2], lines[1::2], strict=False)
    }
    assert int(said["Back 5 times, then F"]) > 0
    assert said["Lines of the site on"].startswith("2: Telling")
    assert not said["Files on the disk wi"].startswith("0")
    assert said["Time from the press "] == "never"
    assert int(said["Requests that told t"]) > 0
