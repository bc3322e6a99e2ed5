"""Tables of series and of a data file, built in every format: whole, heard with their heads, carried, and rebuilt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from support.command import here
from support.edited import minimal
from support.reading import documents
from support.structure import Element, read

from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.copies import find
from report.system import places

FORMATS = sorted(path.stem for path in (places.templates() / "formats").glob("*.toml"))
PRINTED = [name for name in FORMATS if name not in {"epub", "brief", "web"}]
YEARS = range(1952, 2008, 5)
LANDS = [f"Land of {letter}{letter.lower() * 5}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
SERIES = """\
title: {title}
unit: {unit}
basis: {{counted: {counted}, label: counted}}
by: staff
source: annual-report
data: {{file: data/lands.csv, date: year, value: {value}, line: land}}
"""
BRIEF = "brief:\n  standfirst: What the tables say.\n  key-figures: [expectancy.land-of-aaaaaa.2007]\n"
TABLES = """
:::{table} expectancy
:caption: Life expectancy
:across: date
:down: line = Country
:total: mean
:sort: -2007
:::

:::{table} people
:caption: People
:across: date
:down: line = Country
:total: sum
:::

:::{table} data/lands.csv
:caption: The file as it stands
:source: annual-report
:columns: land = Country, year = Year, people = People
:only: land = Land of Aaaaaa, Land of Bbbbbb
:decimals: people = 0
:::
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article with 26 lands and 12 years, which no file of ours holds."""
    folder = minimal(tmp_path_factory.mktemp("tables") / "article")
    (folder / "data").mkdir()
    rows = [
        f"{land},{year},{40 + (7 * number + year) % 400 / 10:.1f},{(number + 1) * 1_234_567 + year}"
        for number, land in enumerate(LANDS)
        for year in YEARS
    ]
    (folder / "data" / "lands.csv").write_text("\n".join(["land,year,expectancy,people", *rows, ""]), encoding="utf-8")
    told = {
        "expectancy": {"title": "Life expectancy", "unit": "year", "counted": "years that a newborn could expect"},
        "people": {"title": "People", "unit": "person|people", "counted": "people"},
    }
    for id_, words in told.items():
        (folder / "series" / f"{id_}.yaml").write_text(SERIES.format(value=id_, **words), encoding="utf-8")
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + TABLES, encoding="utf-8")
    description = folder / "article.yaml"
    description.write_text(description.read_text(encoding="utf-8") + BRIEF, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(article: Path) -> Mapping[str, Path]:
    """The article in every format."""
    result = build(Request((article,), tuple(FORMATS), out=article.parent / "build"))
    assert [problem.rule for problem in result.problems] == ["PDF-021"]  # the brief has little to say
    return {output.format: output.path for output in result.outputs}


def ours(root: Element) -> list[Element]:
    """Return the tables of the section: all but the data of the chart in the appendix."""
    tables = [element for element in root.walk() if element.type == "Table"]
    return [table for table in tables if table.kids and _caption(table).startswith("Table")]


def _caption(table: Element) -> str:
    return next((one.heard() for one in table.walk() if one.type == "Caption"), "")


@pytest.mark.parametrize("name", PRINTED)
def test_every_cell_is_heard_with_its_heads(built: Mapping[str, Path], name: str) -> None:
    tables = ours(read(built[name]))
    cells: dict[str, list[tuple[str, str, str]]] = {}
    for table in tables:
        heads = {one.id: one for one in table.walk() if one.type == "TH"}
        kind = re.sub(r"^Table \d+ | \(part .*", "", _caption(table).replace("\u00a0", " "))
        for cell in table.walk():
            if cell.type == "TD":
                scopes = {heads[id_].attributes["Scope"]: heads[id_].heard() for id_ in cell.attributes["Headers"].split(",")}
                cells.setdefault(kind, []).append((scopes["Row"], scopes["Column"], cell.heard()))
    assert {kind: len(found) for kind, found in cells.items()} == {
        "Life expectancy": 27 * 12, "People": 27 * 12, "The file as it stands": 2 * 12 * 2,
    }  # fmt: skip
    people = {(row, column): text for row, column, text in cells["People"]}
    assert people["Land of Aaaaaa", "1952"] == "1,236,519"
    assert people["Total", "1952"] == f"{sum((n + 1) * 1_234_567 + 1952 for n in range(26)):,}"
    assert len(people) == 27 * 12


@pytest.mark.parametrize("name", PRINTED)
def test_heads_are_printed_again_on_each_page(built: Mapping[str, Path], name: str) -> None:
    with PdfDocument(built[name]) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    pages = [text for text in texts if len(re.findall(r"Land of [A-Z]", text)) > 1 and "Charts in words" not in text]
    assert len(pages) > 2
    assert all("Country" in text for text in pages)


def test_what_is_too_wide_is_divided_and_listed_once(built: Mapping[str, Path]) -> None:
    captions = {name: Counter(_caption(table).split()[1] for table in ours(read(built[name]))) for name in PRINTED}
    assert captions["a4"] == captions["letter"] == {"1": 1, "2": 2, "3": 1}
    assert captions["large-print"]["2"] > 2


def test_a_phone_stacks_rows_that_say_what_each_cell_is(built: Mapping[str, Path]) -> None:
    tree = next(tree for name, tree in documents(built["epub"]).items() if "reading-room" in name)
    space = {"h": "http://www.w3.org/1999/xhtml"}
    tables = tree.xpath("//h:table[starts-with(@id, 'table-')]", namespaces=space)
    assert len(tables) > 2
    for table in tables:
        heads = table.xpath("h:thead/h:tr/h:th[@scope='col']", namespaces=space)
        for row in table.xpath("h:tbody/h:tr", namespaces=space):
            (name,) = row.xpath("h:th[@scope='row']", namespaces=space)
            assert "".join(name.itertext())
            labels = [cell.get("data-label") for cell in row.xpath("h:td", namespaces=space)]
            assert labels == ["".join(head.itertext()) for head in heads[1:]]


def test_a_series_has_one_row_in_the_appendix(built: Mapping[str, Path]) -> None:
    with PdfDocument(built["a4"]) as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    appendix = text[text.rindex("Where the figures come from") :]
    assert re.findall(r"\b(\d+) values (\w+)", appendix) == [("312", "Life"), ("312", "People")]


@pytest.mark.parametrize("name", ["a4", "epub"])
def test_a_copy_carries_what_is_shown_and_is_rebuilt(built: Mapping[str, Path], name: str, tmp_path: Path) -> None:
    carried = find(built[name]).files["article/data/lands.csv"].decode().splitlines()
    assert carried[:2] == ["land,year,people", "Land of Aaaaaa,1952,1236519"]
    assert len(carried) == 1 + 2 * 12
    again = rebuild(built[name], tmp_path)
    assert (again.differences, again.same) == ((), True)


def test_a_cell_that_changes_is_a_difference(article: Path, built: Mapping[str, Path], tmp_path: Path) -> None:
    file = article / "data" / "lands.csv"
    before = file.read_text(encoding="utf-8")
    try:
        file.write_text(before.replace("1236519", "1236520"), encoding="utf-8")
        told = here("diff", built["a4"], article)
    finally:
        file.write_text(before, encoding="utf-8")
    assert told.status == 1
    assert "data/lands.csv" in told.output
    assert "rows people changed" in told.output
