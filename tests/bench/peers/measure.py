"""What a command costs, seen from outside: time, processor time and memory of all it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple

EVERY = 0.01
"""Seconds between two looks at the memory."""


class Cost(NamedTuple):
    """Seconds of processors, seconds by the clock, and megabytes at most."""

    cpu: float
    wall: float
    memory: float


class CommandError(Exception):
    """A command ended with an error; the message is the end of what it printed."""


def measure(command: list[str], place: Path, log: Path) -> Cost:
    """Run a command in ``place`` and tell what it cost; what it prints goes into ``log``.

    CPU is what the system accounts to the process and to all that it has waited for. Memory is
    the largest sum of the resident sets of the process and all below it, looked at in
    /proc a hundred times a second: what processes share is counted for each, and a peak between
    two looks is missed. Elsewhere than on Linux it is nought.
    """
    with log.open("wb") as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=place, stdout=out, stderr=subprocess.STDOUT)
        over, peak = threading.Event(), [0]

        def look() -> None:
            while not over.wait(EVERY):
                peak[0] = max(peak[0], resident(process.pid))

        looking = threading.Thread(target=look)
        looking.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            took = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            over.set()
            looking.join()
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")[-2_000:]
        raise CommandError(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return Cost(usage.ru_utime + usage.ru_stime, took, peak[0] / 1e6)


def resident(process: int) -> int:
    """Bytes of a process and all below it that are in memory, as /proc has them."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_bytes().split()[1])
        tasks = os.listdir(f"/proc/{process}/task")
    except (OSError, IndexError):
        return 0  # it has ended, or there is no /proc
    below = 0
    for task in tasks:
        try:
            children = Path(f"/proc/{process}/task/{task}/children").read_bytes().split()
        except OSError:
            continue
        below += sum(resident(int(child)) for child in children)
    return pages * os.sysconf("SC_PAGE_SIZE") + below
