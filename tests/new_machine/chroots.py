"""New machines: Debian in a folder, with nothing but what debootstrap puts there, and this machine's way to its registries.

Each command runs in a namespace of its own: its mounts and processes end with it, however it ends.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

INCLUDED = "python3,python3-pip,git"
"""What a newcomer to Python has."""
PASSED_ON = re.compile(r"PIP_\w+|\w+_(proxy|PROXY)|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE")
"""Environment variables that say how registries are reached."""
APT_SETTINGS = re.compile(r"Acquire::(?:https?|Check-|Retries|Force|Max-).*")
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
COPIED = (
    ("/etc/resolv.conf", "/etc/resolv.conf"),
    ("/etc/hosts", "/etc/hosts"),
    ("/etc/pip.conf", "/etc/pip.conf"),
    ("~/.config/pip/pip.conf", "/etc/xdg/pip/pip.conf"),
    ("/usr/local/share/ca-certificates", "/usr/local/share/ca-certificates"),
)
"""Files that say it, and where they go; what an administrator trusts is made known by update-ca-certificates."""

APART = ("unshare", "--mount", "--pid", "--fork", "--kill-child")
INSIDE = 'mount --rbind /dev "$1/dev" && cd / && target=$1 && shift && chroot "$target" "$@"; exit $?'
"""The shell stays, as the first process of all, and buries what others leave behind, as a machine's first process does."""


class Chroot:
    """A machine: a folder that programs run in as if it were the whole disk."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder = folder
        self.log = log
        """Takes what programs say."""

    def run(self, *command: str, user: str = "root", folder: str = "/") -> int:
        """Run a command there, without a terminal, and return its exit status."""
        home = "/root" if user == "root" else f"/home/{user}"
        environment = {name: value for name, value in os.environ.items() if PASSED_ON.fullmatch(name)}
        settings = [f"{name}={value}" for name, value in {**environment, "PATH": PATH, "HOME": home, "USER": user}.items()]
        inside = [
            "setpriv",
            f"--reuid={user}",
            f"--regid={user}",
            "--init-groups",
            "env",
            "-C",
            folder,
            "-i",
            *settings,
            *command,
        ]
        with self.log.open("ab") as log:
            log.write(f"\n$ {' '.join(command)}\n".encode())
            log.flush()
            full = [*APART, f"--mount-proc={self.folder / 'proc'}", "sh", "-c", INSIDE, "sh", str(self.folder), *inside]
            return subprocess.run(full, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False).returncode

    def must(self, *command: str, folder: str = "/") -> None:
        """Run what prepares the machine; RuntimeError says that it isn't ready."""
        if self.run(*command, folder=folder):
            raise RuntimeError(f"{' '.join(command)} doesn't work there")

    def copy(self, folder: Path, log: Path) -> Chroot:
        """Return another machine that is the same as this one."""
        subprocess.run(["cp", "--archive", "--reflink=auto", self.folder, folder], check=True)
        return Chroot(folder, log)


def make(suite: str, folder: Path, log: Path) -> Chroot:
    """Make a machine with the Debian of that name, which reaches the same registries as this one."""
    command = [*APART, "debootstrap", "--variant=minbase", f"--include={INCLUDED}", suite, str(folder), *mirror()]
    with log.open("ab") as out:
        if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False).returncode:
            raise RuntimeError(f"debootstrap could not make {suite}")
    made = Chroot(folder, log)
    for here, there in COPIED:
        source, target = Path(here).expanduser(), Path(f"{folder}{there}")
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        elif source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    dumped = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=False).stdout
    settings = [line for line in dumped.splitlines() if APT_SETTINGS.fullmatch(line)]
    (folder / "etc/apt/apt.conf.d/90host").write_text("\n".join([*settings, ""]), encoding="utf-8")
    made.must("update-ca-certificates")
    # Images of Debian come without lists of packages; a clean of them is what containers end with.
    made.must("sh", "-c", "rm -rf /var/lib/apt/lists/*")
    return made


def mirror(etc: Path = Path("/etc/apt")) -> list[str]:
    """Return the address that this machine has Debian from, for debootstrap; nothing where it isn't Debian."""
    files = [etc / "sources.list", *sorted((etc / "sources.list.d").glob("*.list"))]
    files += sorted((etc / "sources.list.d").glob("*.sources"))
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
            if found := re.match(r"(?:deb\s+(?:\[[^]]*\]\s*)?|URIs:\s*)(\S+/debian/?)(?:\s|$)", line):
                return [found[1]]
    return []
