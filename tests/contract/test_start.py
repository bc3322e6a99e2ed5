"""Commands that draw nothing load nothing that draws."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from support.command import here

MINIMAL = "report/articles/minimal"
HEAVY = {"weasyprint", "matplotlib", "fontTools", "uharfbuzz", "PIL", "numpy", "ebooklib"}


@cache
def loaded(arguments: tuple[str, ...], root: Path, folder: Path | None = None) -> tuple[int, set[str]]:
    """Return the exit status of `report` and the top-level modules that it loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "report", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **({"REPORT_CACHE": str(folder)} if folder else {})},
    )
    names = re.findall(r"^import time:.*\|\s+(\w+)[\w.]*$", done.stderr, re.MULTILINE)
    assert "argparse" in names
    return done.returncode, set(names)


@pytest.fixture(scope="module", autouse=True)
def kept() -> None:
    """Let what a check has to cut and to draw once be cut and drawn."""
    assert here("check").status == here("check", MINIMAL).status == 0


@pytest.mark.parametrize(
    "arguments", [("--help",), ("build", "--help"), ("explain", "CFG-001"), ("check",), ("check", MINIMAL, "--json")]
)
def test_a_command_that_draws_nothing_is_light(root: Path, arguments: tuple[str, ...]) -> None:
    status, names = loaded(arguments, root)
    assert status == 0
    assert names & HEAVY == set()


def test_help_does_not_even_load_the_model(root: Path) -> None:
    assert loaded(("--help",), root)[1] & {"pydantic", "babel", "ruamel", "jinja2", "rich", "lxml"} == set()


def test_the_first_check_of_all_cuts_the_faces_and_draws_nothing_that_fits_for_certain(root: Path, tmp_path: Path) -> None:
    status, names = loaded(("check", MINIMAL), root, tmp_path)
    assert status == 0
    assert names & HEAVY <= {"uharfbuzz", "fontTools"}
