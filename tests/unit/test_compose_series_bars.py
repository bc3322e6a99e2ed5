"""Bars, groups, stacks and areas of series: which values they show, what is said of them, and what has no place in them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from support.dump import line
from support.small_article import A4, SERIES, first_section, keyed, option, with_blocks

from report.compose import compose
from report.compose.figures.parts import LONGEST
from report.compose.wording import plain
from report.model import document as doc
from report.model.charts.area import AreaDrawing
from report.model.charts.bars import BarsDrawing
from report.model.charts.grouped import GroupedDrawing
from report.model.charts.line import LineDrawing
from report.model.charts.stacked import StackedDrawing
from report.model.evidence import Series
from report.model.prose import Directive, Prose
from report.model.reading import Ref
from report.model.rows import Columns, Rows, Shared, with_rows
from report.model.slugs import slug
from report.problems import ProblemsFound

BASES = {"door": {"counted": "visitors counted at the door", "label": "counted at the door"}}


def table(id_: str, values: dict[str, dict[str, str]], unit: Any = "visitor|visitors", **more: Any) -> Series:
    """Return a series from a table: for each line its values by their dates."""
    (series,) = keyed(Series, **{id_: {
        "title": f"Visits of {id_}", "unit": unit, "bases": BASES, "basis": "door", "by": "ortiz", "source": "survey",
        "data": {"file": f"{id_}.csv", "date": "year", "value": "visitors", "line": "from"}, **more,
    }}).values()  # fmt: skip
    cells = [(number, day, Decimal(value)) for number, of in enumerate(values.values()) for day, value in of.items()]
    columns = Columns([day for _, day, _ in cells], [value for *_, value in cells], [number for number, *_ in cells])
    shared = Shared(id_, f"{id_}.csv", "door", Ref("ortiz"), "an engineer", (Ref("survey"),))
    decimals = max(-value.as_tuple().exponent for *_, value in cells)
    return with_rows(series, Rows(shared, columns, tuple(values), tuple(map(slug, values)), decimals))


VALLEYS = table(
    "valleys",
    {
        "North": {"2001": "30", "2002": "40"}, "Côte d’Ivoire": {"2001": "50", "2002": "45"},
        "South": {"2001": "7", "2002": "1500"},
    },
)  # fmt: skip


def figure(*refs: str, series: tuple[Series, ...] = (VALLEYS,), language: str = "", **options: str) -> doc.Figure:
    words = {"title": "Visits", "subtitle": "By valley"} if "form" in options else {}
    chart = Directive("chart", refs, option(**{**words, **options}))
    article = with_blocks(chart, series={**SERIES, **{one.id: one for one in series}})
    if language:
        article.meta.__dict__["language"] = language
    (made,) = first_section(compose(article, A4)).blocks
    assert isinstance(made, doc.Figure)
    return made


def said(made: doc.Figure) -> list[str]:
    return [text.replace("\u00a0", " ") for text in made.long_description]


def rows(made: doc.Figure) -> list[tuple[str, ...]]:
    assert made.data is not None
    return [tuple(plain(cell).replace("\u00a0", " ") for cell in row) for row in made.data.rows]


def test_lines_at_a_date_are_bars_the_longest_first() -> None:
    made = figure("valleys", form="bars", at="2002")
    assert isinstance(made.picture, BarsDrawing)
    assert [(bar.words, bar.value, bar.label) for bar in made.picture.bars] == [
        ("South", 1500, "1,500"), ("Côte d’Ivoire", 45, "45"), ("North", 40, "40"),
    ]  # fmt: skip
    assert made.alternative_text == "Bar chart with 3 values. South: 1,500; Côte d’Ivoire: 45; North: 40."
    assert said(made) == [
        "Each bar begins at zero and is as long as its value. The values are in: visitors. All values are of one date: 2002.",
        "South: 1,500.", "Côte d’Ivoire: 45.", "North: 40.",
        "All 6 values are in the file valleys.csv, which this copy carries.",
    ]  # fmt: skip
    assert made.data is not None
    assert [plain(column.header) for column in made.data.columns] == ["Line", "Number"]
    assert rows(made) == [("South", "1,500"), ("Côte d’Ivoire", "45"), ("North", "40")]
    assert line(made.data.rows[0][1]) == "<valleys.south.2002: 1,500>"


def test_an_order_that_means_something_is_kept() -> None:
    made = figure("valleys", form="bars", at="2002", sort="given")
    assert isinstance(made.picture, BarsDrawing)
    assert [bar.words for bar in made.picture.bars] == ["North", "Côte d’Ivoire", "South"]


def test_bars_that_stand_out_are_named_as_in_ids() -> None:
    made = figure("valleys", form="bars", at="2002", highlight="cote-d-ivoire, north")
    assert isinstance(made.picture, BarsDrawing)
    assert [bar.muted for bar in made.picture.bars] == [True, False, False]
    assert "These stand out, and the others stand back: Côte d’Ivoire and North." in said(made)
    with pytest.raises(ProblemsFound, match="no bar “nord” that could stand out"):
        figure("valleys", form="bars", at="2002", highlight="nord")


def test_one_line_over_its_dates_stands_in_time_with_its_unit_once() -> None:
    quarters = {"2001-Q2": "-6.1", "2001-Q1": "2.5", "2001-Q3": "0.4"}
    made = figure("prices", series=(table("prices", {"": quarters}, "percent"),), form="bars")
    assert isinstance(made.picture, BarsDrawing)
    labels = [(bar.words, bar.label.replace("\u00a0", " ")) for bar in made.picture.bars]
    assert labels == [("Q1 2001", "2.5 per cent"), ("Q2 2001", "−6.1"), ("Q3 2001", "0.4")]
    assert "Bars of values below zero go to the other side." in said(made)[0]


def test_many_lines_at_one_date_are_bars_by_themselves() -> None:
    one = table("valleys", {name: {"2001": str(n)} for n, name in enumerate("ABC", 1)})
    made = figure("valleys", series=(one,))
    assert isinstance(made.picture, BarsDrawing)
    assert (plain(made.title), plain(made.subtitle)) == ("Visits of valleys", "Visitors counted at the door")
    assert isinstance(figure("valleys").picture, LineDrawing)


def test_of_many_bars_the_longest_the_middle_and_the_shortest_are_told() -> None:
    made = figure("valleys", series=(table("valleys", {f"V{n:02}": {"2001": str(n)} for n in range(1, 100)}),), form="bars")
    assert said(made)[1:] == [
        "The longest of 99 bars are: V99: 99; V98: 98; V97: 97. In the middle stands V50: 50. "
        "The shortest are: V03: 3; V02: 2; V01: 1."
    ]
    assert made.alternative_text == "Bar chart with 99 values. The longest bar is V99: 99; the shortest is V01: 1."
    assert len(rows(made)) == 99


def test_a_few_dates_of_each_line_are_groups() -> None:
    made = figure("valleys", form="grouped")
    assert isinstance(made.picture, GroupedDrawing)
    assert made.picture.names == ("2001", "2002")
    assert [(group.words, [bar and bar.label for bar in group.bars]) for group in made.picture.groups] == [
        ("South", ["7", "1,500"]), ("Côte d’Ivoire", ["50", "45"]), ("North", ["30", "40"]),
    ]  # fmt: skip
    assert made.alternative_text.startswith(
        "Bar chart with 3 groups of bars, for 2001 and 2002. South: 7 (2001) and 1,500 (2002);"
    )
    assert said(made)[1] == "South: 7 (2001) and 1,500 (2002)."
    assert rows(made)[0] == ("South", "7", "1,500")


def test_several_series_stand_beside_each_other_for_each_line() -> None:
    other = table("guests", {"North": {"2002": "3"}, "South": {"2002": "9"}})
    made = figure("valleys", "guests", series=(VALLEYS, other), form="grouped", at="2002")
    assert isinstance(made.picture, GroupedDrawing)
    assert made.picture.names == ("Visits of valleys", "Visits of guests")
    by_name = {group.words: [bar and bar.value for bar in group.bars] for group in made.picture.groups}
    assert by_name == {"North": [40, 3], "South": [1500, 9], "Côte d’Ivoire": [45, None]}


def test_parts_of_a_whole_are_stacked_at_each_date_with_the_whole_told() -> None:
    made = figure("valleys", form="stacked")
    assert isinstance(made.picture, StackedDrawing)
    assert made.picture.names == ("North", "Côte d’Ivoire", "South")
    assert [(one.words, [part.value for part in one.parts], one.total) for one in made.picture.stacks] == [
        ("2001", [30, 50, 7], "87"), ("2002", [40, 45, 1500], "1,585"),
    ]  # fmt: skip
    assert rows(made) == [("2001", "30", "50", "7", "87"), ("2002", "40", "45", "1,500", "1,585")]
    assert "The parts of each bar are, in their order: North, Côte d’Ivoire and South." in said(made)[0]


def test_shares_are_of_a_hundred() -> None:
    made = figure("valleys", form="stacked", scale="shares")
    assert isinstance(made.picture, StackedDrawing)
    for one in made.picture.stacks:
        assert sum(part.value for part in one.parts) == pytest.approx(100)
        assert one.total == ""
    assert [part.label.replace("\u00a0", "") for part in made.picture.stacks[0].parts] == ["34%", "57%", "8%"]
    assert said(made)[0].startswith("Each bar is as long as the others, and its parts are their shares of the whole. The parts")
    assert said(made)[1] == "2001: 34 per cent (North), 57 per cent (Côte d’Ivoire) and 8 per cent (South)."


def test_a_whole_that_lacks_a_part_is_not_drawn_and_told() -> None:
    lacking = table("valleys", {"North": {"2001": "30", "2002": "40", "2003": "8"}, "South": {"2001": "7", "2003": "9"}})
    for form in ("stacked", "area"):
        made = figure("valleys", series=(lacking,), form=form)
        assert "Not drawn, since the whole isn’t known: 2002." in said(made)
        assert rows(made)[1] == ("2002", "40", "–", "–")
        if isinstance(made.picture, StackedDrawing):
            assert [one.words for one in made.picture.stacks] == ["2001", "2003"]
        else:
            assert isinstance(made.picture, AreaDrawing)
            assert made.picture.pieces == (range(1), range(1, 2))


def test_the_axis_of_areas_is_as_the_series_has_it_but_begins_at_zero() -> None:
    chart = {
        "title": Prose.plain("Visits"), "subtitle": Prose.plain("By valley"), "height": "tall",
        "axis": {"from": 5, "to": 4000, "unit": "thousands"},
    }  # fmt: skip
    years = {"2001": "1000", "2002": "1200"}
    made = figure("valleys", series=(table("valleys", {"North": years, "South": years}, chart=chart),), form="area")
    assert isinstance(made.picture, AreaDrawing)
    assert (made.picture.start, made.picture.stop, made.picture.power, made.picture.height) == (None, 4000, 3, "tall")
    assert "Its numbers are in thousands." in said(made)[0]


def test_areas_are_broken_where_the_period_misses_dates() -> None:
    years = {str(year): str(year - 1990) for year in [*range(2000, 2010), *range(2012, 2030)]}
    made = figure("valleys", series=(table("valleys", {"North": years, "South": years}, period="year"),), form="area")
    assert isinstance(made.picture, AreaDrawing)
    assert made.picture.pieces == (range(10), range(10, 28))
    assert said(made)[1] == (
        "Together, 28 values: the first is 20 (2000), the last 78 (2029); the highest is 78 (2029), the lowest 20 (2000)."
    )
    assert made.alternative_text.startswith(
        "Area chart from 2000 to 2029, with these parts: North and South. Together, 28 values"
    )


def test_the_table_of_many_dates_has_some_and_names_the_file() -> None:
    many = {str(1700 + n): str(n + 1) for n in range(300)}
    made = figure("valleys", series=(table("valleys", {"North": many, "South": many}),), form="area")
    assert (len(rows(made)), rows(made)[-1][0]) == (60, "1999")
    assert said(made)[-2:] == [
        "The table has 60 of 300 dates.", "All 600 values are in the file valleys.csv, which this copy carries.",
    ]  # fmt: skip


def test_alternative_texts_are_short_whatever_is_drawn() -> None:
    long = {f"Valley number {n} of the mountains in the north": {"2001": "3", "2002": "4"} for n in range(6)}
    for form in ("grouped", "stacked", "area"):
        assert len(figure("valleys", series=(table("valleys", long),), form=form).alternative_text) <= LONGEST + 60, form


def test_german_is_spoken() -> None:
    made = figure("valleys", form="stacked", language="de")
    assert made.alternative_text.startswith(
        "Diagramm mit 2 gestapelten Balken aus diesen Teilen: North, Côte d’Ivoire und South."
    )


@pytest.mark.parametrize(
    ("options", "sentence", "hint"),
    [
        (
            {"form": "bars"},
            "a chart of bars can't show 3 lines and 2 dates",
            "add a line :at: with one date, or write :form: grouped",
        ),
        ({"form": "bars", "at": "2003"}, "the series “valleys” has no value of 2003", "write one that it has: 2001, 2002"),
        ({"form": "bars", "at": "soon"}, "“soon” is not a date", "write dates as the series has them"),
        ({"form": "grouped", "at": "2002"}, "a chart of bars in groups can't show 3 lines", "write :form: bars"),
        ({"form": "area", "at": "2002"}, "a chart of areas can't show 3 lines", "write :form: stacked"),
    ],
)
def test_what_has_no_place_in_rows_is_refused_with_a_way_out(options: dict[str, str], sentence: str, hint: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        figure("valleys", **options)
    (problem,) = found.value.problems
    assert problem.sentence == sentence
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("unit", "values", "options", "sentence"),
    [
        ("celsius", ("3", "4"), {"form": "stacked"}, "values in celsius don't add up to a whole"),
        ("celsius", ("3", "4"), {"form": "area"}, "values in celsius don't add up to a whole"),
        ("EUR", ("3", "-4"), {"form": "area"}, "“v.b.2001” is below zero, and gives no area"),
        ("EUR", ("3", "-4"), {"form": "stacked", "scale": "shares"}, "“v.b.2001” is below zero, and gives no share of a whole"),
    ],
)  # fmt: skip
def test_what_is_no_part_of_a_whole_is_refused(
    unit: str, values: tuple[str, str], options: dict[str, str], sentence: str
) -> None:
    one = table("v", {name: {"2001": value, "2002": "5"} for name, value in zip("AB", values, strict=True)}, unit)
    with pytest.raises(ProblemsFound) as found:
        figure("v", series=(one,), **options)
    assert [problem.sentence for problem in found.value.problems] == [sentence]


@pytest.mark.parametrize("form", ["stacked", "area"])
@pytest.mark.parametrize("values", [({"2001": "3"}, {"2002": "4"}), ({"2001": "0", "2002": "0"}, {"2001": "0", "2002": "0"})])
def test_where_no_whole_is_known_nothing_is_drawn(form: str, values: tuple[dict[str, str], dict[str, str]]) -> None:
    one = table("v", dict(zip("AB", values, strict=True)))
    with pytest.raises(ProblemsFound, match="at no date are all parts of the whole known"):
        figure("v", series=(one,), form=form)


def test_stacks_below_zero_go_to_its_other_side() -> None:
    one = table("v", {"Came": {"2001": "3", "2002": "5"}, "Left": {"2001": "-4", "2002": "-1"}}, "EUR")
    made = figure("v", series=(one,), form="stacked")
    assert isinstance(made.picture, StackedDrawing)
    assert [(part.value for part in stack.parts) and stack.total for stack in made.picture.stacks] == ["", ""]


def test_series_of_unlike_units_do_not_stand_beside_each_other() -> None:
    with pytest.raises(ProblemsFound, match="the chart sets “v”"):
        figure("valleys", "v", series=(VALLEYS, table("v", {"A": {"2001": "3"}}, "EUR")), form="grouped", at="2001")


def test_competing_values_are_bars_by_who_counted() -> None:
    (typed,) = keyed(Series, visits={
        "title": "Visits", "unit": "visitor|visitors", "bases": BASES,
        "observations": {
            f"o{n}": {
                "id": f"o{n}", "date": "2001", "quantity": str(n), "basis": "door", "by": "ortiz", "reported": by,
                "source": "survey",
            }
            for n, by in enumerate(("the staff", "the board"), 3)
        },
    }).values()  # fmt: skip
    made = figure("visits", series=(typed,), form="bars")
    assert isinstance(made.picture, BarsDrawing)
    assert [(bar.words, bar.value) for bar in made.picture.bars] == [("the board", 4), ("the staff", 3)]
