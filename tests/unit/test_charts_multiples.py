"""Small multiples: all panels on the same scales, words that touch nothing, and no chart higher than its page."""

import random
import zlib
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import numpy as np
import pytest
from chart_samples import font_files, style, year
from drawn import boxes, named, on_figure, placed, texts, words
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Polygon
from support.soak import times

from charts import multiples
from charts.text import Box
from report.figures.drawing import picture, style_of, use_fonts
from report.load import load_format
from report.look.tokens import load_tokens
from report.model.axes import line_limits, time_limits
from report.model.charts.line import Line, LineDrawing, Point
from report.model.charts.multiples import MOST, MultiplesDrawing, Panel, shared_out
from report.model.figure import Dating
from report.model.shape import shape_of
from report.system.places import templates

BOXES = [(118, 60, 8, 6), (167, 80, 8, 7.5), (250, 90, 8, 6), (90, 72, 8.5, 8), (168, 96, 14, 14)]
"""From a page of A5 to A4 across, the e-book and large print."""
NAMES = ("a", "Bosnia and Herzegovina", "Households’ final consumption expenditure, chain-linked volumes", "آلبانی", "Iran")


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def one(name: str, points: list[Point], breaks: tuple[int, ...] = (), *, muted: bool = False) -> Line:
    shape = shape_of([point.value for point in points], breaks)
    labels = tuple((f"{points[i].value:,.1f}", str(points[i].earliest.year)) for i in shape.told)
    return Line(name, tuple(points), shape, labels, muted)


def years(*values: float, first: int = 1990) -> list[Point]:
    return [Point(*year(first + i), value) for i, value in enumerate(values)]


def drawing(*panels: Panel, across: int = 3, most: float = 1.66, shown: slice = slice(None), **more) -> MultiplesDrawing:
    lines = tuple(line for panel in panels for line in panel.lines)
    dates = time_limits([point for line in lines for point in line.points])
    return MultiplesDrawing("en", panels[shown], line_limits(LineDrawing("en", lines)), dates, across, most, **more)


def singles(count: int, length: int = 12) -> list[Panel]:
    lines = [one(f"Line {n}", years(*(10 * n + 5 * (i % 4) + i for i in range(length)))) for n in range(count)]
    return [Panel(line.name, (line,)) for line in lines]


def paths(figure: Figure) -> dict[int, list[np.ndarray]]:
    """The joined pieces of each line, points from the lower left corner."""
    found: dict[int, list[np.ndarray]] = {}
    for patch in figure.findobj(PathPatch):
        name, _, number = (patch.get_gid() or "").rpartition("-")
        if name == "line":
            path = patch.get_path()
            starts = [*np.flatnonzero(path.codes == path.MOVETO), len(path.vertices)]
            found[int(number)] = [path.vertices[a:b] for a, b in pairwise(starts)]
    return found


def test_every_panel_is_named_above_its_line_and_the_outer_ones_alone_have_numbers_and_times() -> None:
    figure = multiples.draw(drawing(*singles(7)), style())
    assert [words(figure, f"panel-{n}") for n in range(7)] == [f"Line {n}" for n in range(7)]
    scales = {text.get_gid().split("-")[1] for text in texts(figure) if text.get_gid().startswith("scale-")}
    dates = {text.get_gid().split("-")[1] for text in texts(figure) if text.get_gid().startswith("time-")}
    assert (scales, dates) == ({"0", "3", "6"}, {"4", "5", "6"})
    for number, ((_, name), line) in enumerate(zip(placed(figure, "panel-"), paths(figure).values(), strict=True)):
        assert name.bottom > max(piece[:, 1].max() for piece in line), number


def test_all_panels_have_the_same_scales() -> None:
    figure = multiples.draw(drawing(*singles(6)), style())
    lines = [np.concatenate(pieces) for _, pieces in sorted(paths(figure).items())]
    zeros = [on_figure(line)[0][1] for line in named(figure, "zero-of")]
    for number, (line, zero) in enumerate(zip(lines, zeros, strict=True)):
        heights = line[:, 1] - zero
        assert heights[0] == pytest.approx(number * (lines[1][0, 1] - zeros[1]), abs=0.05)
    assert len({round(line[-1, 0] - line[0, 0]) for line in lines}) == 1


def test_what_goes_on_in_another_chart_keeps_the_scales() -> None:
    panels = singles(8)
    whole, part = (multiples.draw(drawing(*panels, shown=shown), style()) for shown in (slice(None), slice(2)))
    assert {text.get_text() for text in texts(part) if text.get_gid().startswith("scale")} == {
        text.get_text() for text in texts(whole) if text.get_gid().startswith("scale")
    }


def test_of_a_line_by_itself_last_first_highest_and_lowest_are_told() -> None:
    figure = multiples.draw(drawing(Panel("a", (one("a", years(50, 80, 35, 60)),)), *singles(2), across=1), style())
    assert [words(figure, f"label-0-{value}") for value in (3, 0, 1, 2)] == ["60.0", "50.0", "80.0", "35.0"]


def test_few_lines_of_a_panel_are_named_and_of_many_the_highest_and_the_lowest_end() -> None:
    few = Panel("few", tuple(one(f"line {n}", years(*(40 * n + i for i in range(12)))) for n in range(3)))
    many = Panel("many", tuple(one(f"one {n}", years(*(60 + 12 * n + i % 3 for i in range(12)))) for n in range(9)))
    figure = multiples.draw(drawing(few, many, across=2), style())
    said = " ".join(text.get_text() for text in texts(figure) if text.get_gid().startswith("label-"))
    assert all(f"line {n}" in said for n in range(3))
    assert [n for n in range(9) if f"one {n}" in said] == [0, 8]
    colours = {patch.get_edgecolor() for patch in figure.findobj(PathPatch) if (patch.get_gid() or "").startswith("line-10")}
    assert len(colours) == 1


def test_other_lines_may_stand_back_behind_those_of_a_panel() -> None:
    panels = singles(4)
    lines = tuple(line for panel in panels for line in panel.lines)
    figure = multiples.draw(drawing(*panels, behind=lines), style())
    assert len(paths(figure)) == 4 + 4 * 3
    assert len([text for text in texts(figure) if text.get_gid().startswith("panel-")]) == 4


def test_a_panel_whose_line_stands_back_is_drawn_in_grey_and_told() -> None:
    panels = [Panel("a", (replace(one("a", years(*range(9))), muted=True),)), *singles(2)]
    figure = multiples.draw(drawing(*panels), style())
    (last,) = [text for text in texts(figure) if text.get_gid() == "label-0-8-0"]
    assert last.get_color() == style().muted


def test_a_gap_is_a_gap_and_an_uncertain_date_is_drawn_as_such() -> None:
    points = years(*range(10, 20))
    points[4] = points[4]._replace(own_dating=Dating(doubtful=True))
    figure = multiples.draw(drawing(Panel("a", (one("a", points, (6,)),)), *singles(1), across=2), style())
    first, second = paths(figure)[0]
    assert second[0, 0] > first[-1, 0]
    assert named(figure, "stretch-of-0-4")[0].is_dashed()


def test_open_bounds_are_arrows_that_have_room_below_the_name() -> None:
    points = years(*range(10, 20))
    points[9] = points[9]._replace(low=19.0)
    figure = multiples.draw(drawing(Panel("a", (one("a", points),)), *singles(1), across=2), style())
    (head,) = [patch for patch in figure.findobj(Polygon) if (patch.get_gid() or "").startswith("open-0-9")]
    ((_, name),) = placed(figure, "panel-0")
    assert head.get_xy()[:, 1].max() < name.bottom


def test_numbers_of_the_scale_are_told_by_a_power_of_ten() -> None:
    figure = multiples.draw(drawing(*singles(2, 400), power=3), style())
    assert [text.get_text() for text in texts(figure) if (text.get_gid() or "").startswith("scale-0")][-1].endswith("thousand")


@pytest.mark.parametrize("count", [1, 2, 3, 5, 7, 16, 30, 39, MOST])
@pytest.mark.parametrize("width", [20.0, 30.0, 44.0, 62.0, 95.0])
def test_panels_are_shared_out_whole_and_evenly(count: int, width: float) -> None:
    across, parts = shared_out(count, width, 45.0, "standard")
    assert [number for part in parts for number in part] == list(range(count))
    rows = [-(-len(part) // across) for part in parts]
    assert max(rows) - min(rows) <= max(1, len(parts) - 1)
    assert all(len(part) % across == 0 for part in parts[:-1])
    if len(parts) == 1:
        assert (rows[0] - 1) * across < count <= rows[0] * across


@pytest.mark.parametrize("name", sorted(path.stem for path in (templates() / "formats").glob("*.toml")))
@pytest.mark.parametrize("height", ["short", "standard", "tall"])
@pytest.mark.parametrize("label", ["Line", "Seasonally adjusted gross domestic product at constant prices, chain-linked"])
def test_forty_panels_go_on_over_charts_none_of_which_is_too_high_or_too_large(name: str, height: str, label: str) -> None:
    format_ = load_format(templates() / "formats" / f"{name}.toml")[0]
    assert format_ is not None
    look = replace(style_of(format_, load_tokens()[0], "en"), families=style().families)
    points = [Point(*(date(1990, 1, 1) + timedelta(7 * i),) * 2, float(40 + i % 17)) for i in range(500)]
    panels = [Panel(f"{label} {n}", (one("", points),)) for n in range(MOST)]
    most = format_.tallest_chart / look.height_mm
    across, parts = shared_out(MOST, look.width / look.detail_pt, most * look.height / look.detail_pt, height)
    first = parts[0]
    drawn = drawing(*panels, across=across, most=most, shown=slice(first.start, first.stop), height=height)
    made = picture(drawn, look, font_files(), pixels=format_.chart.pixels)
    assert made.height_mm <= format_.tallest_chart
    assert len(made.data if made.media_type == "image/png" else zlib.compress(made.data)) < 150_000


def at_random(seed: int) -> MultiplesDrawing:
    pick = random.Random(seed)
    low, high = pick.choice(((0, 1), (-50, 5000), (1e6, 3e9), (300, 320)))
    first, step = date(pick.randint(1900, 1990), 1, 1), pick.choice((1, 30, 365))
    panels = []
    for _ in range(pick.randint(1, 9)):
        lines = []
        for n in range(pick.choice((1, 1, 1, 2, 3, 7))):
            size = pick.choice((1, 2, 5, 12, 40, 200))
            walk = np.cumsum([pick.gauss(0, 1) for _ in range(size)]) * pick.choice((0.02, 0.3, 1.0))
            values = low + (high - low) * (0.5 + 0.5 * np.sin(walk + pick.uniform(0, 6)))
            points = [Point(*(first + timedelta(step * i),) * 2, float(value)) for i, value in enumerate(values)]
            breaks = tuple(pick.randint(1, size) for _ in range(pick.randint(0, 2)))
            lines.append(one(pick.choice(NAMES), points, breaks, muted=n > 0 and pick.random() < 0.4))
        panels.append(Panel(pick.choice(NAMES), tuple(lines)))
    lines = tuple(line for panel in panels for line in panel.lines)
    behind = lines if pick.random() < 0.4 else ()
    height = pick.choice(("short", "standard", "tall"))
    return drawing(*panels, across=pick.randint(1, 4), behind=behind, height=height, decimals=pick.randint(0, 2))


@example(426, (118, 60, 8, 6))
@settings(max_examples=times(40, 1000), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(st.integers(0, 10**9), st.sampled_from(BOXES))
def test_no_label_touches_another_or_a_mark_or_a_line(seed: int, box) -> None:
    drawn = at_random(seed)
    across, _ = shared_out(len(drawn.panels), box[0] / 25.4 * 72 / style(*box).detail_pt, 99, drawn.height)
    drawn = replace(drawn, across=min(drawn.across, across))
    figure = multiples.draw(drawn, style(*box))
    width, height = (value * 72 for value in figure.get_size_inches())
    words_placed = boxes(figure)
    for text, at in words_placed:
        assert at.inside(Box(-0.5, -0.5, width + 0.5, height + 0.5)), text
    for (text, a), (other, b) in combinations(words_placed, 2):
        assert not a.overlaps(b), (text, other)
    marks = [spot for mark in (*named(figure, "told-"), *named(figure, "marks-")) for spot in on_figure(mark)]
    clear = {
        1000 * number + at
        for number, panel in enumerate(drawn.panels)
        for at, line in enumerate(panel.lines)
        if not line.muted or len(panel.lines) == 1
    }
    lines = [piece for number, pieces in paths(figure).items() if number in clear for piece in pieces]
    for text, at in placed(figure, "label-", "panel-"):
        assert not any(at.left < x < at.right and at.bottom < y < at.top for x, y in marks), text
        for path in lines:
            near = ((a, b) for a, b in pairwise(path) if max(a[0], b[0]) > at.left and min(a[0], b[0]) < at.right)
            assert not any(at.crossed_by((tuple(a), tuple(b))) for a, b in near), text


def test_on_paper_charts_that_go_on_are_low_enough_for_two_on_a_page() -> None:
    _, high = shared_out(40, 60.0, 45.0, "standard")
    _, low = shared_out(40, 60.0, 45.0, "standard", low=True)
    assert len(high) < len(low) <= 2 * len(high)
    assert shared_out(4, 60.0, 45.0, "standard", low=True) == shared_out(4, 60.0, 45.0, "standard"), "one chart stays one"
