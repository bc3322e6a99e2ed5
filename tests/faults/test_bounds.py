"""Bounds on time and memory: what goes beyond is ended with all that it started, in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.command import ROOT, report

from report.problems import Problem
from report.system import bounds
from report.system.bounds import Bounds, seconds, size

MINIMAL = ROOT / "report" / "articles" / "minimal"
GREEDY = "held = []\nwhile True:\n    held.append(bytearray(20_000_000))\n    time.sleep(0.02)\n"
LEAP = "bytearray(8_000_000_000)\n"
PARENT = "import subprocess\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'], start_new_session=True)\n"


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> object:
    """Run other code where the command would run."""

    def put(code: str) -> None:
        main = "from report.problems import ProblemsFound\nimport report.command_line.cli as cli\n"
        body = "".join(f"    {line}\n" for line in code.splitlines())
        start = "cli.COMMANDS['check'] = run\nsys.exit(cli.main(sys.argv[1:], bounded=True))\n"
        wrapped = f"import sys, time\n{main}def run(arguments):\n{body}{start}"
        monkeypatch.setattr(bounds, "_AGAIN", wrapped)

    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return put


def test_a_command_within_its_bounds_is_like_any_other(tmp_path: Path) -> None:
    within = report("check", MINIMAL, "--timeout", "60", "--max-memory", "1G")
    assert within == report("check", MINIMAL)
    (tmp_path / "x").mkdir()
    within = report("check", tmp_path / "x", "--timeout=60", "--json")
    assert within == report("check", tmp_path / "x", "--json")
    assert within.status == 1


def test_time_that_runs_out_ends_the_command_in_one_line(tmp_path: Path) -> None:
    done = report("build", MINIMAL, "--timeout", "0.3", "--out", tmp_path / "out")
    assert (done.status, done.output) == (1, "")
    first, hint = done.errors.splitlines()
    assert first == "--timeout: CFG-060 the command isn't done after 0.3 seconds; nothing half-written is left"
    assert hint.startswith("  hint: ")
    assert not (tmp_path / "out").exists()


def test_memory_that_runs_out_ends_the_command_in_one_line(tmp_path: Path) -> None:
    done = report("build", MINIMAL, "--max-memory", "60M", "--out", tmp_path / "out")
    assert (done.status, done.output) == (1, "")
    first, hint = done.errors.splitlines()
    assert first.startswith("--max-memory: CFG-061 the command has ")
    assert hint.startswith("  hint: ")
    assert not (tmp_path / "out").exists()


def test_machines_are_told_the_same(tmp_path: Path) -> None:
    done = report("build", MINIMAL, "--timeout", "0.2", "--out", tmp_path / "out", "--json")
    assert (done.status, done.errors) == (1, "")
    assert '"rule": "CFG-060"' in done.output


@pytest.mark.parametrize("code", [GREEDY, LEAP])
def test_what_takes_memory_without_end_is_stopped(instead: object, code: str, capfd: pytest.CaptureFixture[str]) -> None:
    instead(code)  # type: ignore[operator]
    ended = bounds.run(["check"], Bounds(memory=300_000_000))
    said = capfd.readouterr().err
    assert "Traceback" not in said
    if code is LEAP:  # the system refuses what no look would have seen in time, and the child says so itself
        assert ended == 1
        assert said.startswith("memory: CFG-061 there is not enough of it")
    else:
        assert isinstance(ended, Problem)
        assert (ended.rule, said) == ("CFG-061", "")


def test_all_that_was_started_ends_with_the_command(instead: object) -> None:
    instead(PARENT + "time.sleep(600)")  # type: ignore[operator]
    ended = bounds.run(["check"], Bounds(seconds=1.5))
    assert isinstance(ended, Problem)
    mark = f"{bounds.MARK}={os.getpid()}-".encode()
    left = [path for path in Path("/proc").glob("[0-9]*/environ") if path.parent.name != str(os.getpid()) and mark in _read(path)]
    assert left == []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent in another way there")
def test_an_interrupt_goes_through_to_the_child(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "report", "build", str(MINIMAL), "--timeout", "100", "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as child:
        time.sleep(1)
        child.terminate()
        output, errors = child.communicate()
    assert (child.returncode, output, errors) == (143, "", "report: interrupted; nothing half-written is left\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "bytes_"),
    [("500M", 500 << 20), ("2G", 2 << 30), ("1.5g", 3 << 29), ("4096", 4096), ("10 MiB", 10 << 20)],
)
def test_a_size_is_read(text: str, bytes_: int) -> None:
    assert size(text) == bytes_


@pytest.mark.parametrize("text", ["", "M", "-1M", "0", "1X", "nan", "1e9", "1MM"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a size"):
        size(text)
    assert report("check", "--max-memory", text).status == 2


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "x", ""])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number of seconds"):
        seconds(text)
