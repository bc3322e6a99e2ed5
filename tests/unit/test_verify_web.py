"""Judges of web editions: our own checks, shown pages that they must reject; and those of others, before programs that fail."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from verify_samples import Fake, answer, programs

from report.verify import axe, nu, structure, tools, verify
from report.verify.verdict import Missing, Options
from report.verify.web_structure import web_problems

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are scripts with a #! line")
fake = pytest.fixture(programs)

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>A mill</title>
<link rel="license" href="https://example.org/"><link rel="icon" href="data:,">
<style>p {{ color: inherit; background: url(data:,) }}</style>
<script type="application/ld+json">{{"name": "A mill"}}</script></head>
<body><h1 id="mill">A mill</h1><p>See <a href="#mill">above</a>, or <a href="https://example.org/">elsewhere</a>.
<img src="data:," alt="A dot"></p></body></html>
"""


def told(tmp_path: Path, page: str | bytes) -> list[str]:
    file = tmp_path / "a.html"
    file.write_bytes(page if isinstance(page, bytes) else page.encode())
    return [str(problem).removeprefix(f"{file}") for problem in web_problems(file)]


def test_a_sound_page_has_no_problem(tmp_path: Path) -> None:
    assert told(tmp_path, PAGE) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("A mill</h1>", "\N{LATIN SMALL LETTER E WITH ACUTE}</h1>".encode("latin-1"), ": WEB-101 the page can't be read"),
        ('lang="en"', "", ": WEB-101 the page doesn't say its language"),
        ("default-src 'none'; ", "", ": WEB-102 the page's Content-Security-Policy isn't ours in: default-src"),
        ("img-src data:", "img-src *", ": WEB-102 the page's Content-Security-Policy isn't ours in: img-src"),
        (
            "form-action 'none'",
            "script-src 'unsafe-inline'",
            ": WEB-102 the page's Content-Security-Policy isn't ours in: form-ac",
        ),
        ("http-equiv", "name", ": WEB-102 the page's Content-Security-Policy isn't ours in: default-src, base-uri, form-action"),
        ("url(data:,)", "url(//example.org/a.png)", ":4: WEB-103 //example.org/a.png is fetched by the element style"),
        ("<p>See", '<p style="background: url(a.png)">See', ":6: WEB-103 a.png is fetched by the element p"),
        ('img src="data:,"', 'img src="https://example.org/a.png"', ":7: WEB-103 https://example.org/a.png is fetched"),
        ('rel="icon" href="data:,"', 'rel="stylesheet" href="a.css"', ":3: WEB-103 a.css is fetched by the element link"),
        ("<p>See", '<iframe src="a.html"></iframe><p>See', ":6: WEB-103 a.html is fetched by the element iframe"),
        ("<p>See", '<svg><use href="a.svg#b"/></svg><p>See', ":6: WEB-103 a.svg#b is fetched by the element use"),
        (
            "<title>",
            '<meta http-equiv="refresh" content="0; url=b"><title>',
            ":2: WEB-103 0; url=b is fetched by the element meta",
        ),
        ("<p>See", "<script>alert(1)</script><p>See", ":6: WEB-104 the page has a script"),
        ("<p>See", '<p onclick="alert(1)">See', ":6: WEB-104 the element p has a script in onclick"),
        ('href="#mill"', 'href=" JavaScript:alert(1)"', ":6: WEB-104 the address of a link is a script"),
        ("<p>See", '<p id="mill">See', ":6: WEB-105 the id “mill” stands for two elements"),
        ('href="#mill"', 'href="#weir"', ":6: WEB-106 the link #weir leads to an id that the page doesn't have"),
        ('{"name": ', "{name: ", ":5: WEB-107 what the page says of itself isn't JSON"),
        (' alt="A dot"', "", ":7: A11Y-202 an image has no alternative text"),
    ],
)
def test_a_spoilt_page_is_rejected_once_and_at_its_place(tmp_path: Path, old: str, new: str | bytes, found: str) -> None:
    assert old in PAGE
    changed = PAGE.encode().replace(old.encode(), new if isinstance(new, bytes) else new.encode(), 1)
    (problem,) = told(tmp_path, changed)
    assert problem.startswith(found)


def test_whatever_calls_itself_a_page_is_judged_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("no markup at all", encoding="utf-8")
    (tmp_path / "b").write_text("\n<!doctype HTML><html>", encoding="utf-8")
    verdict = verify([tmp_path / "a.html", tmp_path / "b"], judges=[structure.JUDGE])
    assert [(judged.file.name, judged.passed) for judged in verdict.judged] == [("a.html", False), ("b", False)]


# Nu


def with_nu(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    jar = tmp_path / "vnu.jar"
    jar.write_bytes(b"jar")
    monkeypatch.setenv("REPORT_VNU", str(jar))
    version = "import sys\nif '-version' in sys.argv: print('openjdk version \"21\"', file=sys.stderr); sys.exit()\n"
    fake("java", f"{version}if '--version' in sys.argv: print('26.1'); sys.exit()\n{code}")


ERROR = {"type": "error", "lastLine": 7, "firstColumn": 3, "message": "Stray  end tag.", "extract": "</b>"}
WARNING = {"type": "info", "subType": "warning", "lastLine": 9, "firstColumn": 1, "message": "Consider a heading."}


def test_what_nu_says_becomes_problems(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_nu(fake, monkeypatch, tmp_path, answer({"messages": [WARNING, ERROR]}, 1))
    file = tmp_path / "a.html"
    (judgement,) = nu.judge([file], Options())
    assert (judgement.version, judgement.passed) == ("26.1", False)
    assert [str(problem) for problem in judgement.problems] == [f"{file}:7:3: WEB-201 Stray end tag"]
    (judgement,) = nu.judge([file], Options(notes=True))
    assert [problem.rule for problem in judgement.problems] == ["WEB-202", "WEB-201"]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("", "TOOL-101"),
        ("sys.exit(1)", "TOOL-101"),
        ("print('Exception in thread main'); sys.exit(1)", "TOOL-101"),
        ("print('{\"messages\": [')", "TOOL-103"),
        ("print('{}')", "TOOL-103"),
        (answer({"messages": []}, 1), "TOOL-103"),
        (answer({"messages": [ERROR]}, 0), "TOOL-103"),
        (answer({"messages": [{**ERROR, "type": "horror"}]}, 1), "TOOL-103"),
        ("import time; time.sleep(600)", "TOOL-102"),
    ],
)
def test_nu_that_fails_has_judged_nothing(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, rule: str
) -> None:
    with_nu(fake, monkeypatch, tmp_path, code)
    (judgement,) = nu.judge([tmp_path / "a.html"], Options(seconds=1 if rule == "TOOL-102" else 60))
    assert [problem.rule for problem in judgement.problems] == [rule]
    assert not judgement.passed


def test_what_nu_lacks_is_named(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert nu.missing() == Missing("Nu", "the package vnu-jar", "npm install --ignore-scripts vnu-jar")
    with_nu(fake, monkeypatch, tmp_path, "")
    assert nu.missing() is None


# axe

BROWSER = """
import json, os
events = {events!r}
said = json.loads({said!r})
def send(told): os.write(4, json.dumps(told).encode() + b"\\0")
left = b""
while piece := os.read(3, 1 << 16):
    left += piece
    *whole, left = left.split(b"\\0")
    for asked in map(json.loads, whole):
        result = {{"targetId": "t", "sessionId": "s"}}
        if asked["method"] == "Runtime.evaluate":
            result = {{"result": {{"value": said if "axe.run" in asked["params"]["expression"] else 0}}}}
        send({{"id": asked["id"], "result": result}})
        if asked["method"] == "Page.navigate":
            for event in events: send({{"method": event, "params": {{}}}})
"""
SAID = {
    "version": "4.9",
    "beyond": 0,
    "violations": [
        {
            "id": "image-alt",
            "impact": "critical",
            "help": "Images must have alternative text",
            "helpUrl": "https://example.org/image-alt",
            "nodes": [{"target": "#dot", "html": "<img>"}, {"target": "#dot-2", "html": "<img>"}],
        }
    ],
}


def with_axe(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> Path:
    (tmp_path / "axe.min.js").write_text("", encoding="utf-8")
    monkeypatch.setenv("REPORT_AXE", str(tmp_path / "axe.min.js"))
    fake("chromium", code)
    return tmp_path / "a.html"


def stand_in(said: object, events: tuple[str, ...] = ("Page.loadEventFired",)) -> str:
    return BROWSER.format(said=json.dumps(said), events=list(events))


def test_what_axe_says_becomes_one_problem_a_rule(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = with_axe(fake, monkeypatch, tmp_path, stand_in(SAID))
    (judgement,) = axe.judge([file], Options())
    assert judgement.version == "4.9"
    assert [(str(problem), problem.clause, problem.hint) for problem in judgement.problems] == [
        (
            f"{file}: A11Y-203 Images must have alternative text (critical), on every screen, at #dot, and 1 more like it",
            "axe image-alt",
            "https://example.org/image-alt",
        )
    ]


def test_a_page_wider_than_a_screen_is_named_once(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = with_axe(fake, monkeypatch, tmp_path, stand_in({**SAID, "violations": [], "beyond": 12}))
    (judgement,) = axe.judge([file], Options())
    told = [str(problem) for problem in judgement.problems]
    assert told == [f"{file}: WEB-203 at 360 px light the page is 12 px wider than the screen"]


def test_axe_that_finds_nothing_passes(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = with_axe(fake, monkeypatch, tmp_path, stand_in({**SAID, "violations": []}))
    assert axe.judge([file], Options())[0].passed


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("", "TOOL-101"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "TOOL-101"),
        ('import os; os.read(3, 99); os.write(4, b\'{"id": 1, "error": {"message": "no"}}\\0\'); os.read(3, 99)', "TOOL-101"),
        (stand_in({}), "TOOL-103"),
        (stand_in(None), "TOOL-103"),
        (stand_in(SAID, events=()), "TOOL-102"),
        ("import time; time.sleep(600)", "TOOL-102"),
    ],
)
def test_a_browser_that_fails_has_judged_nothing(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, rule: str
) -> None:
    file = with_axe(fake, monkeypatch, tmp_path, code)
    (judgement,) = axe.judge([file], Options(seconds=2 if rule == "TOOL-102" else 60))
    assert [problem.rule for problem in judgement.problems] == [rule]
    assert not judgement.passed


def test_what_axe_lacks_is_named(fake: Fake, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("report.system.packages.OS_RELEASE", tmp_path / "none")
    assert axe.missing() == Missing("axe", "the package axe-core", "npm install --ignore-scripts axe-core")
    (script := tmp_path / "node_modules" / "axe-core" / "axe.min.js").parent.mkdir(parents=True)
    script.touch()
    lacking = axe.missing()
    assert lacking is not None
    assert lacking.what == "Chromium or Chrome"
    fake("chromium", "")
    assert axe.missing() is None
    monkeypatch.setenv("REPORT_AXE", str(tmp_path / "gone.js"))
    assert axe.missing() is not None
    assert tools.in_npm("REPORT_AXE") is None
