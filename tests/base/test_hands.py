"""Work that several processes do side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from safe_exit.base.hands import cores, many_hands
from safe_exit.base.places import ROOT
from safe_exit.base.problems import DocumentError, Problem


def fail(what: str) -> None:
    """As whatever cannot make a document does."""
    raise DocumentError([Problem("content/a.md", 3, what, "Mend it")])


def test_one_alone_needs_no_other() -> None:
    """A machine with one core, or a small site."""
    with many_hands(1) as hands:
        assert hands is None
    assert cores() >= 1


def test_what_is_done_elsewhere_comes_back() -> None:
    """From another process, and mistakes with their file and line."""
    with many_hands(2) as hands:
        assert hands is not None
        assert hands.ask(os.getpid).result() != os.getpid()
        with pytest.raises(DocumentError) as caught:
            hands.ask(fail, "nothing is there").result()
    assert [str(problem) for problem in caught.value.problems] == [
        "content/a.md:3: nothing is there. Mend it."
    ]


def test_nobody_stays_when_the_one_who_asked_is_killed(tmp_path: Path) -> None:
    """Or a builder that is killed would leave processes behind for ever."""
    code = f"""
        import os, sys, time
        sys.path.insert(0, {str(ROOT / "site")!r})
        from safe_exit.base.hands import many_hands
        if __name__ == "__main__":
            with many_hands(2) as hands:
                print(hands.ask(os.getpid).result(), flush=True)
                time.sleep(60)
    """
    script = tmp_path / "asks.py"
    script.write_text(textwrap.dedent(code), encoding="utf-8")
    asking = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert asking.stdout
    with asking.stdout:
        other = int(asking.stdout.readline())
    assert is_there(other)
    asking.kill()
    asking.wait()
    until = time.monotonic() + 10
    while is_there(other) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_there(other)


def is_there(process: int) -> bool:
    """Whether a process still runs, and is not only waiting to be counted."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/status")
    return not (status.exists() and "\nState:\tZ" in status.read_text())
