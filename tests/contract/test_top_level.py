"""The top of the project is for what a newcomer needs to see, and nothing strays there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ENTRIES = {"pyproject.toml", "README.md", "CHANGELOG.md", "noxfile.py", "report", "charts", "templates", "build", "tests"}


def test_the_top_level_holds_what_it_should_and_no_more(root: Path) -> None:
    shown = {path.name for path in root.iterdir() if not path.name.startswith(".") and not path.name.startswith("LICENSE")}
    # Editable installation and byte-compiling leave traces that git ignores.
    traces = {name for name in shown if name == "__pycache__" or name.endswith(".egg-info")}
    assert shown - traces == ENTRIES


def test_both_licences_are_there(root: Path) -> None:
    assert sorted(path.name for path in root.glob("LICENSE*")) == ["LICENSE", "LICENSE-article"]
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (root / "LICENSE").read_text(encoding="utf-8")
    article = (root / "LICENSE-article").read_text(encoding="utf-8")
    assert "https://creativecommons.org/licenses/by-sa/4.0/legalcode" in article


def test_git_ignores_what_is_built(root: Path) -> None:
    if not (root / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this copy isn't under git")
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "check-ignore", "build/article/article.epub", "build/.gitignore", ".nox/boot"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["build/article/article.epub", ".nox/boot"]


def test_continuous_integration_runs_every_check(root: Path) -> None:
    script = (root / ".ci" / "run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert 'for session in tests lint types conformance; do\n  python3 noxfile.py -s "$session"' in script
    assert (root / ".ci" / "run").stat().st_mode & 0o111
