"""Whole builds: the same bytes every time, whatever happens on the way."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from safe_exit.base.places import ROOT
from safe_exit.markup.rendering import Kept
from safe_exit.publish.build import build_site
from safe_exit.web.content import load
from tests.bench.generated import write_content
from tests.conftest import TODAY, Files, Lane, is_whole, page

Make = Callable[[Files], Lane]
PAGES = 1_000
KILLS = 10


def quiet(_doing: str, _done: int, _of: int) -> None:
    """No progress shown."""


def test_two_builds_are_byte_identical(tmp_path: Path) -> None:
    """In other folders, one after the other: no clock, no order, no path in the output."""
    folders = []
    for name in ("one", "two"):
        write_content(tmp_path / name / "content", 40)
        build_site(tmp_path / name / "content", tmp_path / name / "out", TODAY, None, quiet)
        folders.append(tmp_path / name / "out")
    files = [
        {path.relative_to(f): path.read_bytes() for path in f.rglob("*") if path.is_file()}
        for f in folders
    ]
    assert files[0] == files[1]
    assert len(files[0]) > 40


@pytest.mark.slow
def test_a_thousand_pages_build_without_a_hand_on_them(tmp_path: Path) -> None:
    """Tables, footnotes, links, code, quotes; every page within its weight."""
    write_content(tmp_path / "content", PAGES)
    told = []
    report = build_site(
        tmp_path / "content",
        tmp_path / "out",
        TODAY,
        None,
        lambda doing, done, of: told.append((doing, done, of)),
    )
    assert report.pages >= PAGES
    assert is_whole(tmp_path / "out")
    assert not report.hints
    assert [row for row in told if row[1] == row[2]] == [
        ("Reading", PAGES, PAGES),
        ("Writing", report.pages + 2, report.pages + 2),  # the sitemap and robots.txt
    ]


@pytest.mark.slow
def test_a_thousand_pages_in_one_folder(lane: Make) -> None:
    """Their list is cut into screens, so that no page grows with the site."""
    site = lane({f"all/p{number}.md": page() for number in range(PAGES)})
    site.build()
    assert "20 of 20" in site.read("all/list-20/index.html")
    small = (site.out / "all" / "p1" / "index.html").stat().st_size
    other = lane({}).content
    for path in list((other / "all").iterdir())[10:]:
        path.unlink()
    site.build()
    left = next((site.out / "all").glob("p*/index.html")).stat().st_size
    assert abs(small - left) < 500


def test_texts_that_did_not_change_are_kept(lane: Make) -> None:
    """The preview shows a save at once, and what is kept is what would be made again."""
    site = lane({"a.md": page("One [b](b.md)\n"), "b.md": page("## Two\n")})
    kept: Kept = {}
    load(site.content, TODAY, kept=kept)
    assert len(kept) == 3
    before = dict(kept)
    site.write({"a.md": page("Changed.\n")})
    again = load(site.content, TODAY, kept=kept)
    assert len(kept) == 3
    assert len(set(kept) - set(before)) == 1
    assert again.pages == site.load().pages


def test_a_changed_target_renders_again_what_may_link_to_it(lane: Make) -> None:
    """A kept text never leads to an address that has moved."""
    site = lane({"a.md": page("[b](b.md)\n"), "b.md": page()})
    kept: Kept = {}
    load(site.content, TODAY, kept=kept)
    (site.content / "b.md").rename(site.content / "c.md")
    site.write({"a.md": page("[b](c.md)\n")})
    pages = {p.path: p for p in load(site.content, TODAY, kept=kept).pages}
    assert 'href="/c/"' in pages["a.md"].rendered.html


@pytest.mark.slow
def test_kill_minus_nine_at_any_moment(tmp_path: Path) -> None:
    """What is published is one whole site, the former or the new, and the next build heals."""
    content, out = tmp_path / "content", tmp_path / "public"
    write_content(content, 30)
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(content), "--out", str(out)]
    began = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    lasts = time.monotonic() - began
    chance = random.Random()
    for round_ in range(KILLS):
        write_content(content, 30, seed=round_ + 2)  # so that the new site differs
        build = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, lasts))
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert is_whole(out), f"round {round_}"
    subprocess.run(command, check=True, capture_output=True)
    assert is_whole(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "public"]
