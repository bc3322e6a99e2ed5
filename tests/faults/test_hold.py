"""An output folder that one build holds at a time, and what dead builds leave in it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.command import ROOT

from report.command_line import cli, commands
from report.problems import NOWHERE, Problem, ProblemsFound, Severity
from report.system import hold, interrupt
from report.system.hold import held
from report.system.writing import tidy, write_whole

HOLDER = """
import sys, time
from pathlib import Path
from report.system.hold import held

with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
    Path(sys.argv[1], "last words").touch()
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def holder(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """Start a process that holds the folder for so long, and return it as soon as it does."""
    command = [sys.executable, "-c", HOLDER, str(folder), str(seconds)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    with holder(tmp_path / "out", 0.4) as child:
        write_whole(tmp_path / "out" / "a.pdf", b"new")
        assert (tmp_path / "out" / "last words").exists(), "it didn't wait"
        child.communicate()
    assert (tmp_path / "out" / "a.pdf").read_bytes() == b"new"


def test_a_build_that_hangs_is_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hold, "PATIENCE", 0.2)
    (tmp_path / "a.pdf").write_bytes(b"old")
    with holder(tmp_path, 60) as child:
        with pytest.raises(ProblemsFound) as found:
            write_whole(tmp_path / "a.pdf", b"new")
        child.kill()
        child.communicate()
    assert [problem.rule for problem in found.value.problems] == ["CFG-053"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_a_build_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    with holder(tmp_path, 60) as child:
        child.kill()
        child.communicate()
    write_whole(tmp_path / "a.pdf", b"new")
    assert names(tmp_path) == ["a.pdf"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_child_that_outlives_the_build_holds_nothing(tmp_path: Path) -> None:
    code = HOLDER.replace("    time.sleep", "    import os\n    if os.fork() == 0: time.sleep(30); os._exit(0)\n    time.sleep")
    command = [sys.executable, "-c", code, str(tmp_path), "60"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        time.sleep(0.3)
        child.kill()
        child.wait()
        before = time.monotonic()
        write_whole(tmp_path / "a.pdf", b"new")
        assert time.monotonic() - before < 20
        os.killpg(child.pid, signal.SIGKILL)


def test_what_a_dead_build_left_is_swept_by_the_next_and_nothing_else(tmp_path: Path) -> None:
    for name in (".a.pdf.1234.partial", ".b.epub.x.partial", "mine.partial", ".hidden"):
        (tmp_path / name).touch()
    write_whole(tmp_path / "a.pdf", b"new")
    assert names(tmp_path) == [".hidden", "a.pdf", "mine.partial"]
    (tmp_path / ".a.pdf.1234.partial").touch()
    tidy(tmp_path)
    assert names(tmp_path) == [".hidden", "a.pdf", "mine.partial"]


def test_what_a_live_build_writes_is_not_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hold, "PATIENCE", 0.2)
    with holder(tmp_path, 60) as child:
        (tmp_path / ".a.pdf.1234.partial").touch()
        with pytest.raises(ProblemsFound):
            tidy(tmp_path)
        assert (tmp_path / ".a.pdf.1234.partial").exists()
        child.kill()
        child.communicate()


def test_a_folder_in_which_nothing_was_written_goes_again(tmp_path: Path) -> None:
    with held(tmp_path / "a" / "b"), held(tmp_path / "a" / "b"):
        assert (tmp_path / "a" / "b").is_dir()
    assert names(tmp_path) == []


def test_what_a_library_says_of_an_interrupt_that_it_swallowed_is_no_problem_of_the_article(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def swallowing(_: object) -> int:
        with contextlib.suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        raise ProblemsFound([Problem("PDF-001", Severity.ERROR, "Failed to render SVG image.", NOWHERE)])

    monkeypatch.setitem(commands.COMMANDS, "check", swallowing)
    assert cli.main(["check"]) == 130
    assert capsys.readouterr().err == "report: interrupted; nothing half-written is left\n"


def test_an_interrupt_that_was_swallowed_is_heard_before_anything_is_written(tmp_path: Path) -> None:
    with interrupt.heard():
        with contextlib.suppress(KeyboardInterrupt):  # as a library's callback does
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "a.pdf", b"new")
    assert names(tmp_path) == []
    write_whole(tmp_path / "a.pdf", b"new")  # nobody listens any more, and what was heard is done with
