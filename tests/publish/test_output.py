"""The output folder is one whole site at every moment."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from safe_exit.base.problems import OutputError
from safe_exit.publish.output import RECORD, check_output, fresh_folder
from tests.conftest import is_whole


def publish(out: Path, **files: str) -> None:
    """Publish a few files."""
    with fresh_folder(out) as fresh:
        for name, text in files.items():
            (fresh / name).write_text(text)


def test_the_first_site_and_the_next(tmp_path: Path) -> None:
    """Replaced as a whole: nothing of the former site stays."""
    out = tmp_path / "deep" / "public"
    publish(out, one="1", two="2")
    publish(out, one="3")
    assert {path.name for path in out.iterdir()} == {"one", RECORD}
    assert is_whole(out)
    assert [path.name for path in out.parent.iterdir()] == ["public"]


def test_what_goes_wrong_leaves_the_former_site(tmp_path: Path) -> None:
    """And nothing beside it."""
    out = tmp_path / "public"
    publish(out, one="1")
    with pytest.raises(KeyError), fresh_folder(out) as fresh:
        (fresh / {"one": "one"}["two"]).write_text("2")
    assert (out / "one").read_text() == "1"
    assert is_whole(out)
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


@pytest.mark.parametrize("change", ["edit", "remove", "add", "no record"])
def test_a_folder_that_was_changed_by_hand_is_not_whole(tmp_path: Path, change: str) -> None:
    """The record names every file with its checksum."""
    out = tmp_path / "public"
    publish(out, one="1")
    match change:
        case "edit":
            (out / "one").write_text("2")
        case "remove":
            (out / "one").unlink()
        case "add":
            (out / "two").write_text("2")
        case _:
            (out / RECORD).unlink()
    assert not is_whole(out)


def test_an_empty_folder_is_as_good_as_none(tmp_path: Path) -> None:
    """People make it beforehand."""
    out = tmp_path / "public"
    out.mkdir()
    check_output(out, tmp_path / "content")
    publish(out, one="1")
    assert is_whole(out)


@pytest.mark.parametrize("place", [".", "content", "content/public"])
def test_the_content_is_never_in_danger(tmp_path: Path, place: str) -> None:
    """A slip of --out must not replace what editors wrote."""
    (tmp_path / "content").mkdir()
    with pytest.raises(OutputError, match="may not hold the content"):
        check_output(tmp_path / place, tmp_path / "content")


def test_a_folder_with_files_that_no_build_made(tmp_path: Path) -> None:
    """Somebody's photographs, say."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_text("x")
    with pytest.raises(OutputError, match="files that no build made"):
        check_output(tmp_path / "photos", tmp_path / "content")


def test_a_file_in_the_way(tmp_path: Path) -> None:
    """A file cannot be replaced by a folder."""
    (tmp_path / "public").write_text("x")
    with pytest.raises(OutputError, match="a file of this name"):
        check_output(tmp_path / "public", tmp_path / "content")


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    """But not what another build is writing at this moment."""
    left = tmp_path / ".public.building-dead"
    left.mkdir()
    (left / "half").write_text("x")
    with fresh_folder(tmp_path / "public") as mine, fresh_folder(tmp_path / "public") as other:
        assert not left.exists()
        assert mine.exists()
        assert other.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_where_folders_cannot_be_exchanged_they_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network file systems know no exchange. The system's refusal is simulated."""

    def refuse(*_paths: Path) -> None:
        raise OSError(errno.EINVAL, "no exchange here")

    monkeypatch.setattr("safe_exit.publish.output._exchange", refuse)
    out = tmp_path / "public"
    publish(out, one="1")
    publish(out, one="2")
    assert (out / "one").read_text() == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["public"]


def test_a_bug_is_not_taken_for_a_full_disk(tmp_path: Path) -> None:
    """A file that our own code does not find is a bug, with its traceback."""
    with pytest.raises(FileNotFoundError), fresh_folder(tmp_path / "public"):
        (tmp_path / "nowhere").read_text()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """One sentence, not a traceback."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written here"):
        publish(tmp_path / "file" / "public", one="1")
