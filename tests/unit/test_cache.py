"""Digests of what shapes an output, what is kept by them, and the stamps by which a build knows that nothing changed."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from report.build.stamps import Stamp, Written, read_stamp, stamp_bytes, stamp_path
from report.problems import Place, Problem, Severity
from report.system import cache, digests, places
from report.system.cache import Kept
from report.system.digests import file_digest, surroundings, tree_digest

WARNING = Problem("CFG-001", Severity.WARNING, "It is so.", Place("a/b.yaml", 3, 4), "write it", "", "said")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "article"
    (folder / "sections").mkdir(parents=True)
    (folder / "article.yaml").write_text("id: a\n", encoding="utf-8")
    (folder / "sections" / "one.md").write_text("# One\n", encoding="utf-8")
    return folder


def test_a_tree_is_told_by_names_and_contents(tree: Path, tmp_path: Path) -> None:
    before = tree_digest(tree)
    (tree / ".hidden").write_text("an editor's own", encoding="utf-8")
    assert tree_digest(tree) == before
    moved = tree.rename(tmp_path / "elsewhere")
    assert tree_digest(moved) == before
    (moved / "sections" / "one.md").rename(moved / "sections" / "two.md")
    renamed = tree_digest(moved)
    assert renamed != before
    (moved / "sections" / "two.md").write_text("# Two\n", encoding="utf-8")
    assert tree_digest(moved) not in {before, renamed}


def test_a_tree_with_what_cannot_be_read_has_a_digest(tree: Path) -> None:
    before = tree_digest(tree)
    (tree / "broken").symlink_to(tree / "nowhere")
    os.mkfifo(tree / "pipe")
    (tree / "loop").symlink_to(tree)
    assert tree_digest(tree) != before
    assert tree_digest(tree / "nowhere") == tree_digest(tree / "nowhere either")


def test_surroundings_change_with_packages_templates_and_limits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = [surroundings()]
    assert surroundings() == seen[0]
    (tmp_path / "weasyprint-99.0.dist-info").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    seen.append(surroundings())
    monkeypatch.setattr("report.system.versions.native", lambda: {"pango": "0.1"})
    seen.append(surroundings())
    monkeypatch.setattr(places, "templates", lambda: tmp_path)
    seen.append(surroundings())
    monkeypatch.setenv("REPORT_LIMITS", "files=3")
    seen.append(surroundings())
    assert len(set(seen)) == len(seen)


def test_a_change_of_any_module_is_a_change_of_the_program(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contents: dict[str, bytes] = {}
    read = digests._content
    monkeypatch.setattr(digests, "_content", lambda path: contents.get(path) or contents.setdefault(path, read(path)))
    before = digests.program()
    modules = [path for folder in ("report", "charts") for path in (root / folder).rglob("*.py")]
    assert {str(path) for path in modules} <= contents.keys()
    for path in {path.parent: path for path in modules}.values():  # one of each folder; each takes its time
        with monkeypatch.context() as change:
            change.setitem(contents, str(path), b"changed")
            assert digests.program() != before, path
    assert digests.program() == before


def test_what_is_kept_is_found_under_its_key_and_context_alone(tmp_path: Path) -> None:
    kept = Kept("pictures", "one", tmp_path)
    assert kept.find("a") is None
    kept.keep("a", b"drawn")
    assert kept.find("a") == b"drawn"
    assert kept.find("b") is None
    assert Kept("pictures", "another", tmp_path).find("a") is None


def test_what_is_damaged_is_not_found(tmp_path: Path) -> None:
    kept = Kept("pictures", "one", tmp_path)
    kept.keep("a", b"drawn")
    (file,) = (tmp_path / "pictures").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert kept.find("a") is None


def test_a_cache_that_cannot_be_written_only_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way", encoding="utf-8")
    kept = Kept("pictures", "one", tmp_path)
    kept.keep("a", b"drawn")
    kept.tidy()
    assert kept.find("a") is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept("pictures", "one", tmp_path)
    for age, key in enumerate("abc"):
        kept.keep(key, bytes(1000))
        os.utime(kept._path(key), (1000 - age, 1000 - age))
    assert kept.find("c") is not None  # used now
    monkeypatch.setattr(cache, "MOST_KEPT", 2500)
    kept.tidy()
    assert [kept.find(key) is not None for key in "abc"] == [True, False, True]


@pytest.fixture
def stamp(tmp_path: Path) -> Stamp:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "a-a4.pdf"
    file.write_bytes(b"%PDF")
    preset = tmp_path / "a5.toml"
    preset.write_text("title = 'A5'", encoding="utf-8")
    made = Written("a/a-a4.pdf", 4, file_digest(file), {str(preset): file_digest(preset)}, (WARNING,))
    return Stamp("d1", "", "a", ("a4", "epub"), {"a4": made}, "folder")


def _write(stamp: Stamp, out: Path, folder: Path) -> Path:
    path = stamp_path(out, folder)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(stamp_bytes(stamp))
    return path


def test_a_stamp_is_read_as_it_was_written(stamp: Stamp, tmp_path: Path) -> None:
    told = replace(stamp, problems=(WARNING,))
    _write(told, tmp_path, tmp_path / "folder")
    assert read_stamp(tmp_path, tmp_path / "folder") == told
    assert read_stamp(tmp_path, tmp_path / "another") is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"digest": 1}', b"\xff"])
def test_a_stamp_that_cannot_be_read_is_none(stamp: Stamp, tmp_path: Path, content: bytes) -> None:
    path = _write(stamp, tmp_path, tmp_path / "folder")
    path.write_bytes(content)
    assert read_stamp(tmp_path, tmp_path / "folder") is None


def test_an_output_is_fresh_while_it_and_its_preset_are_what_they_were(stamp: Stamp, tmp_path: Path) -> None:
    assert list(stamp.fresh(tmp_path, ["epub", "a4"])) == ["a4"]
    (tmp_path / "a5.toml").write_text("title = 'A6'", encoding="utf-8")
    assert stamp.fresh(tmp_path, ["a4"]) == {}
    (tmp_path / "a5.toml").write_text("title = 'A5'", encoding="utf-8")
    (tmp_path / "a" / "a-a4.pdf").write_bytes(b"%PDX")
    assert stamp.fresh(tmp_path, ["a4"]) == {}
    (tmp_path / "a" / "a-a4.pdf").unlink()
    assert stamp.fresh(tmp_path, ["a4"]) == {}


def test_warnings_are_said_again_only_of_the_folder_as_it_was_named(stamp: Stamp) -> None:
    assert stamp.usable(Path("folder"), strict=False)
    assert not stamp.usable(Path("../folder"), strict=False)
    assert not stamp.usable(Path("folder"), strict=True)
    assert replace(stamp, outputs={}).usable(Path("elsewhere"), strict=True)


def test_the_module_needs_nothing_but_the_standard_library() -> None:
    import subprocess

    code = "import sys, report.system.cache, report.build.stamps, report.build.run; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pydantic", "ruamel.yaml", "lxml", "pikepdf", "weasyprint", "matplotlib", "rich", "multiprocessing"} & set(loaded)
    assert cache.PICTURES
