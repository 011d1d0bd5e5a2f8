"""The documents tell the truth: what they name exists, and what exists is named."""

from __future__ import annotations

import datetime
import os
import re
import tomllib
from pathlib import Path

import pytest

from evidence.visit import load_visit
from safe_exit.base.places import ROOT
from safe_exit.base.plain_yaml import read_yaml
from safe_exit.base.records import validate
from safe_exit.content.config import SiteConfig
from safe_exit.content.frontmatter import FrontMatter
from safe_exit.content.frontmatter import read_document as read_page
from safe_exit.web.content import load
from tests.readers.documents import (
    DOCUMENTS,
    GUIDES,
    examples,
    headings,
    links,
    prose,
    read,
    workshop,
)

PATHS = re.compile(r"`([\w./-]+\.(?:py|md|toml|txt|html|js|css|yaml|lock)|[\w.-]+/)`")

# They are made, or kept to oneself.
MADE = ("public/", "404.html", "portal-passwords.txt")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_paths_in_the_documents_exist(name: str) -> None:
    """A file that was renamed is renamed here too."""
    shown = {example.path for example in examples(name)}
    for path in PATHS.findall(read(name)):
        if path.startswith(MADE) or path in shown:
            continue
        places = (ROOT, ROOT / "content", ROOT / "tests", (ROOT / name).parent)
        assert any((place / path).exists() for place in places), path


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_in_the_documents_lead_somewhere(name: str) -> None:
    """To a file that is there, and to a heading that is in it."""
    for link in links(name):
        if link.startswith(("https://", "mailto:")):
            continue
        path, _, fragment = link.partition("#")
        target = ((ROOT / name).parent / path).resolve() if path else ROOT / name
        assert target.is_file(), link
        if fragment:
            assert fragment in headings(target.relative_to(ROOT).as_posix()), link


def test_the_readme_is_short_and_leads_to_every_guide() -> None:
    """It is the one file that everybody opens."""
    assert len(read("README.md").splitlines()) < 120
    assert GUIDES
    assert {*GUIDES} <= {*links("README.md")}


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_says_first_for_whom_it_is(name: str) -> None:
    """One sentence, right below its title; and an example comes before any table."""
    text = read(name)
    title, sentence, *_ = re.split(r"\n\n+", text)
    assert re.fullmatch(r"# \S[^\n]*", title)
    assert re.match(r"For (whoever|editors|translators)\b", sentence)
    assert re.fullmatch(r"[^.]+(\.toml[^.]+)?\.", sentence)
    assert text.index("\n```") < text.index("\n| ")


@pytest.mark.parametrize("name", GUIDES)
def test_the_examples_of_a_guide_can_be_built(name: str, tmp_path: Path) -> None:
    """In a new site, with nothing to mend; each is said to be the file that it is."""
    shown = [example.path for example in examples(name) if example.path]
    for path in shown:
        assert f"`{path}`" in prose(name)
    place = workshop(name, tmp_path)
    load(place / "content", datetime.date(2026, 11, 28))
    for path in shown:
        if path.endswith(".toml"):
            load_visit(place / path)


@pytest.mark.parametrize("name", GUIDES)
def test_pieces_of_files_have_keys_that_are_known(name: str) -> None:
    """Of a page, or of site.toml."""
    for example in examples(name):
        keys: dict[str, object] = {"title": "A", "description": "B"}
        if example.language == "yaml" and not example.path:
            written, _, _ = read_yaml(example.text, name)
            meta, problems = validate(FrontMatter, keys | written, name, {})
            assert meta, problems
        elif example.language == "toml" and not example.path:
            keys = {"name": "A", "base_url": "https://a.example/"}
            site, problems = validate(SiteConfig, keys | tomllib.loads(example.text), name, {})
            assert site, problems
        elif example.text.startswith("---") and not example.path:
            assert not read_page(example.text, name).problems


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
