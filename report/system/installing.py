"""Pango, where it isn't there: who wants that has it installed by the machine's package manager, after reading what runs.

Needs nothing but Python's own library: noxfile.py asks before anything is installed. `report build` itself installs nothing:
it is run by scripts, too.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

from report.problems import ToolMissing
from report.system.libraries import NAMES, lacking
from report.system.packages import install_command, is_root, manager, packages

NO_INSTALL = "REPORT_NO_INSTALL"
"""Environment variable that refuses, as `--no-install` does."""

_COMMANDS = {
    "apt": (
        ("apt-get", "update", "--quiet"),
        # A machine that was just started installs its updates first.
        ("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=60"),
    ),
    "dnf": (("dnf", "install", "--assumeyes"),),
    "pacman": (("pacman", "-S", "--noconfirm", "--needed"),),
    "zypper": (("zypper", "--non-interactive", "install"),),
    "apk": (("apk", "add"),),
    "brew": (("brew", "install"),),
}
"""How each package manager works when nobody answers its questions; the last command is given the packages."""


def pango_missing(cause: str = "") -> ToolMissing:
    """Return what to raise where Pango, or a part of it, isn't there: with the command to type."""
    missing = lacking()
    if not missing and cause:
        what = f"a Pango that can be opened ({cause})"
    elif missing and missing[0] != NAMES["pango"][0]:
        what = f"{missing[0]}, without which Pango doesn't set text,"
    else:
        what = "Pango"
    return ToolMissing(what, f"Install it: {install_command('pango')}")


def provide_pango(*, refused: bool = False) -> None:
    """Have Pango installed where it isn't there, this user can do so, and nobody objects; else raise ToolMissing.

    On a terminal the user is asked. Where there is none, root need not be; what somebody else may do through sudo is left to
    somebody who can be asked.
    """
    if os.name == "nt" or not lacking():
        return
    commands = _as_root(_commands())
    attended = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    if refused or os.environ.get(NO_INSTALL) or not commands or not (attended or is_root()):
        raise pango_missing()
    shown = "\n".join(f"  {shlex.join(command)}" for command in commands)
    if attended:
        print(f"Pango is not there; it lays out the pages. This would install it:\n{shown}")
        if not _agreed():
            raise pango_missing()
    else:
        print(f"Pango is not there; it lays out the pages. To install it, this runs:\n{shown}", flush=True)
    for command in commands:
        done = subprocess.run(command, stdin=None if attended else subprocess.DEVNULL, check=False)
    if done.returncode:
        print(f"This did not work: {shlex.join(command)}\nWhat it says above tells why.", file=sys.stderr)
    if lacking():
        raise pango_missing()


def _commands() -> list[list[str]]:
    """Return what would install Pango here, for root; nothing where this machine's way isn't known, or isn't there."""
    commands = [list(command) for command in _COMMANDS.get(manager(), ())]
    if not commands or not shutil.which(commands[-1][0]):
        return []
    commands[-1] += packages("pango")
    return commands


def _as_root(commands: list[list[str]]) -> list[list[str]]:
    """Return the commands as this user can run them without a password; none if that isn't so."""
    if manager() == "brew":
        return commands
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive"] if manager() == "apt" else []
    if is_root():
        return [[*quietly, *command] for command in commands]
    sudo = shutil.which("sudo")
    if not sudo or subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode:
        return []
    return [["sudo", "-n", *quietly, *command] for command in commands]


def _agreed() -> bool:
    try:
        answer = input("Install it? [Y/n] ")
    except EOFError:
        print()
        return False
    return answer.strip().lower() in {"", "y", "yes"}
