"""Types README's commands on new machines: `python -m tests.new_machine [SUITE|VARIANT|SESSION ...]`.

Suites are bookworm and trixie (Debian 12 and 13). Variants are `bare` (Python, pip and git), `pango` (these and Pango, nothing
else) and `user` (bare, and typed by somebody who may not install anything: the build says what to type, and ends). Sessions
are `build` and `tests`, README's two commands. What isn't named is all of its kind. All that was said is kept in
.nox/new-machine/.

Exit status: 0 all went as README says, 1 something didn't, 2 wrong usage, 3 root or debootstrap is missing.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.new_machine.chroots import Chroot, make

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / ".nox" / "new-machine"
SUITES = ("bookworm", "trixie")
VARIANTS = ("bare", "pango", "user")
SESSIONS = ("build", "tests")
USER = "reader"
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0")
TOLD = f"apt install {' '.join(PANGO)}"


def commands(readme: str) -> dict[str, str]:
    """Return README's first two commands, by the session that each runs."""
    typed = re.findall(r"^    (python3 noxfile\.py[^#\n]*?)\s+#", readme, re.MULTILINE)
    return dict(zip(SESSIONS, typed, strict=True))


def outputs(readme: str) -> list[str]:
    """Return the files that README says are built."""
    return re.findall(r"^    (build/\S+)  ", readme, re.MULTILINE)


def chosen(arguments: list[str], kind: tuple[str, ...]) -> list[str]:
    return [name for name in kind if name in arguments] or list(kind)


def has_pango(machine: Chroot) -> bool:
    return machine.run("python3", "-c", "import ctypes; ctypes.CDLL('libpango-1.0.so.0')") == 0


def prepare(machine: Chroot, variant: str) -> str:
    """Give the machine what its variant has; return the folder of the clone."""
    if variant == "pango":
        machine.must("apt-get", "update", "--quiet")
        machine.must("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *PANGO)
    if has_pango(machine) is not (variant == "pango"):
        raise RuntimeError("Pango is there" if variant != "pango" else "Pango isn't there")
    home = "/root"
    if variant == "user":
        machine.must("useradd", "--create-home", "--shell", "/bin/sh", USER)
        home = f"/home/{USER}"
    clone = f"{home}/report"
    subprocess.run(
        ["git", "-c", "safe.directory=*", "clone", "--quiet", "--no-hardlinks", ROOT, f"{machine.folder}{clone}"], check=True
    )
    machine.must("chown", "--recursive", f"{USER}:{USER}" if variant == "user" else "root:root", clone)
    return clone


def try_command(machine: Chroot, variant: str, session: str, clone: str) -> str:
    """Type one of README's commands; return what is wrong with what follows, in a few words."""
    readme = (machine.folder / clone[1:] / "README.md").read_text(encoding="utf-8")
    before = machine.log.stat().st_size
    status = machine.run(*shlex.split(commands(readme)[session]), user=USER if variant == "user" else "root", folder=clone)
    with machine.log.open("rb") as log:
        log.seek(before)
        said = log.read().decode("utf-8", "replace")
    if variant == "user":
        return "" if status == 3 and TOLD in said else f"status {status}, the command is {'' if TOLD in said else 'not '}named"
    if status:
        return f"status {status}"
    if session == "build":
        missing = [name for name in outputs(readme) if not (machine.folder / clone[1:] / name).is_file()]
        return f"not built: {', '.join(missing)}" if missing else ""
    counted = re.findall(r"^=+ (.* in [\d.]+s.*?) =+$", said, re.MULTILINE)
    print(f"    {counted[-1] if counted else 'no test was counted'}", flush=True)
    return "tests were passed over" if not counted or "skipped" in counted[-1] or "passed" not in counted[-1] else ""


def main(arguments: list[str]) -> int:
    """Try what is named, or all, and print what came of it; return an exit status."""
    if unknown := set(arguments) - {*SUITES, *VARIANTS, *SESSIONS}:
        print(f"there is no {min(unknown)}; there are {', '.join((*SUITES, *VARIANTS, *SESSIONS))}", file=sys.stderr)
        return 2
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        print("Only root can make a new machine: run this as root, on Linux.", file=sys.stderr)
        return 3
    if not shutil.which("debootstrap"):
        print("debootstrap is not there. Install it: apt install debootstrap", file=sys.stderr)
        return 3
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    rows: list[tuple[str, str, str, str, float]] = []
    with tempfile.TemporaryDirectory(prefix="new-machine-") as scratch:
        for suite in chosen(arguments, SUITES):
            print(f"{suite} ...", flush=True)
            base = make(suite, Path(scratch) / suite, LOGS / f"{suite}.log")
            for variant in chosen(arguments, VARIANTS):
                log = LOGS / f"{suite}-{variant}.log"
                machine = base.copy(Path(scratch) / f"{suite}-{variant}", log)
                clone = prepare(machine, variant)
                for session in chosen(arguments, SESSIONS):
                    print(f"  {variant}, {session} ...", flush=True)
                    begun = time.monotonic()
                    wrong = try_command(machine, variant, session, clone)
                    rows.append((suite, variant, session, wrong, time.monotonic() - begun))
                    if wrong:
                        print(*log.read_text("utf-8", "replace").splitlines()[-60:], sep="\n    ", flush=True)
                shutil.rmtree(machine.folder)
            shutil.rmtree(base.folder)
    print(f"\nWhat was said is in {LOGS.relative_to(ROOT)}/.")
    for suite, variant, session, wrong, seconds in rows:
        print(f"{suite:10}{variant:8}{session:8}{seconds:6.0f} s  {wrong or 'ok'}")
    return 1 if any(wrong for *_, wrong, _ in rows) else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except RuntimeError as error:
        sys.exit(f"The machine isn't ready: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
