"""What goes into a copy's archive, and what stays out."""

from __future__ import annotations

import csv
import io
import json
import os
import tomllib
from pathlib import Path

import pytest
from support.edited import minimal

from report.copies import Baggage, carried, extract, find
from report.intake.archive import opened
from report.intake.names import DEEPEST, LONGEST_NAME, LONGEST_PART, clashes, objection
from report.load import load_article
from report.model.article import Carry
from report.output.rendition import Attachment
from report.problems import ProblemsFound
from report.system import places

A4 = places.templates() / "formats" / "a4.toml"
EPUB = places.templates() / "formats" / "epub.toml"


def pack(folder: Path, presets: tuple[Path, ...] = (A4,), carry: Carry | None = None) -> tuple[Attachment, ...]:
    article, problems = load_article(folder)
    assert article is not None, problems
    return carried(Baggage.of(article, folder, carry), presets, {"report": "1", "python": "3"})


def test_the_archive_holds_inputs_only(tmp_path: Path) -> None:
    archive, *tables = pack(minimal(tmp_path / "a"), (EPUB, A4))
    assert (archive.name, archive.media_type, archive.relationship) == ("minimal-source.zip", "application/zip", "Source")
    files = opened(archive.data)
    assert list(files) == [
        *("article/article.yaml", "article/events.yaml", "article/people.yaml", "article/sections/reading-room.md"),
        *("article/series/visits.yaml", "article/sources.yaml", "article/statements.yaml", "copy.json"),
        *("data/visits.csv", "data/visits.csv-metadata.json", "format/a4.toml", "format/epub.toml", "versions.json"),
    ]
    about = json.loads(files["copy.json"])
    assert about["edition"] == {"number": 1, "date": "2026-11-23"}
    assert (about["form"], about["article"], about["format"]) == (1, "minimal", "epub")
    assert json.loads(files["versions.json"]) == {"report": "1", "python": "3"}
    assert about["carry"] == "published"
    assert tomllib.loads(files["format/epub.toml"].decode()) == tomllib.loads(EPUB.read_text())
    assert b"#" not in files["format/epub.toml"]
    assert [(table.name, table.media_type, table.relationship) for table in tables] == [("visits.csv", "text/csv", "Data")]
    assert tables[0].data == files["data/visits.csv"]


@pytest.mark.parametrize(("carry", "records"), [("published", 6), ("all", 7), ("nothing", 0)])
def test_the_records_are_counted_that_travel(carry: Carry, records: int, tmp_path: Path) -> None:
    sources = "annual-report:", "unused: {type: report, title: A draft}\nannual-report:"
    folder = minimal(tmp_path / "a", sources=sources)
    article, problems = load_article(folder)
    assert article is not None, problems
    assert Baggage.of(article, folder, carry).as_json()["records"] == records


def test_backups_and_hidden_files_stay_out_and_terms_of_use_go_in(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a")
    for name in (".git/config", ".article.yaml.swp", "article.yaml~", "sections/.hidden.md", "sections/reading-room.md~"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    plain = opened(pack(minimal(tmp_path / "b"), carry="all")[0].data)
    assert opened(pack(folder, carry="all")[0].data) == plain
    (folder / "README.md").write_text("For editors.\n")
    (folder / "LICENSE").write_text("Anything goes.\n")
    (folder / "theme").mkdir()
    (folder / "theme" / "print.css").write_text("p { }\n")
    more = opened(pack(folder)[0].data)
    assert more.keys() - plain.keys() == {"article/LICENSE", "article/theme/print.css"}
    more = opened(pack(folder, carry="all")[0].data)
    assert more.keys() - plain.keys() == {"article/README.md", "article/LICENSE", "article/theme/print.css"}


def test_bytes_depend_neither_on_the_folder_nor_on_times(tmp_path: Path) -> None:
    first, second = minimal(tmp_path / "a"), minimal(tmp_path / "somewhere-else")
    for path in second.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    assert pack(first) == pack(second)
    assert str(tmp_path).encode() not in b"".join(opened(pack(first)[0].data).values())


def test_a_series_is_a_table_that_opens_without_us(tmp_path: Path) -> None:
    change = {
        "series_visits": (
            "date: 2023\n    quantity: 1450",
            "date: 2023-05/..\n    quantity: {number: 10, upper: 20}\n    at: Page 3",
        )
    }
    _, table = pack(minimal(tmp_path / "a", **change))
    assert table.data.count(b"\r\n") == 3
    first, second = csv.DictReader(io.StringIO(table.data.decode()))
    assert first == {
        "id": "visits.2022", "date": "2022", "earliest": "2022-01-01", "latest": "2022-12-31", "number": "1200", "upper": "",
        "qualifier": "about", "unit": "visitor", "basis": "counted", "counted": "visitors counted at the door",
        "by": "Staff of the reading room",
        "source": "Staff of the reading room, Annual report of the reading room, 2024", "at": "",
    }  # fmt: skip
    assert (second["date"], second["earliest"], second["latest"]) == ("2023-05/..", "2023-05-01", "")
    assert (second["number"], second["upper"], second["at"]) == ("10", "20", "Page 3")


def test_its_description_names_every_column(tmp_path: Path) -> None:
    archive, table = pack(minimal(tmp_path / "a"))
    described = json.loads(opened(archive.data)["data/visits.csv-metadata.json"])
    header = table.data.decode().splitlines()[0].split(",")
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header
    assert all(column["dc:description"]["@value"].endswith(".") for column in columns)
    assert {column["name"]: column["datatype"] for column in columns if column["datatype"] != "string"} == {
        "earliest": "date", "latest": "date", "number": "decimal", "upper": "decimal",
    }  # fmt: skip
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
    assert (described["url"], described["tableSchema"]["primaryKey"]) == ("visits.csv", "id")
    assert described["dc:license"] == {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}


@pytest.mark.parametrize("name", ["theme/a:b.css", "theme/nul.css", "theme/cafe\u0301.css", "theme/x.css."])
def test_a_file_that_cannot_travel_is_told_before_anything_is_built(name: str, tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a")
    (folder / "theme").mkdir()
    (folder / name).write_text("x")
    pack(folder)  # nothing is made from it, and it stays at home
    with pytest.raises(ProblemsFound) as found:
        pack(folder, carry="all")
    (problem,) = found.value.problems
    assert (problem.rule, problem.place.path) == ("CPY-006", f"{folder.as_posix()}/{name}")


def test_names_that_differ_in_capitals_are_told(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a")
    (folder / "theme").mkdir()
    (folder / "theme" / "a.css").write_text("x")
    (folder / "theme" / "A.css").write_text("x")
    if len(list((folder / "theme").iterdir())) == 1:
        pytest.skip("this disk doesn't tell capitals apart")
    with pytest.raises(ProblemsFound, match=r"CPY-006 “theme/A\.css” and “theme/a\.css”"):
        pack(folder, carry="all")


def test_what_could_not_be_opened_again_is_not_packed(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "a")
    (folder / "texts").mkdir()
    (folder / "texts" / "annual-report.txt").write_text("a" * 1_000_000)
    with pytest.raises(ProblemsFound, match=r"CPY-006 no copy can be made: “article/texts/annual-report\.txt”"):
        pack(folder, carry="all")


@pytest.mark.parametrize(
    "name", ["article/article.yaml", "é/ü.md", "اشرف.txt", "a b/c (2).png", "x" * LONGEST_PART, "console.md", "com.md"]
)
def test_ordinary_names_are_good(name: str) -> None:
    assert objection(name) == ""


def test_names_are_good_up_to_their_limits() -> None:
    assert objection("/".join("a" * DEEPEST)) == ""
    assert objection("/".join("a" * (DEEPEST + 1))) != ""
    assert objection("a" * 100 + "/" + "b" * (LONGEST_NAME - 101)) == ""
    assert objection("a" * 100 + "/" + "b" * (LONGEST_NAME - 100)) != ""


def test_clashes_name_both() -> None:
    assert list(clashes(["a", "b/c", "d"])) == []
    assert list(clashes(["a", "A"])) == [("a", "A")]
    assert list(clashes(["b/c", "B/d"])) == [("b/c", "B/d")]
    assert list(clashes(["a", "a/b"])) == [("a", "a/b")]
    assert list(clashes(["straße", "STRASSE"])) == [("straße", "STRASSE")]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "minimal-source.zip"
    file.write_bytes(pack(minimal(tmp_path / "a"), carry="all")[0].data)
    return file


def test_an_extracted_article_is_the_one_that_was_packed(archive: Path, tmp_path: Path) -> None:
    written = extract(find(archive), tmp_path / "new" / "folder")
    assert all(path.is_file() for path in written)
    original = tmp_path / "a"
    assert {path.relative_to(original): path.read_bytes() for path in original.rglob("*") if path.is_file()} == {
        path.relative_to(tmp_path / "new" / "folder" / "article"): path.read_bytes()
        for path in (tmp_path / "new" / "folder" / "article").rglob("*")
        if path.is_file()
    }
    assert pack(tmp_path / "new" / "folder" / "article", carry="all")[0].data == archive.read_bytes()
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["folder"]


def test_an_empty_folder_will_do_and_any_other_is_left_alone(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert extract(find(archive), tmp_path / "empty")
    taken, link, file = tmp_path / "taken", tmp_path / "link", tmp_path / "file"
    taken.mkdir()
    (taken / "mine").write_text("mine")
    link.symlink_to(tmp_path / "nowhere")
    file.write_text("mine")
    for target in (taken, link, file):
        with pytest.raises(ProblemsFound, match="CPY-004"):
            extract(find(archive), target)
    assert [path.name for path in taken.iterdir()] == ["mine"]
    assert link.is_symlink()
    assert file.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_disk_that_fails_half_way_leaves_nothing(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = find(archive)
    written = []

    def failing(self: Path, target: Path) -> Path:
        written.extend(self.rglob("*"))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(ProblemsFound, match="CPY-005 the folder can't be written: No space left on device"):
        extract(copy, tmp_path / "target")
    assert written
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", archive.name]
