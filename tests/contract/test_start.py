"""Commands that draw nothing load nothing that draws."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"weasyprint", "matplotlib", "fontTools", "uharfbuzz", "PIL", "numpy", "ebooklib"}


def loaded(arguments: list[str], root: Path) -> tuple[int, set[str]]:
    """Return the exit status of `report` and the top-level modules that it loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "report", *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    names = re.findall(r"^import time:.*\|\s+(\w+)[\w.]*$", done.stderr, re.MULTILINE)
    assert "argparse" in names
    return done.returncode, set(names)


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["explain", "CFG-001"], ["check"], ["check", "--json"]])
def test_a_command_that_draws_nothing_is_light(root: Path, arguments: list[str]) -> None:
    status, names = loaded(arguments, root)
    assert status == 0
    assert names & HEAVY == set()


def test_help_does_not_even_load_the_model(root: Path) -> None:
    assert loaded(["--help"], root)[1] & {"pydantic", "babel", "ruamel", "jinja2", "rich", "lxml"} == set()
