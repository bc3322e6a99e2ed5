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


@pytest.mark.parametrize("given", [(), (Bar(1, None, "1", "One"), Bar(-2, None, "-2", "Less"))])
def test_no_bars_and_bars_below_zero_are_refused(given: tuple[Bar, ...]) -> None:
    with pytest.raises(ValueError, match=r"can't"):
        bars.draw(BarsDrawing("en", given), style())


WORDS = ["Short", "The number of people who came to the gate of the place in the first days", "Donaudampfschifffahrt" * 6]
LABELS = ["12", "more than 30,000", "at least 30,000 Albanian lekë a month", "123456789" * 8]


@st.composite
def drawings(draw) -> BarsDrawing:
    one = st.builds(
        lambda value, more, label, what, detail: Bar(value, value + more if more else None, label, what, detail),
        st.sampled_from([0.0, 0.02, 1.0, 34.0, 30000.0]),
        st.sampled_from([0, 0, 5]),
        st.sampled_from(LABELS),
        st.sampled_from(WORDS),
        st.sampled_from(["", *WORDS]),
    )
    return BarsDrawing("en", tuple(draw(st.lists(one, min_size=1, max_size=24))))


@settings(max_examples=times(8, 200), deadline=None, derandomize=True)
@given(drawings(), st.sampled_from([(167, 74, 8, 6), (105, 60, 8, 6), (170, 90, 16, 14), (90, 60, 8, 6)]))
def test_nothing_overlaps_or_leaves_the_figure_whatever_is_drawn(drawing: BarsDrawing, box) -> None:
    figure = bars.draw(drawing, style(*box))
    wide, high = (value * 72 for value in figure.get_size_inches())
    placed = boxes(figure)
    marks = [(bar.get_gid(), _box(bar)) for bar in [*_drawn(figure), *_drawn(figure, "upper-")]]
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
    scales = [b.get_width() / bar.value for b, bar in zip(_drawn(figure), drawing.bars, strict=True) if bar.value]
    assert scales == pytest.approx([scales[0]] * len(scales) if scales else [])


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
