"""Work done by several processes side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Hands:
    """Processes that each begin as this program does, alike on Linux and macOS.

    What one is asked to do has to be a function that can be imported, and what goes in and comes
    out has to be picklable. Processes start when they are first needed: half a second each.
    """

    def __init__(self, pool: ProcessPoolExecutor, count: int) -> None:
        self._pool = pool
        self.count = count

    def ask(self, do: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have something done; its result can be waited for."""
        return self._pool.submit(do, *args, **kwargs)


@contextmanager
def many_hands(count: int) -> Iterator[Hands | None]:
    """Hands for a while; None where there is to be one alone, which is this process.

    What nobody has waited for is dropped at the end.
    """
    if count < 2:
        yield None
        return
    context = get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent)
    try:
        yield Hands(pool, count)
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Leave no process behind when the one that asked was killed."""

    def wait() -> None:
        parent = parent_process()
        assert parent is not None
        parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
