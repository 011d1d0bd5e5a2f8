"""Files as editors leave them."""

from __future__ import annotations

from pathlib import Path

from safe_exit.base.files import read_bytes, read_text


def test_a_good_file(tmp_path: Path) -> None:
    """Its text, and nothing to say."""
    (tmp_path / "a.md").write_text("naïve", encoding="utf-8")
    assert read_text(tmp_path / "a.md", "a.md") == ("naïve", [])


def test_another_encoding_is_told_with_its_line_and_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """So that the other mistakes in the file can be told as well."""
    (tmp_path / "a.md").write_bytes(b"one\ntwo \xe9\nthree")
    text, (problem,) = read_text(tmp_path / "a.md", "a.md")
    assert text == "one\ntwo \ufffd\nthree"
    assert str(problem).startswith("a.md:2: the file is not UTF-8 text.")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """No traceback for a matter of rights, or of names."""
    text, (problem,) = read_text(tmp_path, "a.md")
    assert text == ""
    assert "cannot be read" in problem.what
    assert read_bytes(tmp_path, "a.md") == (b"", [problem])
