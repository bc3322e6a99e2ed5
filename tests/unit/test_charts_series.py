import math
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from chart_samples import MEMBERS, PALETTE, day, font_files, mark, style, year
from drawn import boxes, named, on_figure, texts, words
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from support.soak import times

from charts import marks as labelled
from charts.plot import Scale, scale_of
from report.figures.drawing import use_fonts
from report.model.axes import middle, value_limits
from report.model.charts.marks import EventLine, Mark, MarksDrawing


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def _draw(*marks: Mark, bases: int = 2, events: tuple[EventLine, ...] = (), look=None):
    return labelled.draw(MarksDrawing("en", ("basis",) * bases, marks, events), look or style())


def scale(*marks: Mark, language: str = "en", **more: Any) -> Scale:
    drawing = MarksDrawing(language, ("basis",), marks, **more)
    return scale_of(drawing, value_limits(drawing), style(language=language))


def _plot(figure):
    return next(axes for axes in figure.axes if axes.get_gid() == "plot")


def test_each_observation_has_a_mark_in_the_middle_of_its_date_at_its_value() -> None:
    marks = named(labelled.draw(MEMBERS, style()), "mark-")
    found = {line.get_gid(): (line.get_xdata()[0], line.get_ydata()[0]) for line in marks}
    assert found == {f"mark-{i}": (middle(m.earliest, m.latest), m.value) for i, m in enumerate(MEMBERS.marks)}


def test_a_mark_known_by_its_year_stands_above_the_label_of_the_year() -> None:
    figure = labelled.draw(MEMBERS, style())
    label = next(text for text in texts(figure) if text.get_text() == "2018")
    ((x, _),) = on_figure(named(figure, "mark-1")[0])
    assert label.get_position()[0] == pytest.approx(x, abs=0.01)
    assert label.get_horizontalalignment() == "center"


def test_time_is_true_to_scale() -> None:
    figure = _draw(mark(2010, 1), mark(2011, 1), mark(2020, 1))
    a, b, c = (on_figure(named(figure, f"mark-{i}")[0])[0][0] for i in range(3))
    assert (c - b) / (b - a) == pytest.approx(9, rel=0.01)


@pytest.mark.parametrize("values", [(900.0, 1000.0), (-5.0, -3.0), (0.0, 0.0), (1e14, 9e14), (0.001, 0.002), (-1.0, 1.0)])
def test_the_scale_begins_at_zero_and_holds_every_value(values: tuple[float, float]) -> None:
    figure = _draw(*(mark(2010 + i, value) for i, value in enumerate(values)))
    low, high = _plot(figure).get_ylim()
    assert low <= min(0, *values)
    assert high >= max(0, *values)
    if min(values) >= 0:
        assert low == 0
    (zero,) = named(figure, "zero")
    level = _plot(figure).transData.transform((_plot(figure).get_xlim()[0], 0))[1]
    assert on_figure(zero)[0][1] == pytest.approx(level)


def test_lines_join_only_marks_of_one_basis_that_follow_each_other() -> None:
    marks = (mark(2010, 1), mark(2011, 2, 1), mark(2012, 3), mark(2013, 4, 1), mark(2014, 5))
    found = {line.get_gid() for line in named(_draw(*marks), "link-")}
    assert found == {"link-0-2", "link-2-4", "link-1-3"}


def test_marks_of_unlike_bases_are_never_joined() -> None:
    assert not named(_draw(mark(2010, 1), mark(2012, 2, 1)), "link-")


def test_where_two_counts_of_one_basis_compete_no_line_chooses_between_them() -> None:
    assert not named(_draw(mark(2010, 1), mark(2012, 2), mark(2012, 3)), "link-")


def test_lines_between_marks_are_broken_and_thinner_than_any_mark() -> None:
    (line,) = named(labelled.draw(MEMBERS, style()), "link-")
    assert line.is_dashed()
    assert line.get_linewidth() < style().mark_pt / 4


def test_a_basis_is_told_by_filling_and_shape_and_not_by_colour_alone() -> None:
    figure = labelled.draw(MEMBERS, style())
    planned, counted = named(figure, "mark-0")[0], named(figure, "mark-1")[0]
    assert planned.get_markerfacecolor() == style().paper
    assert counted.get_markerfacecolor() == PALETTE[0].colour
    shapes = [(look.marker, look.filled) for look in PALETTE]
    assert len(set(shapes)) == len(shapes)


def test_every_label_is_there_once() -> None:
    figure = labelled.draw(MEMBERS, style())
    for i, one in enumerate(MEMBERS.marks):
        assert words(figure, f"label-{i}") == f"{one.label} {one.detail}"
    event = MEMBERS.events[0]
    assert words(figure, "event-label-0") == f"{event.label} {event.date_label}"


def test_a_range_is_a_bar_from_its_lower_to_its_upper_bound() -> None:
    (bar,) = named(_draw(mark(2010, 100, upper=250)), "mark-")
    assert list(bar.get_ydata()) == [100, 250]
    assert bar.get_marker() in {"None", "none", None, ""}


def test_an_event_is_a_dashed_line_at_its_date() -> None:
    figure = labelled.draw(MEMBERS, style())
    (line,) = named(figure, "event-0")
    assert line.is_dashed()
    plot = _plot(figure)
    assert on_figure(line)[0][0] == pytest.approx(plot.transData.transform((middle(*day(2023, 6, 20)), 0))[0], abs=0.01)


def test_an_event_known_by_its_year_gets_the_whole_year() -> None:
    figure = _draw(mark(2010, 5), mark(2014, 5), events=(EventLine(*year(2012), "An event", "2012"),))
    (stretch,) = [patch for patch in figure.findobj(Rectangle) if patch.get_gid() == "stretch-0"]
    plot = _plot(figure)
    start, end = (plot.transData.transform((when.toordinal(), 0))[0] for when in year(2012))
    assert stretch.get_x() == pytest.approx(start, abs=0.01)
    assert stretch.get_width() == pytest.approx((end - start) * 366 / 365)  # its last day included


def test_marks_of_one_date_and_value_stand_side_by_side_at_their_own_data() -> None:
    figure = _draw(mark(2013, 30), mark(2013, 30, 1), bases=2)
    first, second = named(figure, "mark-0")[0], named(figure, "mark-1")[0]
    assert first.get_xydata().tolist() == second.get_xydata().tolist()
    assert on_figure(second)[0][0] - on_figure(first)[0][0] >= style().mark_pt


def test_more_bases_than_can_be_told_apart_are_refused_by_number() -> None:
    with pytest.raises(ValueError, match="at most 6 bases apart, and this one has 7"):
        _draw(*(mark(2010 + i, 1, i) for i in range(7)), bases=7)


@pytest.mark.parametrize(
    ("values", "decimals", "unit", "expected"),
    [
        ((421.0, 419.47), 2, "", ["0.00", "200.00", "400.00"]),
        ((421.0, 419.0), 0, "{0} ppm", ["0", "200", "400 ppm"]),
        ((-0.5, 0.25), 2, "{0}°C", ["\N{MINUS SIGN}0.40", "\N{MINUS SIGN}0.20", "0.00", "0.20°C"]),
        ((421.0, 419.0), 0, "{0} {x}", ["0", "200", "400 {x}"]),
        ((1.0, 3.0), 0, "", ["0", "1", "2", "3"]),
        ((0.1, 0.3), 1, "", ["0.0", "0.1", "0.2", "0.3"]),
        ((-2e12, 2.5e13), 0, "US${0}", ["0", "10T", "US$20T"]),
        ((-3e6, -1e6), 0, "", ["\N{MINUS SIGN}3M", "\N{MINUS SIGN}2M", "\N{MINUS SIGN}1M", "0"]),
    ],
)
def test_numbers_of_the_scale_have_the_decimals_of_the_values(values, decimals, unit, expected) -> None:
    marks = [mark(2020 + place, value) for place, value in enumerate(values)]
    ticks = scale(*marks, decimals=decimals, unit=unit).ticks
    assert [text for _, text in ticks] == expected
    assert all(math.isclose(value * 10**decimals, round(value * 10**decimals), abs_tol=1e-6) for value, _ in ticks)


@pytest.mark.parametrize(
    ("language", "power", "high", "unit", "expected"),
    [
        ("en", 6, 3.1e6, "", ["0", "1", "2", "3 million"]),
        ("en", 6, 1.2e6, "", ["0.0", "0.5", "1.0 million"]),
        ("en", 3, 3.1e6, "US${0}", ["0", "1,000", "2,000", "US$3,000 thousand"]),
        ("en", 9, -3.1e9, "{0} km", ["\N{MINUS SIGN}3", "\N{MINUS SIGN}2", "\N{MINUS SIGN}1", "0 billion km"]),
        ("de", 6, 3.1e6, "{0} €", ["0", "1", "2", "3 Millionen €"]),
        ("de", 6, 1.1e6, "", ["0,0", "0,5", "1,0 Millionen"]),
        ("fr", 9, 3.1e9, "", ["0", "1", "2", "3 milliards"]),
        ("ja", 6, 3.1e6, "", ["0", "100", "200", "300万"]),  # no word for a million, and none for a thousand
        ("ja", 3, 3.1e3, "", ["0", "1,000", "2,000", "3,000"]),
        ("it", 3, 1.1e3, "", ["0,0", "0,5", "1,0 mila"]),
    ],
)
def test_numbers_of_the_scale_are_told_in_the_unit_that_the_author_gives_it(language, power, high, unit, expected) -> None:
    ticks = scale(mark(2020, high), language=language, power=power, unit=unit).ticks
    assert [text.replace("\u00a0", " ") for _, text in ticks] == expected


@pytest.mark.parametrize(
    ("start", "stop", "limits"),
    [
        (None, None, (0, 7)),
        (None, 10.0, (0, 10)),
        (None, 5.0, (0, 7)),
        (3.0, 10.0, (3, 10)),
        (6.0, 6.5, (5, 7)),
        (-4.0, None, (-4, 7)),
    ],
)
def test_the_scale_ends_where_its_author_has_it_end_but_no_value_is_cut_off(start: Any, stop: Any, limits: Any) -> None:
    drawing = MarksDrawing("en", ("basis",), (mark(2020, 5), mark(2021, 7)), start=start, stop=stop)
    assert value_limits(drawing) == limits


def test_a_scale_below_zero_may_end_there() -> None:
    drawing = MarksDrawing("en", ("basis",), (mark(2020, -5), mark(2021, -7)), stop=-2.0)
    assert value_limits(drawing) == (-7, -2)
    assert value_limits(replace(drawing, stop=None)) == (-7, 0)


@pytest.mark.parametrize(("height", "share"), [("short", 0.66), ("standard", 1), ("tall", 1.5)])
def test_a_chart_of_marks_has_one_of_three_heights(height: Any, share: float) -> None:
    figure = labelled.draw(replace(MEMBERS, height=height), style())
    assert figure.get_figheight() * 72 == pytest.approx(share * style().height)


@pytest.mark.parametrize(("value", "decimals"), [(0.3, 17), (0.3, 30), (1e15, 30), (-5e14, 0), (0.4, 0), (1e-30, 30), (0.0, 2)])
def test_every_number_that_can_be_written_has_a_scale(value: float, decimals: int) -> None:
    ticks = scale(mark(2020, value), decimals=decimals).ticks
    assert ticks
    assert len({text for _, text in ticks}) == len(ticks)


def test_numbers_and_months_on_the_axes_are_in_the_language() -> None:
    when = [Mark(*day(2020, month, 5), 1000 * month, None, False, 0, str(month), "gezählt") for month in (5, 10)]
    shown = [text.get_text() for text in texts(_draw(*when, look=style(language="de")))]
    assert "10.000" in shown
    assert "Mai" in shown
    assert "2020" in shown


def test_no_text_is_smaller_than_the_floor() -> None:
    look = style(170, 100, 16, 14)
    assert min(text.get_fontsize() for text in texts(labelled.draw(MEMBERS, look))) >= 14


def test_details_that_say_the_same_are_said_once_where_room_is_short() -> None:
    figure = _draw(*(mark(1980 + i, 100 + i % 3) for i in range(40)))
    shown = [words(figure, f"label-{i}") for i in range(40)]
    assert shown[0] == "100 counted by somebody"
    assert shown[1:] == [f"{100 + i % 3}" for i in range(1, 40)]


def _keeps_apart(figure) -> None:
    placed = boxes(figure)
    width, height = (value * 72 for value in figure.get_size_inches())
    for text, box in placed:
        assert box.left >= -0.5, text
        assert box.bottom >= -0.5, text
        assert box.right <= width + 0.5, text
        assert box.top <= height + 0.5, text
    for (one, a), (other, b) in combinations(placed, 2):
        assert not a.overlaps(b), (one, other)


FORMATS = [(160, 74, 8, 6), (170, 90, 16, 14), (120, 60, 7.5, 6), (105, 52, 8, 6), (90, 60, 8, 6), (250, 90, 8, 6)]


@pytest.mark.parametrize("box", FORMATS)
def test_labels_keep_apart_in_every_format(box) -> None:
    look = style(*box)
    figure = labelled.draw(MEMBERS, look)
    _keeps_apart(figure)
    labels = [b for text, b in boxes(figure) if len(text) > 4 and not text[0].isdigit()]
    for line in (*named(figure, "link-"), *named(figure, "event-")):
        assert not any(b.crossed_by(tuple(on_figure(line))) for b in labels)


@st.composite
def drawings(draw) -> MarksDrawing:
    value = st.one_of(st.integers(-50, 5000), st.just(0), st.floats(-1e6, 1e12).map(lambda v: round(v, 2)))
    marks = []
    for _ in range(draw(st.integers(1, 10))):
        when = draw(
            st.one_of(st.integers(1990, 2024).map(year), st.builds(day, st.integers(1990, 2024), st.integers(1, 12), st.just(9)))
        )
        number = draw(value)
        detail = draw(st.sampled_from(("counted", "members living there, a correspondent’s report", "reported by an agency")))
        opened = draw(st.sampled_from(("", "", "below", "above")))
        marks.append(Mark(*when, number, None, False, draw(st.integers(0, 2)), f"about {number:,}", detail, opened=opened))
    events = [EventLine(*year(y), "Something happens there", str(y)) for y in draw(st.lists(st.integers(1990, 2024), max_size=3))]
    return MarksDrawing("en", ("a", "b", "c"), tuple(sorted(marks, key=lambda m: m.earliest)), tuple(events))


@settings(max_examples=times(12, 400), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(drawings(), st.sampled_from(FORMATS))
def test_labels_keep_apart_whatever_is_drawn(drawing: MarksDrawing, box) -> None:
    look = style(*box)
    figure = labelled.draw(drawing, look)
    _keeps_apart(figure)
    assert len(named(figure, "mark-")) == len(drawing.marks)
    for i, one in enumerate(drawing.marks):
        assert words(figure, f"label-{i}") in {one.label, f"{one.label} {one.detail}"}


def test_an_open_bound_is_an_arrow_that_labels_keep_clear_of() -> None:
    least, most = replace(mark(2010, 100), opened="above"), replace(mark(2014, 2), opened="below")
    figure = _draw(least, most, mark(2018, 60))
    up, down = (on_figure(line) for line in named(figure, "open-line-"))
    assert up[1][1] > up[0][1]
    assert down[1][1] < down[0][1]
    ((_, zero), _) = on_figure(*named(figure, "zero"))
    assert down[1][1] >= zero - 0.01
    assert not any(box.crossed_by(tuple(line)) for _, box in boxes(figure) for line in (up, down))
    assert not named(_draw(mark(2010, 100)), "open-line-")


def test_drawing_leaves_matplotlib_as_it_was() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    labelled.draw(MEMBERS, style())
    assert dict(mpl.rcParams) == before


def test_a_taller_figure_is_said_by_its_size() -> None:
    many = replace(
        MEMBERS, marks=tuple(mark(2000 + i // 2, 10.5, detail=f"reported in words of some length, {i}") for i in range(30))
    )
    figure = labelled.draw(many, style())
    assert figure.get_figheight() * 25.4 > 74
    assert math.isclose(figure.get_figwidth() * 25.4, 160)
    _keeps_apart(figure)
