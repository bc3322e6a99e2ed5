"""A style sheet that never ends layout is ended by a limit that every article has."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from support.command import report
from support.strangers import stranger, with_theme

from report.system.laps import ended_after


class Late(Exception):
    """It took too long."""


def test_what_never_ends_is_ended_even_where_the_first_call_is_not_heard() -> None:
    heard = 0
    with pytest.raises(Late), ended_after(0.2, Late):  # noqa: PT012
        while True:
            try:
                while True:
                    sum(range(1000))
            except Late:
                heard += 1
                if heard == 2:
                    raise
    assert heard == 2


def test_waiting_does_not_count_and_nothing_is_left_behind() -> None:
    with ended_after(0.3, Late):
        time.sleep(0.6)
    until = time.process_time() + 0.6
    while time.process_time() < until:
        pass


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_layout_without_end_is_a_problem_of_its_style_sheet(jobs: str, tmp_path: Path) -> None:
    folder = with_theme(stranger(tmp_path / "article"), "* { display: flex; flex-wrap: wrap }")
    formats = ("--format", "a4", *(("--format", "brief") if jobs == "2" else ()))  # of which there have to be two for workers
    options = (*formats, "--jobs", jobs, "--out", tmp_path / "out")
    done = report("build", folder, *options, env={"REPORT_LIMITS": "layout=2"})
    lines = [line for line in done.errors.splitlines() if not line.startswith("  ")]
    assert done.status == 1
    assert f"{folder}/theme/print.css: CFG-063 the pages aren't laid out after 2 seconds of work" in lines
    assert "REPORT_LIMITS=layout=4" in done.errors
    assert not list((tmp_path / "out").glob("*/*.pdf"))
