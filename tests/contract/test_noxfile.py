"""Sessions: a menu that can be read, named in the README, and a start on machines that have no nox."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import venv
from itertools import pairwise
from pathlib import Path

import pytest

NAMES = ("build", "tests", "lint", "types", "conformance", "bench", "new-machine")


@pytest.fixture(scope="module")
def noxfile(root: Path) -> ast.Module:
    return ast.parse((root / "noxfile.py").read_text(encoding="utf-8"))


def sessions(noxfile: ast.Module) -> dict[str, str | None]:
    """Return each session, by the name that is typed, with its docstring."""
    return {
        next((str(ast.literal_eval(word.value)) for word in words if word.arg == "name"), node.name): ast.get_docstring(node)
        for node in noxfile.body
        if isinstance(node, ast.FunctionDef)
        for decorator in node.decorator_list
        if "nox.session" in ast.unparse(decorator)
        for words in [decorator.keywords if isinstance(decorator, ast.Call) else []]
    }


def test_every_session_says_what_it_does(noxfile: ast.Module) -> None:
    found = sessions(noxfile)
    assert set(NAMES) <= set(found)
    assert [name for name, said in found.items() if not said or "\n" in said or not said.endswith(".")] == []


def test_every_session_is_in_the_readme(root: Path, noxfile: ast.Module) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    missing = [name for name in sessions(noxfile) if f"nox -s {name}" not in readme and f"noxfile.py -s {name}" not in readme]
    assert missing == []


def test_every_session_of_the_readme_is_there(root: Path, noxfile: ast.Module) -> None:
    words = (root / "README.md").read_text(encoding="utf-8").replace("`", " ").split()
    named = {after for before, after in pairwise(words) if before == "-s"}
    assert sorted(named - set(sessions(noxfile))) == []


def test_an_old_python_can_read_the_noxfile_far_enough_to_be_told(root: Path) -> None:
    text = (root / "noxfile.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 7))
    told = text.index("if sys.version_info < (3, 11)")
    assert "importlib.metadata" not in text[:told]
    assert "def " not in text[:told]


def test_an_old_python_is_told_in_one_sentence(root: Path) -> None:
    old = "import sys; sys.version_info = (3, 9, 2); import runpy; runpy.run_path('noxfile.py', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", old], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed, and this is Python 3.9: ")
    assert done.stderr.count("\n") == 1


def test_without_pip_the_noxfile_names_the_command_that_installs_it(root: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False, symlinks=os.name != "nt")
    (project := tmp_path / "project").mkdir()
    shutil.copy(root / "noxfile.py", project)
    python = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin") / "python"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([python, "noxfile.py"], cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "apt-get install python3-pip" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / ".nox").exists()
