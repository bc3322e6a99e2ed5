"""A build again, and builds of many: nothing that didn't change is made anew, and no article stops another."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from unittest import mock

import pytest
from support.command import Done, here, report
from support.edited import bare, minimal


def drawn_article(folder: Path, id_: str) -> Path:
    """Write an article with a chart."""
    return minimal(folder, article=("id: minimal", f"id: {id_}"))


def article(folder: Path, id_: str, **replaced: str) -> Path:
    """Write an article without one, with words replaced in its prose."""
    bare(folder, article=("id: minimal", f"id: {id_}"))
    prose = next((folder / "sections").iterdir())
    text = prose.read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    prose.write_text(text, encoding="utf-8")
    return folder


def build(*arguments: str | Path, out: Path, cache: Path | None = None, profile: bool = False) -> Done:
    """Build with that cache; what is asked for its imports begins anew, in a process of its own."""
    env = {"REPORT_CACHE": str(cache)} if cache else {}
    if profile:
        return report("build", "--json", "--out", out, *arguments, env=env | {"PYTHONPROFILEIMPORTTIME": "1"})
    with mock.patch.dict(os.environ, env):
        return here("build", "--json", "--out", out, *arguments)


def outputs(done: Done) -> dict[str, bool]:
    """Return each output's format, and whether it was there already."""
    return {output["format"]: output["unchanged"] for output in json.loads(done.output)["outputs"]}


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache of one's own, with the fonts of the common one."""
    from report.system.places import cache_folder

    shutil.copytree(cache_folder() / "fonts", tmp_path / "cache" / "fonts")
    return tmp_path / "cache"


def drawn(cache: Path) -> dict[str, int]:
    """Return the pictures that are kept, with the moment at which each was written."""
    return {path.name: path.stat().st_ino for path in (cache / "pictures").glob("[!.]*")}


def test_nothing_changed_is_said_without_reading_the_article(tmp_path: Path) -> None:
    folder = article(tmp_path / "a", "a")
    first = build(folder, "--jobs", "1", out=tmp_path / "out")
    assert (first.status, set(outputs(first).values())) == (0, {False})
    files = {path: path.read_bytes() for path in (tmp_path / "out" / "a").iterdir()}
    again = build(folder, out=tmp_path / "out", profile=True)
    assert (again.status, outputs(again)) == (0, dict.fromkeys(outputs(first), True))
    assert {path: path.read_bytes() for path in (tmp_path / "out" / "a").iterdir()} == files
    imported = {line.rpartition("|")[2].strip() for line in again.errors.splitlines()}
    assert "report.build.run" in imported
    heavy = {"ruamel", "pydantic", "lxml", "weasyprint", "matplotlib", "pikepdf", "jinja2", "rich", "multiprocessing"}
    assert imported & heavy == set()


def test_what_was_touched_is_built_again(tmp_path: Path) -> None:
    folder = article(tmp_path / "a", "a")
    formats = outputs(build(folder, "--jobs", "1", out=tmp_path / "out"))
    (tmp_path / "out" / "a" / "a-a4.pdf").write_bytes(b"not ours")
    (tmp_path / "out" / "a" / "a.epub").unlink()
    again = outputs(build(folder, "--jobs", "1", out=tmp_path / "out"))
    assert again == {name: name not in {"a4", "epub"} for name in formats}
    assert set(outputs(build(folder, "--jobs", "1", "--force", "--format", "a4", out=tmp_path / "out")).values()) == {False}
    assert set(outputs(build(folder, out=tmp_path / "out")).values()) == {True}


def test_a_changed_paragraph_draws_no_chart_and_a_changed_figure_only_its_own(tmp_path: Path, cache: Path) -> None:
    folder = drawn_article(tmp_path / "a", "a")
    series = folder / "series" / "visits.yaml"
    text = series.read_text(encoding="utf-8")
    (folder / "series" / "loans.yaml").write_text(text, encoding="utf-8")
    prose = next((folder / "sections").iterdir())
    prose.write_text(prose.read_text(encoding="utf-8") + "\n:::{chart} loans\n:::\n", encoding="utf-8")
    first = build(folder, "--format", "a4", out=tmp_path / "out", cache=cache)
    assert (first.status, first.errors) == (0, "")
    before = drawn(cache)
    assert len(before) == 4  # two charts, and the axis at a glance and on the cover
    prose.write_text(prose.read_text(encoding="utf-8") + "\nAnother paragraph.\n", encoding="utf-8")
    done = build(folder, "--format", "a4", out=tmp_path / "out", cache=cache, profile=True)
    assert outputs(done) == {"a4": False}
    assert drawn(cache) == before
    imported = {line.rpartition("|")[2].strip() for line in done.errors.splitlines()}
    assert "weasyprint" in imported
    assert "matplotlib" not in imported
    series.write_text(text.replace("1450", "1460"), encoding="utf-8")
    assert build(folder, "--format", "a4", out=tmp_path / "out", cache=cache).status == 0
    after = drawn(cache)
    assert len(after) == 5
    assert before.items() <= after.items()


def test_a_build_sweeps_pictures_that_are_too_many(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from report.build.run import Request
    from report.build.run import build as build_here
    from report.system import cache as kept

    monkeypatch.setenv("REPORT_CACHE", str(cache))
    monkeypatch.setattr(kept, "MOST_KEPT", 0)
    result = build_here(Request((drawn_article(tmp_path / "a", "a"),), formats=("a4",), out=tmp_path / "out"))
    assert [output.format for output in result.outputs] == ["a4"]
    assert drawn(cache) == {}


def test_kept_pictures_and_side_by_side_give_the_same_bytes(tmp_path: Path, cache: Path) -> None:
    folder = drawn_article(tmp_path / "a", "a")
    alone = build(folder, "--jobs", "1", out=tmp_path / "alone", cache=cache)
    beside = build(folder, "--jobs", "3", out=tmp_path / "beside", cache=cache)
    anew = build(folder, "--jobs", "1", "--force", out=tmp_path / "anew", cache=cache)
    assert [done.status for done in (alone, beside, anew)] == [0, 0, 0]
    made = [{path.name: path.read_bytes() for path in (tmp_path / name / "a").iterdir()} for name in ("alone", "beside", "anew")]
    assert made[0] == made[1] == made[2]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles: one has a mistake, one the id of another."""
    folder = tmp_path_factory.mktemp("catalogue")
    article(folder / "a", "a")
    article(folder / "b", "b", reading="{value}`nothing` reading")
    article(folder / "c", "c")
    article(folder / "d", "a")
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_failing_article_does_not_stop_the_others(catalogue: Path, tmp_path: Path, jobs: str) -> None:
    done = here("build", catalogue, "--jobs", jobs, "--format", "a4", "--out", tmp_path)
    assert done.status == 1
    assert (tmp_path / "a" / "a-a4.pdf").is_file()
    assert (tmp_path / "c" / "c-a4.pdf").is_file()
    assert sorted(path.name for path in tmp_path.glob("[!.]*")) == ["a", "c"]
    assert f"{(catalogue / 'b').as_posix()}/sections/" in done.errors
    assert f"{(catalogue / 'd').as_posix()}/article.yaml: CFG-055 the id “a” is also that of" in done.errors
    lines = done.output.splitlines()
    assert "4 articles: 2 files built, 0 unchanged, 2 with errors" in lines
    assert [line.strip() for line in lines[-2:]] == [str(catalogue / "b"), str(catalogue / "d")]


def test_an_article_that_is_named_twice_is_built_once(catalogue: Path, tmp_path: Path) -> None:
    done = here("build", catalogue / "a", catalogue / "a", "--format", "a4", "--out", tmp_path)
    assert (done.status, done.errors) == (0, "")
    assert done.output.count("a-a4.pdf") == 1


def test_a_catalogue_goes_on_where_it_was_killed(catalogue: Path, tmp_path: Path) -> None:
    here("build", catalogue / "a", "--jobs", "1", "--format", "a4", "--out", tmp_path)
    done = here("build", catalogue, "--jobs", "1", "--format", "a4", "--out", tmp_path)
    assert "4 articles: 1 file built, 1 unchanged, 2 with errors" in done.output


def test_warnings_are_said_again_when_nothing_changed(tmp_path: Path) -> None:
    folder = article(tmp_path / "a", "a", room="so-called room")
    first = here("build", folder, "--jobs", "1", "--format", "a4", "--out", tmp_path / "out")
    again = here("build", folder, "--jobs", "1", "--format", "a4", "--out", tmp_path / "out")
    assert "so-called" in first.errors
    assert again.errors == first.errors
    assert "unchanged" in again.output
    strict = here("build", folder, "--jobs", "1", "--format", "a4", "--strict", "--out", tmp_path / "out")
    assert (strict.status, "unchanged" in strict.output) == (1, False)


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1e3", "257"])
def test_a_number_of_jobs_is_a_whole_one(jobs: str) -> None:
    done = here("build", "--jobs", jobs)
    assert done.status == 2
    assert "write a whole number from 1 to 256" in done.errors


def test_the_output_folder_holds_nothing_else(tmp_path: Path) -> None:
    folder = article(tmp_path / "a", "a")
    build(folder, "--format", "a4", out=tmp_path / "out")
    files = [path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*") if path.is_file()]
    beside = ["CITATION.cff", "a-a4.pdf", "a.bib", "a.csl.json", "a.ris", "manifest.json"]
    assert sorted(path.name for path in files if path.parts[0] == "a") == beside
    assert len([path for path in files if path.parts[0] == ".report"]) == len(files) - len(beside) == 1


def test_how_it_is_cited_stands_beside_it_and_in_the_manifest_and_is_made_again_where_it_is_gone(tmp_path: Path) -> None:
    folder, out = article(tmp_path / "a", "a"), tmp_path / "out"
    build(folder, "--format", "a4", out=out)
    listed = json.loads((out / "a" / "manifest.json").read_text(encoding="utf-8"))["files"]
    written = {name: (out / "a" / name).read_bytes() for name in ("CITATION.cff", "a.bib", "a.csl.json", "a.ris")}
    assert {name: listed[name]["size"] for name in written} == {name: len(data) for name, data in written.items()}
    (out / "a" / "a.bib").write_text("changed")
    (out / "a" / "a.ris").unlink()
    build(folder, "--format", "a4", out=out)
    assert {name: (out / "a" / name).read_bytes() for name in written} == written
