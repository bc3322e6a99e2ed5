from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from chart_samples import BARS, font_files, style
from drawn import boxes, named, on_figure, texts, words
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from support.soak import times

from charts import bars
from charts.fills import lightness
from charts.text import Box
from report.figures.drawing import picture, style_of, use_fonts
from report.load import load_format
from report.look.tokens import load_tokens
from report.model.charts.bars import Bar, BarsDrawing
from report.system.places import templates


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def _drawn(figure, name: str = "bar-") -> list[Rectangle]:
    return [bar for bar in figure.findobj(Rectangle) if (bar.get_gid() or "").startswith(name)]


def _box(bar: Rectangle) -> Box:
    left, bottom = bar.get_xy()
    return Box(left, bottom, left + bar.get_width(), bottom + bar.get_height())


def _label(figure, number: int):
    return next(text for text in texts(figure) if text.get_gid() == f"label-{number}-0")


def test_every_fact_has_one_bar_and_its_words_once() -> None:
    figure = bars.draw(BARS, style())
    assert [bar.get_gid() for bar in _drawn(figure)] == ["bar-0", "bar-1", "bar-2"]
    for i, bar in enumerate(BARS.bars):
        assert (words(figure, f"words-{i}"), words(figure, f"detail-{i}")) == (bar.words, bar.detail)
        assert words(figure, f"label-{i}") == bar.label


def test_bars_begin_at_zero_and_are_as_long_as_their_values() -> None:
    figure = bars.draw(BARS, style())
    found = _drawn(figure)
    (zero,) = named(figure, "zero")
    assert {bar.get_x() for bar in found} == {on_figure(zero)[0][0]}
    first = found[0].get_width() / BARS.bars[0].value
    assert [bar.get_width() for bar in found] == pytest.approx([first * bar.value for bar in BARS.bars])


def test_a_range_is_pale_from_its_lower_to_its_upper_bound() -> None:
    figure = bars.draw(BARS, style())
    (upper,), (full,) = _drawn(figure, "upper-"), _drawn(figure, "bar-1")
    assert upper.get_x() == pytest.approx(full.get_x() + full.get_width())
    assert upper.get_width() == pytest.approx(full.get_width() / 3)
    assert upper.get_facecolor() != full.get_facecolor()


def test_the_value_stands_semibold_behind_the_end_of_its_bar() -> None:
    figure = bars.draw(BARS, style())
    for i, end in ((0, _drawn(figure, "bar-0")[0]), (1, _drawn(figure, "upper-1")[0])):
        assert 0 < _label(figure, i).get_position()[0] - _box(end).right < 12
        assert _label(figure, i).get_fontproperties().get_weight() == 600


def test_words_stand_beside_the_bars_where_there_is_room_and_else_above() -> None:
    wide, narrow = bars.draw(BARS, style()), bars.draw(BARS, style(90, base=16, floor=14))
    for figure, beside in ((wide, True), (narrow, False)):
        (bar,) = _drawn(figure, "bar-0")
        text = next(t for t in texts(figure) if t.get_gid() == "words-0-0")
        assert (bar.get_x() > 60) == beside
        assert (text.get_position()[1] < _box(bar).top) == beside


def test_nothing_is_as_long_as_zero() -> None:
    figure = bars.draw(BarsDrawing("en", (Bar(0, None, "0", "None"),)), style())
    assert _drawn(figure)[0].get_width() == 0
    assert words(figure, "label-0") == "0"


def test_in_a_right_to_left_language_bars_grow_to_the_left() -> None:
    figure = bars.draw(BarsDrawing("fa", (Bar(4, None, "۴", "آلبانی"), Bar(2, None, "۲", "اعضا"))), style())
    long, short = map(_box, _drawn(figure))
    assert long.right == pytest.approx(short.right)
    assert long.left < short.left
    assert _label(figure, 0).get_position()[0] < long.left


def test_the_same_drawing_gives_the_same_svg() -> None:
    one, other = (picture(BARS, style(), font_files(), name="figure-1").data for _ in range(2))
    assert one == other
    assert one.count(b">about 3,000<") == 1


def test_no_bars_are_refused() -> None:
    with pytest.raises(ValueError, match=r"can't"):
        bars.draw(BarsDrawing("en", ()), style())


DIVERGING = BarsDrawing("en", tuple(Bar(v, None, f"{v:g}", f"Valley {i}") for i, v in enumerate((6, 2, -1, -3))))


@pytest.mark.parametrize("language", ["en", "fa"])
def test_what_is_below_zero_goes_to_the_other_side_with_its_label(language: str) -> None:
    figure = bars.draw(replace(DIVERGING, language=language), style())
    (zero,) = named(figure, "zero")
    at, way = on_figure(zero)[0][0], 1 if language == "en" else -1
    for number, (bar, rectangle) in enumerate(zip(DIVERGING.bars, _drawn(figure), strict=True)):
        box, sign = _box(rectangle), way * (1 if bar.value > 0 else -1)
        assert (box.left if sign > 0 else box.right) == pytest.approx(at)
        (label,) = [found for text, found in boxes(figure) if text == f"{bar.value:g}"]
        assert label.left > box.right if sign > 0 else label.right < box.left, number


def test_a_range_below_zero_is_full_up_to_its_nearer_bound() -> None:
    figure = bars.draw(BarsDrawing("en", (Bar(-30, -10, "−30 to −10", "Less"), Bar(-5, 5, "−5 to 5", "About none"))), style())
    (zero,) = named(figure, "zero")
    at = on_figure(zero)[0][0]
    (full,), (pale, both) = map(_box, _drawn(figure, "bar-")), map(_box, _drawn(figure, "upper-"))
    assert (full.right, pale.right) == (pytest.approx(at), pytest.approx(full.left))
    assert pale.right - pale.left == pytest.approx(2 * (full.right - full.left))
    assert both.left < at < both.right


def test_what_stands_back_is_paler_than_what_stands_out() -> None:
    two = BarsDrawing("en", (Bar(3, None, "3", "One", muted=True), Bar(2, None, "2", "Other")))
    back, out = (bar.get_facecolor() for bar in _drawn(bars.draw(two, style())))
    assert lightness(back) > lightness(out) + 0.15


def test_bars_without_details_are_thicker_than_their_gaps() -> None:
    few = bars.draw(BarsDrawing("en", tuple(Bar(n, None, f"{n}", f"Valley {n}") for n in range(1, 6))), style())
    drawn = list(map(_box, _drawn(few)))
    assert all(above.bottom - below.top < above.top - above.bottom for above, below in pairwise(drawn))


def test_parts_of_a_chart_have_the_scale_of_the_whole() -> None:
    many = BarsDrawing("en", tuple(Bar(n - 20, None, f"{n - 20}", f"Valley {n}" * (1 + n % 3)) for n in range(50)))
    whole = {bar.get_gid(): bar for bar in _drawn(bars.draw(many, style()))}
    found = [bar for part in ((0, 17), (17, 50)) for bar in _drawn(bars.draw(replace(many, part=part), style()))]
    assert [bar.get_gid() for bar in found] == list(whole)
    for bar in found:
        assert (bar.get_x(), bar.get_width()) == (whole[bar.get_gid()].get_x(), whole[bar.get_gid()].get_width())


WORDS = ["Short", "The number of people who came to the gate of the place in the first days", "Donaudampfschifffahrt" * 6]
LABELS = ["12", "more than 30,000", "at least 30,000 Albanian lekë a month", "123456789" * 8]


@st.composite
def drawings(draw) -> BarsDrawing:
    one = st.builds(
        lambda value, more, label, what, detail: Bar(value, value + more if more else None, label, what, detail),
        st.sampled_from([0.0, 0.02, 1.0, 34.0, 30000.0, -0.5, -40.0, -3000.0]),
        st.sampled_from([0, 0, 5]),
        st.sampled_from(LABELS),
        st.sampled_from(WORDS),
        st.sampled_from(["", *WORDS]),
    )
    return BarsDrawing("en", tuple(draw(st.lists(one, min_size=1, max_size=24))))


WIDTHS = st.sampled_from(
    [(167, 74, 8, 6), (105, 60, 8, 6), (170, 90, 16, 14), (90, 60, 8, 6), (253, 90, 9, 7), (118, 60, 16, 14)]
)


@settings(max_examples=times(12, 1000), deadline=None, derandomize=True)
@given(drawings(), WIDTHS)
def test_nothing_overlaps_or_leaves_the_figure_whatever_is_drawn(drawing: BarsDrawing, box) -> None:
    figure = bars.draw(drawing, style(*box))
    wide, high = (value * 72 for value in figure.get_size_inches())
    placed = boxes(figure)
    marks = [(bar.get_gid(), _box(bar)) for bar in marks_of(figure)]
    for name, one in (*placed, *marks):
        assert one.inside(Box(-0.5, -0.5, wide + 0.5, high + 0.5)), name
    for (name, one), (other, two) in combinations(placed, 2):
        assert not one.overlaps(two), (name, other)
    for line in named(figure, "zero"):
        assert not any(one.crossed_by(tuple(on_figure(line))) for _, one in placed)
    for _, mark in marks:
        assert not any(mark.overlaps(one) for _, one in placed)
    for i, bar in enumerate(drawing.bars):
        for name, text in (("words", bar.words), ("label", bar.label), ("detail", bar.detail)):
            assert words(figure, f"{name}-{i}").replace(" ", "") == text.replace(" ", "")
    wide_by = {b.get_gid(): b.get_width() for b in marks_of(figure)}
    scales = [
        sum(wide_by.get(f"{name}-{i}", 0) for name in ("bar", "upper")) / far
        for i, bar in enumerate(drawing.bars)
        if (far := far_of(bar))
    ]
    assert scales == pytest.approx([scales[0]] * len(scales) if scales else [])


def marks_of(figure) -> list[Rectangle]:
    return [*_drawn(figure), *_drawn(figure, "upper-")]


def far_of(bar: Bar) -> float:
    """How long a bar is, both colours together."""
    ends = [0.0, bar.value, bar.value if bar.upper is None else bar.upper]
    return max(ends) - min(ends)


@pytest.mark.parametrize("name", sorted(path.stem for path in (templates() / "formats").glob("*.toml")))
def test_every_format_takes_thirty_bars(name: str) -> None:
    format_ = load_format(templates() / "formats" / f"{name}.toml")[0]
    assert format_ is not None
    look = replace(style_of(format_, load_tokens()[0], "en"), families=style().families)
    count = 30 if look.floor_pt < 12 else 24  # as many as a page of large print has room for
    thirty = tuple(Bar(900.0 - 29 * n, None, f"{900 - 29 * n}", f"Country of {n}") for n in range(count))
    figure = bars.draw(BarsDrawing("en", thirty), look)
    assert figure.get_figheight() * 25.4 <= format_.tallest_chart
    drawn = [_box(bar) for bar in _drawn(figure)]
    assert len(drawn) == count
    gaps = [above.bottom - below.top for above, below in pairwise(drawn)]
    assert min(gaps) > 0
    assert max(gaps) < 1.3 * (drawn[0].top - drawn[0].bottom)
    shown = boxes(figure)
    assert not any(one.overlaps(other) for (_, one), (_, other) in combinations(shown, 2))
