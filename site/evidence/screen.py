"""A screen that nobody looks at, with a keyboard.

A key pressed through a browser's own driver reaches the page and nothing else. Where
it matters what the browser itself does with a key (Esc stops a load), the key has to
come from the screen, to a browser that has a window there.
"""

from __future__ import annotations

import io
import os
import subprocess
import time

from PIL import ImageGrab

from evidence.browser import failed, find


class Screen:
    """An X server on a free display; ``name`` is that display. Use it as a context manager."""

    def __init__(self) -> None:
        read, write = os.pipe()
        screen = ["-screen", "0", "1280x900x24", "-nolisten", "tcp"]
        self._process = subprocess.Popen(
            [find("Xvfb"), "-displayfd", str(write), *screen],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read, encoding="ascii") as number:
            self.name = f":{number.readline().strip()}"
        if self.name == ":":
            self.close()
            raise failed("Xvfb", "it has opened no display")

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to open its windows here."""
        return {**os.environ, "DISPLAY": self.name}

    def focus(self, title: str) -> None:
        """Give the keyboard to the window whose title holds some words."""
        for left in reversed(range(20)):
            try:
                windows = self._xdotool(
                    "search", "--onlyvisible", "--sync", "--name", title
                ).split()
                self._xdotool("windowfocus", "--sync", windows[-1])
            except subprocess.CalledProcessError:
                # A window that goes while they are looked through ends the search.
                if not left:
                    raise
                time.sleep(0.25)
            else:
                return

    def press(self, key: str, times: int = 1, apart: float = 0.05) -> None:
        """Press and release a real key, by its X name ('Escape', 'Shift_L').

        All by one process: starting one for each takes longer on a busy machine than the
        control waits for the next press.
        """
        self._xdotool("key", "--delay", str(round(apart * 1000)), *[key] * times)

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            [find("xdotool"), *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=20,
        )
        return done.stdout

    def picture(self, box: tuple[int, int, int, int]) -> bytes:
        """A part of the screen (left, top, right, bottom), as PNG."""
        png = io.BytesIO()
        ImageGrab.grab(bbox=box, xdisplay=self.name).save(png, "PNG")
        return png.getvalue()

    def close(self) -> None:
        """End the server; what still shows windows here ends with it."""
        self._process.terminate()
        self._process.wait(30)

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
