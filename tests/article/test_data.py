"""Series from tables that people have: built in every format, told in one row, carried and rebuilt, followed when they change.

The tables are those that statsmodels and gapminder ship; neither is imported, and neither is in the package.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Mapping
from html import unescape
from importlib.metadata import distribution
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from pypdfium2 import PdfDocument
from support.command import here
from support.edited import minimal
from support.workbooks import ods, xlsx

from report.build.rebuild import rebuild
from report.build.run import Request, build
from report.copies import find
from report.load import load_article
from report.system import places

FORMATS = sorted(path.stem for path in (places.templates() / "formats").glob("*.toml"))
SHARED = "by: staff\nsource: annual-report\n"
SERIES = {
    "carbon-dioxide": "title: Carbon dioxide in the air\nunit: {symbol: ppm}\n"
    "basis: {counted: parts of carbon dioxide in a million parts of dry air, label: carbon dioxide}\n"
    "data: {file: data/co2.csv, date: date, value: co2, format: {date: '%Y%m%d'}, missing: ['']}\n",
    "nile": "title: Flow of the Nile\nunit: {symbol: 10⁸ m³}\nbasis: {counted: water that flowed in a year, label: flow}\n"
    "data: {file: data/nile.csv, date: year, value: volume}\n",
    "product": "title: Real gross domestic product\nunit: USD\nbasis: {counted: real gross domestic product, label: product}\n"
    "data: {file: data/macro.ods, date: quarter, value: realgdp, scale: billion}\n",
    "inflation": "title: Inflation\nunit: percent\nbasis: {counted: rise of prices, label: inflation}\n"
    "data: {file: data/macro.ods, sheet: Quarters, date: quarter, value: infl}\n",
    "life-expectancy": "title: Life expectancy at birth\nunit: year\n"
    "basis: {counted: years that a newborn could expect, label: expected years}\n"
    "data: {file: data/gapminder.csv, date: year, value: lifeExp, line: country, decimals: 1}\n",
    "population": "title: Population\nunit: person|people\nbasis: {counted: people, label: people}\n"
    "data: {file: data/gapminder.csv, date: year, value: pop, line: country, only: {continent: Europe}}\n",
}
PROSE = """
The air held {value}`carbon-dioxide.1958-03-29` on {date}`carbon-dioxide.1958-03-29`, and {value}`carbon-dioxide.2001-12-29` on
{date}`carbon-dioxide.2001-12-29`.{cite}`carbon-dioxide` In {date}`nile.1913` only {value}`nile.1913` flowed down the Nile.
In {date}`product.1959-q1` the product was {value}`product.1959-q1|short`, in {date}`product.2009-q3`
{value}`product.2009-q3|short`; prices changed by {value}`inflation.2008-q4`.

A newborn in Albania could expect {value}`life-expectancy.albania.2007` in {date}`life-expectancy.albania.2007`, one in Côte
d’Ivoire {value}`life-expectancy.cote-d-ivoire.2007`; {value}`population.albania.2007` people lived there.
"""
BRIEF = """brief:
  standfirst: What the tables say.
  key-figures: [nile.1913, life-expectancy.albania.2007]
"""


def table(package: str, name: str) -> Path:
    """Return a file that a distribution ships."""
    return Path(str(distribution(package).locate_file(name)))


def quarters() -> list[list[str | float]]:
    """Return the quarters of statsmodels' macrodata as rows of a workbook."""
    with table("statsmodels", "statsmodels/datasets/macrodata/macrodata.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    return [
        ["quarter", "realgdp", "infl"],
        *([f"{row['year']}-Q{row['quarter']}", float(row["realgdp"]), float(row["infl"])] for row in rows),
    ]


def write(folder: Path) -> Path:
    """Make the article that prints values of all the tables."""
    minimal(folder)
    (folder / "data").mkdir()
    for name in ("co2", "nile"):
        shutil.copy(table("statsmodels", f"statsmodels/datasets/{name}/{name}.csv"), folder / "data")
    shutil.copy(table("gapminder", "gapminder/gapminder.csv"), folder / "data")
    (folder / "data" / "macro.ods").write_bytes(ods({"Quarters": quarters()}))
    for id_, text in SERIES.items():
        (folder / "series" / f"{id_}.yaml").write_text(text + SHARED, encoding="utf-8")
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + PROSE, encoding="utf-8")
    description = folder / "article.yaml"
    description.write_text(description.read_text(encoding="utf-8") + BRIEF, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("data") / "article")


@pytest.fixture(scope="module")
def built(article: Path) -> Mapping[str, Path]:
    """The article in every format."""
    result = build(Request((article,), tuple(FORMATS), out=article.parent / "build"))
    assert [problem.rule for problem in result.problems] == ["PDF-021"]  # the brief has little to say
    return {output.format: output.path for output in result.outputs}


def text_of(path: Path) -> str:
    """Return the text of a publication, its white space as one space each; print's with what it says of its pictures."""
    if path.suffix == ".pdf":
        with PdfDocument(path) as pdf:
            text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
        with pikepdf.open(path) as objects:
            told = [str(one.Alt) for one in objects.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        text = " ".join((text, *told))
    else:
        if path.suffix == ".epub":
            with ZipFile(path) as archive:
                pages = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xhtml")]
        else:
            pages = [path.read_text(encoding="utf-8")]
        text = unescape(re.sub("<[^>]+>", "", re.sub("</(p|h\\d|dt|dd|td|th|div|li)>", " ", " ".join(pages))))
    return " ".join(text.split())


def test_every_row_is_there(article: Path) -> None:
    loaded, problems = load_article(article)
    assert (loaded is not None, problems) == (True, [])
    assert loaded is not None
    counts = {id_: len(series.observations) for id_, series in loaded.series.items() if series.rows is not None}
    lines = {id_: len(series.rows.names) for id_, series in loaded.series.items() if series.rows is not None}
    assert counts == {
        "carbon-dioxide": 2225, "inflation": 203, "life-expectancy": 1704, "nile": 100, "population": 360, "product": 203,
    }  # fmt: skip
    assert (lines["life-expectancy"], lines["population"], lines["nile"]) == (142, 30, 0)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "brief"])
def test_values_are_printed_in_every_format(built: Mapping[str, Path], name: str) -> None:
    text = text_of(built[name])
    for words in (
        "316.1 ppm on 29 March 1958", "371.5 ppm on 29 December 2001", "456 10⁸ m³", "In Q1 1959", "US$2.71 trillion",
        "76.4 years in 2007", "48.3 years", "3,600,523 people",
    ):  # fmt: skip
        assert words in text, words
    assert re.search(r"prices changed by .?8\.79", text), text[text.find("prices changed") :][:40]


def test_the_brief_has_values_of_tables_as_key_figures(built: Mapping[str, Path]) -> None:
    text = text_of(built["brief"])
    assert "76.4" in text
    assert "Albania: years that a newborn could expect" in text


def test_the_appendix_has_one_row_for_a_series(built: Mapping[str, Path]) -> None:
    text = text_of(built["a4"])
    appendix = text[text.rindex("Where the figures come from") :]
    assert re.findall(r"\b(\d+) values? (\w+)", appendix) == [
        ("2", "Carbon"), ("1", "Inflation"), ("2", "Life"), ("1", "Flow"), ("1", "Population"), ("2", "Real"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a4", "epub"])
def test_a_copy_carries_the_rows_that_were_used_and_is_rebuilt(built: Mapping[str, Path], name: str, tmp_path: Path) -> None:
    files = find(built[name]).files
    assert files["article/data/life-expectancy.csv"].decode() == (
        "line,date,value\nAlbania,2007,76.42300\nCote d'Ivoire,2007,48.32800\n"
    )
    assert "article/data/gapminder.csv" not in files
    described = json.loads(files["article/data/product.csv-metadata.json"])
    assert [column["name"] for column in described["tableSchema"]["columns"]] == ["date", "value"]
    again = rebuild(built[name], tmp_path)
    assert (again.differences, again.same) == ((), True)


def test_what_is_reckoned_from_a_line_is_printed_and_its_rows_are_carried(article: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(article, tmp_path / "article")
    facts = (
        "best:\n  what: The longest life expected in Iceland\n  derived: {by: highest, of: life-expectancy.iceland}\n"
        "driest:\n  what: The least water of the Nile\n  derived: {by: lowest, of: nile}\n"
    )
    (folder / "facts.yaml").write_text(facts, encoding="utf-8")
    section = folder / "sections" / "reading-room.md"
    text = "\nIn Iceland it was {value}`best` in {date}`best`; the Nile had {value}`driest` in {date}`driest`.\n"
    section.write_text(section.read_text(encoding="utf-8") + text, encoding="utf-8")
    result = build(Request((folder,), ("epub",), out=tmp_path / "build"))
    (output,) = result.outputs
    assert result.problems == []
    printed = text_of(output.path)
    assert "In Iceland it was 81.8 years in 2007; the Nile had 456 10⁸ m³ in 1913." in printed
    assert "highest value of: Iceland: years that a newborn could expect" in printed
    rows = find(output.path).files["article/data/life-expectancy.csv"].decode().splitlines()[1:]
    assert [row.partition(",")[0] for row in rows] == ["Albania", "Cote d'Ivoire", *["Iceland"] * 12]
    assert rebuild(output.path, tmp_path / "again").same


def test_all_that_lies_in_the_folder_can_travel(article: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(article, tmp_path / "article")
    description = folder / "article.yaml"
    description.write_text(description.read_text(encoding="utf-8") + "carry: all\n", encoding="utf-8")
    result = build(Request((folder,), ("epub",), out=tmp_path / "build"))
    (output,) = result.outputs
    assert find(output.path).files["article/data/gapminder.csv"] == (article / "data" / "gapminder.csv").read_bytes()
    assert rebuild(output.path, tmp_path / "again").same


def test_a_number_that_changes_in_the_workbook_follows_everywhere(
    article: Path, built: Mapping[str, Path], tmp_path: Path
) -> None:
    folder = shutil.copytree(article, tmp_path / "article")
    rows = quarters()
    rows[1][1] = 2800.5
    (folder / "data" / "macro.ods").unlink()
    (folder / "data" / "macro.xlsx").write_bytes(xlsx({"Quarters": rows}))
    for id_ in ("product", "inflation"):
        file = folder / "series" / f"{id_}.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("macro.ods", "macro.xlsx"), encoding="utf-8")
    description = folder / "article.yaml"
    description.write_text(
        description.read_text(encoding="utf-8").replace("number: 1\n", "number: 2\n").replace(
            "- kind: new\n      what: First edition.",
            "- kind: correction\n      what: The first quarter was revised.\n      records: product.1959-q1",
        ),
        encoding="utf-8",
    )  # fmt: skip
    result = build(Request((folder,), ("a4",), out=tmp_path / "build", since=built["a4"]))
    assert result.problems == []
    text = text_of(result.outputs[0].path)
    assert "US$2.8 trillion" in text
    assert "Real gross domestic product: 1 value differs" in text
    told = here("diff", built["a4"], result.outputs[0].path)
    assert (told.status, "rows product changed" in told.output) == (1, True)
    assert "1959-q1: [-2710349000000-] {+2800500000000+}" in told.output
    assert "inflation" not in told.output


def test_a_row_is_explained(article: Path) -> None:
    told = here("check", article, "--explain", "life-expectancy.albania.2007")
    assert told.status == 0
    assert re.search(r"at .*data/gapminder\.csv:25$", told.output, re.MULTILINE)
    for words in ("quantity: 76.423", "line: Albania", "annual-report: Staff of the reading room", "{value}"):
        assert words in told.output


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("life-expectancy.albannia.2007", "life-expectancy.albania.2007"),
        ("life-expectancy.albania.2006", "life-expectancy.albania.2007"),
        ("product.1959-q5", "product.1959-q4"), ("carbon-dioxide.1958-03-28", "carbon-dioxide.1958-03-29"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_there_is_told_with_the_nearest(article: Path, tmp_path: Path, typed: str, meant: str) -> None:
    folder = shutil.copytree(article, tmp_path / "article")
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + f"\nIt was {{value}}`{typed}`.\n", encoding="utf-8")
    problems = json.loads(here("check", folder, "--json").output)["problems"]
    assert [(problem["rule"], problem["hint"]) for problem in problems] == [("CLM-101", f"did you mean “{meant}”?")]


DRAWN = ("a4", "large-print", "epub", "web")
"""Letter draws for the width of A4, and a brief has no chart of these."""
CHARTED = {
    "weeks": "title: Carbon dioxide in the air at Mauna Loa\nunit: {symbol: ppm}\nperiod: P1W\n"
    "basis: {counted: parts of carbon dioxide in a million parts of dry air, label: carbon dioxide}\n"
    "data: {file: data/co2.csv, date: date, value: co2, format: {date: '%Y%m%d'}, missing: ['']}\n"
    "chart: {title: Carbon dioxide in the air, subtitle: 'Mauna Loa, parts in a million', axis: {from: 310}}\n",
    "five": "title: Life expectancy at birth in five countries\nunit: year\n"
    "basis: {counted: years that a newborn could expect, label: expected years}\n"
    "data: {file: data/gapminder.csv, date: year, value: lifeExp, line: country, decimals: 1,\n"
    "  only: {country: [Albania, 'Iran', Japan, Rwanda, \"Cote d'Ivoire\"]}}\n",
    "north": "title: Population of the north\nunit: person|people\nbasis: {counted: people, label: people}\n"
    "data: {file: data/gapminder.csv, date: year, value: pop, line: country, only: {country: [Denmark, Norway, Sweden]}}\n",
    "continents": "title: Life expectancy at birth by continent\nunit: year\n"
    "basis: {counted: years that a newborn could expect, label: expected years}\n"
    "data: {file: data/gapminder.csv, date: year, value: lifeExp, line: country, group: continent, decimals: 1}\n",
}
CHARTS = """
:::{chart} weeks
:::

:::{chart} five
:height: tall
:::

:::{chart} life-expectancy
:title: Life expectancy in Albania and Rwanda, before that of all others
:highlight: albania, rwanda
:::

:::{chart} population
:::

:::{chart} continents
:form: multiples
:::

:::{chart} five
:form: slope
:from: 1967
:to: 2002
:::

:::{chart} nile
:form: points
:height: short
:::
"""


OF_BARS = """
:::{chart} life-expectancy
:form: bars
:at: 2007
:title: Life expectancy in all countries
:subtitle: Years that a newborn could expect
:id: all-bars
:::

:::{chart} north
:form: grouped
:at: 1957, 2007
:title: The north, then and now
:subtitle: People
:id: grouped
:::

:::{chart} north
:form: stacked
:scale: shares
:title: Shares of the north
:subtitle: People
:id: shares
:::

:::{chart} north
:form: area
:title: The north as a whole
:subtitle: People
:id: areas
:::

See {ref}`all-bars` and {ref}`areas`.
"""


@pytest.fixture(scope="module")
def charted(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article with charts of whole tables."""
    folder = shutil.copytree(article, tmp_path_factory.mktemp("charts") / "article")
    for id_, text in CHARTED.items():
        (folder / "series" / f"{id_}.yaml").write_text(text + SHARED, encoding="utf-8")
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + CHARTS + OF_BARS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def drawn(charted: Path) -> Mapping[str, Path]:
    """That article in every format in which charts have a size of their own."""
    result = build(Request((charted,), DRAWN, out=charted.parent / "build"))
    assert result.problems == []
    return {output.format: output.path for output in result.outputs}


@pytest.mark.parametrize("name", DRAWN)
def test_whole_tables_are_drawn_in_every_format(drawn: Mapping[str, Path], name: str) -> None:
    text = text_of(drawn[name])
    for words in (
        "Carbon dioxide in the air", "The scale of values doesn’t begin at zero", "The line has 2,225 values.",
        "for 59 of the 2,284 dates",
        "Japan, 12 values: the first is 63.0", "140 other lines stand back, in grey.",
        "There are 30 panels, all on the same axes.", "Asia, 33 lines. The highest value is that of Japan, 82.6 years (2007)",
        "Rising: 3 of 5 lines; falling: 2.", "Rwanda fell most, from 44.1 years (1967) to 43.4 years (2002).",
        "There are 100 points.",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize("name", DRAWN)
def test_bars_of_tables_are_drawn_in_every_format(drawn: Mapping[str, Path], name: str) -> None:
    text = text_of(drawn[name])
    for words in (
        "Life expectancy in all countries", "The longest of 142 bars are: Japan: 82.6 years", "Swaziland: 39.6 years",
        "from the palest to the darkest: 1957 and 2007", "Sweden: 7,363,802 (1957) and 9,031,088 (2007).",
        "2007: 29 per cent (Denmark), 24 per cent (Norway) and 47 per cent (Sweden).",
        "The areas stand one on the other, from the bottom",
    ):  # fmt: skip
        assert words in text, words
    if name == "epub":
        with ZipFile(drawn[name]) as archive:
            sizes = [info.file_size for info in archive.infolist() if info.filename.startswith("EPUB/images/figure")]
        assert max(sizes) <= 150_000


@pytest.mark.parametrize("name", ["a4", "epub"])
def test_a_copy_carries_whole_tables_that_are_drawn_and_is_rebuilt(drawn: Mapping[str, Path], name: str, tmp_path: Path) -> None:
    files = find(drawn[name]).files
    for id_, count in {"weeks": 2225, "five": 60, "life-expectancy": 1704, "continents": 1704}.items():
        assert len(files[f"article/data/{id_}.csv"].splitlines()) == 1 + count
    assert files["article/data/continents.csv"].decode().startswith("line,group,date,value\nAfghanistan,Asia,1952,28.801")
    assert rebuild(drawn[name], tmp_path).same


def test_more_lines_than_can_be_told_apart_are_refused(article: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(article, tmp_path / "article")
    section = folder / "sections" / "reading-room.md"
    section.write_text(section.read_text(encoding="utf-8") + "\n:::{chart} life-expectancy\n:::\n", encoding="utf-8")
    result = build(Request((folder,), ("a4",), out=tmp_path / "build"))
    (problem,) = [problem for problem in result.problems if problem.rule == "FIG-201"]
    assert "at most 12 lines apart, and this one has 142" in problem.sentence
    assert "highlight: [one, other]" in problem.hint


def test_a_new_article_with_data_builds(tmp_path: Path) -> None:
    assert here("new", "--with-data", tmp_path / "loans").status == 0
    assert here("check", tmp_path / "loans", "--strict").status == 0
    assert here("build", tmp_path / "loans", "--format", "epub", "--out", tmp_path / "out").status == 0
    assert "lent 301 books and 63 films" in text_of(tmp_path / "out" / "loans" / "loans.epub")
