import zlib
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import numpy as np
import pytest
from chart_samples import font_files, style, year
from drawn import boxes, named, on_figure, texts, words
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from support.soak import times

from charts import area
from charts.text import Box
from report.figures.drawing import picture, use_fonts
from report.model.charts.area import Area, AreaDrawing
from report.model.charts.line import Point
from report.model.charts.stacked import PARTS


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def parts(*rows: tuple[float, ...], names: tuple[str, ...] = (), pieces: tuple[range, ...] = (), **more) -> AreaDrawing:
    """Return the areas of these values, one row a part."""
    names = names or tuple(f"part {n}" for n in range(len(rows)))
    areas = tuple(
        Area(name, tuple(Point(*year(1950 + n), value) for n, value in enumerate(row)), f"{row[-1]:g}")
        for name, row in zip(names, rows, strict=True)
    )
    return AreaDrawing("en", areas, pieces or (range(len(rows[0])),), **more)


def outlines(figure: Figure, number: int) -> list[np.ndarray]:
    found = [one for one in figure.findobj(PathPatch) if (one.get_gid() or "").startswith(f"area-{number}-")]
    return [one.get_path().vertices for one in found]


GROWING = parts(tuple(range(10, 40)), tuple(range(40, 10, -1)), (5,) * 30)


def test_the_scale_goes_on_and_is_told_by_a_power_of_ten_as_that_of_lines() -> None:
    figure = area.draw(parts((1000, 2000), (500, 700), stop=4000.0, power=3), style())
    numbers = [text.get_text() for text in texts(figure) if (text.get_gid() or "").startswith("scale")]
    assert (numbers[0], numbers[-1]) == ("0", "4\N{NO-BREAK SPACE}thousand")


def test_areas_stand_on_each_other_and_the_lowest_on_zero() -> None:
    figure = area.draw(GROWING, style())
    (low,), (middle,), (high,) = (outlines(figure, n) for n in range(3))
    count = len(low) // 2
    zero = on_figure(named(figure, "zero")[0])[0][1]
    assert low[count:, 1] == pytest.approx(zero, abs=0.02)
    for under, over in pairwise((low, middle, high)):
        assert over[count:][::-1] == pytest.approx(under[:count], abs=0.02)
    assert high[0, 1] - zero == pytest.approx(5.5 * (low[0, 1] - zero), rel=0.01)


def test_each_part_is_named_at_its_end_with_its_last_value() -> None:
    figure = area.draw(GROWING, style())
    assert [words(figure, f"end-{n}") for n in range(3)] == ["39 part 0", "11 part 1", "5 part 2"]
    end = max(outlines(figure, 0)[0][:, 0])
    assert all(one.left > end for text, one in boxes(figure) if text.startswith("part"))


def test_gaps_are_empty_and_a_value_by_itself_is_seen() -> None:
    figure = area.draw(replace(GROWING, pieces=(range(10), range(10, 11), range(20, 30))), style())
    first, single, last = outlines(figure, 0)
    assert first[:, 0].max() < single[:, 0].min() < single[:, 0].max() < last[:, 0].min()


def test_what_is_below_zero_too_much_or_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="can't show a value below it"):
        area.draw(parts((1, 2), (-1, 2)), style())
    with pytest.raises(ValueError, match="at most 8 parts apart, and this one has 9"):
        area.draw(parts(*[(1, 2)] * (PARTS + 1)), style())
    with pytest.raises(ValueError, match="without areas"):
        area.draw(AreaDrawing("en", (), ()), style())


def test_pictures_of_many_values_stay_small_and_are_the_same_again() -> None:
    noise = np.random.default_rng(1)
    days = [(date(2000, 1, 1) + timedelta(n),) * 2 for n in range(2000)]
    areas = tuple(
        Area(f"part {n}", tuple(Point(*day, float(v)) for day, v in zip(days, noise.uniform(1, 9, 2000), strict=True)), "5")
        for n in range(8)
    )
    drawing = AreaDrawing("en", areas, (range(2000),))
    assert len(picture(drawing, style(90, 72, 8.5, 8), font_files(), pixels=1400).data) < 150_000
    one, other = (picture(drawing, style(), font_files(), name="figure-1").data for _ in range(2))
    assert one == other
    assert len(zlib.compress(one)) < 300_000


NAMES = ["Gas", "Nuclear power", "What the people of the valley burnt in their stoves in winter", "Donaudampfschifffahrt" * 2]
WIDTHS = st.sampled_from(
    [(167, 74, 8, 6), (105, 60, 8, 6), (168, 96, 16, 14), (90, 72, 8.5, 8), (253, 90, 9, 7), (118, 66, 14, 12)]
)


@st.composite
def drawings(draw) -> AreaDrawing:
    count = draw(st.integers(2, 40))
    names = tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=PARTS)))
    value = st.sampled_from([0.0, 0.2, 3.0, 40.0, 1000.0])
    rows = [tuple(draw(st.lists(value, min_size=count, max_size=count))) for _ in names]
    return parts(*rows, names=names, height=draw(st.sampled_from(["short", "standard", "tall"])))


@settings(max_examples=times(8, 1000), deadline=None, derandomize=True)
@given(drawings(), WIDTHS)
def test_no_name_touches_another_or_an_area(drawing: AreaDrawing, size) -> None:
    figure = area.draw(drawing, style(*size))
    wide, high = (value * 72 for value in figure.get_size_inches())
    placed = [(text.get_gid(), found) for text, (_, found) in zip(texts(figure), boxes(figure), strict=True)]
    for name, one in placed:
        assert one.inside(Box(-0.5, -0.5, wide + 0.5, high + 0.5)), name
    for (name, one), (other, two) in combinations(placed, 2):
        assert not one.overlaps(two), (name, other)
    edges = np.concatenate([found for n in range(len(drawing.areas)) for found in outlines(figure, n)])
    around = Box(edges[:, 0].min(), edges[:, 1].min(), edges[:, 0].max(), edges[:, 1].max())
    assert not any(one.overlaps(around) for name, one in placed if name.startswith("end-"))
