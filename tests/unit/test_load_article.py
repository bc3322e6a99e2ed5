"""Whole folders and presets: what is kept where something is wrong, and how paths are shown."""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from report.load import load_article, load_format
from report.model.article import Article
from report.model.evidence import Evidence
from report.output.family import file_name

BASE = Path(__file__).resolve().parent.parent / "golden" / "problems" / "base"
PRESET = """medium = "pdf"
title = "A5"
standard = "ua-1+a-3a"
[page]
width = 148
height = 210
head = 15
foot = 15.5
left = 12
right = 12
[text]
base = 9
floor = 8
leading = 1.4
[chart]
width = 120
ratio = 0.6
base = 8
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "article"))


def loaded(folder: Path) -> Article:
    article, _ = load_article(folder)
    assert article is not None
    return article


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_everything_in_the_folder_is_in_the_article(folder: Path) -> None:
    article = loaded(folder)
    assert [section.id for section in article.sections] == ["history", "visitors"]
    assert {kind: list(records) for kind, records in article.by_kind().items()} == {
        "source": ["survey", "gazette"],
        "person": ["trust", "keeper"],
        "series": ["visits"],
        "fact": ["height", "guarded", "growth"],
        "event": ["opening", "flood"],
        "statement": ["keeper-pride", "trust-doubt"],
        "account": ["state"],
        "term": ["old-mill", "mill-3"],
        "image": ["gate"],
    }
    assert list(article.theme) == ["tokens.toml"]
    assert list(article.texts) == ["survey"]


def test_records_have_id_and_place(folder: Path) -> None:
    article = loaded(folder)
    for id_, _, observation in article.observations():
        assert id_ == f"visits.{observation.id}"
        assert str(observation.place).endswith(
            {"2018": "series/visits.yaml:11:3", "2019": "series/visits.yaml:19:3"}[observation.id]
        )
    record = article.find("flood")
    assert isinstance(record, Evidence)
    assert (record.id, record.place.line, record.place.column) == ("flood", 6, 1)
    assert record.source[0].place.line == 12
    assert article.series["visits"].bases["guests"].place.line == 7


def test_bare_numbers_and_ids_stand_for_their_records(folder: Path) -> None:
    article = loaded(folder)
    quantity = article.facts["height"].quantity
    assert quantity is not None
    assert quantity.number == Decimal("12.5")
    assert [side.record for side in article.accounts["state"].sides] == ["keeper-pride", "trust-doubt"]


def test_paths_are_shown_as_the_folder_was_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(folder / "facts.yaml", "what: Height", "waht: Height")
    for directory, given, shown in (
        (folder.parent, Path("article"), "article/facts.yaml"),
        (folder, Path(), "facts.yaml"),
        (folder / "series", Path(".."), "../facts.yaml"),
        (folder, folder, f"{folder.as_posix()}/facts.yaml"),
    ):
        monkeypatch.chdir(directory)
        assert {problem.place.path for problem in load_article(given)[1]} == {shown}


def test_one_bad_record_does_not_hide_the_others(folder: Path) -> None:
    edit(folder / "facts.yaml", "what: Height", "waht: Height")
    edit(folder / "series/visits.yaml", "date: 2018", "date: soon")
    article = loaded(folder)
    assert list(article.facts) == ["guarded", "growth"]
    assert list(article.series["visits"].observations) == ["2019"]
    assert article.left_out == {"height", "visits.2018"}
    assert article.is_left_out("height")
    assert not article.is_left_out("visits.2019")


def test_a_record_is_kept_without_an_optional_part_that_is_wrong(folder: Path) -> None:
    edit(folder / "sources.yaml", "issued: 2020-02", "issued: 2020-13")
    article = loaded(folder)
    assert article.sources["survey"].issued is None
    assert article.sources["survey"].title == "Survey of the Mills"
    assert article.left_out == frozenset()


def test_ids_of_a_file_that_cannot_be_parsed_are_left_out(folder: Path) -> None:
    edit(folder / "facts.yaml", "what: Height", "what: Height: of")
    article = loaded(folder)
    assert article.left_out == {"height", "guarded", "growth"}


def test_a_series_that_cannot_be_read_takes_its_observations_with_it(folder: Path) -> None:
    edit(folder / "series/visits.yaml", "unit: visitor|visitors", "unit: visitor|")
    assert loaded(folder).is_left_out("visits.2018")


def test_there_is_no_article_without_its_title(folder: Path) -> None:
    edit(folder / "article.yaml", "title: The Old Mill", "titel: The Old Mill")
    article, problems = load_article(folder)
    assert article is None
    assert [(problem.rule, problem.hint) for problem in problems] == [("DAT-020", "did you mean title?")]
    edit(folder / "article.yaml", "titel: The Old Mill", "strange: The Old Mill")
    assert [problem.rule for problem in load_article(folder)[1]] == ["DAT-021", "DAT-020"]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    for path in (tmp_path / "none", BASE / "facts.yaml"):
        article, problems = load_article(path)
        assert article is None
        assert [problem.rule for problem in problems] == ["CFG-001"]


def test_hidden_and_backup_files_are_passed_over(folder: Path) -> None:
    for name in (".DS_Store", "facts.yaml~", "sections/.10-history.md.swp", "README.md"):
        (folder / name).write_bytes(b"\xff")
    assert load_article(folder)[1] == []


def test_links_inside_of_the_folder_are_followed(folder: Path) -> None:
    (folder / "theme" / "other.toml").symlink_to("tokens.toml")
    article, problems = load_article(folder)
    assert problems == []
    assert article is not None
    assert list(article.theme) == ["other.toml", "tokens.toml"]


def test_a_link_in_a_circle_is_refused(folder: Path) -> None:
    (folder / "glossary.yaml").unlink()
    (folder / "glossary.yaml").symlink_to("glossary.yaml")
    assert {problem.rule for problem in load_article(folder)[1]} & {"CFG-005", "CFG-007"}


def test_a_preset_goes_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a5.toml"
    path.write_text(PRESET, encoding="utf-8")
    found, problems = load_format(path)
    assert problems == []
    assert found is not None
    assert (found.name, found.title) == ("a5", "A5")
    assert found.page is not None
    assert found.page.foot == 15.5
    assert file_name("mill", found) == "mill-a5.pdf"


def test_a_list_in_a_preset_stands_in_brackets(tmp_path: Path) -> None:
    path = tmp_path / "a5.toml"
    path.write_text('appendices = ["descriptions"]\n' + PRESET, encoding="utf-8")
    found, problems = load_format(path)
    assert problems == []
    assert found is not None
    assert found.appendices == ("descriptions",)
    path.write_text('appendices = "descriptions"\n' + PRESET, encoding="utf-8")
    _, (problem,) = load_format(path)
    assert (problem.rule, problem.hint) == ("DAT-023", "write its items in brackets, with commas between them")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('standard = "ua-1+a-3a"', 'standard = "epub-3.3"', ("DAT-027", 3, "“standard”: “epub-3.3” is not one")),
        ('standard = "ua-1+a-3a"\n', "", ("DAT-021", 0, "a format in PDF has no “standard”")),
        ('medium = "pdf"\ntitle = "A5"\nstandard = "ua-1+a-3a"', 'medium = "epub"\ntitle = "A5"\nstandard = "epub-3.3"',
         ("DAT-020", 4, "“page” is not a key of a format in EPUB")),
        ('medium = "pdf"', 'medium = "PDF"', ("DAT-027", 1, "“medium”: “PDF” is not one")),
        ('medium = "pdf"', 'appendices = ["words"]\nmedium = "pdf"', ("DAT-027", 1, "“appendices.0”: “words” is not one")),
    ],
)  # fmt: skip
def test_a_preset_is_held_against_what_its_family_knows(tmp_path: Path, old: str, new: str, told: tuple[str, int, str]) -> None:
    path = tmp_path / "a5.toml"
    path.write_text(PRESET.replace(old, new), encoding="utf-8")
    found, (problem,) = load_format(path)
    assert found is None
    assert (problem.rule, problem.place.line) == told[:2]
    assert problem.sentence.startswith(told[2])
    assert problem.hint


def test_a_preset_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    found, problems = load_format(tmp_path / "none.toml")
    assert found is None
    assert [problem.rule for problem in problems] == ["CFG-007"]


def test_loading_imports_nothing_that_draws() -> None:
    code = "import sys, report.load; print(sorted({'weasyprint', 'matplotlib', 'ebooklib', 'rich', 'numpy'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=BASE.parents[3])
    assert shown.stdout.strip() == "[]"
