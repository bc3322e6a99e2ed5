"""What a new machine lacks: found before work starts, installed where somebody wants it, named with the command otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from report.system import installing, libraries, packages

APT = "apt install libpango-1.0-0 libpangoft2-1.0-0"
BOTH = [
    "apt-get update --quiet",
    "apt-get install --quiet --yes --no-install-recommends -o DPkg::Lock::Timeout=60 libpango-1.0-0 libpangoft2-1.0-0",
]

PROGRAM = """
import sys
from pathlib import Path
from report.problems import ToolMissing
from report.system import installing, packages

installed, root, refused = Path(sys.argv[1]), "root" in sys.argv, "refused" in sys.argv
installing.lacking = lambda: [] if installed.exists() else ["libpango-1.0.so.0"]
installing.manager = packages.manager = lambda: "apt"
installing.is_root = packages.is_root = lambda: root
try:
    installing.provide_pango(refused=refused)
except ToolMissing as missing:
    print(missing, file=sys.stderr)
    sys.exit(3)
print("went on")
"""
INSTALLS = 'case "$1" in install) touch "$INSTALLED";; esac'
LOCKED = "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend' >&2; exit 100"
NO_LISTS = 'case "$1" in install) touch "$INSTALLED";; *) exit 100;; esac'


@dataclass
class Machine:
    """Programs of its own, which write down how they are called."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def has(self, name: str, script: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >> "$LOG"\n{script}\n', encoding="utf-8")
        file.chmod(0o755)

    def runs(self, *words: str, typed: str | None = None) -> tuple[int, str]:
        """Return the status and all that is said; `typed` is typed on a terminal, without it there is none."""
        command = [sys.executable, "-c", PROGRAM, str(self.folder / "installed"), *words]
        environment = {**os.environ, **self.environment, "PATH": str(self.folder / "bin")}
        environment |= {"LOG": str(self.folder / "log"), "INSTALLED": str(self.folder / "installed")}
        environment.setdefault(installing.NO_INSTALL, "")
        if typed is None:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, check=False
            )
            return done.returncode, done.stdout.decode()
        import pty

        outer, inner = pty.openpty()
        process = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=environment)
        os.close(inner)
        os.write(outer, typed.encode())
        said = b""
        while True:
            try:
                said += (some := os.read(outer, 4096))
            except OSError:  # Linux says so where the other end is closed
                break
            if not some:
                break
        os.close(outer)
        return process.wait(), said.decode()

    @property
    def log(self) -> list[str]:
        file = self.folder / "log"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    if os.name == "nt":
        pytest.skip("nothing is installed there")
    monkeypatch.delenv(installing.NO_INSTALL, raising=False)
    (tmp_path / "bin").mkdir()
    for name in ("env", "touch", "true"):
        (tmp_path / "bin" / name).symlink_to(next(path for path in (Path("/usr/bin", name), Path("/bin", name)) if path.exists()))
    made = Machine(tmp_path)
    made.has("apt-get", INSTALLS)
    return made


def test_root_without_a_terminal_is_told_what_runs_and_it_goes_on(machine: Machine) -> None:
    status, said = machine.runs("root")
    assert (status, machine.log) == (0, BOTH)
    assert [line.strip() for line in said.splitlines()] == [
        "Pango is not there; it lays out the pages. To install it, this runs:",
        *(f"env DEBIAN_FRONTEND=noninteractive {line}" for line in BOTH),
        "went on",
    ]


@pytest.mark.parametrize("answer", ["\n", "y\n", "Yes\n"])
def test_on_a_terminal_root_is_asked(machine: Machine, answer: str) -> None:
    status, said = machine.runs("root", typed=answer)
    assert (status, machine.log) == (0, BOTH)
    assert said.index(BOTH[1]) < said.index("[Y/n]") < said.index("went on")


@pytest.mark.parametrize("answer", ["n\n", "N\n", "no\n", "what?\n", "\x04"])
def test_who_declines_is_told_the_command(machine: Machine, answer: str) -> None:
    status, said = machine.runs("root", typed=answer)
    assert (status, machine.log) == (3, [])
    assert said.rstrip().endswith(f"Pango is not there. Install it: {APT}")


def test_a_user_who_may_use_sudo_is_asked(machine: Machine) -> None:
    machine.has("sudo", '[ "$1" = -n ] && shift; exec "$@"')
    status, said = machine.runs(typed="\n")
    quiet = "sudo -n env DEBIAN_FRONTEND=noninteractive"
    assert (status, machine.log) == (0, ["sudo -n true", f"{quiet} {BOTH[0]}", BOTH[0], f"{quiet} {BOTH[1]}", BOTH[1]])
    assert said.index(f"{quiet} {BOTH[1]}") < said.index("[Y/n]") < said.index("went on")


def test_without_a_terminal_nobody_but_root_installs(machine: Machine) -> None:
    machine.has("sudo", '[ "$1" = -n ] && shift; exec "$@"')
    status, said = machine.runs()
    assert (status, machine.log) == (3, ["sudo -n true"])
    assert said == f"Pango is not there. Install it: sudo {APT}\n"


def test_who_needs_a_password_is_told_the_command(machine: Machine) -> None:
    machine.has("sudo", "exit 1")
    status, said = machine.runs(typed="\n")
    assert (status, machine.log) == (3, ["sudo -n true"])
    assert "[Y/n]" not in said
    assert said.rstrip().endswith(f"Install it: sudo {APT}")


def test_without_sudo_the_command_is_that_of_another_user(machine: Machine) -> None:
    assert machine.runs() == (3, f'Pango is not there. Install it: su - -c "{APT}"\n')


def test_who_refuses_is_not_asked(machine: Machine) -> None:
    told = f"Pango is not there. Install it: {APT}\n"
    assert machine.runs("root", "refused") == (3, told)
    machine.environment[installing.NO_INSTALL] = "1"
    assert machine.runs("root") == (3, told)
    assert machine.runs("root", typed="") == (3, told.replace("\n", "\r\n"))
    assert machine.log == []


def test_what_the_package_manager_says_is_read_before_the_command(machine: Machine) -> None:
    machine.has("apt-get", LOCKED)
    status, said = machine.runs("root")
    assert status == 3
    assert said.count("E: Could not get lock /var/lib/dpkg/lock-frontend") == 2
    assert f"This did not work: env DEBIAN_FRONTEND=noninteractive {BOTH[1]}\n" in said
    assert said.endswith(f"Install it: {APT}\n")


def test_lists_that_cannot_be_renewed_may_do(machine: Machine) -> None:
    machine.has("apt-get", NO_LISTS)
    status, said = machine.runs("root")
    assert (status, machine.log) == (0, BOTH)
    assert "This did not work" not in said


def test_a_machine_without_its_package_manager_is_told_the_command(machine: Machine) -> None:
    (machine.folder / "bin" / "apt-get").unlink()
    assert machine.runs("root") == (3, f"Pango is not there. Install it: {APT}\n")


def test_where_pango_is_nothing_is_said(machine: Machine) -> None:
    (machine.folder / "installed").touch()
    assert machine.runs("root") == (0, "went on\n")
    assert machine.runs("refused", typed="") == (0, "went on\r\n")
    assert machine.log == []


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("ID=debian\n", APT),
        ("ID=linuxmint\nID_LIKE='ubuntu debian'\n", APT),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf install pango"),
        ("ID=arch\n", "pacman -S pango"),
        ('ID="opensuse-leap"\n', "zypper install libpango-1_0-0"),
        ("ID=alpine\n", "apk add pango"),
        ("", APT),
        (None, APT),
    ],
)
def test_the_install_command_is_that_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, release: str | None, expected: str
) -> None:
    if release is not None:
        (tmp_path / "os-release").write_text(release)
    found = packages.manager("linux", tmp_path / "os-release")
    monkeypatch.setattr(packages, "manager", lambda: found)
    monkeypatch.setattr(packages, "is_root", lambda: True)
    assert packages.install_command("pango") == expected
    assert packages.packages("pango") == expected.split()[2:]


def test_mac_and_windows_have_their_own_package_managers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [packages.manager("darwin"), packages.manager("win32")] == ["brew", "winget"]
    monkeypatch.setattr(packages, "is_root", lambda: False)
    for manager, command in (("brew", "brew install pango"), ("winget", "pacman -S mingw-w64-x86_64-pango")):
        monkeypatch.setattr(packages, "manager", lambda found=manager: found)
        assert command in packages.install_command("pango")


def test_the_readme_names_the_same_packages(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    monkeypatch.setattr(packages, "is_root", lambda: True)
    for manager in ("apt", "dnf", "brew"):
        monkeypatch.setattr(packages, "manager", lambda found=manager: found)
        assert packages.install_command("pango") in readme


def test_what_is_lacking_goes_by_its_full_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert libraries.lacking() == []
    monkeypatch.setitem(libraries.NAMES, "pangoft2", ("libpangoft2-0.0.so.0",))
    assert libraries.lacking() == ["libpangoft2-0.0.so.0"]
    said = str(installing.pango_missing("cannot load library"))
    assert said.startswith("libpangoft2-0.0.so.0, without which Pango doesn't set text, is not there. Install it: ")
    monkeypatch.setitem(libraries.NAMES, "pango", ("libpango-0.0.so.0",))
    assert str(installing.pango_missing()).startswith("Pango is not there. ")


def test_a_library_that_is_there_and_broken_is_told_as_what_it_is() -> None:
    said = str(installing.pango_missing("libpango-1.0.so.0: file too short"))
    assert said.startswith("a Pango that can be opened (libpango-1.0.so.0: file too short) is not there. ")


def test_nothing_but_python_itself_is_needed() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import report.system.installing"
    root = str(Path(installing.__file__).parents[2])
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code, root], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
