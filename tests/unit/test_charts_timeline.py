from datetime import date
from itertools import combinations

import pytest
from chart_samples import EVENTS, day, font_files, style, year
from drawn import boxes, named, on_figure, texts, words
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle
from support.soak import times

from charts import timeline
from report.figures.drawing import use_fonts
from report.model.charts.timeline import TimelineDrawing, TimelineMark


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def _bars(figure) -> dict[str, Rectangle]:
    return {bar.get_gid(): bar for bar in figure.findobj(Rectangle) if (bar.get_gid() or "").startswith("mark-")}


def _year_lines(figure) -> list[float]:
    return sorted({round(on_figure(line)[0][0], 3) for line in named(figure, "grid-")})


def test_every_event_has_its_date_and_words_once() -> None:
    figure = timeline.draw(EVENTS, style())
    for i, event in enumerate(EVENTS.marks):
        assert words(figure, f"label-{i}") == f"{event.date_label} {event.label}"


def test_a_year_is_a_bar_as_long_as_the_year() -> None:
    figure = timeline.draw(EVENTS, style())
    bar = _bars(figure)["mark-0"]
    first, second = _year_lines(figure)[:2]
    assert bar.get_x() == pytest.approx(first, abs=0.01)
    assert bar.get_x() + bar.get_width() == pytest.approx(second, abs=0.01)


def test_a_day_is_a_dot_at_its_place_in_the_year() -> None:
    figure = timeline.draw(EVENTS, style())
    ((x, _),) = on_figure(named(figure, "mark-2")[0])
    lines = _year_lines(figure)
    start, end = lines[6], lines[7]
    assert (x - start) / (end - start) == pytest.approx((date(2019, 7, 13) - date(2019, 1, 1)).days / 365, abs=0.005)


def test_an_event_known_by_relation_is_open_and_on_its_side_of_the_anchor() -> None:
    figure = timeline.draw(EVENTS, style())
    before, anchor, after = (named(figure, f"mark-{i}")[0] for i in (3, 4, 5))
    assert on_figure(before)[0][0] < on_figure(anchor)[0][0] < on_figure(after)[0][0]
    assert before.get_markerfacecolor() == after.get_markerfacecolor() == style().paper
    assert anchor.get_markerfacecolor() == style().accent
    assert {tie.get_gid() for tie in named(figure, "tie-")} == {"tie-3", "tie-5"}


def test_events_stand_from_top_to_bottom_in_their_order() -> None:
    figure = timeline.draw(EVENTS, style())
    levels = [next(t for t in texts(figure) if t.get_gid() == f"label-{i}-0-0").get_position()[1] for i in range(6)]
    assert levels == sorted(levels, reverse=True)


def test_height_grows_with_the_number_of_events() -> None:
    few = timeline.draw(TimelineDrawing("en", EVENTS.marks[:2]), style())
    assert timeline.draw(EVENTS, style()).get_figheight() > few.get_figheight()


def test_in_a_right_to_left_language_the_date_stands_right_of_the_words() -> None:
    marks = (TimelineMark(*year(2013), "آلبانی اعضا را می‌پذیرد", "۲۰۱۳"),)
    found = {text.get_text(): text.get_position()[0] for text in texts(timeline.draw(TimelineDrawing("fa", marks), style()))}
    assert found["۲۰۱۳"] > found["آلبانی اعضا را می‌پذیرد"]


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
    for line in named(figure, "grid-"):
        segment = tuple(on_figure(line))
        assert not any(b.crossed_by(segment) for _, b in placed)


@st.composite
def drawings(draw) -> TimelineDrawing:
    marks = []
    for _ in range(draw(st.integers(1, 20))):
        y = draw(st.integers(1995, 2023))
        span = draw(st.sampled_from([year(y), day(y, 3, 9), (date(y, 5, 1), date(y, 5, 31)), (date(y, 5, 1), date(2024, 2, 1))]))
        label = draw(
            st.sampled_from(
                ["Short", "An event of some length is held at the camp", "A–B partnership, signed in the capital city of it"]
            )
        )
        marks.append(TimelineMark(*span, label, draw(st.sampled_from([str(y), f"9 March {y}"])), draw(st.booleans())))
    return TimelineDrawing("en", tuple(sorted(marks, key=lambda m: m.earliest)))


@settings(max_examples=times(8, 150), deadline=None, derandomize=True)
@given(drawings(), st.sampled_from([(160, 74, 8, 6), (105, 60, 8, 6), (170, 90, 16, 14), (250, 90, 8, 6), (90, 60, 8, 6)]))
def test_words_keep_apart_whatever_is_drawn(drawing: TimelineDrawing, box) -> None:
    figure = timeline.draw(drawing, style(*box))
    _keeps_apart(figure)
    for i, event in enumerate(drawing.marks):
        assert words(figure, f"label-{i}") == f"{event.date_label} {event.label}"
