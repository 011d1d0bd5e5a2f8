"""Sites in tests are folders written from ``{path: text}``; nothing of ours is replaced."""

from __future__ import annotations

import datetime
import functools
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock

from safe_exit.base.places import ROOT
from safe_exit.base.problems import Problem, SiteError
from safe_exit.cli import main
from safe_exit.publish.build import build_site
from safe_exit.publish.output import RECORD, digests
from safe_exit.web.content import Content, load

TODAY = datetime.date(2026, 5, 31)
SITE_TOML = 'name = "Test Lane"\nbase_url = "https://test-lane.example/"\n'
HOME = "---\ntitle: Home\ndescription: The front page.\n---\nHello.\n"

Files = Mapping[str, str | bytes]


# The day as of which the real site is built for tests.
BUILT_ON = datetime.date(2026, 11, 23)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Half as many workers again as there are cores: a test in a browser waits half its time.

    At most 12, as each has up to three browsers open.
    """
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None  # somebody has said how many
    return min((os.cpu_count() or 1) * 3 // 2, 12)


@functools.cache
def real_content(drafts: bool = False) -> Content:
    """The real content folder, read once for all tests."""
    return load(ROOT / "content", BUILT_ON, drafts=drafts)


def once(
    tmp_path_factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]
) -> Path:
    """A folder that the first of a run's workers builds, for all of them."""
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    out = place / name / "public"
    with FileLock(place / f"{name}.lock"):
        if not out.exists():
            build(out)
    return out


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, frozen once for all tests: they read it and change nothing in it."""

    def build(out: Path) -> None:
        build_site(ROOT / "content", out, BUILT_ON, None, lambda _doing, _done, _of: None)

    return once(tmp_path_factory, "frozen", build)


def page(body: str = "Text.\n", title: str = "A page", **keys: str) -> str:
    """A page's text with front matter; further keys are written as they are."""
    lines = [f"title: {title}", "description: What it is for."]
    lines += [f"{key}: {value}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", body])


def write(folder: Path, files: Files) -> Path:
    """Write files below a folder, with a site.toml and a front page unless they are given."""
    for name, text in {"site.toml": SITE_TOML, "index.md": HOME, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def is_whole(folder: Path) -> bool:
    """Whether a built folder holds exactly what its record names."""
    record = folder / RECORD
    return record.is_file() and json.loads(record.read_text("utf-8")) == digests(folder)


class Lane:
    """A content folder and its output in one temporary place."""

    def __init__(self, place: Path) -> None:
        self.content = place / "content"
        self.out = place / "public"

    def write(self, files: Files) -> Lane:
        write(self.content, files)
        return self

    def load(self, today: datetime.date = TODAY, drafts: bool = False) -> Content:
        return load(self.content, today, drafts=drafts)

    def problems(self, today: datetime.date = TODAY) -> list[Problem]:
        """What a build has to say; [] when all is well."""
        try:
            build_site(self.content, self.out, today, None, lambda _doing, _done, _of: None)
        except SiteError as error:
            return list(error.problems)
        return []

    def build(self, today: datetime.date = TODAY) -> Path:
        build_site(self.content, self.out, today, None, lambda _doing, _done, _of: None)
        return self.out

    def read(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    def digests(self) -> dict[str, str]:
        return digests(self.out)

    def run(self, *arguments: str) -> Result:
        """Run the command line the way a person would, in this place."""
        return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def lane(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], Lane]:
    """Write a site into an empty working directory: ``lane({'about.md': …})``."""
    monkeypatch.chdir(tmp_path)
    made = Lane(Path())
    return made.write
