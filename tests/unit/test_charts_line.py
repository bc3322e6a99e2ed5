import math
import random
import zlib
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from itertools import combinations, pairwise

import numpy as np
import pytest
from chart_samples import PALETTE, day, font_files, one, style, year, years
from drawn import boxes, named, on_figure, paths, placed, texts, words
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from support.soak import times

from charts import line
from charts.clear import Ink
from charts.ends import spread
from charts.lineink import look_of
from charts.style import SeriesStyle
from charts.text import Box
from report.figures.drawing import picture, style_of, use_fonts
from report.load import load_format
from report.look.tokens import load_tokens
from report.model.axes import line_limits
from report.model.charts.line import MOST, Level, Line, LineDrawing, Point, PointNote
from report.model.charts.marks import EventLine
from report.model.charts.range import RangeDrawing
from report.model.figure import Dating
from report.system.places import templates


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def drawing(*lines: Line, **more) -> LineDrawing:
    return LineDrawing("en", lines, **more)


RISING = one("counted at the door", years(*(100 + 7 * i + 20 * (i % 3) for i in range(30))))
OTHER = one("card holders", years(*(210 - 4 * i for i in range(30))))


def test_a_line_is_named_at_its_end_in_its_colour_with_its_last_value() -> None:
    figure = line.draw(drawing(RISING, OTHER), style())
    assert words(figure, "end-0") == f"{RISING.points[-1].value:,.0f} counted at the door"
    assert {t.get_color() for t in texts(figure) if (t.get_gid() or "").startswith("end-1")} == {PALETTE[1].colour}
    (x, y), ends = paths(figure)[0][-1], placed(figure, "end-0-")
    assert all(box.left > x for _, box in ends)
    assert min(box.bottom for _, box in ends) < y < max(box.top for _, box in ends)


def test_first_highest_and_lowest_are_told_beside_their_marks() -> None:
    figure = line.draw(drawing(one("flow", years(50, 80, 20, 60, 55, 58))), style())
    assert [words(figure, f"label-0-{i}") for i in (0, 1, 2)] == ["50", "80 1991", "20 1992"]
    assert not words(figure, "label-0-5")  # it is told with the name


def test_values_stand_at_their_times_and_heights() -> None:
    points = years(10, 30, 20)
    figure = line.draw(drawing(one("flow", points)), style())
    (path,) = paths(figure)
    heights = path[:, 1]
    assert (heights[1] - heights[0]) / (heights[2] - heights[0]) == pytest.approx(2, rel=0.01)
    assert path[1, 0] - path[0, 0] == pytest.approx(path[2, 0] - path[1, 0], abs=0.5)  # a leap year


def test_a_gap_is_a_gap_and_a_value_by_itself_is_marked() -> None:
    points = [Point(*day(2000 + i // 12, i % 12 + 1, 1), float(i % 7)) for i in range(120)]
    figure = line.draw(drawing(one("flow", points, (40, 80, 81))), style())
    first, second, third = paths(figure)
    assert second[0, 0] > first[-1, 0]
    assert third[0, 0] > second[-1, 0]
    (marks,) = named(figure, "marks-0")  # of more than sixty values, the one that isn't joined
    assert len(marks.get_xdata()) == 1


@pytest.mark.parametrize(("count", "marked"), [(60, True), (61, False)])
def test_small_marks_keep_each_of_few_values(count: int, marked: bool) -> None:
    figure = line.draw(drawing(one("flow", years(*(i % 9 for i in range(count)), first=1900))), style())
    told = len(named(figure, "told-0")[0].get_xdata())
    assert sum(len(marks.get_xdata()) for marks in named(figure, "marks-0")) == (count - told if marked else 0)


def test_ten_thousand_values_are_one_path_that_keeps_its_shape() -> None:
    noise = np.random.default_rng(1)
    values = np.cumsum(noise.normal(size=10_000))
    points = [Point(*(date(1990, 1, 1) + timedelta(i),) * 2, float(value)) for i, value in enumerate(values)]
    figure = line.draw(drawing(one("walk", points)), style())
    (path,) = paths(figure)
    assert len(path) < 10_000
    y = path[:, 1]
    scale = (values.max() - values.min()) / (y.max() - y.min())
    x = path[:, 0]
    expected = x[0] + (np.arange(10_000) / 9_999) * (x[-1] - x[0])
    drawn = np.interp(expected, x, y)
    off = np.abs((values - values.min()) / scale + y.min() - drawn)
    assert np.quantile(off, 0.5) < 0.1
    assert y.max() - y.min() == pytest.approx((values.max() - values.min()) / scale)


def test_pictures_of_many_values_stay_small() -> None:
    noise = np.random.default_rng(1)
    values = np.cumsum(noise.normal(size=10_000)).tolist()
    points = [Point(*(date(1990, 1, 1) + timedelta(i),) * 2, value) for i, value in enumerate(values)]
    wild = [point._replace(value=float(value)) for point, value in zip(points, noise.normal(size=10_000), strict=True)]
    nine = drawing(*(one(str(n), points[n::9]) for n in range(9)))
    for drawn in (drawing(one("walk", points)), drawing(one("noise", wild)), nine):
        assert len(zlib.compress(picture(drawn, style(), font_files()).data)) < 150_000  # as a PDF holds it
        assert len(picture(drawn, style(90, 72, 8.5, 8), font_files(), pixels=1400).data) < 150_000


def test_up_to_a_dozen_lines_are_told_apart_without_their_colours() -> None:
    lines = [one(f"line {n}", years(*(10 * n + i for i in range(12)))) for n in range(MOST + 1)]
    figure = line.draw(drawing(*lines[:MOST]), style())
    assert all(words(figure, f"end-{n}").endswith(f"line {n}") for n in range(MOST))
    palette = tuple(SeriesStyle(one.colour, one.marker, tuple(one.dash), filled=one.filled) for one in load_tokens()[0].series)
    looks = [look_of(n, replace(style(), series=palette)) for n in range(MOST)]
    assert len({look.dash for look in looks}) == len({(look.colour, look.filled) for look in looks}) == MOST
    with pytest.raises(ValueError, match="at most 12 lines apart, and this one has 13"):
        line.draw(drawing(*lines), style())


def test_lines_that_stand_back_are_neither_named_nor_counted() -> None:
    lines = [one(f"line {n}", years(*(10 * n + i for i in range(12))), muted=n != 3) for n in range(142)]
    figure = line.draw(drawing(*lines), style())
    assert words(figure, "end-0").endswith("line 3")
    assert not words(figure, "end-1")
    assert len(paths(figure)) == 142


def test_names_without_room_at_the_ends_stand_above_the_plot() -> None:
    long = "Seasonally adjusted gross domestic product at constant prices of the reference year, chain-linked"
    lines = (one(f"{long} {n}", years(*(n + i for i in range(12)))) for n in range(6))
    figure = line.draw(drawing(*lines), style(90, 72, 8.5, 8))
    assert len(named(figure, "sample-")) == 6
    assert words(figure, "legend").count("Seasonally") == 6
    floor = max(path[:, 1].max() for path in paths(figure))
    assert all(box.bottom > floor for _, box in placed(figure, "legend-"))
    assert figure.get_figheight() * 25.4 <= 90 * 4 / 3


@pytest.mark.parametrize("name", sorted(path.stem for path in (templates() / "formats").glob("*.toml")))
@pytest.mark.parametrize("height", ["standard", "tall"])
def test_no_format_refuses_many_values_or_long_names(name: str, height: str) -> None:
    format_ = load_format(templates() / "formats" / f"{name}.toml")[0]
    assert format_ is not None
    look = replace(style_of(format_, load_tokens()[0], "en"), families=style().families)
    long = "Seasonally adjusted gross domestic product at constant prices of the reference year, chain-linked"
    events = tuple(EventLine(*year(when), "Something happens there", str(when)) for when in (1903, 1950, 1990))
    for values, count in ((24, 1), (2000, 1), (300, 12)):
        points = [Point(*day(1900 + n // 24, n // 2 % 12 + 1, 1 + 14 * (n % 2)), float(n % 17)) for n in range(values)]
        lines = tuple(one(f"{n} {long}", points) for n in range(count))
        made = picture(LineDrawing("en", lines, events, height=height), look, font_files(), pixels=format_.chart.pixels)
        assert made.height_mm <= format_.tallest_chart
        assert len(made.data if made.media_type == "image/png" else zlib.compress(made.data)) < 150_000


def test_the_author_may_begin_the_scale_elsewhere_but_no_value_is_cut_off() -> None:
    lines = drawing(one("ppm", years(315, 320, 312, 371)), start=310.0)
    assert line_limits(lines) == (310, 371)
    assert line_limits(drawing(one("ppm", years(315, 320, 305, 371)), start=310.0)) == (305, 371)
    assert not named(line.draw(lines, style()), "zero")
    assert named(line.draw(drawing(one("ppm", years(315, 371))), style()), "zero")


@pytest.mark.parametrize(("height", "share"), [("short", 0.66), ("standard", 1), ("tall", 1.5)])
def test_a_chart_has_one_of_three_heights(height: str, share: float) -> None:
    look = style()
    figure = line.draw(drawing(RISING, height=height), look)
    assert figure.get_figheight() * 72 == pytest.approx(share * look.height)


def test_bounds_are_whiskers_of_few_values_and_a_band_of_many() -> None:
    few = [point._replace(low=point.value - 5, high=point.value + 3) for point in years(*range(10, 30))]
    figure = line.draw(drawing(one("flow", few)), style())
    assert len(named(figure, "whisker-0")) == 20
    many = [Point(*year(1900 + i), i, i - 5, i + 5) for i in range(100)]
    figure = line.draw(drawing(one("flow", many)), style())
    assert not named(figure, "whisker-0")
    (band,), (path,) = paths_of_bands(figure), paths(figure)
    assert band[:, 0].min() == pytest.approx(path[0, 0], abs=0.1)
    assert band[:, 0].max() == pytest.approx(path[-1, 0], abs=0.1)
    assert band[:, 1].max() - path[-1, 1] == pytest.approx(path[0, 1] - band[:, 1].min(), abs=0.1)


def paths_of_bands(figure: Figure) -> list[np.ndarray]:
    return [p.get_path().vertices for p in figure.findobj(PathPatch) if (p.get_gid() or "").startswith("band-")]


def test_an_uncertain_date_of_few_values_is_drawn_as_such() -> None:
    points = years(*range(10, 22))
    points[4] = points[4]._replace(own_dating=Dating(doubtful=True))
    figure = line.draw(drawing(one("flow", points)), style())
    (stretch,) = named(figure, "stretch-of-0-4")
    assert stretch.is_dashed()


@pytest.mark.parametrize("seed", range(20))
def test_boxes_are_spread_in_order_and_as_near_as_can_be(seed: int) -> None:
    chance = np.random.default_rng(seed)
    heights = chance.uniform(5, 15, 8).tolist()
    wanted = chance.uniform(0, 200, 8).tolist()
    found = spread(wanted, heights, 0, 200, 2)
    assert found is not None
    order = sorted(range(8), key=lambda n: wanted[n])
    for a, b in pairwise(order):
        assert found[b] - found[a] >= (heights[a] + heights[b]) / 2 + 2 - 1e-9
    assert min(f - h / 2 for f, h in zip(found, heights, strict=True)) >= -1e-9
    assert max(f + h / 2 for f, h in zip(found, heights, strict=True)) <= 200 + 1e-9
    assert spread(wanted, [10 * height for height in heights], 0, 200, 2) is None


def test_boxes_that_are_apart_stay_where_they_are() -> None:
    assert spread([10, 100, 50], [10, 10, 10], 0, 200, 2) == [10, 100, 50]


def test_ink_is_what_a_line_covers_between_its_points() -> None:
    ink = Ink(0, 100)
    ink.add([np.array([(0.0, 0.0), (50.0, 100.0)]), np.array([(80.0, 10.0), (100.0, 10.0)])])
    assert ink.meets(Box(24, 40, 26, 60))
    assert not ink.meets(Box(24, 60, 26, 90))
    assert not ink.meets(Box(55, 0, 75, 100))  # between the pieces
    assert ink.meets(Box(85, 5, 90, 15))


DOUBTFUL, OPEN = Dating(doubtful=True), Dating(closing="open")
BOXES = [(118, 60, 8, 6), (148, 66, 8, 6), (167, 80, 8, 7.5), (250, 90, 8, 6), (90, 72, 8.5, 8), (168, 96, 14, 14)]
"""From a page of A5 to A4 across, the e-book and large print."""
NAMES = ("a", "counted at the door", "Households’ final consumption expenditure, chain-linked volumes", "آلبانی", "Iran")


def bounded(pick: random.Random, point: Point, span: float) -> Point:
    """A value with bounds, with one alone, or one that is the middle of its range."""
    low, high = point.value - span * pick.random(), point.value + span * pick.random()
    match pick.choice(("both", "both", "range", "least", "most", "none")):
        case "both":
            return point._replace(low=low, high=high)
        case "range":
            return point._replace(low=low, high=high, value=(low + high) / 2, central=False)
        case "least":
            return point._replace(low=point.value)
        case "most":
            return point._replace(high=point.value)
    return point


def at_random(seed: int, form: type[LineDrawing] = LineDrawing) -> LineDrawing:
    pick = random.Random(seed)
    lines = []
    for n in range(pick.randint(1, 12)):
        size = pick.choice((1, 2, 5, 12, 40, 300))
        low, high = pick.choice(((0, 1), (-50, 5000), (1e6, 3e9), (300, 320)))
        walk = np.cumsum([pick.gauss(0, 1) for _ in range(size)]) * pick.choice((0.02, 0.3, 1.0))
        first, step = date(pick.randint(1900, 1990), 1, 1), pick.choice((1, 30, 365))
        values = low + (high - low) * (0.5 + 0.5 * np.sin(walk + pick.uniform(0, 6)))
        points = [Point(*(first + timedelta(step * i),) * 2, float(value)) for i, value in enumerate(values)]
        breaks = tuple(pick.randint(1, size) for _ in range(pick.randint(0, 3)))
        if form is RangeDrawing or pick.random() < 0.2:
            points = [bounded(pick, point, 0.2 * (high - low)) for point in points]
        if pick.random() < 0.2:
            points = [point._replace(own_dating=pick.choice((None, None, DOUBTFUL, OPEN))) for point in points]
        lines.append(one(pick.choice(NAMES), points, breaks, muted=n > 0 and pick.random() < 0.4))
    events = [EventLine(*year(pick.randint(1950, 2000)), "Something happens there", "a year") for _ in range(pick.randint(0, 2))]
    start, height = pick.choice((None, None, 310.0, -10.0)), pick.choice(("short", "standard", "tall"))
    more = {"start": start, "height": height, "decimals": pick.randint(0, 2), "power": pick.choice((0, 0, 3, 6))}
    low, high = line_limits(form("en", tuple(lines)))
    levels = []
    for _ in range(pick.choice((0, 0, 1, 2))):
        value, wide = low + (high - low) * pick.random(), (high - low) * 0.1 * pick.random()
        levels.append(Level(value, pick.choice((None, value + wide)), f"{value:,.0f}", pick.choice(NAMES)))
    notes = []
    for _ in range(pick.choice((0, 0, 1, 2))):
        number = pick.randrange(len(lines))
        notes.append(PointNote(number, pick.randrange(len(lines[number].points)), "Something is said of it", "2,300 visitors"))
    return form("en", tuple(lines), tuple(events), tuple(levels), tuple(notes), **more)


@example(244825, (168, 96, 14, 14), LineDrawing)
@example(469, (168, 96, 14, 14), LineDrawing)
@example(125859, (90, 72, 8.5, 8), LineDrawing)
@example(4166, (167, 80, 8, 7.5), RangeDrawing)
@example(809, (168, 96, 14, 14), LineDrawing)
@example(865520292, (148, 66, 8, 6), RangeDrawing)
@settings(max_examples=times(60, 1000), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 10**9), st.sampled_from(BOXES), st.sampled_from((LineDrawing, RangeDrawing)))
def test_no_label_touches_another_or_a_mark_or_a_line(seed: int, box, form: type[LineDrawing]) -> None:
    drawn = at_random(seed, form)
    figure = import_module(f"charts.{form.form}").draw(drawn, style(*box))
    width, height = (value * 72 for value in figure.get_size_inches())
    words_placed = boxes(figure)
    for text, at in words_placed:
        assert at.inside(Box(-0.5, -0.5, width + 0.5, height + 0.5)), text
    for (text, a), (other, b) in combinations(words_placed, 2):
        assert not a.overlaps(b), (text, other)
    values = placed(figure, "label-", "end-", "legend-")
    marks = [spot for mark in (*named(figure, "told-"), *named(figure, "marks-")) for spot in on_figure(mark)]
    named_ones = sum(not one.muted for one in drawn.lines)
    lines = [path for n in range(named_ones) for path in paths(figure, n)]
    poles = [tuple(on_figure(pole)) for name in ("event-", "stretch-of-", "level-") for pole in named(figure, name)]
    poles += [tuple(on_figure(pole)) for pole in named(figure, "note-") if str(pole.get_gid()).endswith("-line")]
    marks += [spot for ring in named(figure, "note-") for spot in on_figure(ring) if str(ring.get_gid()).endswith("-ring")]
    poles += [tuple(on_figure(w)) for n in range(named_ones) for w in named(figure, f"whisker-{n}-")]
    for text, at in values:
        assert not any(at.left < x < at.right and at.bottom < y < at.top for x, y in marks), text
        for path in lines:
            assert not any(at.crossed_by((tuple(a), tuple(b))) for a, b in pairwise(path) if near(at, a, b)), text
        assert not any(at.crossed_by(pole) for pole in poles), text
    assert all(math.isfinite(value) for path in lines for value in path.ravel())


def near(box: Box, a: np.ndarray, b: np.ndarray) -> bool:
    return bool(max(a[0], b[0]) > box.left and min(a[0], b[0]) < box.right)


@pytest.mark.parametrize(
    "values",
    [(0.0,), (0.0, 0.0), (5.0, 5.0, 5.0), (-5.0, -3.0), (-1.0, 1.0), (1e14, 9e14), (1e-9, 2e-9), (1e25, 3e25), (310.5, 310.6)],
)
@pytest.mark.parametrize("start", [None, 310.0, 310.55, -4.0, 1e30])
def test_every_value_can_be_drawn(values: tuple[float, ...], start: float | None) -> None:
    for decimals in (0, 2, 12):
        figure = line.draw(drawing(one("flow", years(*values)), start=start, decimals=decimals), style())
        assert all(np.isfinite(path).all() for path in paths(figure))
        assert words(figure, "scale")


def test_a_level_is_a_line_across_that_is_named_at_its_end() -> None:
    levels = (Level(250, None, "250", "what the room was built for"), Level(60, 90, "60–90", "card holders"))
    figure = line.draw(drawing(RISING, levels=levels), style())
    assert words(figure, "end-1") == "250 what the room was built for"
    ((left, y), (right, _)) = on_figure(*named(figure, "level-0-"))
    assert right - left > 0.6 * style().width
    assert y == pytest.approx(on_figure(*named(figure, "level-0-"))[1][1])
    assert all(box.left > right - 1 for _, box in placed(figure, "end-1"))
    assert len(named(figure, "level-1-")) == 2
    assert line_limits(drawing(RISING, levels=(Level(900, 950, "900–950", "all"),))) == (0, 950)
    assert line_limits(drawing(RISING, start=50.0, levels=(Level(20, None, "20", "all"),)))[0] == 20


def test_levels_without_room_at_the_end_are_named_above_the_plot() -> None:
    long = "Seasonally adjusted gross domestic product at constant prices of the reference year, chain-linked"
    lines = [one(f"{long} {n}", years(*(n + i for i in range(12)))) for n in range(6)]
    figure = line.draw(drawing(*lines, levels=(Level(4, None, "4", f"{long} again"),)), style(90, 72, 8.5, 8))
    assert len(named(figure, "sample-")) == 7
    assert len({sample.get_linestyle() for sample in named(figure, "sample-6")}) == 1
    assert len(named(figure, "level-0-")) == 1


def test_a_note_stands_above_the_plot_and_leads_to_its_value() -> None:
    note = PointNote(0, 3, "The room is closed", "9 April 2001")
    swings = one("counted at the door", years(10, 30, 12, 25, 16, 29, 14))
    figure = line.draw(drawing(swings, OTHER, notes=(note,)), style())
    assert words(figure, "note-label-0") == "The room is closed 9 April 2001"
    (ring,) = (found for found in named(figure, "note-0") if str(found.get_gid()).endswith("ring"))
    (spot,) = on_figure(ring)
    assert spot == pytest.approx(tuple(paths(figure, 0)[0][3]), abs=0.2)
    (lead,) = (found for found in named(figure, "note-0") if str(found.get_gid()).endswith("line"))
    assert on_figure(lead)[1][1] > spot[1]
    assert all(box.bottom > spot[1] for _, box in placed(figure, "note-label-"))
    muted = one("others", years(*range(200, 230)), muted=True)
    assert named(line.draw(drawing(muted, swings, notes=(note,)), style()), "note-0")


def test_values_of_one_date_and_lines_that_all_stand_back_are_drawn() -> None:
    same = [Point(*year(2000), float(value)) for value in range(12)]
    figure = line.draw(drawing(one("flow", same, tuple(range(1, 12)))), style())
    assert sum(len(marks.get_xdata()) for name in ("marks-", "told-") for marks in named(figure, name)) == 12
    assert len(paths(line.draw(drawing(one("flow", years(1, 2, 3), muted=True)), style()))) == 1
