"""The portal's passwords: from where, how strong, and never in a message."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from safe_exit.base.places import PASSWORDS_FILE
from safe_exit.base.problems import Problem, SiteError
from safe_exit.portal.passwords import (
    FEWEST_BITS,
    VARIABLE,
    Password,
    new_password,
    read_passwords,
    strength,
)
from tests.conftest import Lane

GOOD = "plank-otter-vanish-mellow-tribune-scarf-hurdle"
BETTER = "gravel-sonnet-pickle-orbit-thimble-walrus-denim"


def read(text: str, place: Path) -> tuple[Password, ...]:
    """The passwords of the environment."""
    return read_passwords({VARIABLE: text}, place)


def problems(text: str, place: Path) -> tuple[Problem, ...]:
    """What is wrong with them."""
    with pytest.raises(SiteError) as caught:
        read(text, place)
    return tuple(caught.value.problems)


def test_a_line_each(tmp_path: Path) -> None:
    """With comments, empty lines, space around, and = inside."""
    text = f"\n# for the spring\n  spring course = {GOOD}=1 \r\n\nautumn={BETTER}\n"
    assert read(text, tmp_path) == (
        Password("spring course", f"{GOOD}=1"),
        Password("autumn", BETTER),
    )


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """The file where it says nothing; none at all without either."""
    assert read_passwords({}, tmp_path) == ()
    (tmp_path / PASSWORDS_FILE).write_text(f"file={GOOD}\n", encoding="utf-8")
    assert [p.label for p in read_passwords({}, tmp_path)] == ["file"]
    assert [p.label for p in read("  \n", tmp_path)] == ["file"]
    assert [p.label for p in read(f"environment={BETTER}", tmp_path)] == ["environment"]


def test_only_comments_is_no_password(tmp_path: Path) -> None:
    """A file to be filled in later."""
    (tmp_path / PASSWORDS_FILE).write_text("# label=password\n", encoding="utf-8")
    assert read_passwords({}, tmp_path) == ()


def test_accents_count_as_they_look(tmp_path: Path) -> None:
    """However a keyboard writes them; the page does the same to what is typed."""
    (composed,) = read(f"a={GOOD}-caf\u00e9", tmp_path)
    (parts,) = read(f"a={GOOD}-cafe\u0301", tmp_path)
    assert composed == parts


@pytest.mark.parametrize("line", [GOOD, f"={GOOD}", "label=", "="])
def test_a_line_of_another_form(tmp_path: Path, line: str) -> None:
    """It may be a password: the message does not repeat it."""
    (problem,) = problems(f"a={BETTER}\n{line}\n", tmp_path)
    assert (problem.path, problem.line) == (VARIABLE, 2)
    assert "label=password" in problem.what
    assert GOOD not in str(problem)


WEAK = [
    "letmein",
    "Tr0ub4dor&3",
    "correct horse battery staple",
    "zxcvbnm,./",
    "autumn course autumn course autumn course",
    "a" * 500,
    "SafeLives2026!",
    "12345678901234567890",
]


@pytest.mark.parametrize("weak", WEAK)
def test_what_can_be_guessed_is_refused(tmp_path: Path, weak: str) -> None:
    """With how to make a good one, the strength and the label; without the password."""
    (problem,) = problems(f"autumn course={weak}", tmp_path)
    assert re.search(r"'autumn course' can be guessed \(\d+ bits, 80 needed\)", problem.what)
    assert problem.how_to_fix == "Make one with: python build.py portal new-password"
    assert weak not in str(problem)


def test_the_label_does_not_make_a_password_stronger(tmp_path: Path) -> None:
    """Whoever guesses begins with words about the site."""
    long = "wrexham-probation-delivery-unit-team-seven"
    assert strength(long, long) < FEWEST_BITS < strength(long)
    assert problems(f"{long}={long}", tmp_path)


def test_one_label_or_password_twice(tmp_path: Path) -> None:
    """They could not be revoked one by one."""
    found = problems(f"a={GOOD}\na={BETTER}\nb={GOOD}\n", tmp_path)
    assert [problem.line for problem in found] == [2, 3]
    assert all("line above" in problem.what for problem in found)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """By the name and the lines of the file."""
    (tmp_path / PASSWORDS_FILE).write_text("a=weak\nnothing\nb=weaker\n", encoding="utf-8")
    with pytest.raises(SiteError) as caught:
        read_passwords({}, tmp_path)
    assert [(p.path, p.line) for p in caught.value.problems] == [
        (PASSWORDS_FILE, n) for n in (1, 2, 3)
    ]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    """A problem, not a traceback; nothing of it is repeated."""
    (tmp_path / PASSWORDS_FILE).write_bytes(b"a=" + GOOD.encode("utf-16"))
    with pytest.raises(SiteError) as caught:
        read_passwords({}, tmp_path)
    assert PASSWORDS_FILE in str(caught.value)
    assert "otter" not in str(caught.value)


def test_a_password_does_not_show_when_it_is_written_out() -> None:
    """As in a traceback."""
    assert GOOD not in repr(Password("a", GOOD))


def test_new_passwords_are_strong_and_never_the_same() -> None:
    """Seven words, in small letters, that can be read out on the phone."""
    made = {new_password() for _ in range(40)}
    assert len(made) == 40
    words = {word for password in made for word in password.split("-")}
    assert len(words) > 200
    for password in made:
        assert strength(password) >= FEWEST_BITS
        assert re.fullmatch(r"[a-z-]+", password)
        assert password.count("-") >= 6


def test_the_command_makes_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a line of its own, so that it can be piped; what to do with it goes elsewhere."""
    monkeypatch.chdir(tmp_path)
    said = Lane(tmp_path).run("portal", "new-password")
    assert said.exit_code == 0
    assert strength(said.stdout.strip()) >= FEWEST_BITS
    assert "\n" not in said.stdout.strip()
    assert PASSWORDS_FILE in said.stderr
    assert list(tmp_path.iterdir()) == []
    assert os.environ.get(VARIABLE) is None
