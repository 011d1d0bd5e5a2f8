"""WebKitGTK, driven through its own WebDriver on a screen of its own.

When it is driven it keeps no profile on disk (finding 21): what it leaves there was
not examined.
"""

from __future__ import annotations

import base64
import contextlib
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains, Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.options import ArgOptions

from evidence.browser import Browser, Tab, failed, find, missing
from evidence.host import Host

KEYS = {"Shift": Keys.SHIFT, "Escape": Keys.ESCAPE, "Enter": Keys.ENTER, "Tab": Keys.TAB}


class WebKit(Browser):
    """A MiniBrowser of WebKitGTK, for which ``host`` is every website."""

    engine = "WebKitGTK"
    profile = None

    def __init__(self, host: Host, script: bool = True) -> None:
        self._ended: list[subprocess.Popen[bytes]] = []
        try:
            self._start(host, script)
        except BaseException:
            self._end()
            raise

    def _start(self, host: Host, script: bool) -> None:
        screen = self._screen()
        port = _free_port()
        # The browser is a grandchild: in a session of its own all can be ended together.
        self._run(
            [find("WebKitWebDriver"), f"--port={port}"],
            env={
                **os.environ,
                "DISPLAY": screen,
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
                "LIBGL_ALWAYS_SOFTWARE": "1",
            },
        )
        options = ArgOptions()
        for name, value in _capabilities(host, script).items():
            options.set_capability(name, value)
        for _ in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        try:
            self.driver = Remote(f"http://127.0.0.1:{port}", options=options)
        except WebDriverException as error:
            raise failed("WebKitWebDriver", str(error.msg)) from error
        self.version = str(self.driver.capabilities["browserVersion"])

    def _screen(self) -> str:
        """Start an X server on a free display and tell its name."""
        read, write = os.pipe()
        self._run(
            [
                find("Xvfb"),
                "-displayfd",
                str(write),
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
            ],
            pass_fds=(write,),
        )
        os.close(write)
        with os.fdopen(read, encoding="ascii") as number:
            return f":{number.readline().strip()}"

    def _run(self, command: list[str], **options: Any) -> None:
        started = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **options,
        )
        self._ended.append(started)

    def open(self) -> WebKitTab:
        if len(self.driver.window_handles) > 1 or self.driver.current_url != "about:blank":
            self.driver.switch_to.new_window("tab")
        return WebKitTab(self.driver)

    def close(self) -> None:
        with contextlib.suppress(WebDriverException):
            self.driver.quit()
        self._end()

    def _end(self) -> None:
        for process in reversed(self._ended):
            process.terminate()
            process.wait(30)


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


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class WebKitTab(Tab):
    """A tab of WebKitGTK."""

    def __init__(self, driver: Remote) -> None:
        self.driver = driver

    def go(self, address: str) -> None:
        self.driver.get(address)
        self.wait_for(address)
        self.wait(lambda: bool(self.run("document.readyState == 'complete'")))

    def address(self) -> str:
        # The driver's own answer is the address that has been asked for, not the page's.
        try:
            return str(self.run("location.href"))
        except WebDriverException:
            return ""

    def run(self, script: str) -> Any:
        return self.driver.execute_script(f"return ({script})")

    def click(self, selector: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def press(self, key: str, times: int = 1) -> None:
        chain = ActionChains(self.driver, duration=10)
        for _ in range(times):
            chain.key_down(KEYS.get(key, key)).key_up(KEYS.get(key, key)).pause(0.02)
        chain.perform()

    def step(self, by: int) -> None:
        self.driver.back() if by < 0 else self.driver.forward()

    def picture(self) -> bytes:
        return base64.b64decode(self.driver.get_screenshot_as_base64())

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)
