"""Firefox, driven by the WebDriver BiDi that it speaks itself."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import websocket
from playwright.sync_api import Playwright

from evidence.browser import Browser, Tab, failed, find
from evidence.firefox_profile import write_profile
from evidence.host import Host
from evidence.screen import Screen


def find_firefox(playwright: Playwright) -> str:
    """The browser's program: the system's, else the one Playwright has installed."""
    return find("firefox-esr", "firefox", otherwise=playwright.firefox.executable_path)


class Firefox(Browser):
    """A Firefox with a profile in ``folder``, for which ``host`` is every website.

    ``program`` is its file; without a ``screen`` it has no window, and
    without ``script`` pages have none.
    """

    engine = "Firefox"

    def __init__(
        self,
        program: str,
        host: Host,
        folder: Path,
        screen: Screen | None = None,
        script: bool = True,
    ) -> None:
        self.profile = folder
        write_profile(folder, host, script)
        self._said = (folder.parent / f"{folder.name}.log").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [
                *(program, *(() if screen else ("--headless",)), "--no-remote"),
                *("--profile", str(folder), "--remote-debugging-port=0"),
                "--remote-allow-system-access",
            ],
            stdout=self._said,
            stderr=self._said,
            env=screen.environment if screen else None,
        )
        try:
            self._begin(host)
        except BaseException:
            self._process.kill()
            self._process.wait(60)
            self._said.close()
            raise

    def _begin(self, host: Host) -> None:
        address = f"{self._listening()}/session"
        self._socket = websocket.create_connection(address, suppress_origin=True, timeout=60)
        self._sent = 0
        started = self.ask("session.new", capabilities={})
        self.version = started["capabilities"]["browserVersion"]
        self._window = self.ask("browsingContext.getTree", **{"moz:scope": "chrome"})
        self._trust(host)
        host.requests.clear()

    def _trust(self, host: Host) -> None:
        """Make the certificates of ``host`` known, which takes a moment to take effect."""
        add = "Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB)"
        add += f".addCertFromBase64('{host.authority}', 'CTu,,')"
        address = f"https://{host.site}/robots.txt"
        fetch = f"fetch('{address}', {{cache: 'no-store'}}).then(() => true, String)"
        for _ in range(20):
            self.chrome(add)
            if (said := self.chrome(fetch)) is True:
                return
            time.sleep(0.3)
        raise failed("firefox-esr", f"it does not trust the host: {said}")

    def _listening(self) -> str:
        for _ in range(600):
            said = Path(self._said.name).read_text(encoding="utf-8")
            if match := re.search(r"WebDriver BiDi listening on (ws://\S+)", said):
                return match[1]
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        raise failed("firefox-esr", said.strip()[-300:])

    def ask(self, method: str, **params: Any) -> Any:
        """Send a command of WebDriver BiDi and return its result.

        Raises RuntimeError with the browser's own words where it refuses.
        """
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._sent:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
                return answer["result"]

    def chrome(self, script: str) -> Any:
        """The value of an expression in the browser's own window, by way of JSON."""
        return self.evaluate(self._window["contexts"][0]["context"], script)

    def evaluate(self, context: str, script: str) -> Any:
        """The value of an expression in a tab."""
        answer = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script})))()",
            target={"context": context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"].get("value", "null"))

    def open(self) -> FirefoxTab:
        return FirefoxTab(self, self.ask("browsingContext.create", type="tab")["context"])

    def close(self) -> None:
        try:
            if self._process.poll() is None:
                self.ask("browser.close")
                self._process.wait(60)
        finally:
            self._process.kill()  # does nothing where it has ended
            self._process.wait(60)
            self._socket.close()
            self._said.close()


class FirefoxTab(Tab):
    """A tab of Firefox."""

    def __init__(self, browser: Firefox, context: str) -> None:
        self.browser = browser
        self.context = context

    def go(self, address: str) -> None:
        self.browser.ask(
            "browsingContext.navigate", context=self.context, url=address, wait="complete"
        )

    def begin(self, address: str) -> None:
        self.browser.ask("browsingContext.navigate", context=self.context, url=address, wait="none")

    def address(self) -> str:
        tree = self.browser.ask("browsingContext.getTree", root=self.context, maxDepth=0)
        return str(tree["contexts"][0]["url"])

    def run(self, script: str) -> Any:
        return self.browser.evaluate(self.context, script)

    def click(self, selector: str) -> None:
        answer = self.browser.ask(
            "browsingContext.locateNodes",
            context=self.context,
            locator={"type": "css", "value": selector},
            maxNodeCount=1,
        )
        element = {"type": "element", "element": {"sharedId": answer["nodes"][0]["sharedId"]}}
        scroll = "(e) => e.scrollIntoView({ block: 'center', behavior: 'instant' })"
        self.browser.ask(
            "script.callFunction",
            functionDeclaration=scroll,
            arguments=[element["element"]],
            target={"context": self.context, "sandbox": "driver"},
            awaitPromise=False,
        )
        moves = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": element},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        source = {"type": "pointer", "id": "mouse", "actions": moves}
        self.browser.ask("input.performActions", context=self.context, actions=[source])

    def step(self, by: int) -> None:
        try:
            self.browser.ask("browsingContext.traverseHistory", context=self.context, delta=by)
        except RuntimeError as error:
            if "no such history entry" not in str(error):
                raise

    def picture(self) -> bytes:
        for left in reversed(range(50)):
            try:
                answer = self.browser.ask("browsingContext.captureScreenshot", context=self.context)
            except RuntimeError as error:
                # So it says while one page is giving way to another.
                if "Unable to capture screenshot" not in str(error) or not left:
                    raise
                self.pause(0.02)
            else:
                break
        return base64.b64decode(answer["data"])

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def listed(self) -> list[str]:
        # Of the tab in front.
        script = """(() => { const h = gBrowser.selectedBrowser.browsingContext.sessionHistory;
            return Array.from({length: h.count}, (_, i) => h.getEntryAtIndex(i).URI.spec); })()"""
        return list(self.browser.chrome(script))
