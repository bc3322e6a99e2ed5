"""How far a date reaches, as it is drawn: intervals, open ends, doubt, and dates that are known less finely than others."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import pytest
from chart_samples import day, font_files, style, year
from drawn import boxes, named, on_figure, texts
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle
from support.soak import times

from charts import marks as labelled
from charts import timeline
from charts.text import Box
from report.compose.dates import dating
from report.figures.drawing import use_fonts
from report.model.axes import links_of, stretched, time_limits
from report.model.charts.marks import EventLine, Mark, MarksDrawing
from report.model.charts.timeline import TimelineDrawing, TimelineMark
from report.model.dates import EdtfDate

EDTF = [
    "1998", "1998~", "2001?", "2003-05%", "2004/2008", "2004~/2008", "2010/..", "../1995", "2013/", "/2006", "2011-05",
    "2011-05-03", "2011-05-03?", "2011-05-03/2011-05-09", "2011-05/2012-01-09", "2015-06-01/..", "1998/1998",
]  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def at(text: str, value: float = 100, basis: int = 0) -> Mark:
    when = EdtfDate.parse(text)
    return Mark(*when.known, value, None, False, basis, f"{value:,}", "counted by somebody", dating(when), text)


def _draw(*marks: Mark, events: tuple[EventLine, ...] = (), look: Any = None) -> Figure:
    return labelled.draw(MarksDrawing("en", ("one", "other"), marks, events), look or style())


def _x(figure: Figure, when: date) -> float:
    plot = next(axes for axes in figure.axes if axes.get_gid() == "plot")
    return float(plot.transData.transform((when.toordinal(), 0))[0])


def _ends(figure: Figure, name: str) -> tuple[float, float]:
    (line,) = (line for line in named(figure, name) if line.get_gid() == name)
    (left, level), (right, other) = on_figure(line)
    assert level == other
    return left, right


def _arrows(figure: Figure, name: str = "") -> list[tuple[float, float]]:
    """The tips of arrowheads."""
    found = [shape for shape in figure.findobj(Polygon) if (shape.get_gid() or "").startswith(name)]
    return [tuple(shape.get_transform().transform(shape.get_xy())[0]) for shape in found if "-arrow-" in (shape.get_gid() or "")]


def _shape(figure: Figure, name: str) -> Box:
    (shape,) = (patch for patch in figure.findobj(Rectangle) if patch.get_gid() == name)
    return Box(shape.get_x(), shape.get_y(), shape.get_x() + shape.get_width(), shape.get_y() + shape.get_height())


# Series


def test_an_interval_is_drawn_over_all_of_its_time_with_caps_at_both_ends() -> None:
    figure = _draw(at("2001"), at("2004/2008"), at("2012"))
    assert _ends(figure, "stretch-of-1") == pytest.approx((_x(figure, date(2004, 1, 1)), _x(figure, date(2009, 1, 1))))
    assert [line.get_gid() for line in named(figure, "stretch-of-1-cap-")] == ["stretch-of-1-cap-0", "stretch-of-1-cap-1"]
    assert not named(figure, "stretch-of-0")


@pytest.mark.parametrize("text", ["1998~", "2001?", "1999-03-04?", "2003%"])
def test_doubt_is_dashed_and_has_no_caps(text: str) -> None:
    figure = _draw(at("1996"), at(text), at("2008"))
    (line,) = named(figure, "stretch-of-1")
    assert line.is_dashed()
    left, right = _ends(figure, "stretch-of-1")
    assert right - left >= 2 * style().mark_pt


def test_open_ends_have_an_arrowhead_inside_the_plot_and_unknown_ones_dots() -> None:
    figure = _draw(at("../1995"), at("2010/.."), at("2013/"))
    (back, _), (on, _) = _arrows(figure, "stretch-of-0")[0], _arrows(figure, "stretch-of-1")[0]
    assert _x(figure, time_limits([at("../1995"), at("2010/..")]).first) <= back < _x(figure, date(1995, 1, 1))
    assert on > _x(figure, date(2011, 1, 1))
    assert not _arrows(figure, "stretch-of-2")
    (dots,) = named(figure, "stretch-of-2-dots")
    assert dots.is_dashed()


def test_a_year_among_days_has_its_year_and_days_have_none() -> None:
    figure = _draw(at("2013"), at("2014-02-03"), at("2014-05"))
    assert _ends(figure, "stretch-of-0") == pytest.approx((_x(figure, date(2013, 1, 1)), _x(figure, date(2014, 1, 1))))
    assert not named(figure, "stretch-of-1")
    left, right = _ends(figure, "stretch-of-2")
    assert right - left > style().mark_pt


def test_dates_that_are_all_as_fine_need_no_stretches() -> None:
    for dates in (["2013", "2014"], ["2013-01", "2013-02"], ["2013-01-05", "2013-02-07"]):
        assert not named(_draw(*map(at, dates)), "stretch-of")


def test_an_event_that_goes_on_fades_to_the_edge_of_the_plot_from_its_beginning() -> None:
    when = EdtfDate.parse("2014/..")
    figure = _draw(at("2012"), at("2020"), events=(EventLine(*when.known, "Meetings", "since 2014", dating(when)),))
    ((x, _), _) = on_figure(named(figure, "event-0")[0])
    assert x == pytest.approx(_x(figure, date(2014, 1, 1)))
    strips = [patch for patch in figure.findobj(Rectangle) if (patch.get_gid() or "").startswith("stretch-0-")]
    assert min(strip.get_x() for strip in strips) == pytest.approx(x)
    assert max(strip.get_x() + strip.get_width() for strip in strips) == pytest.approx(_x(figure, date(2021, 1, 1)))
    assert len({strip.get_facecolor() for strip in strips}) == len(strips)


@st.composite
def drawings(draw: Any) -> MarksDrawing:
    found = draw(st.lists(st.sampled_from(EDTF), min_size=1, max_size=7))
    marks = sorted((at(text, draw(st.integers(0, 900)), draw(st.integers(0, 1))) for text in found), key=lambda m: m.earliest)
    return MarksDrawing("en", ("one", "other"), tuple(marks), (EventLine(*day(2009, 3, 4), "It opens", "4 March 2009"),))


@settings(max_examples=times(8, 150), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(drawings(), st.sampled_from([(160, 74, 8, 6), (170, 90, 16, 14), (105, 60, 8, 6)]))
def test_labels_keep_clear_of_each_other_and_of_stretches(drawing: MarksDrawing, size: Any) -> None:
    figure = labelled.draw(drawing, style(*size))
    width, height = (value * 72 for value in figure.get_size_inches())
    placed = boxes(figure)
    for (one, a), (other, b) in combinations(placed, 2):
        assert not a.overlaps(b), (one, other)
    for text, box in placed:
        assert box.inside(Box(-0.5, -0.5, width + 0.5, height + 0.5)), text
    for line in named(figure, "stretch-of"):
        assert not any(box.crossed_by(tuple(on_figure(line))) for _, box in placed), line.get_gid()
    for x, _ in _arrows(figure):
        assert 0 <= x <= width


@settings(max_examples=times(8, 150), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(drawings())
def test_what_is_drawn_is_what_was_reckoned_for_the_words(drawing: MarksDrawing) -> None:
    figure = labelled.draw(drawing, style())
    limits = time_limits([*drawing.marks, *drawing.events])
    plot = next(axes for axes in figure.axes if axes.get_gid() == "plot")
    assert plot.get_xlim() == (limits.first.toordinal(), limits.last.toordinal() + 1)
    assert {line.get_gid() for line in named(figure, "link-")} == {f"link-{a}-{b}" for a, b in links_of(drawing.marks)}
    shown = {f"stretch-of-{number}" for number, shown in enumerate(stretched(drawing.marks)) if shown}
    assert {line.get_gid() for line in named(figure, "stretch-of-") if line.get_gid().count("-") == 2} == shown


# Timeline


def _timeline(*said: str, look: Any = None) -> Figure:
    dates = [EdtfDate.parse(text) for text in said]
    marks = tuple(
        TimelineMark(*when.known, "An event is held", text, dating=dating(when)) for when, text in zip(dates, said, strict=True)
    )
    return timeline.draw(TimelineDrawing("en", marks), look or style())


def test_a_time_that_goes_on_runs_from_its_year_to_the_end_of_the_axis() -> None:
    figure = _timeline("2010", "2013/..", "2023-06-20")
    axis = _ends(figure, "axis")
    block = _shape(figure, "mark-1")
    assert _ends(figure, "line-1")[0] == pytest.approx((block.left + block.right) / 2)
    ((tip, _),) = _arrows(figure)
    assert tip == pytest.approx(axis[1])
    dot = on_figure(named(figure, "mark-2")[0])[0][0]
    assert tip > dot + style().mark_pt


def test_an_arrow_has_room_where_the_last_event_goes_on() -> None:
    figure = _timeline("1990", "2023-12-31/..")
    ((tip, _),) = _arrows(figure)
    dot = on_figure(named(figure, "mark-1")[0])[0][0]
    assert tip - dot > 2 * style().mark_pt


def test_an_end_that_is_not_known_is_dotted_and_stops_short_of_the_axis() -> None:
    figure = _timeline("2010", "2013/", "2023-06-20")
    assert not _arrows(figure)
    (dots,) = named(figure, "line-1-dots")
    assert dots.is_dashed()
    assert on_figure(dots)[1][0] < _ends(figure, "axis")[1] - style().mark_pt


def test_a_year_that_is_known_no_finer_is_a_block_and_what_lasted_a_line_between_its_ends() -> None:
    figure = _timeline("2013", "2015/2018", "2016-05-01/2018-04-02")
    assert not named(figure, "line-0")
    begin, end = _shape(figure, "mark-1"), _shape(figure, "mark-1-1")
    assert _ends(figure, "line-1") == pytest.approx(((begin.left + begin.right) / 2, (end.left + end.right) / 2))
    assert begin.right - begin.left == pytest.approx(end.right - end.left, rel=0.01)
    dots = [on_figure(line)[0][0] for line in named(figure, "mark-2")]
    assert _ends(figure, "line-2") == pytest.approx(tuple(dots))


def test_a_month_is_a_block_however_long_the_axis_and_a_day_a_dot_however_short() -> None:
    figure = _timeline("1950", "1999-02", "2000-02-03")
    month = _shape(figure, "mark-1")
    assert month.right - month.left == pytest.approx(style().mark_pt)
    assert len(named(figure, "mark-2")) == 1
    assert len(named(_timeline("2000-02-03"), "mark-0")) == 1


def test_doubt_is_dashed_round_a_block_and_beside_a_dot() -> None:
    figure = _timeline("2013~", "2014", "2015-03-04?")
    about, plain = (next(p for p in figure.findobj(Rectangle) if p.get_gid() == f"mark-{number}") for number in (0, 1))
    assert about.get_linestyle() not in {"-", "solid"}
    assert (about.get_linewidth() > 0, plain.get_linewidth()) == (True, 0)
    (line,) = named(figure, "line-2")
    assert line.is_dashed()


@settings(max_examples=times(6, 120), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(st.sampled_from(EDTF), min_size=1, max_size=20),
    st.sampled_from([(160, 74, 8, 6), (90, 60, 8, 6), (170, 90, 16, 14)]),
)
def test_words_of_a_timeline_keep_clear_of_all_that_is_drawn(dates: list[str], size: Any) -> None:
    look = style(*size)
    figure = _timeline(*sorted(dates), look=look)
    placed = boxes(figure)
    for (one, a), (other, b) in combinations(placed, 2):
        assert not a.overlaps(b), (one, other)
    for line in named(figure, "line-"):
        assert not any(box.crossed_by(tuple(on_figure(line))) for _, box in placed), line.get_gid()
    width = figure.get_size_inches()[0] * 72
    assert all(0 <= x <= width for x, _ in _arrows(figure))


def test_the_axis_of_a_timeline_is_the_one_that_was_reckoned() -> None:
    marks = (TimelineMark(*year(2013), "One", "2013"), TimelineMark(*day(2015, 3, 4), "Other", "4 March 2015"))
    figure = timeline.draw(TimelineDrawing("en", marks), style())
    shown = [text.get_text() for text in texts(figure) if (text.get_gid() or "").startswith("time-0-0-")]
    limits = time_limits(marks)
    assert (shown[0], shown[-1]) == (str(limits.first.year), str(limits.last.year))
