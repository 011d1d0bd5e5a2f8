"""What every browser has to be able to do, whatever engine it has and however it is driven."""

from __future__ import annotations

import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

from safe_exit.base.problems import Problem, SiteError

INSTALL = "Install the browsers with: make browsers"


class BrowserError(SiteError):
    """A browser is there and did not start."""


class MissingBrowserError(BrowserError):
    """A browser, or what drives it, is not installed."""


class Tab(ABC):
    """One tab, in which things are done as a visitor does them. Keys come from a `Screen`."""

    @abstractmethod
    def go(self, address: str) -> None:
        """Open an address as if it had been typed, and wait until the page has loaded."""

    @abstractmethod
    def begin(self, address: str) -> None:
        """Open an address and do not wait for it."""

    @abstractmethod
    def address(self) -> str:
        """The address of the page that is shown."""

    @abstractmethod
    def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page, by way of JSON.

        Do not ask while a page of another website is on its way: Chromium answers
        only when it has come.
        """

    @abstractmethod
    def click(self, selector: str) -> None:
        """Press and release the mouse on an element. Waits for nothing."""

    @abstractmethod
    def step(self, by: int) -> None:
        """The browser's own Back (-1) or Forward (1); nothing where there is nothing."""

    def listed(self) -> list[str] | None:
        """The addresses that Back and Forward lead through; None where a browser does not tell."""
        return None

    @abstractmethod
    def picture(self) -> bytes:
        """What is on the screen, as PNG."""

    @abstractmethod
    def pause(self, seconds: float) -> None:
        """Let time pass, and the browser go on."""

    def wait(self, until: Callable[[], bool], seconds: float = 10) -> bool:
        """Whether something becomes true in time."""
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                return False
            self.pause(0.05)
        return True

    def wait_for(self, address: str, seconds: float = 10) -> None:
        """Wait until a page has come. Raises TimeoutError, naming what is there instead."""
        if not self.wait(lambda: self.address() == address, seconds):
            raise TimeoutError(f"{address} did not come; {self.address()} is there")


class Browser(ABC):
    """A running browser with a profile of its own. Use it as a context manager."""

    engine: str
    version: str
    profile: Path | None
    """The folder of the profile; None where the engine keeps none when it is driven."""

    @abstractmethod
    def open(self) -> Tab:
        """A new tab with an empty page."""

    @abstractmethod
    def close(self) -> None:
        """End it, so that all it keeps is on the disk."""

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def find(*names: str, otherwise: str = "") -> str:
    """The first of some programs that is installed, else the file ``otherwise``.

    Raises `MissingBrowserError` where there is none of them.
    """
    for name in names:
        if path := shutil.which(name):
            return path
    if Path(otherwise).is_file():
        return otherwise
    raise missing(names[0])


def missing(program: str) -> MissingBrowserError:
    """What to say of a program that is not there."""
    return MissingBrowserError([Problem(program, 0, "this program is not installed", INSTALL)])


def failed(program: str, said: str) -> BrowserError:
    """What to say of a program that is there and did not start."""
    return BrowserError([Problem(program, 0, f"it did not start ({said})", "Start it by hand")])
