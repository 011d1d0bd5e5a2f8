"""A portal whose files were changed on the way: told, and not shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence.host import Host
from tests.browser.portal.conftest import (
    ATTACHMENT,
    BOTH,
    FOLDER,
    LIST,
    PORTAL,
    RECORDING,
    RIGHT,
    TALK,
    Start,
    nothing_is_open,
    opened,
    said,
    says,
    shows,
    try_password,
)


def flipped(content: bytes, at: int) -> bytes:
    """The same with one bit changed."""
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.fixture
def damaged(locked: Path, tmp_path: Path) -> Iterator[Callable[..., Host]]:
    """The site with changed files: ``damaged({number: change})``."""
    hosts: list[Host] = []

    def change(changes: dict[int, Callable[[Path], bytes | None]]) -> Host:
        copy = tmp_path / "damaged"
        shutil.copytree(locked, copy)
        for number, make in changes.items():
            file = copy / FOLDER / f"{number}.bin"
            if (content := make(file)) is None:
                file.unlink()
            else:
                file.write_bytes(content)
        hosts.append(Host(copy))
        hosts[-1].start()
        return hosts[-1]

    yield change
    for host in hosts:
        host.stop()


@BOTH
def test_what_was_damaged_or_swapped_is_not_shown(
    start: Start, damaged: Callable[..., Host], engine: str
) -> None:
    """A clear message and nothing else, and the rest of the portal goes on working."""
    changes = {
        3: lambda file: file.with_name("2.bin").read_bytes(),
        2: lambda file: file.read_bytes()[:-1],
        RECORDING: lambda file: flipped(file.read_bytes(), 100_000),
        ATTACHMENT: lambda _: None,
    }
    tab = opened(start(engine, damaged(changes)).open())
    for page in (2, 3):
        tab.click(f"#portal-page a[href='#w{page}']")
        assert says(tab, "has not arrived as it was published")
        assert nothing_is_open(tab)
        tab.click(".portal-bar a")
        assert shows(tab, LIST)
        assert said(tab) == ""
    tab.click("#portal-page a[href='#w1']")
    assert shows(tab, TALK)
    tab.click(".portal-film button")
    assert says(tab, "has not arrived as it was published")
    assert tab.run("document.querySelector('video').hidden")
    tab.click(f"#portal-page a[href='#f{ATTACHMENT}']")
    assert says(tab, "could not be fetched")


@BOTH
@pytest.mark.parametrize(
    ("how", "said_then"),
    [
        ("swapped", "has not arrived as it was published"),
        ("cut short in its header", "has not arrived as it was published"),
        ("empty", "has not arrived as it was published"),
        ("gone", "could not be fetched"),
    ],
)
def test_each_way_to_break_a_file_is_told(
    start: Start, damaged: Callable[..., Host], engine: str, how: str, said_then: str
) -> None:
    """The list itself, so that nothing at all is shown; locking works all the same."""
    ways: dict[str, Callable[[Path], bytes | None]] = {
        "swapped": lambda file: file.with_name("1.bin").read_bytes(),
        "cut short in its header": lambda file: file.read_bytes()[:20],
        "empty": lambda _: b"",
        "gone": lambda _: None,
    }
    tab = start(engine, damaged({0: ways[how]})).open()
    tab.go(PORTAL)
    try_password(tab, RIGHT)
    assert says(tab, said_then)
    assert nothing_is_open(tab)
    tab.click("#portal-lock")
    assert says(tab, "The portal is locked")
