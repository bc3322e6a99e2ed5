"""Line charts of a series: what is joined, what is told in words, and the table of stretches."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from support.small_article import A4, EVENTS, FACTS, SERIES, first_section, keyed, option, with_blocks

from report.compose import compose
from report.compose.figures.marks import UNLABELLED
from report.compose.wording import plain
from report.model import document as doc
from report.model.axes import line_limits
from report.model.chart_words import ChartWords
from report.model.charts.line import Level, LineDrawing, PointNote
from report.model.charts.marks import MarksDrawing
from report.model.charts.multiples import MultiplesDrawing
from report.model.charts.points import PointsDrawing
from report.model.charts.range import RangeDrawing
from report.model.evidence import Fact, Series
from report.model.prose import Directive, Prose
from report.model.reading import Ref
from report.model.rows import Columns, Rows, Shared, with_rows
from report.model.slugs import slug
from report.problems import ProblemsFound

BASES = {
    "door": {"counted": "visitors counted at the door", "label": "counted at the door"},
    "cards": {"counted": "card holders who came", "label": "card holders"},
}
WORDS = {"title": Prose.plain("Visits"), "subtitle": Prose.plain("Visitors")}


def figure(
    *observed: tuple[Any, ...],
    directive: dict[str, str] | None = None,
    period: str | None = None,
    language: str = "",
    facts: dict[str, Fact] | None = None,
    **chart: Any,
) -> doc.Figure:
    """Return the chart of observations: a date and a value each, then the basis and who reported."""
    filled = [(*one, *("door", "an engineer")[len(one) - 2 :]) for one in observed]
    series = keyed(Series, visits={
        "title": "Visits", "unit": "visitor|visitors", **({"period": period} if period else {}), "bases": BASES,
        "observations": {
            f"o{number}": {
                "id": f"o{number}", "date": str(when), "quantity": value if isinstance(value, dict) else str(value),
                "basis": basis, "by": "ortiz", "reported": by, "source": "survey",
            }
            for number, (when, value, basis, by) in enumerate(filled)
        },
        "chart": {"title": Prose.plain("Visits"), "subtitle": Prose.plain("Visitors"), **chart},
    })  # fmt: skip
    chart_of = Directive("chart", ("visits",), option(**(directive or {})))
    article = with_blocks(chart_of, series={**SERIES, **series}, **({"facts": facts} if facts else {}))
    if language:
        article = replace(article, meta=article.meta.model_copy(update={"language": language}))
    (made,) = first_section(compose(article, A4)).blocks
    assert isinstance(made, doc.Figure)
    return made


def years(*values: float, first: int = 1990) -> list[tuple[int, float]]:
    return [(first + number, value) for number, value in enumerate(values)]


def drawing(made: doc.Figure) -> LineDrawing:
    assert isinstance(made.picture, LineDrawing)
    return made.picture


def said(made: doc.Figure) -> list[str]:
    return [text.replace("\u00a0", " ") for text in made.long_description]


@pytest.mark.parametrize(
    ("count", "directive", "chart", "lines"),
    [
        (9, {}, {}, False),
        (10, {}, {}, True),
        (10, {"form": "marks"}, {}, False),
        (3, {"form": "line"}, {}, True),
        (10, {}, {"form": "marks"}, False),
        (3, {}, {"form": "line"}, True),
        (3, {"form": "marks"}, {"form": "line"}, False),
        (3, {}, {"axis": {"from": "1"}}, True),
        (3, {"height": "tall"}, {}, True),
    ],
)
def test_ten_values_are_lines_unless_the_author_has_it_otherwise(count: int, directive: Any, chart: Any, lines: bool) -> None:
    made = figure(*years(*range(1, count + 1)), directive=directive, **chart)
    assert isinstance(made.picture, LineDrawing if lines else MarksDrawing)


def test_only_what_the_same_counter_counted_is_one_line() -> None:
    two = [(year, value, "door", by) for by in ("the staff", "the board") for year, value in years(*range(8))]
    made = drawing(figure(*two, *((year, value, "cards") for year, value in years(*range(4)))))
    assert [line.name for line in made.lines] == [
        "counted at the door, the staff",
        "counted at the door, the board",
        "card holders",
    ]
    assert [len(line.points) for line in made.lines] == [8, 8, 4]


def test_who_counted_once_alone_is_joined_to_nobody() -> None:
    made = drawing(figure(*((year, value, "door", f"reporter {year}") for year, value in years(*range(12)))))
    (line,) = made.lines
    assert line.name == "counted at the door"
    assert [len(piece) for piece in line.shape.pieces] == [1] * 12


def test_a_line_is_broken_where_the_period_misses_figures_and_at_values_that_compete() -> None:
    known = [*years(*range(6)), *years(*range(6), first=1999)]
    assert [len(piece) for piece in drawing(figure(*known, period="year")).lines[0].shape.pieces] == [6, 6]
    assert [len(piece) for piece in drawing(figure(*known)).lines[0].shape.pieces] == [12]
    twice = [*years(*range(6)), (1993, 40), *years(*range(6), first=1996)]
    assert [len(piece) for piece in drawing(figure(*twice)).lines[0].shape.pieces] == [3, 1, 1, 8]


def test_of_up_to_two_dozen_values_each_is_told_and_of_more_their_shape() -> None:
    few = said(figure(*years(*range(24))))
    assert sum("; an engineer" in text for text in few) == 24
    many = said(figure(*years(*(abs(8 - n % 16) * (50 + n) for n in range(40)))))
    assert not any("; an engineer" in text for text in many)
    assert many[1] == (
        "The line has 40 values. The first is 400 (1990), the last 89 (2029); the highest is 656 (2022), the lowest 0 (1998). "
        "It also turns at 528 (2006) and 0 (2014)."
    )


def test_several_lines_are_told_one_after_the_other() -> None:
    both = [(year, value, basis) for basis in BASES for year, value in years(*range(5, 25))]
    made = figure(*both)
    assert said(made)[1:3] == [
        f"{name}, 20 values: the first is 5 (1990), the last 24 (2009); the highest is 24 (2009), the lowest 5 (1990)."
        for name in ("Counted at the door", "Card holders")
    ]
    assert made.alternative_text.startswith("Line chart of: Visits, 40 values from 1990 to 2009. Counted at the door, 20 values:")
    assert len(made.alternative_text) <= 350


def test_german_is_spoken() -> None:
    made = figure(*years(*range(5, 35)), language="de")
    assert said(made)[1] == (
        "Die Linie hat 30 Werte. Der erste ist 5 (1990), der letzte 34 (2019); "
        "der höchste ist 34 (2019), der niedrigste 5 (1990)."
    )
    assert made.alternative_text.startswith("Liniendiagramm zu: Visits, 30 Werte von 1990 bis 2019.")


def test_a_table_has_all_of_sixty_values_and_of_more_a_row_for_each_stretch() -> None:
    few = figure(*years(*range(60)))
    assert few.data is not None
    assert len(few.data.rows) == 60
    assert not any("visits.csv" in text for text in said(few))
    made = figure(*years(*(n % 10 for n in range(200)), first=1801))
    assert made.data is not None
    assert [plain(column.header) for column in made.data.columns] == ["Time", "Values", "First", "Last", "Lowest", "Highest"]
    rows = [tuple(plain(cell) for cell in row) for row in made.data.rows]
    assert len(rows) <= 60
    assert sum(int(row[1]) for row in rows) == 200
    assert rows[0] == ("1801–1804", "4", "0", "3", "0", "3")
    assert rows[1] == ("1805–1809", "5", "4", "8", "4", "8")
    assert said(made)[-1] == "All 200 values are in the file visits.csv, which this copy carries."


def test_months_are_told_by_years() -> None:
    made = figure(*((f"{1958 + n // 12}-{n % 12 + 1:02}", 300 + n) for n in range(120)))
    assert made.data is not None
    assert [plain(row[0]) for row in made.data.rows][:2] == ["January 1958 to March 1958", "April 1958 to June 1958"]


def test_bounds_and_dates_that_are_not_certain_are_handed_on() -> None:
    made = drawing(figure(*years(*range(10)), ("2001~", {"number": "10", "upper": "20"})))
    last = made.lines[0].points[-1]
    assert (last.low, last.value, last.high, last.dating.doubtful) == (10, 15, 20, True)
    assert made.lines[0].labels[-1] == ("10–20", "about 2001")


def test_a_scale_that_begins_elsewhere_is_told_below_and_in_words() -> None:
    made = figure(*years(*range(315, 330)), axis={"from": "310"}, caption=Prose.plain("Counted by day"))
    assert drawing(made).start == 310
    assert plain(made.caption) == "Counted by day. The scale of values doesn’t begin at zero."
    assert said(made)[0].endswith("The vertical axis is in visitors. The scale of values doesn’t begin at zero.")
    zero = figure(*years(*range(-3, 12)), axis={"from": "310"})
    assert not plain(zero.caption)


def test_the_unit_of_the_axis_is_told_once_and_the_values_keep_theirs() -> None:
    made = figure(*years(*(n * 100_000 for n in range(1, 13))), axis={"unit": "millions", "to": "2000000"})
    assert (drawing(made).power, drawing(made).stop, line_limits(drawing(made))) == (6, 2e6, (0, 2e6))
    assert said(made)[0].endswith("The vertical axis begins at zero and counts visitors. Its numbers are in millions.")
    assert drawing(made).lines[0].labels[-1] == ("1,200,000", "2001")
    german = figure(*years(*range(12)), axis={"unit": "thousands"}, language="de")
    assert said(german)[0].endswith("Ihre Zahlen sind in Tausend angegeben.")
    marks = figure(*years(1, 2), axis={"from": "1", "unit": "billions"}, height="tall", form="marks")
    assert isinstance(marks.picture, MarksDrawing)
    assert (marks.picture.power, marks.picture.start, marks.picture.height) == (9, 1, "tall")
    assert plain(marks.caption) == "The scale of values doesn’t begin at zero."


@pytest.mark.parametrize(
    ("axis", "fault"),
    [({}, "the axis says nothing"), ({"from": "3", "to": "3"}, "ends at 3, which isn’t above 3"), ({"unit": "dozens"}, "unit")],
)
def test_an_axis_that_says_nothing_or_ends_below_its_beginning_is_refused(axis: dict[str, str], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        ChartWords.model_validate({"title": Prose.plain("Visits"), "subtitle": Prose.plain("Visitors"), "axis": axis})


def test_lines_that_stand_out_are_named_by_their_bases() -> None:
    both = [(year, value, basis) for basis in BASES for year, value in years(*range(20))]
    for made in (figure(*both, highlight="cards"), figure(*both, directive={"highlight": "cards"})):
        assert [line.muted for line in drawing(made).lines] == [True, False]
        assert "1 other line stands back, in grey." in said(made)
    with pytest.raises(ProblemsFound, match="has no line “dor”"):
        figure(*both, highlight="dor")


def test_heights_are_the_series_own_or_the_charts() -> None:
    assert drawing(figure(*years(*range(12)), height="tall")).height == "tall"
    assert drawing(figure(*years(*range(12)), height="tall", directive={"height": "short"})).height == "short"


def test_events_are_marked_and_told() -> None:
    made = figure(*years(*range(30)), events=["opening"])
    assert [event.label for event in drawing(made).events] == [EVENTS["opening"].title]
    assert "Marked: Bridge opens (9 April 2016)." in said(made)


MARKED = keyed(
    Fact,
    planned={"what": "Visitors planned for", "quantity": "40", "unit": "visitor|visitors", "source": "gazette"},
    closed={"what": "Days on which it was closed", "quantity": "9", "unit": "day", "source": "film"},
)


def pointing(language: str = "", **chart: Any) -> doc.Figure:
    return figure(*years(*range(10, 40)), facts={**FACTS, **MARKED}, language=language, **chart)


def test_values_of_records_are_marked_across_the_plot() -> None:
    made = pointing(levels=[Ref("planned"), Ref("visits.o3")])
    assert drawing(made).levels == (
        Level(40, None, "40", "Visitors planned for"),
        Level(13, None, "13", "Visitors counted at the door, 1993"),
    )
    wanted = "Marked by a line across: Visitors planned for (40) and Visitors counted at the door, 1993 (13)."
    assert wanted in said(made)
    assert "The Gazette" in plain(made.source_line)
    assert "The Gazette" not in plain(pointing().source_line)
    assert [level.label for level in drawing(pointing(directive={"levels": "planned"})).levels] == ["40"]
    assert "Durch eine Querlinie markiert: Visitors planned for (40)." in said(pointing("de", levels=[Ref("planned")]))


def test_notes_point_at_single_values() -> None:
    notes = [{"value": "visits.o5", "tell": "opening"}, {"value": "visits.o7", "tell": "closed"}]
    made = pointing(notes=notes)
    assert drawing(made).notes == (
        PointNote(0, 5, "Bridge opens", "9\N{NO-BREAK SPACE}April 2016"),
        PointNote(0, 7, "Days on which it was closed", "9\N{NO-BREAK SPACE}days"),
    )
    assert said(made)[-2:] == [
        "Noted at 15 (1995): Bridge opens (9 April 2016).",
        "Noted at 17 (1997): Days on which it was closed (9 days).",
    ]


def test_a_note_at_one_of_several_lines_names_the_line() -> None:
    both = [(year, value, basis) for basis in BASES for year, value in years(*range(20))]
    made = figure(*both, notes=[{"value": "visits.o22", "tell": "opening"}])
    assert drawing(made).notes[0][:2] == (1, 2)
    assert said(made)[-1] == "Noted at Card holders, 2 (1992): Bridge opens (9 April 2016)."
    (rows,) = of_table(("Albania", "Iran"), 9, notes=[{"value": "visits.iran.1993", "tell": "opening"}]).picture.notes  # type: ignore[union-attr]
    assert rows[:2] == (1, 3)


@pytest.mark.parametrize("chart", [{"levels": [Ref("closed")]}, {"notes": [{"value": "walkers.2017", "tell": "opening"}]}])
def test_what_has_no_place_in_a_chart_is_refused(chart: dict[str, Any]) -> None:
    with pytest.raises(ProblemsFound):
        pointing(**chart)


def of_table(names: tuple[str, ...], count: int, directive: dict[str, str] | None = None, **chart: Any) -> doc.Figure:
    """Return the chart of a table with a value a year for each line, and bounds around it."""
    (series,) = keyed(Series, visits={
        "title": "Visits", "unit": "visitor|visitors", "bases": BASES, "basis": "door", "by": "ortiz", "source": "survey",
        "data": {"file": "visits.csv", "date": "year", "value": "visitors", "low": "low", "high": "high", "line": "from"},
        **({"chart": {"title": Prose.plain("Visits"), "subtitle": Prose.plain("Visitors"), **chart}} if chart else {}),
    }).values()  # fmt: skip
    values = [*map(Decimal, range(count))] * len(names)
    dates = [str(1990 + year) for year in range(count)] * len(names)
    lines = [number for number in range(len(names)) for _ in range(count)] if len(names) > 1 else []
    columns = Columns(dates, values, lines, [value - 1 for value in values], [value + 2 for value in values])
    shared = Shared("visits", "visits.csv", "door", Ref("ortiz"), "an engineer", (Ref("survey"),))
    rows = Rows(shared, columns, names if lines else (), tuple(map(slug, names)) if lines else ())
    blocks = Directive("chart", ("visits",), option(**(directive or {})))
    article = with_blocks(blocks, series={**SERIES, "visits": with_rows(series, rows)})
    (made,) = first_section(compose(article, A4)).blocks
    assert isinstance(made, doc.Figure)
    return made


def test_lines_of_a_table_are_lines() -> None:
    made = of_table(("Albania", "Iran", "Norway"), 20, highlight=["iran"])
    lines = drawing(made).lines
    assert [(line.name, line.muted, len(line.points)) for line in lines] == [
        ("Albania", True, 20), ("Iran", False, 20), ("Norway", True, 20),
    ]  # fmt: skip
    assert lines[1].points[3][2:5] == (3, 2, 5)
    assert said(made)[1:3] == [
        "Iran, 20 values: the first is 0 (1990), the last 19 (2009); the highest is 19 (2009), the lowest 0 (1990).",
        "2 other lines stand back, in grey.",
    ]


def of_ranges(count: int, **chart: Any) -> doc.Figure:
    """Return the chart of ranges, of which the second reaches the farthest down and up, though its middle is that of others."""
    wide = {"number": "1", "upper": "39"}
    return figure(
        *((1990 + n, wide if n == 1 else {"number": str(10 + n % 3), "upper": str(30 - n % 3)}) for n in range(count)), **chart
    )


def test_ranges_are_a_form_that_a_series_has_by_itself_where_each_value_is_one() -> None:
    assert isinstance(of_ranges(10).picture, RangeDrawing)
    assert isinstance(of_ranges(3).picture, MarksDrawing)
    assert type(of_ranges(10, form="line").picture) is LineDrawing
    assert isinstance(of_ranges(3, form="range").picture, RangeDrawing)
    assert isinstance(figure(*years(1, 2), directive={"form": "range"}).picture, RangeDrawing)
    assert type(figure(*years(*range(9)), (2001, {"number": "1", "upper": "3"})).picture) is LineDrawing


def test_of_ranges_the_lowest_and_the_highest_are_those_that_reach_there() -> None:
    made = of_ranges(30)
    (line,) = drawing(made).lines
    assert (line.shape.lowest, line.shape.highest) == (1, 1)
    assert {point.central for point in line.points} == {False}
    assert "the highest is 1–39 (1991), the lowest 1–39 (1991)." in said(made)[1]
    assert said(made)[2] == "A bar reaches from the lower end of a range to its upper one."
    assert made.alternative_text.startswith("Chart of ranges of: Visits, 30 values from 1990 to 2019.")


def test_how_bounds_are_drawn_is_told() -> None:
    few = figure(*years(1, 2), (2001, {"number": "9", "qualifier": "at least"}), form="range")
    assert [point.opened for point in drawing(few).lines[0].points] == ["", "", "above"]
    assert said(few)[-1] == "An arrowhead shows that a bound is open."
    assert "An arrowhead shows that a bound is open." in said(figure(*years(1, 2), (2001, {
        "number": "9", "qualifier": "fewer than",
    }), form="line"))  # fmt: skip
    many = said(of_table(("Albania",), 80, {"form": "range"}))
    assert "A band reaches from the lower bounds to the upper ones. A line in it joins the values themselves." in many
    each = said(of_table(("Albania", "Iran"), 20, {"form": "range"}))
    assert "An upright line reaches from the lower bound of a value to its upper one." in each
    assert not any("joined" in text for text in each)
    faded = said(figure(*((1900 + n, {"number": "9", "qualifier": "at most"}) for n in range(70)), form="range"))
    assert any(text.endswith("Where a bound is open, the band fades.") for text in faded)


def test_ranges_are_told_in_german() -> None:
    made = figure(*years(*range(9)), (2001, {"number": "1", "upper": "3"}), form="range", language="de")
    assert made.alternative_text.startswith("Diagramm der Spannen zu: Visits, 10 Werte von 1990 bis 2001.")
    assert "Ein Balken reicht vom unteren Ende einer Spanne zum oberen." in said(made)


def test_bounds_stand_in_the_table_of_a_chart() -> None:
    made = of_table(("Albania",), 40, {"form": "range"})
    assert made.data is not None
    assert [plain(cell) for cell in made.data.rows[0][1:4]] == ["0", "\N{MINUS SIGN}1", "2"]


def test_points_have_bounds_levels_and_notes_as_lines_do() -> None:
    made = pointing(form="points", levels=[Ref("planned")], notes=[{"value": "visits.o3", "tell": "opening"}])
    assert isinstance(made.picture, PointsDrawing)
    assert [level.label for level in made.picture.unjoined.levels] == ["40"]
    assert len(made.picture.labels) == 1
    assert "Marked by a line across: Visitors planned for (40)." in said(made)
    least = figure(*years(*range(39)), (2040, {"number": "1", "qualifier": "at least"}), form="points")
    assert "An arrowhead shows that a bound is open." in said(least)


def test_panels_have_bounds_and_the_unit_of_the_axis_as_lines_do() -> None:
    made = of_table(("Albania", "Iran"), 20, form="multiples", axis={"to": 40, "unit": "thousands"})
    assert isinstance(made.picture, MultiplesDrawing)
    assert (made.picture.values, made.picture.power) == ((-1, 40), 3)
    assert "Its numbers are in thousands." in said(made)[0]
    assert "Around values stand the bounds that are recorded for them." in said(made)


def test_what_is_pointed_at_in_lines_is_no_reason_for_panels() -> None:
    names = tuple(f"Land {n:02}" for n in range(13))
    assert isinstance(of_table(names, 3).picture, MultiplesDrawing)
    assert type(of_table(names, 3, levels=[Ref("visits.land-00.1990")]).picture) is LineDrawing


@pytest.mark.parametrize("form", ["multiples", "slope", "area", "bars", "stacked", "grouped"])
def test_forms_without_lines_across_have_no_levels(form: str) -> None:
    with pytest.raises(ValueError, match=f"a chart of the form {form} has no levels"):
        ChartWords.model_validate({**WORDS, "form": form, "levels": ["planned"]})


def test_a_table_of_few_values_has_lines_if_it_says_which_and_else_marks() -> None:
    assert [line.name for line in drawing(of_table(("Albania", "Côte d’Ivoire"), 3)).lines] == ["Albania", "Côte d’Ivoire"]
    assert isinstance(of_table(("Albania",), 3).picture, MarksDrawing)


def test_bounds_of_a_table_are_told() -> None:
    few, many = said(of_table(("Albania", "Iran"), 3)), said(of_table(("Albania",), 40))
    assert few[1] == "1990: 0 (−1 to 2), Albania: visitors counted at the door; an engineer."
    assert all("Around values stand the bounds that are recorded for them." in one for one in (few, many))


def test_a_table_whose_series_says_nothing_of_charts_is_called_as_the_series_is() -> None:
    made = of_table(("Albania",), 40)
    assert [len(one.points) for one in drawing(made).lines] == [40]
    assert (plain(made.title), plain(made.subtitle)) == ("Visits", "Visitors counted at the door")


def test_lines_of_a_table_stand_in_its_data_by_their_names() -> None:
    made = of_table(("Albania", "Iran"), 40)
    assert made.data is not None
    assert [plain(column.header) for column in made.data.columns][:2] == ["Line", "Time"]
    assert {plain(row[0]) for row in made.data.rows if all(isinstance(node, doc.Text) for node in row[0])} == {"Albania", "Iran"}


@pytest.mark.parametrize(("names", "count", "what"), [(("Albania", "Iran"), 3, "2 lines"), (("Albania",), 151, "151 values")])
def test_marks_have_no_room_for_tables(names: tuple[str, ...], count: int, what: str) -> None:
    with pytest.raises(ProblemsFound, match=f"has {what}, and a chart of marks") as found:
        of_table(names, count, {"form": "marks"})
    assert [problem.rule for problem in found.value.problems] == [UNLABELLED.id]


@pytest.mark.parametrize("given", [{"highlight": ["a"]}, {"levels": ["a"]}, {"notes": [{"value": "a.b", "tell": "c"}]}])
def test_marks_have_no_lines_that_stand_out(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"a chart of the form marks has no {next(iter(given))}"):
        ChartWords.model_validate({**WORDS, "form": "marks", **given})
