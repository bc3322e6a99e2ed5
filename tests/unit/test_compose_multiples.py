"""Small multiples, slopes and points of a series: what stands together, what is told in words, and the tables beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from support.small_article import A4, SERIES, first_section, keyed, option, with_blocks

from report.compose import compose
from report.compose.figures.multiples import TOO_MANY_PANELS
from report.compose.figures.slope import NO_SLOPE
from report.compose.wording import plain
from report.model import document as doc
from report.model.charts.line import LineDrawing
from report.model.charts.multiples import MultiplesDrawing
from report.model.charts.points import PointsDrawing
from report.model.charts.slope import SlopeDrawing
from report.model.evidence import Series
from report.model.prose import Directive, Prose
from report.model.reading import Ref
from report.model.rows import Columns, Rows, Shared, with_rows
from report.model.slugs import slug
from report.problems import ProblemsFound

Values = Mapping[str, Sequence[int | None]]
FORMAT = A4.model_copy(update={"appendices": ("descriptions",)})
THREE: Values = {"Albania": [1, 2, 9, 4], "Iran": [8, 3, 2, 2], "Norway": [5, 5, 6, 7]}


def composed(values: Values, groups: Mapping[str, str] | None = None, language: str = "en", **directive: str) -> doc.Document:
    """Return the document with charts of a table that has a value a year from 2001 on for each line."""
    (series,) = keyed(Series, visits={
        "title": "Visits", "unit": "visitor|visitors", "bases": {"door": {"counted": "visitors", "label": "visitors"}},
        "basis": "door", "by": "ortiz", "source": "survey",
        "data": {"file": "visits.csv", "date": "year", "value": "visitors", "line": "from"},
        "chart": {"title": Prose.plain("Visits"), "subtitle": Prose.plain("Visitors"), "caption": Prose.plain("By the door")},
    }).values()  # fmt: skip
    rows = [(n, 2001 + at, one) for n, of in enumerate(values.values()) for at, one in enumerate(of) if one is not None]
    columns = Columns([str(row[1]) for row in rows], [Decimal(row[2]) for row in rows], [row[0] for row in rows])
    shared = Shared("visits", "visits.csv", "door", Ref("ortiz"), "an engineer", (Ref("survey"),))
    sets = tuple(groups[name] for name in values) if groups else ()
    table = Rows(shared, columns, tuple(values), tuple(map(slug, values)), groups=sets)
    chart = Directive("chart", ("visits",), option(**{name.rstrip("_"): words for name, words in directive.items()}))
    article = with_blocks(chart, series={**SERIES, "visits": with_rows(series, table)})
    return compose(replace(article, meta=article.meta.model_copy(update={"language": language})), FORMAT)


def figures(values: Values, groups: Mapping[str, str] | None = None, language: str = "en", **directive: str) -> list[doc.Figure]:
    """Return these charts."""
    document = composed(values, groups, language, **directive)
    made = [block for block in first_section(document).blocks if isinstance(block, doc.Figure)]
    assert made
    return made


def drawn(figure: doc.Figure) -> MultiplesDrawing:
    assert isinstance(figure.picture, MultiplesDrawing)
    return figure.picture


def said(figure: doc.Figure) -> list[str]:
    return [text.replace("\u00a0", " ") for text in figure.long_description]


def rows_of(figure: doc.Figure) -> list[tuple[str, ...]]:
    assert figure.data is not None
    return [tuple(plain(cell) for cell in row) for row in figure.data.rows]


def many(count: int, length: int = 4) -> dict[str, list[int | None]]:
    return {f"Land {n:03}": [n + i for i in range(length)] for n in range(count)}


@pytest.mark.parametrize(
    ("count", "given", "form"),
    [
        (12, {}, LineDrawing), (13, {}, MultiplesDrawing), (40, {}, MultiplesDrawing), (41, {}, LineDrawing),
        (13, {"highlight": "land-001"}, LineDrawing), (13, {"form": "line"}, LineDrawing),
        (3, {"form": "multiples"}, MultiplesDrawing),
    ],
)  # fmt: skip
def test_more_lines_than_can_be_told_apart_are_small_multiples(count: int, given: dict[str, str], form: type) -> None:
    assert {type(figure.picture) for figure in figures(many(count), **given)} == {form}


def test_each_line_has_a_panel_and_its_numbers_have_no_unit() -> None:
    (made,) = figures(THREE, form="multiples")
    assert [(panel.name, len(panel.lines)) for panel in drawn(made).panels] == [("Albania", 1), ("Iran", 1), ("Norway", 1)]
    assert [words for words, _ in drawn(made).panels[0].lines[0].labels] == ["1", "9", "4"]
    assert drawn(made).values == (0, 9)
    assert made.alternative_text == (
        "Small multiples of: Visits, 3 panels on the same axes, from 2001 to 2004. The highest value is that of Albania, "
        "9 (2003); the lowest that of Albania, 1 (2001). Albania rose most, from 1 (2001) to 4 (2004). "
        "Iran fell most, from 8 (2001) to 2 (2004)."
    )
    assert said(made)[0].endswith("There are 3 panels, all on the same axes.")
    assert said(made)[2].startswith("Albania, 4 values: the first is 1 (2001), the last 4 (2004); the highest is 9 (2003)")


def test_lines_of_a_group_share_a_panel_unless_the_author_has_it_otherwise() -> None:
    groups = {"Albania": "Europe", "Iran": "Asia", "Norway": "Europe"}
    (made,) = figures(THREE, groups, form="multiples")
    assert [(panel.name, [line.name for line in panel.lines]) for panel in drawn(made).panels] == [
        ("Europe", ["Albania", "Norway"]), ("Asia", ["Iran"]),
    ]  # fmt: skip
    assert [line.points[0].value for line in drawn(made).panels[0].lines] == [1, 5]
    (made,) = figures(THREE, groups, form="multiples", by="line")
    assert len(drawn(made).panels) == 3


def test_groups_of_many_lines_are_compared_within_each_and_have_a_row_each() -> None:
    values = many(90)
    (made,) = figures(values, {name: "North" if name < "Land 030" else "South" for name in values}, form="multiples")
    assert said(made)[2] == (
        "North, 30 lines. The highest value is that of Land 029, 32 (2004); the lowest that of Land 000, 0 (2001). "
        "Land 000 rose most, from 0 (2001) to 3 (2004). No line ends lower than it begins."
    )
    assert rows_of(made) == [("North", "30", "120", "0", "32"), ("South", "60", "240", "30", "92")]
    assert said(made)[-1] == "All 360 values are in the file visits.csv, which this copy carries."


def test_what_has_no_room_goes_on_in_further_charts_of_one_number() -> None:
    made = figures(many(40), form="multiples")
    assert len(made) > 1
    assert [panel.name for figure in made for panel in drawn(figure).panels] == list(many(40))
    assert len({(drawn(figure).values, drawn(figure).time, drawn(figure).across) for figure in made}) == 1
    assert {figure.label for figure in made} == {made[0].label}
    assert len({figure.id for figure in made}) == len(made)
    assert [figure.continued for figure in made] == [False, *(True,) * (len(made) - 1)]
    assert plain(made[0].subtitle) == f"Visitors (part 1 of {len(made)})"
    assert [bool(figure.caption and figure.source_line and figure.long_description and figure.data) for figure in made] == [
        *(False,) * (len(made) - 1), True,
    ]  # fmt: skip
    first = len(drawn(made[0]).panels)
    assert made[0].alternative_text.startswith(
        f"Small multiples of: Visits, panels 1 to {first} of 40, from Land 000 to Land {first - 1:03}. The highest value is that"
    )
    assert all(len(figure.alternative_text) <= 350 for figure in made)


def test_the_list_of_figures_and_the_charts_in_words_have_it_once() -> None:
    document = composed(many(40), form="multiples")
    assert [entry.text.replace("\u00a0", " ") for entry in document.figures] == ["Figure 1: Visits"]
    assert [
        plain(block.inlines).replace("\u00a0", " ")
        for part in document.parts
        if part.kind is doc.PartKind.DESCRIPTIONS
        for block in part.blocks
        if isinstance(block, doc.Heading)
    ] == ["Figure 1: Visits"]


def test_lines_behind_are_all_others_and_lines_that_stand_out_keep_their_colour() -> None:
    (made,) = figures(THREE, form="multiples", behind="others", highlight="iran")
    assert [line.name for line in drawn(made).behind] == list(THREE)
    assert [panel.lines[0].muted for panel in drawn(made).panels] == [True, False, True]
    assert all(panel.lines[0].labels for panel in drawn(made).panels)


def test_more_panels_than_anybody_compares_are_refused() -> None:
    with pytest.raises(ProblemsFound, match="has 41 lines, and small multiples have at most 40 panels") as found:
        figures(many(41), form="multiples")
    assert [problem.rule for problem in found.value.problems] == [TOO_MANY_PANELS.id]


def test_a_slope_leads_from_the_first_date_to_the_last() -> None:
    (made,) = figures(THREE, form="slope")
    assert isinstance(made.picture, SlopeDrawing)
    assert made.picture.dates == ("2001", "2004")
    assert [[point.value for point in line.points] for line in made.picture.lines] == [[1, 4], [8, 2], [5, 7]]
    assert plain(made.caption) == (
        "By the door. Heights are true to scale, from the lowest value to the highest. The values are in: visitors. "
        "Lines that fall are dashed."
    )
    assert made.alternative_text == (
        "Slope chart of: Visits, from 2001 to 2004. Rising: 2 of 3 lines; falling: 1. The highest value is that of Iran, "
        "8 (2001); the lowest that of Albania, 1 (2001). Albania rose most, from 1 (2001) to 4 (2004). "
        "Iran fell most, from 8 (2001) to 2 (2004)."
    )
    assert said(made)[2:] == [
        "Albania: from 1 (2001) to 4 (2004).", "Iran: from 8 (2001) to 2 (2004).", "Norway: from 5 (2001) to 7 (2004).",
        "All 12 values are in the file visits.csv, which this copy carries.",
    ]  # fmt: skip
    assert rows_of(made) == [("Albania", "1", "4"), ("Iran", "8", "2"), ("Norway", "5", "7")]


def test_a_slope_may_lead_between_other_dates() -> None:
    (made,) = figures(THREE, form="slope", from_="2002", to="2003")
    assert isinstance(made.picture, SlopeDrawing)
    assert [[point.value for point in line.points] for line in made.picture.lines] == [[2, 9], [3, 2], [5, 6]]


def test_a_line_without_one_of_the_values_is_told_as_such() -> None:
    (made,) = figures({**THREE, "Oman": [None, 4, 4, 6], "Peru": [None, 1, 2, None]}, form="slope")
    assert isinstance(made.picture, SlopeDrawing)
    assert [len(line.points) for line in made.picture.lines] == [2, 2, 2, 1]
    assert "Oman: 6 (2004)." in said(made)
    assert rows_of(made)[-1] == ("Oman", "", "6")


def test_lines_with_neither_value_are_named_or_counted_and_one_alone_is_told_in_full() -> None:
    (made,) = figures({**THREE, "Oman": [None, 4, 4, None]}, form="slope")
    assert plain(made.caption).replace("\u00a0", " ").endswith("Without a value of these dates: Oman.")
    (made,) = figures({**THREE, **{f"Land {n}": [None, 4, 4, None] for n in range(20)}}, form="slope")
    assert plain(made.caption).replace("\u00a0", " ").endswith("20 lines have no value of these dates, and aren’t drawn.")
    (made,) = figures({"Oman": [1, 4]}, form="slope")
    assert made.alternative_text == "Slope chart of: Visits, from 2001 to 2002. Oman: from 1 (2001) to 4 (2002)."
    (made,) = figures({"Oman": [1, 4]}, form="multiples")
    assert made.alternative_text.endswith(
        "1 panel, from 2001 to 2002. The first is 1 (2001), the last 4 (2002); the highest is 4 (2002), the lowest 1 (2001)."
    )


def test_of_more_lines_than_can_be_named_those_stand_back_that_changed_least() -> None:
    values = {f"Land {n:03}": [10, None, None, 10 + n] for n in range(60)}
    (made,) = figures(values, form="slope")
    assert isinstance(made.picture, SlopeDrawing)
    named = [line.name for line in made.picture.lines if not line.muted]
    assert 10 < len(named) < 40
    assert named == list(values)[-len(named) :]
    assert "Named are those that changed most." in plain(made.caption)
    assert f"{60 - len(named)} other lines stand back, in grey." in said(made)
    assert len(rows_of(made)) == 60


@pytest.mark.parametrize(
    ("given", "sentence", "hint"),
    [
        ({"from_": "1999"}, "the series “visits” has no value of 1999", "write one of these: 2001, 2002, 2003, 2004"),
        (
            {"from_": "2003", "to": "2002"},
            "a slope leads from one date to a later one, not between 2003 and 2002",
            "write :from: 2002",
        ),
        (
            {"from_": "2003", "to": "2003"},
            "a slope leads from one date to a later one, not between 2003 and 2003",
            "name two that are",
        ),
    ],
)
def test_a_slope_needs_two_dates(given: dict[str, str], sentence: str, hint: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        figures(THREE, form="slope", **given)
    (problem,) = found.value.problems
    assert (problem.rule, problem.sentence) == (NO_SLOPE.id, sentence)
    assert problem.hint.startswith(hint)


def test_a_slope_of_lines_that_never_meet_both_dates_is_refused() -> None:
    with pytest.raises(ProblemsFound, match="no line of the series “visits” has a value at both 2001 and 2004"):
        figures({"Albania": [1, 2, None, None], "Iran": [None, None, 3, 4]}, form="slope")


def test_points_are_told_as_points() -> None:
    made = figures(many(2, 20), form="points")[0]
    assert isinstance(made.picture, PointsDrawing)
    assert [len(piece) for line in made.picture.unjoined.lines for piece in line.shape.pieces] == [1] * 40
    assert made.alternative_text.startswith("Points of: Visits, 40 values from 2001 to 2020, not joined. Land 000, 20 values:")
    assert "The marks differ in what was counted or in who counted, and aren’t joined." in said(made)
    assert not any("turns" in text for text in said(made))
    assert "There are 25 points." in said(figures(many(1, 25), form="points")[0])[1]


def test_german_is_spoken() -> None:
    (made,) = figures(THREE, language="de", form="multiples")
    assert made.alternative_text.startswith(
        "Kleine Diagramme zu: Visits, 3 Felder mit denselben Achsen, von 2001 bis 2004. Den höchsten Wert hat Albania, 9 (2003);"
    )
    (made,) = figures(THREE, language="de", form="slope")
    assert "Es steigen 2 von 3 Linien, es fallen 1." in made.alternative_text
