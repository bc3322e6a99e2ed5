"""Ace: whether an EPUB is accessible, each document seen in a real browser.

The program is the one that REPORT_ACE names, else `ace-puppeteer` on the PATH, else the one that `npm` put below the
working directory or its `.nox`. Ace writes settings and logs into the user's folders; it is given others.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from report.problems import Place, Problem, Rule, Severity
from report.verify import tools
from report.verify.archive import Archive, Unreadable, resolved
from report.verify.asking import Finding, answered, judged, lacking, reading, silent
from report.verify.verdict import Judge, Judgement, Missing, Options, shortened

NAME = "Ace"
VIOLATION = Rule(
    "A11Y-201",
    Severity.ERROR,
    "The e-book keeps readers out",
    "Ace found a violation of EPUB Accessibility or WCAG. Whatever the impact that Ace gives it (minor to critical), it is "
    "mended before the book goes out. The clause is Ace's rule with the WCAG criterion.",
)

_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


def _program() -> tools.Tool:
    if named := os.environ.get("REPORT_ACE"):
        found = tools.find(named)
        return tools.Tool(found, f"the program that REPORT_ACE names ({named})", tools.install_command("ace"))
    found = tools.find("ace-puppeteer", *(str(folder / ".bin" / "ace-puppeteer") for folder in tools.node_folders()))
    return tools.Tool(found, "the program ace-puppeteer", tools.install_command("ace"))


def missing() -> Missing | None:
    """Say what Ace lacks here."""
    return lacking(NAME, _program(), tools.node(), tools.chromium())


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each EPUB."""
    return [judged(NAME, file, options, _find) for file in files]


def _find(file: Path, options: Options) -> Finding:
    with tempfile.TemporaryDirectory(prefix="report-ace-", ignore_cleanup_errors=True) as folder:
        answer = _ask(file, Path(folder), options)
    with reading(NAME, answer):
        return _read(file, json.loads(answer))


def _ask(file: Path, scratch: Path, options: Options) -> str:
    for name in ("out", "home", "temp"):
        (scratch / name).mkdir()
    home, temp = str(scratch / "home"), str(scratch / "temp")
    env = {
        "PUPPETEER_EXECUTABLE_PATH": str(tools.chromium().path or ""),
        # Ace allows a browser five seconds to start, which is little on a busy machine. (It runs it without a sandbox.)
        "ACE_TIMEOUT_INITIAL": str(int(options.seconds * 1000)),
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_STATE_HOME": home,
        "XDG_DATA_HOME": home,
        "XDG_CACHE_HOME": home,
        "TMPDIR": temp,
        "TEMP": temp,
        "TMP": temp,
    }
    command = [_program().path or "ace-puppeteer", file.absolute(), "--outdir", scratch / "out", "--silent", "--lang", "en"]
    outcome = answered(NAME, command, options.seconds, env=env, cwd=scratch)
    answer = ""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        answer = (scratch / "out" / "report.json").read_text("utf-8")
    if not answer.strip() or outcome.status != 0:
        raise silent(NAME, outcome)
    return answer


def _read(file: Path, report: dict[str, Any]) -> Finding:
    try:
        archive: Archive | None = Archive.open(file)
    except Unreadable:
        archive = None
    problems = [
        _problem(_place(file, archive, str(document["earl:testSubject"]["url"])), alike)
        for document in report["assertions"]
        for alike in _by_rule(document["assertions"])
    ]
    if (report["earl:result"]["earl:outcome"] == "pass") == bool(problems):
        raise ValueError("the outcome and the assertions differ")
    return str(report["earl:assertedBy"]["doap:release"]["doap:revision"]), problems


def _by_rule(assertions: Sequence[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Return the violations in a document, those of one rule together."""
    rules: dict[str, list[dict[str, Any]]] = {}
    for assertion in assertions:
        if assertion["earl:result"]["earl:outcome"] == "fail":
            rules.setdefault(str(assertion["earl:test"]["dct:title"]), []).append(assertion)
    return rules.values()


def _problem(place: Place, alike: Sequence[dict[str, Any]]) -> Problem:
    """Return the problem for one rule in one document, however many elements break it."""
    result, test = alike[0]["earl:result"], alike[0]["earl:test"]
    criteria = [".".join(found.groups()) for tag in test.get("rulesetTags", []) if (found := _CRITERION.fullmatch(tag))]
    # Ace sets the elements that aXe names apart by a mark of its own.
    html = " … ".join(part.strip() for part in str(result.get("html") or "").split("<!--##-->"))
    pointers = (result.get("earl:pointer") or {}).get("css", [])
    at = f", at {shortened(', '.join(map(str, pointers)), 200)}" if pointers else ""
    more = f", and {len(alike) - 1} more like it" if len(alike) > 1 else ""
    words = " ".join(str(result["dct:description"]).split()).rstrip(".")
    return VIOLATION.at(
        place,
        f"{words} ({test['earl:impact']}){at}{more}",
        hint=f"{test['help']['dct:description'].rstrip('.')}: {test['help']['url']}",
        clause=f"Ace {test['dct:title']}" + (f" (WCAG {', '.join(criteria)})" if criteria else ""),
        cause=shortened(f"{test['dct:description']} {html}"),
    )


def _place(file: Path, archive: Archive | None, url: str) -> Place:
    """Return the place; Ace names documents relative to the package, and the package itself from the root."""
    name = url.lstrip("/")
    if archive and name not in archive.names:
        name = resolved(archive.package, name) or name
    return Place(f"{file}!/{name}")


JUDGE = Judge(NAME, frozenset({"epub"}), missing, judge)
