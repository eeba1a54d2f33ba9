"""Firefox for tests: started without a window, driven through Marionette, which every Firefox has built in.

Playwright drives only a Firefox of its own making, which would have to be downloaded. Marionette is a TCP
connection for messages of the form ``<bytes>:<JSON>``; the JSON is ``[0, number, command, arguments]`` there and
``[1, number, error, result]`` back (Firefox source, remote/marionette). Commands are named as in the WebDriver standard.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

NAMES = ("firefox-esr", "firefox")
APPS = ("/Applications/Firefox.app/Contents/MacOS/firefox",)
FLAGS = ("--headless", "--no-remote", "--marionette", "--remote-allow-system-access")
SECONDS = 30
"""How long anything may take; a start on a busy machine takes ten."""

PREFERENCES: dict[str, object] = {
    # Any free port; the profile then says which.
    "marionette.port": 0,
    # A file may not read others, as for every reader; drivers like to relax that.
    "security.fileuri.strict_origin_policy": True,
    # Nobody is asked for anything.
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.startup.homepage": "about:blank",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}
"""Keys by name, as WebDriver writes them."""


class FirefoxError(Exception):
    """Firefox did not start, or refused a command; the message is its own."""


def find_firefox() -> str | None:
    """Return the program: TIAOWEN_FIREFOX, else the system's, else None."""
    found = [os.environ.get("TIAOWEN_FIREFOX")] + [shutil.which(name) for name in NAMES]
    found += [app for app in APPS if Path(app).exists()]
    return next((path for path in found if path), None)


class Firefox:
    """A running Firefox with one window."""

    def __init__(self, program: str, profile: Path) -> None:
        """Start it with an empty profile, which is a folder to write to."""
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()
        ]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._log = profile / "log"
        with self._log.open("w") as log:
            # A home of its own: root may not run it in that of another user. System access is for `resize`.
            self._process = subprocess.Popen(
                [program, *FLAGS, "--profile", str(profile)],
                env={**os.environ, "HOME": str(profile)},
                stdout=log,
                stderr=log,
            )
        self._numbers = itertools.count()
        try:
            port = int(self._until(lambda: _read(profile / "MarionetteActivePort")))
            self._socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
            self._stream = self._socket.makefile("rb")
            self._receive()
            self.command("WebDriver:NewSession")
        except Exception:
            self._process.kill()
            self._process.wait()
            raise

    def _until(self, attempt: Any) -> Any:
        """Return the first result of ``attempt()`` that is true."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self._process.poll() is None:
            if result := attempt():
                return result
            time.sleep(0.02)
        raise FirefoxError(f"not within {SECONDS} s; Firefox says: {self._log.read_text('utf-8')[-2000:]}")

    def command(self, name: str, **arguments: object) -> Any:
        """Have a command done and return its result.

        Raises:
            FirefoxError: it was refused.
            OSError: there was no answer in time.
        """
        message = json.dumps([0, next(self._numbers), name, arguments]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise FirefoxError(f"{name}: {error['error']}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def _receive(self) -> Any:
        length = b"".join(iter(lambda: self._stream.read(1), b":"))
        return json.loads(self._stream.read(int(length)))

    def goto(self, address: str) -> None:
        """Open an address and wait until it is loaded."""
        self.command("WebDriver:Navigate", url=address)

    @property
    def url(self) -> str:
        """The address of the page."""
        return str(self.command("WebDriver:GetCurrentURL"))

    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression on the page; that of a promise, once it has one."""
        return self.command("WebDriver:ExecuteScript", script=f"return ({expression});", args=[])

    def wait_for(self, expression: str) -> Any:
        """Return the value of a JavaScript expression as soon as it is true, also across pages."""
        return self._until(lambda: self._tried(expression))

    def _tried(self, expression: str) -> Any:
        # While a page gives way to the next one there may be no document to ask.
        try:
            return self.evaluate(expression)
        except FirefoxError:
            return None

    def type(self, text: str) -> None:
        """Type on the keyboard, into what has the focus; a name of :data:`KEYS` presses that key."""
        keys = [KEYS[text]] if text in KEYS else list(text)
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.command("WebDriver:PerformActions", actions=[source])

    def move_to(self, selector: str, *, click: bool = False) -> None:
        """Move the pointer onto the first element of a CSS selector, and click there."""
        element = self.command("WebDriver:FindElement", using="css selector", value=selector)
        steps: list[dict[str, object]] = [{"type": "pointerMove", "origin": element, "x": 0, "y": 0}]
        if click:
            steps += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        source = {"type": "pointer", "id": "mouse", "actions": steps}
        self.command("WebDriver:PerformActions", actions=[source])

    def resize(self, width: int) -> None:
        """Make the page so many pixels wide; the window, which cannot be that narrow, stays as it is."""
        window = "Services.wm.getMostRecentWindow('navigator:browser')"
        script = f"{window}.gBrowser.selectedBrowser.style.maxWidth = '{width}px';"
        self.command("Marionette:SetContext", value="chrome")
        self.command("WebDriver:ExecuteScript", script=script, args=[])
        self.command("Marionette:SetContext", value="content")
        self.wait_for(f"innerWidth <= {width}")

    def close(self) -> None:
        """End it."""
        self.command("Marionette:Quit", flags=["eForceQuit"])
        self._stream.close()
        self._socket.close()
        self._process.wait(SECONDS)


def _read(path: Path) -> str:
    """Return what is in a file, or nothing where there is none yet."""
    return path.read_text("utf-8") if path.exists() else ""
