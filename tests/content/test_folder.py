"""A content folder is read once, and the same whoever asks."""

from __future__ import annotations

from pathlib import Path

from safe_exit.content.folder import read_folder
from tests.conftest import write


def test_nothing_behind_it_asks_the_disk(tmp_path: Path) -> None:
    """What changes afterwards changes nothing."""
    folder = read_folder(write(tmp_path, {"a.md": "One."}), "content")
    (tmp_path / "a.md").unlink()
    assert folder.text("a.md") == ("One.", [])
    assert folder.where("a.md") == "content/a.md"


def test_hidden_files_and_a_sites_own_templates_are_no_content(tmp_path: Path) -> None:
    """In whatever folder they lie."""
    files = {".git/a.md": "", "b/.c.md": "", "templates/d.html": "", "static/e.css": "", "f.md": ""}
    folder = read_folder(write(tmp_path, files))
    assert [*folder.files] == ["f.md", "index.md", "site.toml"]


def test_the_order_is_that_of_folders(tmp_path: Path) -> None:
    """On every machine: a folder's files stand together."""
    folder = read_folder(write(tmp_path, {"a/x.md": "", "a-b.md": "", "a/y/z.md": ""}))
    assert [*folder.files] == ["a/x.md", "a/y/z.md", "a-b.md", "index.md", "site.toml"]
    assert folder.below("a") == ["a/x.md", "a/y/z.md"]


def test_words_that_nobody_has_saved(tmp_path: Path) -> None:
    """A preview shows them, and the folder stays as it is."""
    folder = read_folder(write(tmp_path, {"a.md": "One."}))
    assert folder.with_text("a.md", "Two.").text("a.md")[0] == "Two."
    assert folder.text("a.md")[0] == "One."


def test_a_file_that_is_not_text_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    """So that the rest of its mistakes are told in the same run."""
    folder = read_folder(write(tmp_path, {"a.md": b"One \xff\nTwo"}), "content")
    text, (problem,) = folder.text("a.md")
    assert text == "One \ufffd\nTwo"
    assert str(problem).startswith("content/a.md:1: the file is not UTF-8 text.")
