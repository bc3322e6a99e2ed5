from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from chart_samples import font_files, style
from drawn import boxes, named, on_figure, texts, words
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from support.soak import times

from charts import grouped, stacked
from charts.fills import fill, lightness
from charts.style import SeriesStyle
from charts.text import Box
from report.figures.drawing import picture, use_fonts
from report.look.tokens import load_tokens
from report.model.charts.bars import Bar
from report.model.charts.grouped import BarGroup, GroupedDrawing
from report.model.charts.stacked import PARTS, BarStack, StackedDrawing, StackPart


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def bar(value: float, upper: float | None = None) -> Bar:
    return Bar(value, upper, f"{value:g}", "")


GROUPS = GroupedDrawing(
    "en",
    ("in 1957", "in 2007"),
    (BarGroup("Norway", (bar(73), bar(80))), BarGroup("Chad", (bar(40), None)), BarGroup("Peru", (bar(46), bar(71)))),
)
STACKS = StackedDrawing(
    "en",
    ("Coal", "Gas", "Wind"),
    tuple(
        BarStack(f"{2000 + n}", (StackPart(60 - 9 * n, f"{60 - 9 * n}"), StackPart(20, "20"), StackPart(1 + 4 * n, "x")), "sum")
        for n in range(5)
    ),
)


def drawn(figure: Figure, name: str) -> dict[str, Rectangle]:
    return {one.get_gid(): one for one in figure.findobj(Rectangle) if (one.get_gid() or "").startswith(name)}


def box(one: Rectangle) -> Box:
    left, bottom = one.get_xy()
    return Box(left, bottom, left + one.get_width(), bottom + one.get_height())


def test_the_bars_of_the_first_group_are_named_behind_their_values() -> None:
    figure = grouped.draw(GROUPS, style())
    assert [words(figure, f"label-0-{n}") for n in (0, 1)] == ["73 in 1957", "80 in 2007"]
    assert [words(figure, f"label-2-{n}") for n in (0, 1)] == ["46", "71"]
    part = grouped.draw(replace(GROUPS, part=(2, 3)), style())
    assert words(part, "label-2-0") == "46 in 1957"  # each part by itself can be read


def test_a_bar_that_is_missing_keeps_its_place() -> None:
    figure = grouped.draw(GROUPS, style())
    found = drawn(figure, "bar-")
    assert "bar-1-1" not in found
    assert words(figure, "label-1-1") == "–"
    first, second, third = (box(found[f"bar-{n}-0"]) for n in (0, 1, 2))
    assert first.top - second.top == pytest.approx(second.top - third.top)


def test_bars_of_a_group_differ_in_lightness_and_begin_at_one_zero() -> None:
    six = GroupedDrawing("en", tuple("abcdef"), (BarGroup("One", tuple(bar(9 - n) for n in range(6))),))
    found = list(drawn(grouped.draw(six, style()), "bar-").values())
    light = [lightness(one.get_facecolor()) for one in found]
    assert all(pale - dark > 0.04 for pale, dark in pairwise(light))
    assert len({one.get_x() for one in found}) == 1


def test_parts_follow_each_other_and_are_named_above_the_first_bar() -> None:
    figure = stacked.draw(STACKS, style())
    parts = drawn(figure, "part-")
    for row in range(5):
        boxes_of = [box(parts[f"part-{row}-{n}"]) for n in range(3)]
        assert all(left.right == pytest.approx(right.left) for left, right in pairwise(boxes_of))
    assert [words(figure, f"name-{n}") for n in range(3)] == ["Coal", "Gas", "Wind"]
    assert all(one.bottom > box(parts["part-0-0"]).top for text, one in boxes(figure) if text in STACKS.names)
    scale = parts["part-0-0"].get_width() / 60
    assert parts["part-4-2"].get_width() == pytest.approx(17 * scale)


def test_parts_below_zero_stand_on_its_other_side() -> None:
    both = StackedDrawing(
        "en", ("Came", "Born", "Left"), (BarStack("2001", (StackPart(9, "9"), StackPart(2, "2"), StackPart(-6, "−6")), ""),)
    )
    figure = stacked.draw(both, style())
    came, born, left = (box(drawn(figure, "part-")[f"part-0-{n}"]) for n in range(3))
    at = on_figure(named(figure, "zero")[0])[0][0]
    assert came.left == pytest.approx(at) == left.right
    assert came.right == pytest.approx(born.left)


def test_names_without_room_in_one_line_stand_beside_samples() -> None:
    long = replace(STACKS, names=("Coal of the northern mines " * 3, "Gas of the eastern shore " * 3, "Wind and sun " * 4))
    figure = stacked.draw(long, style(90, 60, 8.5, 8))
    assert len(drawn(figure, "sample-")) == 3
    assert words(figure, "name").count("northern") == 3


def test_neighbouring_fills_differ_in_lightness() -> None:
    palette = tuple(SeriesStyle(one.colour, one.marker, tuple(one.dash), filled=one.filled) for one in load_tokens()[0].series)
    look = replace(style(), series=palette)
    light = [lightness(fill(n, look)) for n in range(PARTS)]
    assert min(abs(one - other) for one, other in pairwise(light)) > 0.2
    assert len({fill(n, look) for n in range(PARTS)}) == PARTS


def test_more_parts_than_can_be_told_apart_are_refused() -> None:
    nine = StackedDrawing("en", tuple("abcdefghi"), (BarStack("One", (StackPart(1, "1"),) * 9, "9"),))
    with pytest.raises(ValueError, match="at most 8 parts apart, and this one has 9"):
        stacked.draw(nine, style())


@pytest.mark.parametrize("drawing", [GROUPS, STACKS])
def test_the_same_drawing_gives_the_same_svg(drawing: GroupedDrawing | StackedDrawing) -> None:
    one, other = (picture(drawing, style(), font_files(), name="figure-1").data for _ in range(2))
    assert one == other


def test_nothing_to_show_is_refused() -> None:
    for draw, nothing in ((grouped.draw, GroupedDrawing("en", (), ())), (stacked.draw, StackedDrawing("en", (), ()))):
        with pytest.raises(ValueError, match="without bars"):
            draw(nothing, style())


NAMES = ["1957", "Short", "The people who came to the gate of the place", "Donaudampfschifffahrt" * 3]
LABELS = ["12", "about 30,000", "1,234,567.8 tonnes", "123456789" * 4]
VALUES = [0.0, 0.02, 1.0, 34.0, 30000.0, -0.5, -3000.0]
WIDTHS = st.sampled_from(
    [(167, 74, 8, 6), (105, 60, 8, 6), (170, 90, 16, 14), (90, 60, 8.5, 8), (253, 90, 9, 7), (118, 60, 16, 14)]
)


@st.composite
def charts(draw) -> GroupedDrawing | StackedDrawing:
    names = tuple(draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6)))
    rows = draw(st.integers(1, 14))
    value, label = st.sampled_from(VALUES), st.sampled_from(LABELS)
    if draw(st.booleans()):
        one = st.none() | st.builds(
            lambda v, more, text: Bar(v, v + more if more else None, text, ""), value, st.sampled_from([0, 5]), label
        )
        groups = (BarGroup(draw(st.sampled_from(NAMES)), tuple(draw(one) for _ in names)) for _ in range(rows))
        return GroupedDrawing(draw(st.sampled_from(["en", "fa"])), names, tuple(groups))
    part = st.builds(StackPart, value, label)
    stacks = (
        BarStack(draw(st.sampled_from(NAMES)), tuple(draw(part) for _ in names), draw(st.sampled_from(["", *LABELS])))
        for _ in range(rows)
    )
    return StackedDrawing(draw(st.sampled_from(["en", "fa"])), names, tuple(stacks))


@settings(max_examples=times(16, 1000), deadline=None, derandomize=True)
@given(charts(), WIDTHS)
def test_no_label_touches_another_or_a_bar_that_it_isnt_in(drawing: GroupedDrawing | StackedDrawing, size) -> None:
    module = grouped if isinstance(drawing, GroupedDrawing) else stacked
    figure = module.draw(drawing, style(*size))
    wide, high = (value * 72 for value in figure.get_size_inches())
    placed = [(text.get_gid(), found) for text, (_, found) in zip(texts(figure), boxes(figure), strict=True)]
    bars = [box(one) for name in ("bar-", "upper-", "part-", "sample-") for one in drawn(figure, name).values()]
    for name, one in [*placed, *(("bar", one) for one in bars)]:
        assert one.inside(Box(-0.5, -0.5, wide + 0.5, high + 0.5)), name
    for (name, one), (other, two) in combinations(placed, 2):
        assert not one.overlaps(two), (name, other)
    for name, one in placed:
        if name.startswith("inside-"):
            (around,) = [
                found for gid, part in drawn(figure, "part-").items() if gid == f"part-{name[7:-2]}" for found in [box(part)]
            ]
            assert one.inside(around), name
        else:
            assert not any(one.overlaps(other) for other in bars), name
            assert not any(
                one.crossed_by(tuple(on_figure(line))) for line in [*named(figure, "zero"), *named(figure, "lead-")]
            ), name
