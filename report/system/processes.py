"""A program and all that it starts: found by a mark in their environment, and ended together.

A child may leave its parent's process group, or lose its parent, and then nothing but what it inherited tells whose it is.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

from report.system import places

SAFELY = "-P"
"""Starts Python without the current folder in its path, where a file beside an article could pass for a module of ours."""

GRACE = 3.0
"""Seconds that a program has to end when it is asked to, and the system to end it when it doesn't."""


def own_path() -> str:
    """Return a PYTHONPATH under which a new Python finds this program: as it is, or with the source tree before it."""
    paths = [str(places.source_tree() or ""), os.environ.get("PYTHONPATH", "")]
    return os.pathsep.join(filter(None, paths))


def end(process: subprocess.Popen[bytes], mark: str) -> None:
    """End the program and what it started; the program itself may have ended already."""
    if os.name == "nt":
        if process.poll() is None:
            subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
            process.wait()
        return
    alive = members(process, mark)
    for number in (signal.SIGTERM, signal.SIGKILL):
        _signal(alive, number)
        until = time.monotonic() + GRACE
        while alive and time.monotonic() < until:
            time.sleep(0.02)
            alive = members(process, mark) | {pid for pid in alive if pid != process.pid and _is_there(pid)}


def members(process: subprocess.Popen[bytes], mark: str) -> set[int]:
    """Return the program, if it is alive, and its living descendants, orphans included where the system shows them."""
    alive = {process.pid} if process.poll() is None else set()
    return alive | (_marked(mark) if Path("/proc/self/environ").exists() else _descendants(process.pid))


def memory(pids: Iterable[int]) -> int:
    """Return the bytes that these processes have in use; what several of them share is counted for each."""
    if Path("/proc/self/statm").exists():
        return sum(map(_resident, pids))
    asked = ",".join(map(str, pids)) or "0"
    listing = subprocess.run(["ps", "-o", "rss=", "-p", asked], capture_output=True, text=True, check=False).stdout
    return sum(int(word) for word in listing.split() if word.isdecimal()) * 1024


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGESIZE")
    except (OSError, IndexError):
        return 0


def _marked(mark: str) -> set[int]:
    wanted = mark.encode()
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    found.add(int(folder.name))
    return found


def _descendants(pid: int) -> set[int]:
    listing = subprocess.run(["ps", "-axo", "pid=,ppid="], capture_output=True, text=True, check=False).stdout
    rows = [line.split() for line in listing.splitlines()]
    parents = {int(row[0]): int(row[1]) for row in rows if len(row) == 2}
    found: set[int] = set()
    waiting = {pid}
    while waiting:
        waiting = {child for child, parent in parents.items() if parent in waiting} - found
        found |= waiting
    return found


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _signal(pids: set[int], number: int) -> None:
    for pid in pids:
        with contextlib.suppress(OSError):
            os.kill(pid, number)
