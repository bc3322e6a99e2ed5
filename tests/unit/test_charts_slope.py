"""Slopes and points: names and values beside the ends that touch nothing, falls told apart from rises, nothing joined."""

import random
import zlib
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from chart_samples import font_files, style, year
from drawn import boxes, named, on_figure, texts, words
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from support.soak import times

from charts import points, slope
from charts.text import Box
from report.figures.drawing import picture, style_of, use_fonts
from report.load import load_format
from report.look.tokens import load_tokens
from report.model.charts.line import Line, LineDrawing, Point
from report.model.charts.points import PointsDrawing
from report.model.charts.slope import SlopeDrawing, most_named
from report.model.shape import shape_of
from report.system.places import templates

BOXES = [(118, 60, 8, 6), (167, 80, 8, 7.5), (250, 90, 8, 6), (90, 72, 8.5, 8), (168, 96, 14, 14)]
"""From a page of A5 to A4 across, the e-book and large print."""
NAMES = ("a", "Bosnia and Herzegovina", "Households’ final consumption expenditure, chain-linked volumes", "آلبانی", "Iran")
ENDS = date(1952, 1, 1), date(2007, 1, 1)


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def one(name: str, first: float | None, last: float | None, *, muted: bool = False) -> Line:
    there = [Point(*year(when), value) for when, value in ((1952, first), (2007, last)) if value is not None]
    shape = shape_of([point.value for point in there])
    return Line(name, tuple(there), shape, () if muted else tuple((f"{there[i].value:,.1f}", "") for i in shape.told), muted)


def drawing(*lines: Line, most: float = 1.66, **more) -> SlopeDrawing:
    values = [point.value for line in lines for point in line.points]
    return SlopeDrawing("en", lines, ENDS, ("1952", "2007"), (min(values), max(values)), most, **more)


def ends(figure: Figure, side: int) -> list[str]:
    count = len({text.get_gid().rsplit("-", 1)[0] for text in texts(figure) if text.get_gid().startswith(f"end-{side}-")})
    return [words(figure, f"end-{side}-{n}") for n in range(count)]


def test_each_line_has_its_name_and_its_value_at_both_ends() -> None:
    figure = slope.draw(drawing(one("Japan", 63, 82.6), one("Rwanda", 40, 46.2)), style())
    assert ends(figure, 1) == ["46.2 Rwanda", "82.6 Japan"]
    assert sorted(" ".join(sorted(end.split())) for end in ends(figure, 0)) == ["40.0 Rwanda", "63.0 Japan"]
    assert [words(figure, f"head-{side}") for side in (0, 1)] == ["1952", "2007"]


def test_a_line_that_falls_looks_otherwise_without_its_colour() -> None:
    figure = slope.draw(drawing(one("up", 40, 50), one("down", 50, 40)), style())
    up, down = named(figure, "slope-")
    assert (up.is_dashed(), down.is_dashed()) == (False, True)
    assert up.get_markerfacecolor() != down.get_markerfacecolor() == style().paper


def test_values_stand_at_their_heights() -> None:
    figure = slope.draw(drawing(one("a", 40, 60), one("b", 50, 40)), style())
    (a, b) = (on_figure(line) for line in named(figure, "slope-"))
    assert a[0][1] == b[1][1] < b[0][1] < a[1][1]
    assert (b[0][1] - a[0][1]) * 2 == pytest.approx(a[1][1] - a[0][1])


def test_lines_that_are_told_alike_share_a_row() -> None:
    figure = slope.draw(drawing(one("Austria", 40, 77.5), one("Belgium", 41, 77.5)), style())
    assert ends(figure, 1) == ["77.5 Austria, Belgium"]


def test_a_line_with_one_value_is_named_at_it_and_lines_that_stand_back_are_not() -> None:
    figure = slope.draw(drawing(one("new", None, 50), one("both", 40, 60), one("back", 45, 55, muted=True)), style())
    assert len(ends(figure, 0)) == 1
    assert ends(figure, 1) == ["50.0 new", "60.0 both"]
    assert len(named(figure, "slope-")) == 3


def test_bounds_are_drawn() -> None:
    line = one("a", 40, 60)
    line = replace(line, points=(line.points[0]._replace(low=35.0, high=45.0), line.points[1]))
    assert len(named(slope.draw(drawing(line, one("b", 20, 70)), style()), "whisker-")) == 1


@pytest.mark.parametrize("values", [(0.0, 0.0), (5.0, 5.0), (-5.0, -3.0), (1e14, 9e14), (1e-9, 2e-9), (1e25, 3e25)])
def test_every_value_can_be_drawn(values: tuple[float, float]) -> None:
    assert ends(slope.draw(drawing(one("a", *values)), style()), 1)


@pytest.mark.parametrize("name", sorted(path.stem for path in (templates() / "formats").glob("*.toml")))
@pytest.mark.parametrize("label", ["Line", "Seasonally adjusted gross domestic product at constant prices, chain-linked"])
def test_as_many_lines_as_are_named_fit_every_format(name: str, label: str) -> None:
    format_ = load_format(templates() / "formats" / f"{name}.toml")[0]
    assert format_ is not None
    look = replace(style_of(format_, load_tokens()[0], "en"), families=style().families)
    times_as_high = format_.tallest_chart / look.height_mm
    most = most_named(times_as_high * look.height / look.detail_pt)
    assert most >= 15
    lines = [one(f"{n} {label}", 40 + n / 7, 60 - n / 3) for n in range(most)]
    lines += [one(f"{n}", n, 100 - n, muted=True) for n in range(100)]
    made = picture(drawing(*lines, most=times_as_high, height="tall"), look, font_files(), pixels=format_.chart.pixels)
    assert made.height_mm <= format_.tallest_chart
    assert len(made.data if made.media_type == "image/png" else zlib.compress(made.data)) < 150_000


def at_random(seed: int) -> SlopeDrawing:
    pick = random.Random(seed)
    low, high = pick.choice(((0, 1), (-50, 5000), (1e6, 3e9), (300, 320), (7, 7)))
    lines = []
    for n in range(pick.randint(1, 15)):
        first, last = (low + (high - low) * pick.choice((0.0, 0.3, pick.random())) for _ in range(2))
        gone = pick.choice((0, 0, 0, 1, 2))
        line = one(pick.choice(NAMES), None if gone == 1 else first, None if gone == 2 else last)
        lines.append(replace(line, muted=True, labels=()) if n and pick.random() < 0.3 else line)
    return drawing(*lines, height=pick.choice(("short", "standard", "tall")))


@settings(max_examples=times(60, 1000), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 10**9), st.sampled_from(BOXES))
def test_no_label_touches_another_or_a_line(seed: int, box) -> None:
    drawn = at_random(seed)
    figure = slope.draw(drawn, style(*box))
    width, height = (value * 72 for value in figure.get_size_inches())
    words_placed = boxes(figure)
    for text, at in words_placed:
        assert at.inside(Box(-0.5, -0.5, width + 0.5, height + 0.5)), text
    for (text, a), (other, b) in combinations(words_placed, 2):
        assert not a.overlaps(b), (text, other)
    lines = [on_figure(line) for line in (*named(figure, "slope-"), *named(figure, "lead-"), *named(figure, "date-"))]
    for text, at in words_placed:
        assert not any(at.left < x < at.right and at.bottom < y < at.top for line in lines for x, y in line), text
        assert not any(at.crossed_by((line[0], line[-1])) for line in lines if len(line) > 1), text
    assert height <= 1.66 * style(*box).height + 0.01


def test_points_are_not_joined_and_told_as_lines_are() -> None:
    there = tuple(Point(*year(1990 + n), float(n % 7)) for n in range(100))
    shape = shape_of([point.value for point in there], range(1, 100))
    line = Line("flow", there, shape, tuple((f"{there[n].value:.0f}", "") for n in shape.told))
    figure = points.draw(PointsDrawing("en", LineDrawing("en", (line,))), style())
    assert not [patch for patch in figure.patches if (patch.get_gid() or "").startswith("line-")]
    assert sum(len(marks.get_xdata()) for name in ("marks-", "told-") for marks in named(figure, name)) == 100
    assert words(figure, "end-0") == "1 flow"


def test_pictures_of_ten_thousand_points_stay_small() -> None:
    pick = random.Random(1)
    there = tuple(Point(*(date.fromordinal(700_000 + n),) * 2, pick.gauss(0, 1)) for n in range(10_000))
    shape = shape_of([point.value for point in there], range(1, 10_000))
    line = Line("noise", there, shape, tuple((f"{there[n].value:.1f}", "") for n in shape.told))
    drawn = PointsDrawing("en", LineDrawing("en", (line,)))
    assert len(zlib.compress(picture(drawn, style(), font_files()).data)) < 150_000
    assert len(picture(drawn, style(90, 72, 8.5, 8), font_files(), pixels=1400).data) < 150_000
