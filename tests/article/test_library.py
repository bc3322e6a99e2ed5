"""An article whose sources stand in a library: in every format, rebuilt from a copy, and in the next edition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from support.command import here
from support.library import KEYS, with_library

from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.compare.changes import compare
from report.compare.state import read_state
from report.copies import find
from report.system import places

FORMATS = sorted(path.stem for path in (places.templates() / "formats").glob("*.toml") if path.stem != "brief")
"""The minimal article has no brief."""
BIB, CSL = "references.bib", "references.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_library(tmp_path_factory.mktemp("library") / "article", BIB)


@pytest.fixture(scope="module")
def built(folder: Path) -> Mapping[str, Path]:
    result = build(Request((folder,), tuple(FORMATS), out=folder.parent / "build", jobs=1))
    assert {problem.rule for problem in result.problems} == {"DAT-145"}
    return {output.format: output.path for output in result.outputs}


def test_every_format_lists_every_entry_that_is_named(built: Mapping[str, Path], folder: Path) -> None:
    assert sorted(built) == FORMATS
    carried = {name: json.loads(find(path).files[f"article/{CSL}"]) for name, path in built.items()}
    assert all([entry["id"] for entry in entries] == KEYS for entries in carried.values())


@pytest.mark.parametrize("name", ["a4", "epub"])
def test_a_copy_carries_what_is_printed_and_gives_the_same_bytes_again(
    name: str, built: Mapping[str, Path], tmp_path: Path
) -> None:
    files = find(built[name]).files
    assert f"article/{BIB}" not in files
    assert b"private" not in b"".join(files.values())
    assert b"/home/me" not in b"".join(files.values())
    again = rebuild(built[name], tmp_path)
    assert (again.versions, again.differences) == ((), ())
    assert again.same


def test_a_folder_and_its_copy_say_the_same(built: Mapping[str, Path], folder: Path) -> None:
    changes = compare(read_state(folder), read_state(built["a4"]))
    assert (changes.records, changes.texts) == ((), ())


def test_the_file_itself_travels_where_all_is_carried(tmp_path: Path) -> None:
    folder = with_library(tmp_path / "article", BIB, keys=["austen"])
    text = (folder / "article.yaml").read_text(encoding="utf-8")
    (folder / "article.yaml").write_text(f"{text.rstrip()}\ncarry: all\n", encoding="utf-8")
    (output,) = build(Request((folder,), ("a4",), out=tmp_path / "build", jobs=1)).outputs
    files = find(output.path).files
    assert files[f"article/{BIB}"] == (folder / BIB).read_bytes()
    assert f"article/{CSL}" not in files
    assert rebuild(output.path, tmp_path / "again").same


def test_a_change_in_the_library_is_seen_where_the_article_names_it(
    built: Mapping[str, Path], folder: Path, tmp_path: Path
) -> None:
    later = with_library(tmp_path / "article", BIB)
    text = (later / BIB).read_text(encoding="utf-8")
    (later / BIB).write_text(
        text.replace("{Emma}", "{Persuasion}").replace("Nobody names this", "Still nobody"), encoding="utf-8"
    )
    (change,) = compare(read_state(built["epub"]), read_state(later)).records
    assert (change.kind, change.id) == ("source", "austen")
    said = here("diff", str(built["epub"]), str(later))
    assert said.status == 1
    assert "Persuasion" in said.output


def test_check_explains_an_entry(folder: Path) -> None:
    said = here("check", str(folder), "--explain", "Turing:1936a")
    assert said.status == 0
    assert f"at {folder}/{BIB}:7:1" in said.output
