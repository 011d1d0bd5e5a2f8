"""The documents tell the truth: what they name exists, and what exists is named."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safe_exit.base.places import ROOT
from safe_exit.content.config import SiteConfig
from safe_exit.content.frontmatter import FrontMatter
from safe_exit.data.resources import Resource
from safe_exit.markup.embeds import KINDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "static/leave/README.md",
]

PATHS = re.compile(r"`([\w./-]+\.(?:py|md|toml|txt|html|js|css|yaml|lock)|[\w.-]+/)`")


def commands() -> Iterator[str]:
    """Every command in the README's shell blocks, without its comment."""
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            command = line.partition("#")[0].strip()
            # What installs the program, and is then installed, is run by test_wheel.py.
            if command and not command.startswith(("pip ", "safe-exit ")):
                yield command


@pytest.mark.parametrize("command", list(commands()))
def test_the_readmes_commands_work(command: str, tmp_path: Path) -> None:
    """Run in a copy; of those of make it is only asked whether they exist: one runs this test."""
    if command.split()[0] == "make":
        subprocess.run(["make", "--dry-run", *command.split()[1:]], cwd=ROOT, check=True)
        return
    for name in ("build.py", "content", "site", "static", "templates"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    run = f'"{sys.executable}" {command.removeprefix("python ")}'
    subprocess.run(run, shell=True, cwd=tmp_path, check=True)


@pytest.mark.parametrize(
    "key",
    [*FrontMatter.model_fields, *SiteConfig.model_fields, *Resource.model_fields, *KINDS],
)
def test_every_key_is_in_the_readme(key: str) -> None:
    """An editor finds each of them."""
    assert f"`{key}`" in README or f"[[{key}:" in README


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_in_the_documents_exist(name: str) -> None:
    """A file that was renamed is renamed here too."""
    text = (ROOT / name).read_text(encoding="utf-8")
    for path in PATHS.findall(text):
        if path.startswith("public/") or path in ("404.html", "portal-passwords.txt"):
            continue  # these are made, or kept to oneself
        places = (ROOT, ROOT / "content", ROOT / "tests", (ROOT / name).parent)
        assert any((place / path).exists() for place in places), path


def test_the_changelog_speaks_to_its_reader() -> None:
    """Each entry says what you can now do."""
    entries = re.findall(r"^- (.*)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert entries
    assert all(entry.startswith("You can now ") for entry in entries)


def test_the_lock_file_holds_hashes_and_no_addresses() -> None:
    """It installs the same from any registry."""
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    for line in re.findall(r"^[a-z].*", text, re.MULTILINE):
        assert re.match(r"[\w.-]+==[\w.]+( ;.*)? \\$", line), line


def test_the_ci_runs_what_the_readme_says() -> None:
    """On a clean checkout, and nothing else."""
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in lines if line.startswith("make")] == [
        "make",
        "make check",
        "make test",
    ]
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
