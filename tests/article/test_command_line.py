"""What scripts rely on: exit statuses, one place for each thing said, and an article to start from that builds at once."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.command import ROOT, Done, here, report

from report.command_line.cli import main
from report.system import places
from report.verify import structure, verify

ONLY = Path("article.yaml")
DRIVER = """
import signal, sys
import report.output.pdf.render
from report.command_line.cli import main

def wait(*_, **__):
    print("drawing", flush=True)
    while True:
        signal.pause()

report.output.pdf.render.render = wait
sys.exit(main(sys.argv[1:]))
"""
"""Stops a build in the middle until a signal comes."""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done, Done]:
    """A new article, as `report new` makes it, with what that and the first build said."""
    home = tmp_path_factory.mktemp("new")
    new = report("new", "My Report", cwd=home)
    return home, new, report("build", "My Report", "--json", cwd=home)


def test_a_new_article_builds_at_once(started: tuple[Path, Done, Done]) -> None:
    home, new, built = started
    assert (new.status, new.errors) == (0, "")
    assert (built.status, built.errors) == (0, "")
    assert sorted(path.name for path in (home / "build" / "my-report").iterdir()) == [
        "CITATION.cff",
        "manifest.json",
        "my-report-a4.pdf",
        "my-report.bib",
        "my-report.csl.json",
        "my-report.epub",
        "my-report.ris",
    ]


def test_what_a_new_article_builds_is_sound(started: tuple[Path, Done, Done]) -> None:
    home, _, _ = started
    files = [path for path in (home / "build" / "my-report").iterdir() if path.suffix in {".pdf", ".epub"}]
    verdict = verify(files, judges=[structure.JUDGE])
    assert verdict.problems == []
    assert [judged.passed for judged in verdict.judged] == [True, True]


def test_a_build_tells_machines_what_it_made(started: tuple[Path, Done, Done]) -> None:
    home, _, built = started
    told = json.loads(built.output)
    assert told["problems"] == []
    assert [output["format"] for output in told["outputs"]] == ["a4", "epub"]
    manifest = json.loads((home / "build" / "my-report" / "manifest.json").read_text(encoding="utf-8"))
    for output in told["outputs"]:
        name = Path(output["path"]).name
        assert manifest["files"][name] == {"size": (home / output["path"]).stat().st_size, "sha256": output["sha256"]}


def test_a_folder_with_something_in_it_is_left_alone(started: tuple[Path, Done, Done]) -> None:
    home, _, _ = started
    before = (home / "My Report" / ONLY).read_bytes()
    again = here("new", "My Report", cwd=home)
    assert (again.status, again.output) == (1, "")
    assert "CFG-020" in again.errors
    assert (home / "My Report" / ONLY).read_bytes() == before


def empty(folder: Path, *files: str) -> Path:
    folder.mkdir()
    for name in files:
        (folder / name).touch()
    return folder


def test_an_article_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folders = {
        tmp_path / "missing": "CFG-001",
        tmp_path / "file": "CFG-001",
        empty(tmp_path / "empty"): "CFG-001",
        empty(tmp_path / "blank", "article.yaml"): "DAT-004",
    }
    done = here("build", *folders, "--json", "--jobs", "1", "--out", tmp_path / "out")
    assert (done.status, done.errors) == (1, "")
    problems = json.loads(done.output)["problems"]
    for folder, rule in folders.items():
        own = [problem for problem in problems if problem["path"].startswith(str(folder))]
        assert rule in {problem["rule"] for problem in own}
        assert all(problem["sentence"] and problem["hint"] for problem in own)
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    done = here("build", places.articles() / "minimal", "--format", "a5", "--out", tmp_path / "out")
    assert (done.status, done.output) == (1, "")
    assert done.errors.startswith("--format: CFG-050 there is no format “a5”\n  hint: write one of: ")
    assert all(preset.stem in done.errors for preset in (places.templates() / "formats").glob("*.toml"))
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_is_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    done = here("build", places.articles() / "minimal", "--format", "a4", "--out", tmp_path / "out")
    assert (done.status, done.output) == (1, "")
    assert "CFG-051" in done.errors
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "arguments",
    [[], ["frobnicate"], ["build", "--nonsense"], ["explain"], ["explain", "XYZ-999"], ["check", "--explain", "no-such"]],
)
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    done = here(*arguments) if arguments else report()
    assert (done.status, done.output) == (2, "")
    assert done.errors


def test_a_missing_judge_ends_with_three_where_all_are_required(started: tuple[Path, Done, Done], tmp_path: Path) -> None:
    home, _, _ = started
    file = home / "build" / "my-report" / "my-report.epub"
    lone = {"PATH": str(tmp_path), "HOME": str(tmp_path), "REPORT_CACHE": str(tmp_path)}
    without = ("JAVA_HOME", "REPORT_ACE", "REPORT_CHROMIUM", "PUPPETEER_EXECUTABLE_PATH")
    assert report("verify", file, env=lone, without=without).status == 0
    strict = report("verify", file, "--require-all", env=lone, without=without)
    assert strict.status == 3
    assert "not judged" in strict.errors


def test_our_own_fault_ends_with_four_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("report.command_line.new.new_article", fail)
    monkeypatch.delenv("REPORT_DEBUG", raising=False)
    assert main(["new", str(tmp_path / "x")]) == 4
    said = capsys.readouterr()
    assert said.out == ""
    assert "ZeroDivisionError: a fault of ours" in said.err
    assert "Traceback" not in said.err
    monkeypatch.setenv("REPORT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["new", str(tmp_path / "x")])


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent in another way there")
def test_an_interrupt_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", DRIVER, "build", str(places.articles() / "minimal"), "--jobs", "1", "--force"]
    command += ["--out", str(tmp_path / "out")]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert child.stdout is not None
    assert child.stdout.readline() == "drawing\n"
    child.send_signal(signal.SIGINT)
    output, errors = child.communicate()
    assert (child.returncode, output) == (130, "")
    assert errors == "report: interrupted; nothing half-written is left\n"
    assert not (tmp_path / "out").exists()


def runs(process: Path) -> bool:
    """Tell whether a process runs: in a container nobody may bury the dead, and they stay listed."""
    try:
        return "\nState:\tZ" not in (process / "status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent in another way there")
def test_an_interrupt_ends_the_workers_too(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "report", "build", "--jobs", "2", "--force", "--out", str(tmp_path / "out")]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    family = Path(f"/proc/{child.pid}/task/{child.pid}/children")
    while family.exists() and not family.read_text(encoding="ascii").split():
        time.sleep(0.02)
    children = [Path(f"/proc/{pid}") for pid in family.read_text(encoding="ascii").split()]
    time.sleep(1)
    child.send_signal(signal.SIGINT)
    output, errors = child.communicate()
    assert (child.returncode, output, errors) == (130, "", "report: interrupted; nothing half-written is left\n")
    assert not (tmp_path / "out").exists()
    until = time.monotonic() + 20  # what keeps account of shared memory ends a moment later, by itself
    while any(map(runs, children)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [process for process in children if runs(process)]


def test_check_tells_machines_every_problem_and_nothing_else(tmp_path: Path) -> None:
    good = here("check", "--json")
    assert (good.status, good.errors, json.loads(good.output)) == (0, "", {"problems": []})
    bad = here("check", "--json", tmp_path / "missing")
    assert (bad.status, bad.errors) == (1, "")
    (problem,) = json.loads(bad.output)["problems"]
    assert set(problem) == {"rule", "severity", "sentence", "path", "line", "column", "hint", "clause", "cause"}


def test_check_explains_a_record_to_people_and_to_machines() -> None:
    told = here("check", "--explain", "raid")
    assert (told.status, told.errors) == (0, "")
    assert told.output.startswith("event raid\n")
    machines = here("check", "--explain", "raid", "--json")
    assert (machines.status, machines.errors) == (0, "")
    assert json.loads(machines.output)["explained"] == told.output.splitlines()


def test_warnings_stop_only_the_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "x")]) == 0
    (tmp_path / "x" / "peple.yaml").touch()
    assert main(["check", str(tmp_path / "x")]) == 0
    warned = capsys.readouterr().err
    assert "CFG-002 warning: " in warned
    assert main(["check", "--strict", str(tmp_path / "x")]) == 1
    assert capsys.readouterr().err == warned


def declared() -> list[str]:
    """Return the id of every rule that the source declares, in order."""
    files = (ROOT / "report").rglob("*.py")
    return sorted({found for file in files for found in re.findall(r'\b[Rr]ule\(\s*"([^"]+)"', file.read_text(encoding="utf-8"))})


def test_every_rule_that_is_declared_is_known() -> None:
    # In a process of its own: here, what other tests have imported is known, too.
    code = "from report.command_line.all_rules import all_rules; print(*all_rules())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert sorted(set(declared()) - set(done.stdout.split())) == []


@pytest.mark.parametrize("rule", declared())
def test_every_rule_can_be_explained(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule.lower()]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    heading, blank, *words = said.out.splitlines()
    assert heading.startswith(f"{rule}  ")
    assert blank == ""
    assert len(" ".join(words)) > 40
