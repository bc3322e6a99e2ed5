"""What changed between two articles, and how it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.edited import minimal

from report.command_line.cli import main
from report.compare.changes import Changes, compare
from report.compare.same_edition import same_edition
from report.compare.show import markdown, plain
from report.compare.state import State, read_state, words
from report.load import load_article
from report.problems import ProblemsFound, Severity

LOANS = """\
title: Loans
unit: percent
basis: {counted: books that were lent out, label: lent out}
by: staff
source: annual-report
data: {file: data/loans.csv, date: date, value: value, low: low, high: high}
"""


def changes(tmp_path: Path, **edits: tuple[str, str]) -> Changes:
    old = tmp_path / "old"
    if not old.exists():
        minimal(old)
    return compare(read_state(old), read_state(minimal(tmp_path / "new", **edits)))


def test_the_same_article_has_no_changes(tmp_path: Path) -> None:
    assert not changes(tmp_path)
    assert plain(changes(tmp_path / "again")) == ""


def test_a_changed_observation_is_told_with_both_values(tmp_path: Path) -> None:
    found = changes(tmp_path, series_visits=("1450", "1,550".replace(",", "")))
    assert plain(found) == "~ observation visits.2023 changed\n    quantity.number: [-1450-] {+1550+}\n"


def test_bounds_of_rows_are_compared_as_numbers(tmp_path: Path) -> None:
    def read(name: str, table: str) -> State:
        folder = minimal(tmp_path / name)
        (folder / "data").mkdir()
        (folder / "data" / "loans.csv").write_text(f"date,value,low,high\n{table}\n", encoding="utf-8")
        (folder / "series" / "loans.yaml").write_text(LOANS, encoding="utf-8")
        (section,) = (folder / "sections").iterdir()
        section.write_text(f"{section.read_text(encoding='utf-8')}\nA {{value}}`loans.2019`.{{cite}}`loans`\n", encoding="utf-8")
        return read_state(folder)

    old = read("old", "2019,12.5,0,15.0")
    assert not compare(old, read("same", "2019,12.5,0.0,15"))
    found = plain(compare(old, read("new", "2019,12.5,10.0,15.0")))
    assert found == "~ rows loans changed\n    2019: [-12.5 (0 to 15)-] {+12.5 (10 to 15)+}\n"


def test_comments_and_wrapping_are_no_changes(tmp_path: Path) -> None:
    edits = {
        "article": ("id: minimal", "# A comment.\nid: minimal"),
        "statements": ("exact: It is quiet here,", "exact: >-\n    It is\n    quiet here,"),
        "series_visits": ("quantity: 1450", "quantity: {number: 1450}"),
    }
    assert not changes(tmp_path, **edits)


def test_records_come_in_order_of_their_kinds_then_the_text(tmp_path: Path) -> None:
    found = changes(
        tmp_path,
        article=("number: 1", "number: 2"),
        people=("short: The staff", "short: Staff"),
        events=("opening:", "first-day:"),
        sources=("issued: 2024", "issued: 2025"),
        sections_reading_room=("opening", "first-day"),
        series_visits=("number: 1200", "number: 1300"),
    )
    assert [(change.how, change.kind, change.id) for change in found.records] == [
        ("changed", "observation", "visits.2022"),
        ("changed", "person", "staff"),
        ("removed", "event", "opening"),
        ("added", "event", "first-day"),
        ("changed", "source", "annual-report"),
        ("changed", "edition", "edition"),
    ]
    assert [(text.how, text.section) for text in found.texts] == [("changed", "reading-room")]


def test_order_and_files_of_the_theme_are_content(tmp_path: Path) -> None:
    old, new = minimal(tmp_path / "old"), minimal(tmp_path / "new")
    more = "bob:\n  kind: person\n  name: Bob\n"
    staff = (old / "people.yaml").read_text()
    (old / "people.yaml").write_text(staff + more)
    (new / "people.yaml").write_text(more + staff)
    (new / "theme").mkdir()
    (new / "theme" / "print.css").write_text("p { }")
    found = compare(read_state(old, whole=True), read_state(new, whole=True))
    assert [(change.how, change.kind, change.id) for change in found.records] == [
        ("moved", "person", ""),
        ("added", "file", "theme/print.css"),
    ]
    assert found.records[0].fields[0].before == ["staff", "bob"]


def test_text_is_compared_word_by_word(tmp_path: Path) -> None:
    first = minimal(tmp_path / "old") / "sections" / "reading-room.md"
    first.write_text("# The reading room\n\nOne two three four five six seven eight nine ten\neleven twelve.\n\n- a\n- b\n")
    second = minimal(tmp_path / "new") / "sections" / "reading-room.md"
    second.write_text("# The reading room\n\nOne two three four five six seven\neight nine ten 11 twelve.\n\n- a\n- c\n")
    found = compare(read_state(tmp_path / "old"), read_state(tmp_path / "new"))
    assert plain(found).splitlines()[1] == (
        "    … three four five six seven eight nine ten [-eleven-] {+11+} twelve. ¶ - a ↵ - [-b-] {+c+}"
    )


def test_blocks_are_told_apart_and_lines_are_not() -> None:
    assert words("a b\nc") == words("a\nb c\n")
    assert words("a b\n\nc") != words("a b\nc")
    assert words("- a\n- b") != words("- a - b")
    assert words("- a\n  - b") != words("- a\n- b")
    assert words("") == ()


def test_a_terminal_obeys_nothing_of_what_is_told() -> None:
    from report.compare.changes import FieldChange, RecordChange

    change = RecordChange("changed", "fact", "x", (FieldChange("words", "a\x1b[2J", ["b\u202ec", {"d": "\x07"}]),))
    told = plain(Changes("a", "b", (change,), ()))
    assert told.replace("\n", "").isprintable()


def test_markdown_prints_what_the_records_say(tmp_path: Path) -> None:
    found = changes(tmp_path, statements=("It is quiet here,", "It is | *quiet* `here`,"))
    assert markdown(found).splitlines() == [
        "| What | | Before | After |",
        "| --- | --- | --- | --- |",
        "| statement staff-quiet: exact | changed | It is quiet here, and that is the point. "
        "| It is \\| \\*quiet\\* \\`here\\`, and that is the point. |",
    ]


def test_an_article_with_errors_is_not_compared(tmp_path: Path) -> None:
    broken = minimal(tmp_path / "broken", series_visits=("1450", "many"))
    with pytest.raises(ProblemsFound):
        read_state(broken)


def test_the_command_says_same_different_or_trouble(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = minimal(tmp_path / "old"), minimal(tmp_path / "new", series_visits=("1450", "1550"))
    assert main(["diff", str(old), str(old)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["diff", str(old), str(new)]) == 1
    assert "{+1550+}" in capsys.readouterr().out
    assert main(["diff", str(old), str(new), "--markdown"]) == 1
    assert "| observation visits.2023: quantity.number | changed | 1450 | 1550 |" in capsys.readouterr().out
    assert main(["diff", str(old), str(new), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["same"] is False
    assert told["records"][0]["fields"] == [{"field": "quantity.number", "before": "1450", "after": "1550"}]
    assert main(["diff", str(old), str(tmp_path / "nowhere.pdf")]) == 2
    assert main(["diff", str(old), str(tmp_path)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_changed_content_under_an_old_number_is_a_warning(tmp_path: Path) -> None:
    from report.copies import Baggage, carried
    from report.system import places

    old = minimal(tmp_path / "old")
    article, _ = load_article(old)
    assert article is not None
    archive, *_ = carried(Baggage.of(article, old), [places.templates() / "formats" / "a4.toml"], {})
    earlier = tmp_path / "minimal-a4.zip"
    earlier.write_bytes(archive.data)
    missing = tmp_path / "missing.pdf"

    def files(folder: Path) -> dict[str, Any]:
        edited, _ = load_article(folder)
        assert edited is not None
        found: dict[str, Any] = Baggage.of(edited, folder).as_json()["files"]
        return found

    def told(folder: Path) -> list[str]:
        edited, _ = load_article(folder)
        assert edited is not None
        problems = same_edition(folder, edited.meta.id, edited.meta.edition.number, [missing, earlier], files(folder))
        assert all((p.rule, p.severity) == ("CPY-007", Severity.WARNING) for p in problems)
        return [problem.sentence for problem in problems]

    assert told(old) == []
    assert told(minimal(tmp_path / "comment", series_visits=("# Obs", "# Other obs"))) == []
    (sentence,) = told(minimal(tmp_path / "changed", series_visits=("1450", "1550")))
    assert sentence == "minimal-a4.zip of this edition (1) has other content: observation visits.2023"
    noted = minimal(tmp_path / "noted", people=("name:", "note: For us.\n  name:"))
    (noted / "texts").mkdir()
    (noted / "texts" / "annual-report.txt").write_text("It is quiet here, and that is the point.")
    assert told(noted) == []
    assert told(minimal(tmp_path / "next", series_visits=("1450", "1550"), article=("number: 1", "number: 2"))) == []
