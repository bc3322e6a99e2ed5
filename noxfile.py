#!/usr/bin/env python3
# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.2.9"]
# ///
"""What can be done here: `nox -l` lists it.

`python3 noxfile.py` does the same as `nox`, and brings nox along where it isn't installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
NOX = "nox>=2025.2.9"
"""The first nox that reads dependency groups."""
REFUSAL = "--no-install"
"""Nothing is installed for the whole machine; nox itself then installs nothing into an environment that is there."""
OF_NPM = ("@daisy/ace@^1.4", "axe-core@^4.10", "vnu-jar@>=25.1.0", "pdfjs-dist@^4.10")
"""The judges that npm brings, and a reader of pages."""
BESIDE = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
"""Files side by side, in their order: those of whole builds, which take longest, come first, and short ones fill the end."""
COMPILED = {"PYTHONDONTWRITEBYTECODE": None}
"""The tests start some hundred processes: none compiles anew what another one has, whatever is wished for this machine."""
BOOT = ROOT / ".nox" / "boot"
"""Where nox is put on machines that don't have it. Python installations that are locked (PEP 668) allow that."""

LACKING = """
import json, subprocess
from report.verify import tools

wanted = (tools.java, tools.javac, tools.node, tools.chromium, tools.mutool, tools.pdftotext)
found = [tool for tool in (find() for find in wanted) if not tool.path]
if not tools.find("msgfmt"):
    found.append(tools.Tool(None, "msgfmt of gettext", tools.install_command("gettext")))
if not tools.find("npm"):
    found.append(tools.Tool(None, "npm", tools.install_command("node")))
if node := tools.node().path:
    version = subprocess.run([node, "-p", "process.versions.node"], capture_output=True, text=True).stdout.strip()
    if int(version.partition(".")[0] or 0) < 20:
        found.append(tools.Tool(None, f"Node.js 20 or newer ({version} is there)", "https://nodejs.org/en/download"))
print(json.dumps([f"{tool.lacking}: {tool.install}" for tool in found]))
"""
"""Prints what the judges lack on this machine, with the command that installs it."""

PIP_MISSING = """\
pip is not there, and nox can't be installed without it. Install it, then run this again:
  Debian, Ubuntu:  apt-get install python3-pip
  Fedora:          dnf install python3-pip
  others:          {python} -m ensurepip"""

if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this with an older one should read why it stops
    sys.exit(
        "Python 3.11 or newer is needed, and this is Python {}.{}: run it as python3.11 noxfile.py, "
        "or with any newer one.".format(*sys.version_info[:2])
    )


def lacking(words: str) -> NoReturn:
    """Say what this machine lacks, and end with the status that `report` gives for that."""
    print(words, file=sys.stderr)
    sys.exit(3)


def bring_nox() -> None:
    """Make `import nox` work: install it below .nox with pip, once, without touching this Python's own packages."""
    stamp = BOOT / "installed.txt"
    wanted = f"{NOX} {sys.version_info[:2]} {sys.implementation.name}"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        pip = [sys.executable, "-m", "pip"]
        if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
            lacking(PIP_MISSING.format(python=Path(sys.executable).name))
        print("Installing nox into .nox/boot ...", flush=True)
        shutil.rmtree(BOOT, ignore_errors=True)
        options = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
        # pip before 22.1 knows no such option, and passes over such a variable.
        environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
        done = subprocess.run([*pip, "install", *options, "--target", str(BOOT), NOX], env=environment, check=False)
        if done.returncode:
            shutil.rmtree(BOOT, ignore_errors=True)
            sys.exit("pip could not install nox; what it says above tells why.")
        stamp.write_text(wanted, encoding="utf-8")
    sys.path.insert(0, str(BOOT))
    # nox makes environments by starting this Python again as `-m virtualenv`, which has to be found as well.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(BOOT), os.environ.get("PYTHONPATH")]))


def is_new_enough() -> bool:
    """Whether the nox that is installed here, if any, can read this file."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return tuple(int(part) for part in version("nox").split(".")[:3]) >= (2025, 2, 9)
    except (PackageNotFoundError, ValueError):
        return False


if __name__ == "__main__":
    os.chdir(ROOT)
    if not is_new_enough():
        bring_nox()

import hashlib  # noqa: E402
import json  # noqa: E402

import nox  # noqa: E402

nox.needs_version = NOX.removeprefix("nox")
nox.options.sessions = ["build"]
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = True
nox.options.default_venv_backend = "virtualenv"


def need_pango() -> None:
    """Have Pango installed where it isn't there and the user wants that, or end."""
    sys.path.insert(0, str(ROOT))
    from report.problems import ToolMissing
    from report.system.installing import provide_pango

    try:
        provide_pango(refused=REFUSAL in sys.argv)
    except ToolMissing as missing:
        lacking(str(missing))


def install(session: nox.Session, *, group: str = "", extra: str = "", project: bool = True, runs: bool = True) -> None:
    """Install the project, editable, with a dependency group or an extra; again only when pyproject.toml has changed.

    Where it also `runs`, Pango has to be there: it is offered before anything takes time.
    """
    if project and runs:
        need_pango()
    session.env["PYTHONPATH"] = None
    project_file = nox.project.load_toml(ROOT / "pyproject.toml")
    what = ["-e", f"{ROOT}[{extra}]" if extra else str(ROOT)] if project else []
    if group:
        what += nox.project.dependency_groups(project_file, group)
    content = (ROOT / "pyproject.toml").read_bytes() + (ROOT / "report" / "__init__.py").read_bytes()
    wanted = hashlib.sha256(repr((content, what, sys.version)).encode()).hexdigest()
    stamp = Path(session.virtualenv.location) / "installed.txt"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        session.install("--quiet", *what)
        if group == "tests":
            session.install("--quiet", "--no-deps", *nox.project.dependency_groups(project_file, "data"))
        if REFUSAL in sys.argv:
            return
        stamp.write_text(wanted, encoding="utf-8")


@nox.session
def build(session: nox.Session) -> None:
    """Build every format of the article that ships, into build/; what follows -- goes to `report build`."""
    install(session)
    session.run("report", "build", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, which need no Java, Node or browser; what follows -- goes to pytest."""
    install(session, group="tests")
    session.run("pytest", *(session.posargs or [*BESIDE, "-m", "not conformance"]), env=COMPILED)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the code with ruff: mistakes, and form."""
    install(session, group="lint", project=False)
    session.run("ruff", "check", *(session.posargs or ["."]))
    session.run("ruff", "format", "--check", *(session.posargs or ["."]))


@nox.session
def types(session: nox.Session) -> None:
    """Check the types with mypy, strictly."""
    install(session, group="types", runs=False)
    session.run("mypy", *session.posargs)


@nox.session
def conformance(session: nox.Session) -> None:
    """Put built files before the field's judges: veraPDF, EPUBCheck, Ace, axe, Nu. Needs a JDK, Node, Chromium and PDF tools."""
    install(session, group="tests", extra="verify")
    missing = json.loads(session.run("python", "-c", LACKING, silent=True).splitlines()[-1])
    if missing:
        session.error("the judges can't work without these:\n  " + "\n  ".join(missing))
    home = Path(session.virtualenv.location)
    stamp = home / "npm.txt"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != str(OF_NPM):
        # Scripts of packages would download a browser of their own.
        npm = shutil.which("npm") or "npm"
        session.run(npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(home), *OF_NPM, external=True)
        stamp.write_text(str(OF_NPM), encoding="utf-8")
    program = home / "node_modules" / ".bin" / ("ace-puppeteer.cmd" if os.name == "nt" else "ace-puppeteer")
    axe, nu = home / "node_modules" / "axe-core" / "axe.min.js", home / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    judges = {"REQUIRE_JUDGES": "1", "REPORT_ACE": str(program), "REPORT_AXE": str(axe), "REPORT_VNU": str(nu)}
    judges["REPORT_PDFJS"] = str(home / "node_modules" / "pdfjs-dist")
    session.run("pytest", *(session.posargs or BESIDE), "-m", "conformance", env=judges)


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure builds beside a bare script over the same libraries, as ratios; long ones by name, after --."""
    install(session, group="tests")
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session(name="next-engine", default=False)
def next_engine(session: nox.Session) -> None:
    """Put the newest release of WeasyPrint before the contract with it; what follows -- is installed instead."""
    install(session, group="tests")
    session.install("--quiet", "--upgrade", *(session.posargs or ["weasyprint", "pydyf"]))
    session.run("python", "-c", "import weasyprint; print('WeasyPrint', weasyprint.__version__)")
    session.run("pytest", "tests/contract/test_engine.py", "tests/contract/test_engine_door.py")


@nox.session(default=False)
def soak(session: nox.Session) -> None:
    """Try for long what the tests try a few times: 10,000 inputs for the loaders, 100 kills, 100 interrupts."""
    install(session, group="tests")
    where = ["tests/hostile", "tests/faults", "tests/property", "tests/unit", "tests/article/test_drawing_order.py"]
    session.run("pytest", *(session.posargs or [*BESIDE, *where]), env={"REPORT_SOAK": "1", **COMPILED})


@nox.session(default=False)
def gallery(session: nox.Session) -> None:
    """Draw the pages of every PDF in build/ as pictures, into build/gallery/, to be looked at."""
    install(session, group="tests")
    session.run("python", "-m", "tests.gallery", *session.posargs)


@nox.session(name="new-machine", default=False, venv_backend="none")
def new_machine(session: nox.Session) -> None:
    """Type the README's two commands on Debian as it is when new; needs root and debootstrap; parts of it by name, after --."""
    session.run(sys.executable, "-m", "tests.new_machine", *session.posargs)


@nox.session(default=False)
def golden(session: nox.Session) -> None:
    """Write the expected texts of golden tests anew; read the difference before you keep it."""
    install(session, group="tests")
    session.run("pytest", "--update-golden", "-m", "not conformance", *session.posargs)


if __name__ == "__main__":
    nox.main()
