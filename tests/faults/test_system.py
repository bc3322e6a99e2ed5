"""What the system may refuse: room, rights, fonts, a judge. One clear line, the right exit status, and nothing lost."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.command import ROOT, Done, report
from support.strangers import SVG, stranger, with_image, with_theme

from report.look.fonts import prepare
from report.problems import ProblemsFound
from report.system import places
from report.system.writing import write_whole

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="rights and room are taken away in Linux's ways")

MINIMAL = places.articles() / "minimal"
_DROP, _OVERRIDE, _SEARCH = 24, 1, 2
"""PR_CAPBSET_DROP, CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


def bound_by_permissions() -> None:
    """Make permissions hold for root, too, from the next program on."""
    if os.geteuid() == 0:
        library = ctypes.CDLL(None, use_errno=True)
        for capability in (_OVERRIDE, _SEARCH):
            if library.prctl(_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "root can't lay down its rights")


def small_files() -> None:
    """Let no file grow beyond 20 kB: the system then refuses as it does where a disk is full."""
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def run(*arguments: str | Path, before: Callable[[], None] | None, env: dict[str, str] | None = None) -> Done:
    """Run the command; `before` is called in its process before it begins."""
    if before is None:
        return report(*arguments, env=env)
    done = subprocess.run(
        [sys.executable, "-m", "report", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        preexec_fn=before,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "fault of report" not in done.stderr, done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An output folder with files in it that are not to be lost."""
    folder = tmp_path / "out" / "minimal"
    folder.mkdir(parents=True)
    for name in ("minimal-a4.pdf", "manifest.json"):
        (folder / name).write_bytes(b"old")
    return folder


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB with no room left on it, or a folder, where this machine lets nobody mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], capture_output=True, check=False)
    yield folder
    if mounted.returncode == 0:
        subprocess.run(["umount", folder], check=True)


def fill(folder: Path) -> bool:
    """Fill the disk on which the folder lies; False where it isn't a disk of its own."""
    if not os.path.ismount(folder):
        return False
    with (folder / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(4096))
        except OSError:
            return True


def kept(folder: Path) -> None:
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"minimal-a4.pdf": b"old", "manifest.json": b"old"}


def test_a_full_disk_loses_nothing(full: Path) -> None:
    folder = full / "out" / "minimal"
    folder.mkdir(parents=True)
    for name in ("minimal-a4.pdf", "manifest.json"):
        (folder / name).write_bytes(b"old")
    limit = None if fill(full) else small_files
    done = run("build", MINIMAL, "--format", "a4", "--out", full / "out", before=limit)
    assert (done.status, done.output) == (1, "")
    reason = "No space left on device" if limit is not small_files else "File too large"
    assert done.errors.startswith(f"{folder}/minimal-a4.pdf: CFG-051 this can't be written: {reason}")
    kept(folder)


def test_a_disk_that_is_full_half_way_loses_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, written = os.fsync, 0

    def refuse_the_second(descriptor: int) -> None:
        nonlocal written
        written += 1
        if written == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_the_second)
    write_whole(old / "minimal.epub", b"new")
    with pytest.raises(ProblemsFound):
        write_whole(old / "minimal-a4.pdf", b"new")
    assert (old / "minimal.epub").read_bytes() == b"new"
    (old / "minimal.epub").unlink()
    kept(old)


def test_a_full_cache_is_a_problem(full: Path, tmp_path: Path) -> None:
    limit = None if fill(full) else small_files
    done = run(
        "build", MINIMAL, "--format", "a4", "--out", tmp_path / "out", before=limit, env={"REPORT_CACHE": str(full / "cache")}
    )
    assert (done.status, done.output) == (1, "")
    assert "CFG-041" in done.errors
    assert not (tmp_path / "out").exists()
    assert not list(full.rglob("*.ttf"))


def test_a_folder_where_nobody_may_write_is_a_problem(old: Path) -> None:
    old.chmod(0o555)
    done = run("build", MINIMAL, "--format", "a4", "--out", old.parent, before=bound_by_permissions)
    assert (done.status, done.output) == (1, "")
    assert done.errors.startswith(f"{old}: CFG-051 this can't be written: Permission denied\n  hint: ")
    kept(old)


def test_a_folder_where_none_may_be_made_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    done = run("build", MINIMAL, "--format", "a4", "--out", tmp_path / "closed" / "out", before=bound_by_permissions)
    assert (done.status, done.output) == (1, "")
    assert "CFG-051" in done.errors
    assert "Permission denied" in done.errors


def test_a_cache_where_nobody_may_write_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o555)
    env = {"REPORT_CACHE": str(tmp_path / "cache")}
    done = run("build", MINIMAL, "--format", "a4", "--out", tmp_path / "out", before=bound_by_permissions, env=env)
    assert (done.status, done.output) == (1, "")
    assert "CFG-041" in done.errors


UNREADABLE = {
    "article.yaml": "CFG-007",
    "series/visits.yaml": "CFG-007",
    "sections": "CFG-007",
    "images/gate.svg": "FIG-203",
    "theme/print.css": "CFG-035",
    "theme/tokens.toml": "CFG-033",
    "theme/ground.png": "CFG-034",
}
"""Files that nobody may read, each of an article of its own, and the rule that says so."""


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of these articles, and what a build of them all said."""
    home = tmp_path_factory.mktemp("unreadable")
    folders = [home / f"article-{number}" for number, _ in enumerate(UNREADABLE)]
    for folder, name in zip(folders, UNREADABLE, strict=True):
        with_theme(with_image(stranger(folder), SVG.format("<rect/>")), "p { background: url(ground.png) }")
        for other in ("tokens.toml", "ground.png"):
            (folder / "theme" / other).write_bytes(b"")
        meta = folder / "article.yaml"
        meta.write_text(meta.read_text(encoding="utf-8").replace("id: minimal", f"id: {folder.name}"), encoding="utf-8")
        (folder / name).chmod(0)
    build = ("build", *folders, "--format", "a4", "--jobs", "1", "--out", home / "out")
    done = run(*build, before=bound_by_permissions)
    for folder, name in zip(folders, UNREADABLE, strict=True):
        (folder / name).chmod(0o755)
    assert done.status == 1
    assert "✓" not in done.output
    return home, done.errors


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_nobody_may_read_is_a_problem_with_its_place(name: str, refused: tuple[Path, str]) -> None:
    home, errors = refused
    folder = home / f"article-{list(UNREADABLE).index(name)}"
    place = f"{folder}/{name if name != 'theme/ground.png' else 'theme/print.css'}"
    assert [line for line in errors.splitlines() if line.startswith(place) and f" {UNREADABLE[name]} " in line]
    assert not (home / "out").exists()


def test_a_folder_for_temporary_files_that_is_full_is_a_problem(tmp_path: Path, old: Path) -> None:
    done = run("rebuild", _copy(), "--out", tmp_path / "out", before=small_files, env={"TMPDIR": str(tmp_path)})
    assert (done.status, done.output) == (1, "")
    assert "too large" in done.errors.casefold()
    kept(old)


def _copy() -> Path:
    from support.built import minimal_files

    return minimal_files()["a4"]


def test_a_broken_face_in_the_cache_is_cut_again(tmp_path: Path) -> None:
    whole = prepare(tmp_path)
    face = whole.files[0].path
    data = face.read_bytes()
    for broken in (data[:-1], bytes(len(data)), b"", data[:100] + b"\0\0\0\0" + data[104:]):
        face.write_bytes(broken)
        assert prepare(tmp_path) == whole
        assert face.read_bytes() == data
    face.unlink()
    assert prepare(tmp_path) == whole
    shutil.rmtree(face.parent)
    assert prepare(tmp_path) == whole
    assert [path.name for path in (tmp_path / "fonts").iterdir()] == [face.parent.parent.name]


def test_a_file_in_the_way_of_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(ProblemsFound) as found:
        write_whole(tmp_path / "out" / "a.pdf", b"new")
    assert [problem.rule for problem in found.value.problems] == ["CFG-051"]
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_a_folder_in_the_way_of_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(ProblemsFound) as found:
        write_whole(tmp_path / "a.pdf", b"new")
    assert [problem.rule for problem in found.value.problems] == ["CFG-051"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_standard_output_that_is_full_is_told(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "report", "check", str(MINIMAL)], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "report: standard output can't be written: No space left on device\n"


def test_a_reader_that_goes_away_is_none_of_our_business() -> None:
    command = f"'{sys.executable}' -m report check --explain raid | true"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, check=False)
    assert done.stderr == b""


def test_a_judge_that_dies_lets_nothing_through(old: Path, tmp_path: Path) -> None:
    """A Java that is killed in the middle has judged nothing, and what was there stays."""
    programs = tmp_path / "bin"
    programs.mkdir()
    script = (
        f"#!{sys.executable} -I\nimport os, signal, sys\n"
        "if '-version' in sys.argv:\n    print('openjdk version \"21.0.1\"', file=sys.stderr); sys.exit()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    for name in ("java", "javac", "epubcheck"):
        (programs / name).write_text(script, encoding="utf-8")
        (programs / name).chmod(0o755)
    env = {"PATH": str(programs), "JAVA_HOME": "", "REPORT_ACE": "", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    env["REPORT_CACHE"] = str(places.cache_folder())
    done = run("build", MINIMAL, "--verify", "--jobs", "1", "--out", old.parent, before=None, env=env)
    assert done.status == 1
    assert "TOOL-101" in done.errors
    assert "CFG-052" in done.errors
    assert not (old / "minimal.epub").exists()
