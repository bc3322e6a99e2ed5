"""axe: whether a web edition is accessible, seen in a real browser, on small screens and large ones, by day and at night.

Its script is the file `axe.min.js` of npm's package `axe-core`, or what REPORT_AXE names.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from report.problems import Place, Problem, Rule, Severity
from report.verify import tools
from report.verify.asking import Finding, NoAnswer, judged, lacking, reading
from report.verify.browser import Browser, BrowserFailed, browser
from report.verify.verdict import CRASHED, TOO_SLOW, Judge, Judgement, Missing, Options, shortened

NAME = "axe"
VIOLATION = Rule(
    "A11Y-203",
    Severity.ERROR,
    "The page keeps readers out",
    "axe found a violation of WCAG or of good practice, with everything opened that can be. Whatever the impact that axe gives "
    "it (minor to critical), it is mended before the page goes out. The clause is axe's rule; the sentence says on which "
    "screens.",
)
BEYOND = Rule(
    "WEB-203",
    Severity.ERROR,
    "The page is wider than a screen",
    "Whoever reads on a telephone, or in large type, has to move the page to and fro for every line of what is wider than the "
    "screen (WCAG 2.2, 1.4.10).",
)

WIDTHS = (360, 800, 1440)
"""Of a telephone, a tablet and a desk, in CSS pixels."""
_OPENED = "document.querySelectorAll('details').forEach(one => { one.open = true })"
_ASK = """axe.run(document, {resultTypes: ['violations']}).then(found => ({
  version: axe.version,
  beyond: document.scrollingElement.scrollWidth - innerWidth,
  violations: found.violations.map(({id, impact, help, helpUrl, nodes}) => ({
    id, impact, help, helpUrl, nodes: nodes.map(({target, html}) => ({target: target.flat().join(' '), html}))
  }))
}))"""


def _script() -> tools.Tool:
    found = tools.in_npm("REPORT_AXE", "axe-core", "axe.min.js")
    return tools.Tool(found, "the package axe-core", tools.install_command("axe"))


def missing() -> Missing | None:
    """Say what axe lacks here."""
    if os.name == "nt":
        return Missing(NAME, "a way to drive a browser on Windows", "nothing yet; judge the file on another system")
    return lacking(NAME, _script(), tools.chromium())


def judge(files: Sequence[Path], options: Options) -> list[Judgement]:
    """Judge each page."""
    return [judged(NAME, file, options, _find) for file in files]


def _find(file: Path, options: Options) -> Finding:
    try:
        script = (_script().path or Path("axe.min.js")).read_text("utf-8")
        with browser(tools.chromium().path or Path("chromium"), options.seconds) as page:
            views = dict(_views(page, file, script))
    except TimeoutError as error:
        raise NoAnswer(TOO_SLOW, "axe runs out of time: nobody has judged this", str(error)) from None
    except (OSError, BrowserFailed) as error:
        raise NoAnswer(CRASHED, "axe, or its browser, ends without an answer", str(error)) from None
    with reading(NAME, str(views)):
        version, *_ = (str(said["version"]) for said in views.values())
        return version, (*_violations(file, views), *_beyond(file, views))


def _views(page: Browser, file: Path, script: str) -> Iterator[tuple[str, Any]]:
    """Yield what axe says on each screen, by its name in words."""
    page.show(file.absolute().as_uri())
    page.say(_OPENED)
    page.say(f"{script}\n;0")
    for width in WIDTHS:
        for dark in (False, True):
            page.look(width, dark=dark)
            yield f"{width} px {'dark' if dark else 'light'}", page.say(_ASK)


def _violations(file: Path, views: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each rule that is broken, with the screens on which it is."""
    found: dict[str, tuple[dict[str, Any], list[str]]] = {}
    for view, said in views.items():
        for violation in said["violations"]:
            found.setdefault(violation["id"], (violation, []))[1].append(view)
    for id_, (violation, where) in found.items():
        first, more = violation["nodes"][0], len(violation["nodes"]) - 1
        seen = "on every screen" if len(where) == len(views) else f"at {', '.join(where)}"
        also = f", and {more} more like it" if more else ""
        yield VIOLATION.at(
            Place(str(file)),
            f"{violation['help']} ({violation['impact']}), {seen}, at {shortened(first['target'], 200)}{also}",
            hint=str(violation["helpUrl"]),
            clause=f"axe {id_}",
            cause=shortened(first["html"]),
        )


def _beyond(file: Path, views: Mapping[str, Any]) -> Iterator[Problem]:
    for view, said in views.items():
        if (beyond := int(said["beyond"])) > 0:
            hint = "let it break, or shrink, or give it a box of its own to be moved in"
            yield BEYOND.at(Place(str(file)), f"at {view} the page is {beyond} px wider than the screen", hint=hint)
            return


JUDGE = Judge(NAME, frozenset({"web"}), missing, judge)
