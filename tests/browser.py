"""A real browser without a window, driven by its own protocol; tests skip where none is installed.

Chromium reads commands from file descriptor 3 and answers on 4, one JSON a message, with a NUL after each
(https://chromedevtools.github.io/devtools-protocol/).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class Page:
    """One page of a browser; `problems` are what its console and its policy complained of."""

    def __init__(self, read: int, write: int) -> None:
        self.problems: list[str] = []
        self.requests: list[str] = []
        self._read, self._write = os.fdopen(read, "rb"), os.fdopen(write, "wb")
        self._number = 0
        self._session = ""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> Any:
        """The result of a command; what happens meanwhile is noted."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._write.write(json.dumps(message).encode() + b"\0")
        self._write.flush()
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, path: Path) -> None:
        """Load a file and wait until it is there, its scripts included."""
        self.call("Page.navigate", url=path.as_uri())
        self.wait_for("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """The value of a script, or what its promise comes to."""
        done = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait_for(self, script: str) -> None:
        """Wait until a script is true; it is asked a thousand frames long."""
        waiting = (
            f"new Promise((done, fail) => {{ let left = 1000; const ask = () => ({script}) ? done(true) : "
            "left-- ? setTimeout(ask, 10) : fail(new Error('it never came about')); ask(); })"
        )
        assert self.run(waiting) is True

    def close(self) -> None:
        """End the browser."""
        self._session = ""
        self.call("Browser.close")
        self._write.close()
        self._read.close()

    def _next(self) -> Any:
        data = b""
        while not data.endswith(b"\0"):
            byte = self._read.read(1)
            assert byte, "the browser has ended"
            data += byte
        answer = json.loads(data[:-1])
        parameters = answer.get("params", {})
        match answer.get("method"):
            case "Runtime.exceptionThrown":
                self.problems.append(json.dumps(parameters["exceptionDetails"]))
            case "Log.entryAdded":
                self.problems.append(parameters["entry"]["text"])
            case "Network.requestWillBeSent":
                self.requests.append(parameters["request"]["url"])
            case "Page.javascriptDialogOpening":
                self.problems.append("a dialog was opened")
        return answer


@contextmanager
def a_page(folder: Path) -> Iterator[Page]:
    """A page of a browser that keeps what it has to keep in a folder."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no browser is installed ({', '.join(NAMES)})")
    if sys.platform == "win32":
        pytest.skip("the descriptors of the browser are those of POSIX")
    theirs, our_write = os.pipe()
    our_read, their_write = os.pipe()
    arguments = (
        "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-dev-shm-usage "
        "--disable-background-networking --disable-component-update --remote-debugging-pipe"
    )
    # The shell puts the pipes where the browser looks for them.
    command = f'exec "$0" "$@" 3<&{theirs} 4>&{their_write}'
    browser = subprocess.Popen(
        ["bash", "-c", command, program, *arguments.split(), f"--user-data-dir={folder}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(theirs, their_write),
        env={**os.environ, "HOME": str(folder)},
    )
    os.close(theirs)
    os.close(their_write)
    try:
        page = Page(our_read, our_write)
        yield page
        page.close()
    finally:
        try:
            browser.wait(10)
        except subprocess.TimeoutExpired:
            browser.kill()
            browser.wait()
