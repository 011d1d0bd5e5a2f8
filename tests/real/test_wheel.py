"""The program as others install it: a wheel that needs no checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from safe_exit import __version__
from safe_exit.base.places import ROOT
from tests.readers.documents import installing

INSTALL = [command for command in installing() if command.startswith("pip ")]
USE = [command for command in installing() if command.startswith("safe-exit ")]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the documents' commands put the program, away from any checkout.

    What it needs is there already, so nothing is asked of a registry.
    """
    source = tmp_path_factory.mktemp("source")
    for name in ("site", "static", "templates"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    packages = tmp_path_factory.mktemp("packages")
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_TARGET": str(packages)}
    # For pip, this turns the isolation off.
    offline |= {"PIP_NO_BUILD_ISOLATION": "false", "PIP_QUIET": "1"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in INSTALL:
        env = {**os.environ, **offline, "PATH": path}
        subprocess.run(command, shell=True, cwd=source, env=env, check=True, capture_output=True)
    return packages


def call(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call the installed program in a folder where no checkout is."""
    return subprocess.run(
        [str(installed / "bin" / "safe-exit"), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )


def test_the_commands_of_the_documents_work(installed: Path, tmp_path: Path) -> None:
    """From the wheel to a built site."""
    assert len(INSTALL) == 2
    assert {command.split()[1] for command in USE} == {"init", "check", "build"}
    for command in USE:
        done = call(installed, tmp_path, *command.split()[1:])
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "public" / "index.html").is_file()


def test_a_site_of_ones_own_builds_at_once(installed: Path, tmp_path: Path) -> None:
    """`safe-exit init`, then `safe-exit build`: nothing to mend, the control on every page."""
    assert call(installed, tmp_path, "init", "mine").returncode == 0
    built = call(installed, tmp_path, "build", "--content", "mine")
    assert built.returncode == 0, built.stderr
    assert "safe-exit serve --content mine" in built.stdout
    pages = list((tmp_path / "public").rglob("*.html"))
    assert len(pages) == 6
    assert all('id="leave"' in page.read_text("utf-8") for page in pages)
    assert (tmp_path / "mine" / ".github" / "workflows" / "site.yml").is_file()
    assert "portal-passwords.txt" in (tmp_path / "mine" / ".gitignore").read_text().split()
    assert not list((tmp_path / "mine").glob("*.yml"))


def test_its_own_template_and_style_go_before_ours(installed: Path, tmp_path: Path) -> None:
    """One file of a site's own replaces one of ours, and no more."""
    call(installed, tmp_path, "init", "mine")
    footer = tmp_path / "mine" / "templates" / "layout" / "footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("<footer><p>Our own foot.</p></footer>", encoding="utf-8")
    style = tmp_path / "mine" / "static" / "callouts" / "callouts.css"
    style.parent.mkdir(parents=True)
    style.write_text(".callout { border: 3px solid }", encoding="utf-8")
    built = call(installed, tmp_path, "build", "--content", "mine")
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "public" / "index.html").read_text("utf-8")
    assert "Our own foot." in page
    assert ".callout{border:3px solid}" in page


def test_the_control_cannot_be_lost_that_way(installed: Path, tmp_path: Path) -> None:
    """A template that leaves it out stops the build."""
    call(installed, tmp_path, "init", "mine")
    leave = tmp_path / "mine" / "templates" / "leave" / "leave.html"
    leave.parent.mkdir(parents=True)
    leave.write_text("<p>Nothing here.</p>", encoding="utf-8")
    built = call(installed, tmp_path, "build", "--content", "mine")
    assert built.returncode == 1
    assert "Leave control is not the first thing" in built.stderr
    assert not (tmp_path / "public").exists()


def test_a_folder_that_holds_something_is_left_alone(installed: Path, tmp_path: Path) -> None:
    """Nobody's pages are written over."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.md").write_text("Mine.", encoding="utf-8")
    refused = call(installed, tmp_path, "init", "mine")
    assert refused.returncode == 1
    assert "there is something here already" in refused.stderr
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["index.md"]


def test_it_says_its_version(installed: Path, tmp_path: Path) -> None:
    """By which a fault can be told."""
    assert call(installed, tmp_path, "--version").stdout.strip() == (
        f"safe-exit, version {__version__}"
    )


def test_the_visit_to_our_own_site_needs_its_pages(installed: Path, tmp_path: Path) -> None:
    """It comes with the program, the pages do not: that is said, and what to do."""
    refused = call(installed, tmp_path, "trace")
    assert refused.returncode == 1
    assert "evidence/visits/ours.toml: there is no content folder" in refused.stderr
    assert "Write a visit of your own" in refused.stderr
