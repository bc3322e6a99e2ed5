"""What the articles of one process share, and that none of it shows: each has the bytes that it has alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from report.output.pdf.engine import shared
from tests.support.invented import catalogue

ROOT = Path(__file__).resolve().parents[2]
OTHER = """
[size]
cover-title = 2.6

[colour]
accent = "#6a1b4d"

[[face]]
family = "Source Serif 4"
weights = [400, 500, 600]
styles = ["normal", "italic"]
axes = { opsz = 10 }

[[face]]
family = "Source Sans 3"
weights = [300, 400, 600]
styles = ["normal"]

[[face]]
family = "Source Sans 3"
weights = [400]
styles = ["italic"]

[[face]]
family = "Almarai"
weights = [300, 400, 700]
styles = ["normal"]
"""


def built(articles: Sequence[Path], out: Path, *more: str) -> dict[str, str]:
    """Build in one process and return the SHA-256 of each output by its file's name."""
    command = [
        sys.executable,
        "-m",
        "report",
        "build",
        *map(str, articles),
        *more,
        "--jobs",
        "1",
        "--force",
        "--json",
        "--out",
        out,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()
    return {Path(output["path"]).name: output["sha256"] for output in json.loads(done.stdout)["outputs"]}


def test_an_article_after_others_has_the_bytes_that_it_has_alone(tmp_path: Path) -> None:
    plain, other, last = catalogue(tmp_path / "catalogue", 3)
    (other / "theme").mkdir()
    (other / "theme" / "tokens.toml").write_text(OTHER, encoding="utf-8")
    (other / "theme" / "print.css").write_text("h1 { color: var(--colour-accent) }\n", encoding="utf-8")
    formats = ("--format", "a4", "--format", "epub")
    together = built([plain, other, last], tmp_path / "together", *formats)
    assert len(together) == 6
    alone = built([other], tmp_path / "other", *formats) | built([last], tmp_path / "last", *formats)
    assert {name: together[name] for name in alone} == alone


@pytest.mark.parametrize(
    "sheet",
    [
        '@font-face { font-family: "A"; src: url(file:///a.otf) }',
        '@import "other.css";',
        "@Counter-Style b { symbols: x }",
        "@layer a { p { color: red } }",
        r"@\69mport 'other.css';",
        "@media print { @font-face { font-family: A } }",
        "@page-like { }",
    ],
)
def test_a_sheet_that_brings_something_along_is_parsed_for_its_publication_alone(sheet: str) -> None:
    made = [shared.parsed(sheet, lambda _: object(), ()) for _ in range(2)]
    assert made[0] is not made[1]
    assert shared.fonts_for(["p { color: red }", sheet]) is not shared.fonts_for(["p { color: red }", sheet])


def test_a_sheet_that_says_how_things_look_is_parsed_once() -> None:
    sheet = "@page chapter:first { @top-left { content: none } @footnote { margin: 0 } } @media print { p { color: red } }"
    assert shared.parsed(sheet, lambda _: object(), ()) is shared.parsed(sheet, lambda _: object(), ())
    assert shared.fonts_for([sheet]) is shared.fonts_for([])


def test_a_sheet_that_meets_an_objection_meets_it_again() -> None:
    objections: list[str] = []

    def parse(sheet: str) -> object:
        objections.append(sheet)
        return object()

    for _ in range(2):
        shared.parsed("p { colr: red }", parse, objections)
    assert len(objections) == 2


def test_no_more_sheets_are_kept_than_a_process_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_sheets", {})
    for number in range(shared._MOST_SHEETS + 20):
        shared.parsed(f"p {{ margin: {number}px }}", lambda _: object(), ())
    assert len(shared._sheets) == shared._MOST_SHEETS
