"""What a machine can lack that pip doesn't bring, and the command that installs it there.

Needs nothing but Python's own library: noxfile.py asks before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

_PACKAGES = {
    "pango": {
        "apt": "libpango-1.0-0 libpangoft2-1.0-0",
        "dnf": "pango",
        "pacman": "pango",
        "zypper": "libpango-1_0-0",
        "apk": "pango",
        "brew": "pango",
        "winget": "MSYS2.MSYS2; then, in MSYS2: pacman -S mingw-w64-x86_64-pango",
    },
    "java": {
        "apt": "default-jdk-headless",
        "dnf": "java-latest-openjdk-devel",
        "pacman": "jdk-openjdk",
        "zypper": "java-devel",
        "apk": "openjdk21",
        "brew": "--cask temurin",
        "winget": "EclipseAdoptium.Temurin.21.JDK",
    },
    "node": {
        "apt": "nodejs npm",
        "dnf": "nodejs npm",
        "pacman": "nodejs npm",
        "zypper": "nodejs npm",
        "apk": "nodejs npm",
        "brew": "node",
        "winget": "OpenJS.NodeJS.LTS",
    },
    "chromium": {
        "apt": "chromium",
        "dnf": "chromium",
        "pacman": "chromium",
        "zypper": "chromium",
        "apk": "chromium",
        "brew": "--cask google-chrome",
        "winget": "Google.Chrome",
    },
    "mupdf": {
        "apt": "mupdf-tools",
        "dnf": "mupdf",
        "pacman": "mupdf-tools",
        "zypper": "mupdf",
        "apk": "mupdf-tools",
        "brew": "mupdf-tools",
        "winget": "ArtifexSoftware.mutool",
    },
    "poppler": {
        "apt": "poppler-utils",
        "dnf": "poppler-utils",
        "pacman": "poppler",
        "zypper": "poppler-tools",
        "apk": "poppler-utils",
        "brew": "poppler",
        "winget": "oschwartz10612.Poppler",
    },
    "gettext": {
        "apt": "gettext",
        "dnf": "gettext",
        "pacman": "gettext",
        "zypper": "gettext-tools",
        "apk": "gettext",
        "brew": "gettext",
        "winget": "MSYS2.MSYS2; then, in MSYS2: pacman -S gettext",
    },
}
_INSTALL = {
    "apt": "apt install",
    "dnf": "dnf install",
    "pacman": "pacman -S",
    "zypper": "zypper install",
    "apk": "apk add",
    "brew": "brew install",
    "winget": "winget install",
}
"""What a person types."""
_FAMILIES = {
    "debian": "apt",
    "ubuntu": "apt",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
    "arch": "pacman",
    "suse": "zypper",
    "opensuse": "zypper",
    "alpine": "apk",
}
OS_RELEASE = Path("/etc/os-release")


def manager(platform: str = sys.platform, release: Path = OS_RELEASE) -> str:
    """Name the package manager of this machine: apt, dnf, pacman, zypper, apk, brew or winget."""
    if platform == "darwin":
        return "brew"
    if platform == "win32":
        return "winget"
    try:
        lines = release.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return "apt"
    values = {key: value.strip("\"'") for key, _, value in (line.partition("=") for line in lines)}
    for name in [values.get("ID", ""), *values.get("ID_LIKE", "").split()]:
        if family := _FAMILIES.get(name.partition("-")[0]):
            return family
    return "apt"


def packages(what: str) -> list[str]:
    """Return what the package manager of this machine calls `what`: pango, java, node, chromium, mupdf or poppler."""
    return _PACKAGES[what][manager()].split()


def is_root() -> bool:
    """Tell whether whoever runs this may install packages for all."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_command(what: str) -> str:
    """Return the command to type here, by this user, to install `what`."""
    kind = manager()
    command = f"{_INSTALL[kind]} {_PACKAGES[what][kind]}"
    if kind not in {"brew", "winget"} and not is_root():
        command = f"sudo {command}" if shutil.which("sudo") else f'su - -c "{command}"'
    return command
