"""The contract with the layout engine: its faults are still there, each mend cures its own, and what we lean on is as it was.

`nox -s next-engine` asks the same of the newest release.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from report.output.pdf.engine import contract
from report.output.pdf.engine.mends import MENDS
from report.output.pdf.engine.mends.mend import Mend
from report.problems import ProblemsFound
from report.system.versions import native
from tests.support.printing import fonts_ready, printed

ROOT = Path(__file__).resolve().parents[2]


@cache
def found() -> dict[str, Any]:
    """Return what the engine says of itself, bare and mended."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.bare_engine"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def each_mend() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mend", MENDS, ids=lambda mend: mend.name)


def cured_by_pango(mend: Mend) -> bool:
    """Tell whether this machine's Pango is one with which the fault doesn't show."""
    return mend.shown_below is not None and tuple(map(int, native()["pango"].split(".")[:2])) >= mend.shown_below


@each_mend()
def test_the_engine_still_has_the_fault(mend: Mend) -> None:
    shown = found()["bare"][mend.name]
    if cured_by_pango(mend):
        version = native()["pango"]
        assert shown is False, f"Pango {version} still has what the mend “{mend.name}” cures: put its shown_below right"
        return
    gone = (
        f"WeasyPrint {found()['version']} no longer {mend.why}. Take the mend “{mend.name}” out: its file and its line in mends."
    )
    assert shown is True, gone if shown is False else f"whether the mend “{mend.name}” is needed can't be told: {shown}"


@each_mend()
def test_what_a_mend_changes_is_what_it_was_written_for(mend: Mend) -> None:
    now = found()["names"][mend.name]
    changed = [name for name, known in mend.changes.items() if now[name] != known]
    assert not changed, (
        f"WeasyPrint {found()['version']} has changed {', '.join(changed)}: read it, bring the mend “{mend.name}” into line, "
        f"and write the new fingerprint down there: {now}"
    )


@each_mend()
def test_a_mend_cures_the_fault_and_no_other_mend_does(mend: Mend) -> None:
    assert found()["mended"][mend.name] is False, f"the mend “{mend.name}” no longer helps"
    assert found()["without"][mend.name] is not cured_by_pango(mend), (
        f"the mend “{mend.name}” isn't missed where all others are applied"
    )


def test_boxes_and_streams_know_what_we_read_from_them() -> None:
    assert found()["strange"] == []


@pytest.mark.parametrize("file", ["walk", "page_areas", "notelinks"])
def test_the_contract_names_all_that_is_read_from_boxes(file: str) -> None:
    tree = ast.parse((ROOT / "report" / "output" / "pdf" / "engine" / f"{file}.py").read_text(encoding="utf-8"))
    boxes = {"box", "below", "child", "page_box"}
    reads = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in boxes
    }
    assert reads
    assert reads <= {name for names in contract.BOXES.values() for name in names}


def test_mending_twice_is_mending_once() -> None:
    assert isinstance(found()["layouts"], list), found()["layouts"]
    first, second = found()["layouts"]
    assert first == second
    assert first > 100


def test_a_mend_has_a_name_of_its_own_and_a_sentence() -> None:
    assert len({mend.name for mend in MENDS}) == len(MENDS)
    for mend in MENDS:
        assert mend.why
        assert not mend.why.endswith("."), "it ends a sentence of the tests"
        assert not mend.issue or mend.issue.startswith("https://github.com/Kozea/WeasyPrint/")


def test_the_engine_gives_no_valid_pdf_x() -> None:
    """PDF/X-4 asks for an output intent, and for colours that it covers; where the engine has both, a preset for it is due."""
    fonts_ready()
    import weasyprint

    data = weasyprint.HTML(string='<p style="color: #0b5d7a">teal').write_pdf(pdf_variant="pdf/x-4")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert b"0.043137 0.364706 0.478431 rg" in pdf.pages[0].Contents.read_bytes()  # a device's own red, green and blue


def test_an_engine_that_lacks_a_name_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report.output.pdf.engine.mends._applied", set())
    monkeypatch.setattr("report.output.pdf.engine.mends.NAMES", {"weasyprint.layout.inline.get_next_verse": "lines of verse"})
    with pytest.raises(ProblemsFound) as raised:
        printed("<h1>T</h1>")
    (problem,) = raised.value.problems
    assert problem.rule == "PDF-011"
    assert problem.sentence == f"WeasyPrint {found()['version']} has no weasyprint.layout.inline.get_next_verse"


@pytest.mark.parametrize(
    "name", ["weasyprint.nothing.here", "weasyprint.layout.nothing", "weasyprint.HTML.nothing", "nothing.at.all"]
)
def test_a_name_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(contract.Unknown, match=name):
        contract.require([name])
