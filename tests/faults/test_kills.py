"""Killed or interrupted at any moment, a build loses nothing: each file is whole, and the old one or the new one."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from support import forked
from support.command import ROOT, report
from support.soak import times

from report.system import places

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")

STARTED = """
import report.__main__ as command

hear = command.interrupt.hear_early
command.interrupt.hear_early = lambda: (hear(), print("started", flush=True))
command.run()
"""
"""Says that it has started where it begins to hear of interrupts, however long it has waited for its turn before."""
WRITER = """
import sys
from pathlib import Path
from tempfile import TemporaryFile
from report.system.writing import together, write_whole

folder = Path(sys.argv[1])
print("started", flush=True)
while True:
    for state in (b"old", b"new"):
        with together(folder):
            for name in ("a.pdf", "b.epub", "manifest.json"):
                write_whole(folder / name, state * 400_000)
"""
"""Does nothing but write, so that a kill falls into it."""


@dataclass
class States:
    """An article of two editions, and what is built of each, by file name."""

    folder: Path
    editions: dict[int, Path]
    files: dict[int, dict[str, bytes]]
    seconds: float
    """How long a build takes."""


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> States:
    home = tmp_path_factory.mktemp("states")
    editions, files, seconds = {}, {}, 60.0
    for number in (1, 2):
        editions[number] = home / f"edition {number}"
        shutil.copytree(places.articles() / places.MINIMAL, editions[number])
        file = editions[number] / "article.yaml"
        text = file.read_text(encoding="utf-8")
        assert re.search(r"(?m)^  number: 1$", text)
        file.write_text(re.sub(r"(?m)^  number: 1$", f"  number: {number}", text), encoding="utf-8")
        before = time.monotonic()
        done = report("build", editions[number], "--format", "a4", "--out", home / f"out {number}")
        seconds = min(time.monotonic() - before, seconds)
        assert done.status == 0, done.errors
        files[number] = contents(home / f"out {number}" / "minimal")
    assert files[1]["minimal-a4.pdf"] != files[2]["minimal-a4.pdf"]
    return States(home, editions, files, seconds)


def command(states: States, out: Path, edition: int) -> list[str]:
    return ["build", str(states.editions[edition]), "--format", "a4", "--out", str(out)]


def started(states: States, out: Path, edition: int) -> subprocess.Popen[str]:
    """Start a build, and return it as soon as our own code runs."""
    child = subprocess.Popen(
        [sys.executable, "-c", STARTED, *command(states, out, edition)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "started\n"
    return child


def check_whole(states: States, folder: Path) -> None:
    """Check that each file is one of those that were built undisturbed, and that there is no other one in sight."""
    for name, data in contents(folder).items():
        if not (name.startswith(".") and name.endswith(".partial")):
            assert data in {states.files[1][name], states.files[2][name]}, name


def moments(longest: float, number: int) -> list[float]:
    """Return moments from the start of a build on: one early, half of the others near its end, where files are written."""
    chance = random.Random(6)
    later = [chance.uniform(0.8 * longest, longest) if n % 2 else chance.uniform(0, longest) for n in range(number - 1)]
    return [0.2 * longest, *later]


def test_a_build_that_is_killed_leaves_whole_files_and_the_next_one_sweeps(states: States, tmp_path: Path) -> None:
    folder = tmp_path / "minimal"
    shutil.copytree(states.folder / "out 1" / "minimal", folder)
    killed, edition = 0, 2
    undisturbed = forked.started(command(states, tmp_path / "undisturbed", 1))
    before = time.monotonic()
    assert undisturbed.wait() == 0
    longest = time.monotonic() - before
    assert contents(tmp_path / "undisturbed" / "minimal") == states.files[1]
    for moment in moments(longest, times(6, 100)):
        child = forked.started(command(states, tmp_path, edition))
        time.sleep(moment)
        with suppress(ProcessLookupError):  # it was done before
            os.killpg(child.pid, signal.SIGKILL)
        killed += child.wait() == -signal.SIGKILL
        check_whole(states, folder)
        edition = 3 - edition
    assert killed
    (folder / ".minimal-a4.pdf.dead.partial").write_bytes(b"%PDF")
    assert report("build", states.editions[2], "--format", "a4", "--out", tmp_path).status == 0
    assert contents(folder) == states.files[2]
    check_manifest(folder)


def check_manifest(folder: Path) -> None:
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert listed == {
        path.name: {"size": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in folder.glob("[!.]*")
        if path.name != "manifest.json"
    }


def test_a_writer_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    chance = random.Random(6)
    whole = {b"old" * 400_000, b"new" * 400_000}
    partial = 0
    for _ in range(times(10, 100)):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "out")]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "started\n"
            time.sleep(chance.uniform(0, 0.1))
            child.kill()
        for name, data in contents(tmp_path / "out").items() if (tmp_path / "out").is_dir() else ():
            partial += name.endswith(".partial")
            assert name.endswith(".partial") or data in whole, name
        assert len(list((tmp_path / "out").glob("*.partial"))) <= 1, "those of earlier kills are swept"
    assert partial, "no kill fell into the writing"


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_at_any_moment_is_one_line_and_leaves_nothing(
    number: signal.Signals, status: int, states: States, tmp_path: Path
) -> None:
    folder = tmp_path / "minimal"
    shutil.copytree(states.folder / "out 1" / "minimal", folder)
    stopped, edition = 0, 2
    for moment in moments(states.seconds, times(2, 50)):
        with TemporaryFile() as output, TemporaryFile() as errors:
            child = forked.started(command(states, tmp_path, edition), streams=(output.fileno(), errors.fileno()))
            time.sleep(moment)
            os.kill(child.pid, number)
            ended = child.wait()
            errors.seek(0)
            said = errors.read().decode("utf-8")
        check_whole(states, folder)
        assert not list(folder.glob(".*")), "an interrupted build takes its unfinished files with it"
        edition = 3 - edition
        if ended == 0:
            continue  # it was done before
        stopped += 1
        assert (ended, said) == (status, "report: interrupted; nothing half-written is left\n")
    assert stopped


@pytest.mark.parametrize("number", [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)])
def test_an_interrupt_while_the_program_is_still_being_read_is_one_line(
    number: signal.Signals, states: States, tmp_path: Path
) -> None:
    for moment in (0.005, 0.02, 0.05):
        child = started(states, tmp_path, 1)
        time.sleep(moment)
        child.send_signal(number)
        output, errors = child.communicate()
        said = "report: interrupted; nothing half-written is left\n"
        assert (child.returncode, output, errors) == (128 + number, "", said)
        assert not list(tmp_path.iterdir())


def test_an_interrupt_while_a_class_is_made_is_one_line() -> None:
    """Until Python 3.12 an exception there comes out as a RuntimeError."""
    code = """
import os, signal
from report.system import interrupt

class Late:
    def __set_name__(self, owner, name):
        os.kill(os.getpid(), signal.SIGINT)

interrupt.hear_early()
class Owner:
    late = Late()
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (ended.returncode, ended.stderr) == (130, "report: interrupted; nothing half-written is left\n")


def test_an_interrupt_while_a_module_is_read_waits_until_it_is_there(tmp_path: Path) -> None:
    """Modules in Rust complain aloud where what they import is stopped."""
    (tmp_path / "slow.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nend = 'reached'\n", encoding="utf-8"
    )
    code = """
import time
from report.system import interrupt

with interrupt.heard():
    try:
        import slow
        while True:
            time.sleep(0.001)
    except interrupt.Interrupted:
        print(slow.end, interrupt.status())
"""
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "reached 130\n", "")


def test_two_builds_at_once_do_not_mix(states: States, tmp_path: Path) -> None:
    children = [forked.started(command(states, tmp_path, edition)) for edition in (1, 2)]
    assert [child.wait() for child in children] == [0, 0]
    assert contents(tmp_path / "minimal") in [states.files[1], states.files[2]]
    check_manifest(tmp_path / "minimal")
