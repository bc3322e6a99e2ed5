"""A Chromium that shows pages to nobody, driven by its own protocol (CDP) over two pipes: no library, no port, no network."""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report.verify.run import started

_OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe"),
)
_EXCHANGE = """
import fcntl, os, sys
ours = [fcntl.fcntl(int(word), fcntl.F_DUPFD, 10) for word in sys.argv[1:3]]
for number, at in zip(ours, (3, 4)):
    os.dup2(number, at)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Starts a program with our ends of two pipes as its files 3 and 4, where Chromium looks for them."""


class BrowserFailed(Exception):
    """The browser gave no answer, or answered that it can't."""


@dataclass
class Browser:
    """One page in a browser of its own."""

    _to: int
    _from: int
    _seconds: float
    _session: str = ""
    _number: int = 0
    _unread: bytes = b""
    events: list[dict[str, Any]] = field(default_factory=list)
    """All that happened since they were cleared: requests, messages of the console."""

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask for something, and return the answer; BrowserFailed says that there is none, or that it is a refusal."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            asked["sessionId"] = self._session
        try:
            os.write(self._to, json.dumps(asked).encode() + b"\0")
        except OSError as error:
            raise BrowserFailed(f"the browser is gone: {error}") from None
        until = time.monotonic() + self._seconds
        while (answer := self._next(until)).get("id") != self._number:
            self.events.append(answer)
        if "error" in answer:
            raise BrowserFailed(f"{method}: {answer['error'].get('message')}")
        result: dict[str, Any] = answer["result"]
        return result

    def wait(self, event: str) -> None:
        """Wait for something that happens by itself."""
        until = time.monotonic() + self._seconds
        while not any(one.get("method") == event for one in self.events):
            self.events.append(self._next(until))

    def _next(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._unread:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                raise TimeoutError("the browser runs out of time")
            piece = os.read(self._from, 1 << 20)
            if not piece:
                raise BrowserFailed("the browser has ended")
            self._unread += piece
        message, _, self._unread = self._unread.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        return told

    def show(self, address: str) -> None:
        """Open a page, and wait until all of it is there."""
        self.events.clear()
        if failed := self.call("Page.navigate", url=address).get("errorText"):
            raise BrowserFailed(f"{address}: {failed}")
        self.wait("Page.loadEventFired")

    def look(self, width: int, height: int = 900, *, dark: bool = False, medium: str = "") -> None:
        """Give the page a screen of that size, by day or at night; `medium` may be `print`."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=medium, features=[scheme])

    def say(self, script: str) -> Any:
        """Return what a script comes to in the page, as plain values; BrowserFailed says what went wrong in it."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            thrown = answer["exceptionDetails"]
            raise BrowserFailed(str(thrown.get("exception", {}).get("description") or thrown.get("text")))
        return answer["result"].get("value")

    @property
    def requests(self) -> list[str]:
        """The addresses that were asked for since the page was opened, its own included."""
        return [event["params"]["request"]["url"] for event in self.events if event.get("method") == "Network.requestWillBeSent"]


@contextlib.contextmanager
def browser(program: Path, seconds: float = 60) -> Iterator[Browser]:
    """Start a browser with an empty profile, which ends with the block; OSError says that it can't be started."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    with contextlib.ExitStack() as stack:
        stack.callback(os.close, ours_out)
        stack.callback(os.close, ours_in)
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="report-browser-", ignore_cleanup_errors=True))
        exchange = [sys.executable, "-ISc", _EXCHANGE, str(theirs_in), str(theirs_out)]
        command = [*exchange, str(program), *_OPTIONS, f"--user-data-dir={home}", "about:blank"]
        quiet = subprocess.DEVNULL
        try:
            stack.enter_context(started(command, quiet, quiet, env={"HOME": home}, pass_fds=(theirs_in, theirs_out)))
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        page = Browser(ours_out, ours_in, seconds)
        target = page.call("Target.createTarget", url="about:blank")["targetId"]
        page._session = page.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.call(f"{domain}.enable")
        yield page
