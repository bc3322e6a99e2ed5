"""Every copy carries its own: extracted or rebuilt, it gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument
from support.edited import minimal
from support.shipped import Shipped

from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.command_line.cli import main
from report.compare.changes import compare
from report.compare.state import read_state
from report.copies import find
from report.intake.archive import opened
from report.output import container
from report.system import places

FORMATS = sorted(path.stem for path in (places.templates() / "formats").glob("*.toml"))
MINIMAL_FORMATS = [name for name in FORMATS if name != "brief"]
"""The minimal article has no brief."""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The minimal article in every format that it can have, from a folder of its own."""
    home = tmp_path_factory.mktemp("minimal")
    result = build(Request((minimal(home / "article"),), tuple(MINIMAL_FORMATS), out=home / "build"))
    assert result.problems == []
    return {output.format: output.path for output in result.outputs}


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", MINIMAL_FORMATS)
def test_every_format_of_the_minimal_article_is_rebuilt_to_the_byte(name: str, built: Mapping[str, Path], tmp_path: Path) -> None:
    again = rebuild(built[name], tmp_path)
    assert (again.versions, again.differences) == ((), ())
    assert again.same
    assert again.path == tmp_path / "minimal" / built[name].name
    assert sha256(again.path) == again.sha256 == sha256(built[name])


def test_the_shipped_article_is_rebuilt_to_the_byte(shipped: Shipped, tmp_path: Path) -> None:
    again = rebuild(shipped.files["epub"], tmp_path)  # for whose list of pages it is printed, too
    assert (again.versions, again.differences) == ((), ())
    assert sha256(again.path) == sha256(shipped.files["epub"])


def test_the_rebuilt_is_rebuilt_again(built: Mapping[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rebuild", str(built["a4"]), "--out", str(tmp_path / "one")]) == 0
    (first,) = (tmp_path / "one").rglob("*.pdf")
    assert main(["rebuild", str(first), "--out", str(tmp_path / "two")]) == 0
    (second,) = (tmp_path / "two").rglob("*.pdf")
    assert sha256(second) == sha256(first) == sha256(built["a4"])
    assert capsys.readouterr().out.count("the same bytes: ") == 2


def test_a_copy_is_never_written_over(built: Mapping[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    before = sha256(built["a4"])
    assert main(["rebuild", str(built["a4"]), "--out", str(built["a4"].parent.parent)]) == 1
    assert "CPY-004" in capsys.readouterr().err
    assert sha256(built["a4"]) == before


def test_an_extracted_article_builds_the_same_publication(built: Mapping[str, Path], tmp_path: Path) -> None:
    assert main(["extract", str(built["epub"]), str(tmp_path / "out")]) == 0
    result = build(Request((tmp_path / "out" / "article",), ("epub",), out=tmp_path / "build"))
    assert [output.sha256 for output in result.outputs] == [sha256(built["epub"])]


def test_all_copies_carry_the_same_article(built: Mapping[str, Path], shipped: Shipped) -> None:
    for files, folder in ((built, places.articles() / "minimal"), (shipped.files, places.shipped_article())):
        carried = [find(file).within("article") for file in files.values()]
        assert all(one == carried[0] for one in carried)
        assert carried[0].keys() == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        for file in files.values():
            assert not compare(read_state(file), read_state(folder))


def test_a_value_changed_in_its_series_follows_everywhere_and_nowhere_else(shipped: Shipped, tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    shutil.copytree(places.shipped_article(), folder)
    series = folder / "series" / "membership.yaml"
    series.write_text(series.read_text(encoding="utf-8").replace("number: 2300", "number: 2400"), encoding="utf-8")
    result = build(Request((folder,), ("a4",), out=tmp_path / "build", languages=("en-GB",)))
    assert result.problems == []
    old, new = shipped.files["a4"], result.outputs[0].path
    before, after = ([page.get_textpage().get_text_bounded() for page in PdfDocument(file)] for file in (old, new))
    assert [page.replace("2,300", "2,400") for page in before] == after
    assert sum("2,400" in page for page in after) > 2
    assert sum(one != other for one, other in zip(before, after, strict=True)) < len(before) / 2
    with pikepdf.open(new) as pdf:
        alternatives = [str(obj["/Alt"]) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj]
        assert b",2400," in pdf.attachments["membership.csv"].get_file().read_bytes()
    assert any("2,400" in text for text in alternatives)
    assert not any("2,300" in text for text in alternatives)
    told = json.loads(json.dumps(compare(read_state(old), read_state(new)).as_json()))
    assert told["texts"] == []
    assert told["records"] == [
        {
            "how": "changed",
            "kind": "observation",
            "id": "membership.2018",
            "fields": [{"field": "quantity.number", "before": "2300", "after": "2400"}],
        }
    ]


def test_series_lie_beside_the_archive(built: Mapping[str, Path]) -> None:
    table = find(built["a4"]).files["data/visits.csv"]
    with pikepdf.open(built["a4"]) as pdf:
        assert pdf.attachments["visits.csv"].get_file().read_bytes() == table
        relations = {str(spec.UF): str(spec.AFRelationship) for spec in pdf.Root.AF}  # type: ignore[attr-defined]
    assert relations == {"minimal-source.zip": "/Source", "visits.csv": "/Data"}
    assert opened(built["epub"].read_bytes())["EPUB/attachments/visits.csv"] == table


def test_no_path_of_ours_is_in_a_copy(built: Mapping[str, Path]) -> None:
    ours = str(built["a4"].parent.parent.parent).encode()
    book = opened(built["epub"].read_bytes())
    assert not [name for name, content in book.items() if ours in content]
    with pikepdf.open(built["a4"]) as pdf:
        assert not [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream) and ours in obj.read_bytes()]
        assert not [obj for obj in pdf.objects if not isinstance(obj, pikepdf.Stream) and ours in obj.unparse()]


def test_other_versions_are_listed_and_it_still_builds(
    built: Mapping[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = opened(built["epub"].read_bytes())
    name = "EPUB/attachments/minimal-source.zip"
    source = opened(files[name])
    source["versions.json"] = source["versions.json"].replace(b'"report": "', b'"report": "0.0.')
    files[name] = container.pack(source.items())
    del files["mimetype"]
    file = tmp_path / "older.epub"
    file.write_bytes(container.pack(files.items(), mimetype=container.EPUB))
    assert main(["rebuild", str(file), "--out", str(tmp_path), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [version["name"] for version in told["versions"]] == ["report"]
    assert told["partings"] == [{"where": f"{name}: versions.json", "stamp": True}]
    assert [problem["rule"] for problem in told["problems"]] == ["CPY-008"]
    assert sha256(tmp_path / "minimal" / "minimal.epub") == sha256(built["epub"])


def test_a_copy_that_was_changed_is_told_with_the_place(
    built: Mapping[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pikepdf.open(built["a4"]) as pdf:
        page = pdf.pages[-1]
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n% forged")
        pdf.save(tmp_path / "forged.pdf")
    assert main(["rebuild", str(tmp_path / "forged.pdf"), "--out", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "other bytes: " in told.out
    assert f"  parts from the copy at: page {len(pikepdf.open(built['a4']).pages)}, its content, at byte" in told.out
    assert "CPY-008 rebuilt, it has other bytes" in told.err


@pytest.mark.parametrize("edit", ["article", "preset", "page-list", "medium"])
def test_an_archive_that_cannot_be_built_is_a_problem(
    edit: str, built: Mapping[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = opened(built["epub"].read_bytes())
    name = "EPUB/attachments/minimal-source.zip"
    source = opened(files[name])
    changed, old, new = {
        "article": ("article/series/visits.yaml", b"1450", b"many"),
        "preset": ("format/epub.toml", b"medium", b"medum"),
        "page-list": ("format/epub.toml", b'"a4"', b'"/etc/passwd.toml"'),
        "medium": ("copy.json", b'"format": "epub"', b'"format": "a4"'),
    }[edit]
    assert old in source[changed]
    source[changed] = source[changed].replace(old, new)
    files[name] = container.pack(source.items())
    del files["mimetype"]
    file = tmp_path / "copy.epub"
    file.write_bytes(container.pack(files.items(), mimetype=container.EPUB))
    assert main(["rebuild", str(file), "--out", str(tmp_path / "out")]) == 1
    told = capsys.readouterr().err
    assert "hint: " in told
    assert str(file) in told
    assert "report-" not in told.replace("report --", "")
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The minimal article, whose publisher wants nothing to be carried."""
    home = tmp_path_factory.mktemp("bare")
    folder = minimal(home / "article", article=("formats:", "carry: nothing\nformats:"))
    result = build(Request((folder,), out=home / "build"))
    assert result.problems == []
    manifest = json.loads((home / "build" / "minimal" / "manifest.json").read_text())
    assert manifest["carries"] == {"carry": "nothing", "records": 0, "files": {}, "left_out": {}}
    return {output.format: output.path for output in result.outputs}


@pytest.mark.parametrize("name", ["a4", "epub"])
def test_a_copy_that_carries_nothing_says_so(
    name: str, bare: Mapping[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = f"{bare[name]}: CPY-013 this copy of “minimal”, edition 1, carries no article, by its publisher’s choice\n"
    later = minimal(tmp_path / "later", article=("number: 1", "number: 2"))
    for command, status in (
        (["extract", str(bare[name]), str(tmp_path / "out")], 1),
        (["rebuild", str(bare[name]), "--out", str(tmp_path / "out")], 1),
        (["diff", str(bare[name]), str(later)], 2),
        (["build", str(later), "--jobs", "1", "--since", str(bare[name]), "--out", str(tmp_path / "out")], 1),
    ):
        assert main(command) == status
        told = capsys.readouterr()
        assert told.err.startswith(said)
        assert told.err.count("\n") == 2
    assert not list(tmp_path.rglob("*.pdf"))


def test_it_has_the_same_pages_and_only_a_mark(built: Mapping[str, Path], bare: Mapping[str, Path]) -> None:
    with pikepdf.open(bare["a4"]) as pdf, pikepdf.open(built["a4"]) as usual:
        assert [page.Contents.read_bytes() for page in pdf.pages] == [page.Contents.read_bytes() for page in usual.pages]
        assert list(pdf.attachments) == ["minimal-source.zip"]
        marks = [pdf.attachments["minimal-source.zip"].get_file().read_bytes()]
    book = opened(bare["epub"].read_bytes())
    marks.append(book["EPUB/attachments/minimal-source.zip"])
    assert {name for name in book if name.startswith("EPUB/attachments/")} == {"EPUB/attachments/minimal-source.zip"}
    for mark, format_ in zip(marks, ("a4", "epub"), strict=True):
        files = opened(mark)
        assert list(files) == ["copy.json"]
        about = json.loads(files["copy.json"])
        edition = {"number": 1, "date": "2026-11-23"}
        assert about == {"form": 1, "article": "minimal", "edition": edition, "format": format_, "carry": "nothing"}


def test_a_copy_is_the_measure_of_its_edition(built: Mapping[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "build"
    (out / "minimal").mkdir(parents=True)
    (out / "minimal" / "minimal-a4.pdf").write_bytes(built["a4"].read_bytes())
    request = Request((minimal(tmp_path / "edited", series_visits=("1450", "1550")),), ("a4",), out=out)
    assert build(replace(request, strict=True)).outputs == []
    assert sha256(out / "minimal" / "minimal-a4.pdf") == sha256(built["a4"])
    assert [problem.rule for problem in build(request).problems] == ["CPY-007"]
    assert build(request).problems == []
