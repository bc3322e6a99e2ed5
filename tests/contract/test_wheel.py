"""What is shipped works where it is installed, without the source tree."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest


def run(command: list[str | Path], folder: Path) -> str:
    """Run a command in `folder`, away from the settings of this Python, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**environment, "REPORT_CACHE": str(folder.parent / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, root], folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a new environment that holds the wheel; its dependencies are those of this one."""
    home = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    packages = Path(run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], home).strip())
    # A plain path: files of this environment that point to the source tree are not followed from there.
    outer = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()])
    (packages / "dependencies.pth").write_text("\n".join(outer) + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], home)
    return scripts


def test_the_wheel_holds_what_the_source_tree_holds(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    kept = {"__pycache__"}
    for folder, inside in (("report", "report"), ("charts", "charts"), ("templates", "report/_templates")):
        for file in (root / folder).rglob("*"):
            if file.is_file() and not kept & set(file.parts):
                assert f"{inside}/{file.relative_to(root / folder).as_posix()}" in held
    tops = {name.partition("/")[0] for name in held}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"report", "charts"}
    licences = {name.partition("/licenses/")[2] for name in held if "/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-article"}


def test_an_installed_copy_builds_a_new_article_from_an_empty_folder(root: Path, installed: Path, tmp_path: Path) -> None:
    where = run([installed / "python", "-c", "import report, charts; print(report.__file__, charts.__file__)"], tmp_path)
    assert str(root) not in where
    (empty := tmp_path / "empty").mkdir()
    run([installed / "report", "new", "my-article"], empty)
    run([installed / "report", "build", "my-article"], empty)
    built = sorted(path for path in (empty / "build").rglob("*") if path.is_file())
    heads = {path.suffix: path.read_bytes()[:4] for path in built}
    assert heads[".pdf"] == b"%PDF"
    assert heads[".epub"] == b"PK\x03\x04"
    assert "manifest.json" in {path.name for path in built}
    assert sorted(path.name for path in empty.iterdir()) == ["build", "my-article"]
