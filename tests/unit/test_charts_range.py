"""Charts of ranges: whiskers, bars and arrows of few values, bands of many."""

from __future__ import annotations

import zlib
from datetime import date, timedelta
from itertools import combinations

import numpy as np
import pytest
from chart_samples import PALETTE, font_files, one, style, year, years
from drawn import named, on_figure, paths, placed, words
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Polygon

from charts import range as ranges
from report.figures.drawing import picture, use_fonts
from report.model.charts.line import Line, Point
from report.model.charts.range import MOST, RangeDrawing


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def drawn(*lines: Line, **more) -> Figure:
    return ranges.draw(RangeDrawing("en", lines, **more), style())


def between(*bounds: tuple[float, float], first: int = 2000) -> list[Point]:
    """Ranges that have no middle."""
    return [Point(*year(first + i), (low + high) / 2, low, high, None, False) for i, (low, high) in enumerate(bounds)]


def around(count: int) -> list[Point]:
    return [point._replace(low=point.value - 5, high=point.value + 3) for point in years(*(20 + i % 7 for i in range(count)))]


def patches(figure: Figure, kind: type, name: str) -> list:
    return [patch for patch in figure.findobj(kind) if (patch.get_gid() or "").startswith(name)]


def test_each_of_few_values_has_its_bounds_with_caps_and_no_line_joins_them() -> None:
    figure = drawn(one("flow", around(12)))
    assert len(named(figure, "whisker-0-")) == 12
    assert len(named(figure, "cap-0-")) == 24
    assert not paths(figure)
    marked = sum(len(marks.get_xdata()) for name in ("marks-", "told-") for marks in named(figure, name))
    assert marked == 12


def test_a_range_without_a_middle_is_a_bar_and_no_mark_stands_in_it() -> None:
    figure = drawn(one("flow", between((10, 20), (12, 30), (5, 9))))
    bars = named(figure, "whisker-0-")
    assert [line.get_linewidth() > 0.5 * style().mark_pt for line in bars] == [True] * 3
    assert not [*named(figure, "marks-"), *named(figure, "told-"), *named(figure, "cap-")]
    low, high = (y for _, y in on_figure(bars[1]))
    other = [y for _, y in on_figure(bars[0])]
    assert (high - low) / (other[1] - other[0]) == pytest.approx(1.8)


def test_open_bounds_are_arrows_that_stay_on_the_plot() -> None:
    points = years(40, 50, 1, 45)
    points[1] = points[1]._replace(low=50)
    points[2] = points[2]._replace(high=1)
    figure = drawn(one("flow", points))
    up, down = patches(figure, Polygon, "open-0-")
    (zero,) = named(figure, "zero")
    assert up.get_xy()[0][1] > up.get_xy()[1][1]
    assert on_figure(zero)[0][1] - 0.01 <= down.get_xy()[0][1] < down.get_xy()[1][1]
    assert not named(figure, "cap-")


def test_values_of_one_time_stand_side_by_side() -> None:
    lines = [one(f"line {n}", around(8)) for n in range(5)]
    figure = drawn(*lines)
    columns = [[on_figure(whisker)[0][0] for whisker in named(figure, f"whisker-{n}-")] for n in range(5)]
    for one_of, other in combinations(columns, 2):
        assert min(abs(a - b) for a in one_of for b in other) > 2
    assert all(box.right <= style().width + 0.5 for _, box in placed(figure, "end-"))
    assert min(column[0] for column in columns) > max(box.right for _, box in placed(figure, "scale-"))


def test_bounds_of_many_values_are_a_band_with_edges_and_a_line_in_it() -> None:
    figure = drawn(one("flow", around(MOST + 1), (30,)))
    assert len(patches(figure, PathPatch, "band-0-")) == 2
    assert len(patches(figure, PathPatch, "edge-0-")) == 4
    assert len(paths(figure, 0)) == 2
    assert not named(figure, "whisker-")
    assert not paths(drawn(one("flow", between(*((i, i + 9) for i in range(MOST + 1))))))
    dashes = {patch.get_linestyle() for patch in patches(drawn(one("a", around(40)), one("b", around(40))), PathPatch, "edge-")}
    assert len(dashes) == 2  # told apart without their colours


def test_a_band_fades_where_a_bound_is_open() -> None:
    points = around(MOST + 20)
    points[20:25] = [point._replace(low=point.value, high=None) for point in points[20:25]]
    points[50] = points[50]._replace(low=None, high=points[50].value)
    fading = patches(drawn(one("flow", points)), PathPatch, "fading-0-")
    assert {patch.get_gid().rpartition("-")[0] for patch in fading} == {"fading-0-20-1", "fading-0-50--1"}
    assert len({patch.get_facecolor() for patch in fading}) == 4
    for patch in fading:
        assert np.isfinite(patch.get_path().vertices).all()


def test_a_value_by_itself_between_bands_has_its_own_bounds() -> None:
    figure = drawn(one("flow", around(MOST + 5), (30, 31)))
    assert len(named(figure, "whisker-0-30")) == 1
    assert len(patches(figure, PathPatch, "band-0-")) == 2


@pytest.mark.parametrize("count", [12, MOST + 12])
def test_lines_that_stand_back_are_grey_and_have_no_band(count: int) -> None:
    figure = drawn(one("flow", around(count)), one("other", around(count), muted=True))
    colours = {line.get_color() for line in named(figure, "whisker-1-")}
    colours |= {patch.get_edgecolor() for patch in patches(figure, PathPatch, "edge-1-")}
    assert colours
    assert PALETTE[0].colour not in colours
    assert not patches(figure, PathPatch, "band-1-")
    assert not words(figure, "end-1")


def test_values_without_bounds_are_marks_or_a_line() -> None:
    assert len(named(drawn(one("flow", years(1, 2, 3))), "marks-0")) == 1
    assert len(paths(drawn(one("flow", years(*range(MOST + 1)))))) == 1


def test_pictures_of_many_ranges_stay_small() -> None:
    noise = np.random.default_rng(1)
    values = np.cumsum(noise.normal(size=10_000)).tolist()
    widths = noise.uniform(1, 20, size=10_000).tolist()
    points = [
        Point(*(date(1990, 1, 1) + timedelta(i),) * 2, value, value - wide, value + wide)
        for i, (value, wide) in enumerate(zip(values, widths, strict=True))
    ]
    drawing = RangeDrawing("en", (one("walk", points),))
    assert len(zlib.compress(picture(drawing, style(), font_files()).data)) < 150_000  # as a PDF holds it
    assert len(picture(drawing, style(90, 72, 8.5, 8), font_files(), pixels=1400).data) < 150_000


@pytest.mark.parametrize("bounds", [((0, 0),), ((-5, -3), (-4, 2)), ((1e14, 9e14),), ((5, 5), (5, 5))])
def test_every_range_can_be_drawn(bounds: tuple[tuple[float, float], ...]) -> None:
    assert words(drawn(one("flow", between(*bounds))), "scale")


def test_no_more_ranges_are_drawn_than_can_be_told_apart() -> None:
    with pytest.raises(ValueError, match="at most 12 lines apart"):
        drawn(*(one(f"line {n}", around(3)) for n in range(13)))
