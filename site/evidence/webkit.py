"""WebKitGTK, driven through its own WebDriver on a screen of its own.

When it is driven it keeps no profile on disk (finding 21): what it leaves there was
not examined.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.common.options import ArgOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from urllib3.exceptions import HTTPError

from evidence.browser import Browser, Tab, failed, find, missing
from evidence.host import Host
from evidence.screen import Screen


class WebKit(Browser):
    """A MiniBrowser of WebKitGTK, for which ``host`` is every website."""

    engine = "WebKitGTK"
    profile = None

    def __init__(self, host: Host, script: bool = True) -> None:
        driver, options = find("WebKitWebDriver"), ArgOptions()
        for name, value in _capabilities(host, script).items():
            options.set_capability(name, value)
        self._screen = Screen()
        for left in reversed(range(3)):
            try:
                self._begin(driver, options)
            except BaseException as error:
                # It has to be given a port, which another program may take before it does.
                taken = self._process.poll() is not None
                self._end_driver()
                if taken and left:
                    continue
                self._screen.close()
                if isinstance(error, OSError | WebDriverException):
                    raise failed("WebKitWebDriver", str(error)) from error
                raise
            break
        self.version = str(self.driver.capabilities["browserVersion"])
        self._used = False

    def _begin(self, driver: str, options: ArgOptions) -> None:
        port = _port()
        # In a session of its own, so that the browser it starts can be ended with it.
        self._process = subprocess.Popen(
            [driver, f"--port={port}"],
            env={
                **self._screen.environment,
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        config = ClientConfig(f"http://127.0.0.1:{port}", timeout=60)
        self._line = RemoteConnection(client_config=config)
        _wait_for(port, self._process)
        self.driver = Remote(self._line, options=options)
        if self._process.poll() is not None:
            raise OSError("another driver has answered")
        # A question that is put while one page gives way to another is lost at times.
        config.timeout = 4

    def open(self) -> WebKitTab:
        if self._used:
            self.driver.switch_to.new_window("tab")
        self._used = True
        return WebKitTab(self.driver, self._screen)

    def close(self) -> None:
        # Asked to end, the driver would wait for a page that is still on its way.
        self._line.close()  # type: ignore[no-untyped-call]
        self._end_driver()
        self._screen.close()

    def _end_driver(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a process listens on a port. Raises OSError where it does not in time."""
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.05)
        else:
            return


def _capabilities(host: Host, script: bool) -> dict[str, Any]:
    binary = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)
    if binary is None:
        raise missing("MiniBrowser")
    arguments = ["--automation", f"--proxy=http://127.0.0.1:{host.port}"]
    arguments += [] if script else ["--enable-javascript=false"]
    return {
        "browserName": "MiniBrowser",
        "pageLoadStrategy": "none",
        "acceptInsecureCerts": True,
        "webkitgtk:browserOptions": {"binary": str(binary), "args": arguments},
    }


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class WebKitTab(Tab):
    """A tab of WebKitGTK."""

    def __init__(self, driver: Remote, screen: Screen) -> None:
        self._driver = driver
        self._screen = screen
        self._handle = driver.current_window_handle
        wide, high, whole = self.run("[innerWidth, innerHeight, outerHeight]")
        # Without the edge: a scroll bar fades in and out there.
        self._view = (0, whole - high, wide - 30, whole)

    @property
    def driver(self) -> Remote:
        """The driver, with this tab in hand."""
        if self._driver.current_window_handle != self._handle:
            self._driver.switch_to.window(self._handle)
        return self._driver

    def go(self, address: str) -> None:
        self.driver.get(address)
        self.wait_for(address)
        self.wait(lambda: bool(self.run("document.readyState == 'complete'")))

    def begin(self, address: str) -> None:
        self.driver.get(address)

    def address(self) -> str:
        # The driver's own answer is the address that has been asked for, not the page's.
        try:
            return str(self.run("location.href"))
        except (WebDriverException, HTTPError):
            return ""

    def run(self, script: str) -> Any:
        return self.driver.execute_script(f"return ({script})")

    def click(self, selector: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def step(self, by: int) -> None:
        self.driver.back() if by < 0 else self.driver.forward()

    def picture(self) -> bytes:
        # The driver would wait for a page that is on its way; the screen does not.
        return self._screen.picture(self._view)

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)
