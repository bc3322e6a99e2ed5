"""What changed since an earlier edition: found, explained, printed, and carried in every copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.dump import line
from support.edited import minimal
from support.small_article import A4, BRIEF, META, small_article

from report import copies
from report.command_line.cli import main
from report.compare.changes import compare
from report.compare.show import plain as shown_plain
from report.compare.since import changed_since, packed, unexplained, unpacked
from report.compare.state import read_state
from report.compose import compose
from report.load import load_article
from report.model import document as doc
from report.model.article import Article, ArticleFile
from report.model.since import Since
from report.problems import Problem, ProblemsFound
from tests.unit.test_compose_document import check, nodes

VISITS = {"series_visits": ("1450", "1500")}
SECOND = ("number: 1\n", "number: 2\n")
FIRST_CHANGE = "    - kind: new\n      what: First edition.\n"


def second(folder: Path, changes: str = FIRST_CHANGE, **edits: tuple[str, str]) -> tuple[Article, Path]:
    """Return the minimal article's second edition, with these changes told of and these edits made."""
    minimal(folder, **edits)
    file = folder / "article.yaml"
    text = file.read_text(encoding="utf-8").replace(*SECOND).replace(FIRST_CHANGE, changes)
    file.write_text(text, encoding="utf-8")
    article, problems = load_article(folder)
    assert article is not None, problems
    return article, folder


def warned(tmp_path: Path, changes: str, **edits: tuple[str, str]) -> list[Problem]:
    old = minimal(tmp_path / "old")
    article, folder = second(tmp_path / "new", changes, **edits)
    return unexplained(article, changed_since(article, folder, old))


def told(kind: str, field: str, *ids: str) -> str:
    return f"    - kind: {kind}\n      what: It changed.\n      {field}: [{', '.join(ids)}]\n"


# Found


def test_the_difference_is_that_of_records_and_texts(tmp_path: Path) -> None:
    old = minimal(tmp_path / "old")
    edits: Any = {**VISITS, "sections_reading_room": ("reading room", "room for reading")}
    article, folder = second(tmp_path / "new", **edits)
    found = changed_since(article, folder, old)
    (record,) = found.records
    assert (found.edition, found.date, record.kind, record.id, record.how) == (
        1, "2026-11-23", "observation", "visits.2023", "changed",
    )  # fmt: skip
    assert record.before("quantity.number") == "1450"
    assert [(text.how, text.section) for text in found.texts] == [("changed", "reading-room")]


@pytest.mark.parametrize("carry", ["published", "all"])
def test_what_a_copy_leaves_out_is_no_difference(carry: Any, tmp_path: Path) -> None:
    from report.system import places

    unused = "never:\n  kind: person\n  name: Never Named\n  note: {}\n"
    folder = minimal(tmp_path / "old")
    people = folder / "people.yaml"
    people.write_text(people.read_text(encoding="utf-8") + unused.format("Ask again."), encoding="utf-8")
    article, problems = load_article(folder)
    assert article is not None, problems
    archive, *_ = copies.carried(copies.Baggage.of(article, folder, carry), [places.templates() / "formats" / "a4.toml"], {})
    (tmp_path / "old.zip").write_bytes(archive.data)
    assert (b"Ask again" in copies.find(tmp_path / "old.zip").files["article/people.yaml"]) == (carry == "all")
    edits: Any = {**VISITS, "people": ("staff:", f"# Both names are needed.\n{unused.format('No longer.')}staff:")}
    found = changed_since(*second(tmp_path / "new", **edits), tmp_path / "old.zip")
    assert [(record.how, record.id) for record in found.records] == [("changed", "visits.2023")]
    assert main(["diff", str(tmp_path / "old.zip"), str(folder)]) == 0


def test_another_article_is_refused(tmp_path: Path) -> None:
    old = minimal(tmp_path / "old", article=("id: minimal", "id: other"))
    article, folder = second(tmp_path / "new")
    with pytest.raises(ProblemsFound) as found:
        changed_since(article, folder, old)
    (problem,) = found.value.problems
    assert (problem.rule, problem.sentence) == ("CPY-009", "this is the article “other”; what is built is “minimal”")


@pytest.mark.parametrize("number", [2, 3])
def test_an_edition_that_is_not_earlier_is_refused(number: int, tmp_path: Path) -> None:
    old = minimal(tmp_path / "old", article=("number: 1", f"number: {number}"))
    article, folder = second(tmp_path / "new")
    with pytest.raises(ProblemsFound) as found:
        changed_since(article, folder, old)
    (problem,) = found.value.problems
    assert (problem.rule, problem.sentence) == ("CPY-010", f"this is edition {number}; what is built is edition 2")


def test_what_carries_no_article_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, folder = second(tmp_path / "new")
    file = tmp_path / "plain.pdf"
    file.write_bytes(b"%PDF-1.7\n")
    for old in (file, tmp_path / "nowhere.pdf"):
        assert main(["build", str(folder), "--jobs", "1", "--since", str(old), "--out", str(tmp_path / "out")]) == 1
        assert "CPY-00" in capsys.readouterr().err
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_one_article_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, folder = second(tmp_path / "new")
    assert main(["build", str(folder), str(tmp_path / "other"), "--since", str(folder)]) == 2
    assert "--since compares with an earlier edition of one article" in capsys.readouterr().err


LOANS = """\
title: Loans
unit: book|books
basis: {counted: books that were lent out, label: lent out}
by: staff
source: annual-report
data: {file: data/loans.csv, date: date, value: value}
"""


def test_many_rows_of_a_table_are_told_in_proportion(tmp_path: Path) -> None:
    def with_table(folder: Path, values: list[int], changes: str = FIRST_CHANGE) -> tuple[Article, Path]:
        (folder / "data").mkdir()
        rows = "".join(f"{1700 + number},{value}\n" for number, value in enumerate(values))
        (folder / "data" / "loans.csv").write_text(f"date,value\n{rows}", encoding="utf-8")
        (folder / "series" / "loans.yaml").write_text(LOANS, encoding="utf-8")
        section = folder / "sections" / "reading-room.md"
        section.write_text(section.read_text(encoding="utf-8") + "\n:::{table} loans\n:caption: Loans\n:::\n", encoding="utf-8")
        file = folder / "article.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(FIRST_CHANGE, changes), encoding="utf-8")
        article, problems = load_article(folder)
        assert article is not None, problems
        return article, folder

    _, old = with_table(minimal(tmp_path / "old"), list(range(200)))
    _, folder = second(tmp_path / "new", FIRST_CHANGE)
    values = [value + 1 for value in range(250)]
    values[120] = 999
    article, folder = with_table(folder, values, told("update", "records", "loans.1777"))
    found = changed_since(article, folder, old)
    (record,) = (record for record in found.records if record.kind == "rows")
    assert {one.field: (one.before, one.after) for one in record.fields} == {
        "1700": ("0", "1"), "1777": ("77", "78"), "1820": ("120", "999"), "1949": (None, "250"),
    }  # fmt: skip
    assert (record.counted.changed, record.counted.added, record.counted.removed) == (200, 50, 0)
    assert unpacked({"changes.json": packed(found)}, tmp_path) == found
    assert [problem for problem in unexplained(article, found) if "loans" in problem.sentence] == []
    assert len(packed(found)) < 3000
    shown = shown_plain(compare(read_state(old), read_state(folder)))
    assert "and 240 more rows" in shown
    assert "the greatest change: 1820: [-120-] {+999+}" in shown


# Explained


def test_what_nobody_explains_is_a_warning_at_its_place(tmp_path: Path) -> None:
    edits: Any = {**VISITS, "sections_reading_room": ("reading room", "room for reading")}
    record, text = warned(tmp_path, told("update", "records", "visits.2022"), **edits)[:2]
    assert (record.rule, record.severity) == ("CPY-011", "warning")
    assert record.sentence == "the observation “visits.2023” was changed since edition 1, and article.yaml doesn't say why"
    assert record.place.path.endswith("series/visits.yaml")
    assert record.hint == "name it in an entry of changes: under edition:, as records: visits.2023"
    assert text.sentence == "the text of the section “reading-room” was changed since edition 1, and article.yaml doesn't say why"


def test_what_is_told_of_in_vain_is_a_warning(tmp_path: Path) -> None:
    changes = told("update", "records", "visits.2022", "visits.2023") + told("correction", "sections", "reading-room")
    problems = warned(tmp_path, changes, **VISITS)  # type: ignore[arg-type]
    assert [(problem.rule, problem.sentence) for problem in problems] == [
        ("CPY-012", "a change to the record “visits.2022” is told of, which is the same as in edition 1"),
        ("CPY-012", "a change to the section “reading-room” is told of, which is the same as in edition 1"),
    ]
    assert all(problem.place.path.endswith("article.yaml") and problem.place.line for problem in problems)


@pytest.mark.parametrize("id_", ["visits", "visits.2023"])
def test_a_series_stands_for_its_observations(id_: str, tmp_path: Path) -> None:
    assert warned(tmp_path, told("correction", "records", id_), **VISITS) == []  # type: ignore[arg-type]


def test_an_entry_that_names_nothing_speaks_of_the_text(tmp_path: Path) -> None:
    edits: Any = {"sections_reading_room": ("reading room", "room for reading")}
    assert warned(tmp_path, FIRST_CHANGE, **edits) == []


# Carried


def test_the_list_is_read_back_as_it_was_packed(tmp_path: Path) -> None:
    old = minimal(tmp_path / "old")
    article, folder = second(tmp_path / "new", **VISITS)  # type: ignore[arg-type]
    found = changed_since(article, folder, old)
    assert unpacked({"changes.json": packed(found)}, tmp_path) == found
    assert unpacked({}, tmp_path) is None


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"\xff", b'{"edition": 1}', b'{"edition": "1", "date": "2026", "records": [], "texts": []}',
        b'{"edition": 1, "date": "2026", "records": [], "texts": [], "more": 1}',
        b'{"edition": 1, "date": "2026", "records": [{"how": "eaten", "kind": "fact", "id": "a", "fields": []}], "texts": []}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_list_from_anybody_is_read_with_suspicion(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        unpacked({"changes.json": data}, tmp_path)
    assert [problem.rule for problem in found.value.problems] == ["CPY-003"]


# Printed


def edition(*changes: dict[str, Any], language: str = "en") -> Article:
    meta = {**META, "language": language, "edition": {"number": "3", "date": "2020-02-01", "changes": list(changes)}}
    article = small_article(language=language)
    return Article(article.folder, ArticleFile.model_validate(meta), **{
        name: getattr(article, name)
        for name in ("sources", "people", "series", "facts", "events", "statements", "accounts", "glossary", "images", "sections")
    })  # fmt: skip


def difference(how: str, kind: str, id_: str, **fields: tuple[str | None, str | None]) -> dict[str, Any]:
    told = [{"field": name.replace("_", "."), "before": before, "after": after} for name, (before, after) in fields.items()]
    return {"how": how, "kind": kind, "id": id_, "fields": told}


def since(*records: dict[str, Any], texts: tuple[tuple[str, str], ...] = ()) -> Since:
    listed = [{"how": how, "section": section} for how, section in texts]
    return Since.model_validate({"edition": 2, "date": "2019-11", "records": list(records), "texts": listed})


def printed(article: Article, found: Since) -> list[str]:
    """Return the paragraphs and headings of what changed, nested ones behind what holds them."""
    document = compose(article, A4, since=found)
    check(document)
    (part,) = (part for part in document.parts if part.kind == "changes")
    assert [entry.target for entry in document.contents[:2]] == ["glance", part.id]
    blocks = [block for block in nodes(part.blocks) if isinstance(block, doc.Paragraph | doc.Heading)]
    return [line(part.title), *(line(block.inlines) for block in blocks)]


NUMBER = difference("changed", "observation", "walkers.2017", quantity_number=("300", "310"))


def test_corrections_and_updates_are_told_apart_each_with_its_records() -> None:
    corrected = {"kind": "correction", "what": "The count.", "why": "A slip", "records": ["walkers.2017"]}
    updated = {"kind": "update", "what": "The voices", "sections": ["voices"]}
    assert printed(edition(updated, corrected), since(NUMBER, texts=(("changed", "voices"),))) == [
        "What changed since edition 2",
        "Compared with edition 2~of November 2019.",
        "Corrected",
        "The count. A~slip.",
        "Walkers who crossed, June 2017: about 300, now <walkers.2017: about 310>.",
        "Updated",
        "The voices.",
        "Chapter with other text: “Voices”.",
    ]


def test_what_is_not_explained_is_told_all_the_same() -> None:
    lines = printed(
        edition(),
        since(
            NUMBER,
            difference("added", "fact", "toll", what=(None, "Toll")),
            difference("removed", "observation", "walkers.2012", date=("2012", None)),
            difference("removed", "fact", "tolls", what=("Tolls of old", None)),
            difference("changed", "event", "opening", date=("2016-04-08", "2016-04-09")),
            difference("changed", "fact", "keeper", words=("nobody keeps it", "the board keeps it"), at=(None, "page 1")),
            difference("changed", "statement", "reply", exact=("Yes", "No"), source=("film", "gazette")),
            difference("changed", "source", "film", URL=(None, "https://example.org/film"), colour=("a", "b")),
            difference("added", "account", "who-keeps"),
            texts=(("added", "voices"), ("removed", "songs")),
        ),
    )
    assert lines[2:] == [
        "Other changes",
        "Walkers who crossed, June 2017: about 300, now <walkers.2017: about 310>.",
        "New: Toll: <toll: 30,000~Albanian lekë a~month>.",
        "Taken out: Walkers on the bridge, 2012.",
        "Taken out: Tolls of old.",
        "Bridge opens: 8~April 2016, now <opening: 9~April 2016>.",
        "Who keeps the bridge: nobody keeps it, now <keeper: the board keeps it>; source.",
        "What Valley Water Board said: source and words quoted.",
        "Der Fluss: source and particulars.",
        "New: Who keeps the bridge.",
        "New chapter: “Voices”.",
        "Chapter taken out: “songs”.",
    ]


def test_where_nothing_differs_that_is_said() -> None:
    assert printed(edition(), since())[2:] == ["No record and no text differs."]


def test_a_value_of_another_unit_or_one_that_is_none_is_not_set_beside_the_new_one() -> None:
    other = difference("changed", "fact", "meadow", quantity_number=("84", "34"), unit=("acre", "hectare"))
    odd = difference("changed", "fact", "hurt", quantity_number=("1e999999999", "1"))
    day = difference("changed", "event", "flood", date=("yesterday", "2014"))
    assert printed(edition(), since(other, odd, day))[3:] == [
        "Area of the meadow: value.", "Walkers hurt: value.", "Flood: date.",
    ]  # fmt: skip


def test_the_brief_says_it_in_a_few_sentences() -> None:
    corrected = {"kind": "correction", "what": "The count.", "why": "A slip", "records": ["walkers.2017"]}
    found = since(NUMBER, difference("changed", "event", "opening", title=("Open", "Bridge opens")))
    document = compose(edition(corrected), BRIEF, since=found)
    check(document)
    (listed,) = (part for part in document.parts if part.kind == "sources")
    (items,) = (block.items for block in listed.blocks if isinstance(block, doc.DefinitionList))
    said = {line(term): line(told) for term, told in items}["What changed since edition 2"]
    assert said == "Corrected: The count. Walkers who crossed, June 2017: about 300, now <walkers.2017: about 310>."


def test_without_an_earlier_edition_the_imprint_says_what_changed() -> None:
    changes = {"kind": "update", "what": "The voices"}
    terms = [
        [line(term) for block in compose(edition(changes), A4, since=found).parts[0].blocks for term, _ in block.items]  # type: ignore[union-attr]
        for found in (None, since())
    ]
    assert ["What changed" in told for told in terms] == [True, False]


def test_it_speaks_german() -> None:
    document = compose(edition(language="de"), A4, since=since(NUMBER))
    (part,) = (part for part in document.parts if part.kind == "changes")
    assert line(part.title) == "Was sich seit Ausgabe~2~geändert hat"
