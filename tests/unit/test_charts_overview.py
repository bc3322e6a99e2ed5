"""The axis of everything that is dated: each mark at its time, none over another, whatever there is to show."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import get_args

import pytest
from chart_samples import day, font_files, style, year
from drawn import boxes, texts

from charts.overview import MarkSpot, Overview, draw
from charts.text import Box
from report.figures.drawing import use_fonts
from report.model.charts.timeline import TimelineMark
from report.model.figure import Dating, Height
from report.model.overview import OverviewDrawing

HEIGHTS: tuple[Height, ...] = get_args(Height)
RAID = (date(2023, 6, 20),) * 2
MARKS = (
    TimelineMark(*year(2013), "The plan", "2013"),
    TimelineMark(*year(2013), "The move", "2013"),
    TimelineMark(*year(2013), "Meetings", "since 2013", dating=Dating(date(2013, 12, 31), closing="open")),
    TimelineMark(*year(2014), "The deal", "2014"),
    TimelineMark(*RAID, "The ban", "days before", relative=True),
    TimelineMark(*RAID, "The raid", "20 June 2023"),
    TimelineMark(*RAID, "The ruling", "a week later", relative=True),
)


@pytest.fixture(autouse=True, scope="module")
def fonts() -> None:
    use_fonts(font_files())


def overview(*marks: TimelineMark, named: tuple[int, ...] = ()) -> Overview:
    return Overview(OverviewDrawing("en", marks, named), style())


def by_number(spots: list[MarkSpot]) -> dict[int, MarkSpot]:
    return {spot.number: spot for spot in spots}


def test_a_year_is_a_block_as_long_as_the_year_and_a_second_one_stands_on_it() -> None:
    made = overview(*MARKS)
    blocks = by_number(made.blocks)
    assert blocks.keys() == {0, 1, 3}
    assert blocks[0].left == pytest.approx(made.x(date(2013, 1, 1).toordinal()), abs=1)
    assert blocks[0].right == pytest.approx(made.x(date(2014, 1, 1).toordinal()), abs=1)
    assert [blocks[n].level for n in (0, 1, 3)] == [0, 1, 0]


def test_a_day_is_a_dot_at_its_time_above_the_rings_that_hang_on_it() -> None:
    made = overview(*MARKS)
    (dot,), rings = made.dots, by_number(made.rings)
    assert dot.middle == pytest.approx(made.x(date(2023, 6, 20).toordinal() + 0.5))
    assert rings[4].right <= dot.left + 1
    assert rings[6].left >= dot.right - 1
    assert rings[4].level == rings[6].level == dot.level - 1


def test_what_goes_on_is_a_bar_below_the_axis_to_its_end_and_fades() -> None:
    made = overview(*MARKS)
    (bar,) = made.bars
    assert bar.left == pytest.approx(made.x(date(2013, 1, 1).toordinal()))
    assert bar.right == made.right
    colours = [colour for _, colour in made._bar(bar, style().accent)]
    assert len(colours) == len(set(colours)) > 10


@pytest.mark.parametrize("height", HEIGHTS)
def test_what_is_named_first_gets_its_words_and_none_stands_over_another(height: Height) -> None:
    figure = draw(OverviewDrawing("en", MARKS, (5, 0, 1, 3), height=height), style())
    assert {"20 June 2023", "The raid", "2013", "The plan"} <= {text.get_text() for text in texts(figure)}
    placed = boxes(figure)
    bounds = Box(0, 0, *(72 * side for side in figure.get_size_inches())).padded(0.5)
    for number, (text, box) in enumerate(placed):
        assert box.inside(bounds), text
        assert not [other for other, there in placed[number + 1 :] if box.overlaps(there)], text


def test_a_lower_one_has_lower_storeys_and_longer_lines_on_the_same_axis() -> None:
    marks = (replace(MARKS[0], label="The plan is made and told to everybody"), *MARKS[1:])
    short, standard, tall = (Overview(OverviewDrawing("en", marks, (0, 5), height=height), style()) for height in HEIGHTS)
    assert short.height < standard.height < tall.height
    assert short.storey < standard.storey < tall.storey
    assert short.blocks == standard.blocks == tall.blocks
    assert [len(made.words[0]) for made in (short, standard)] == [2, 3]


@pytest.mark.parametrize(
    "marks",
    [
        MARKS[5:6],
        tuple(TimelineMark(*year(1200 + 7 * n), "A year", "") for n in range(115)),
        tuple(TimelineMark(*day(2001, 9, 3), "A day", "") for _ in range(1000)),
        tuple(TimelineMark(*day(2001, 1 + n % 12, 1 + n % 28), "A day", "", relative=n % 3 == 1) for n in range(300)),
    ],
    ids=["one", "centuries", "one busy day", "three hundred"],
)
def test_however_much_there_is_it_stays_within_its_size(marks: tuple[TimelineMark, ...]) -> None:
    made = overview(*marks)
    assert made.height < 200
    for spot in (*made.blocks, *made.dots, *made.rings):
        assert -1 <= spot.left < spot.right <= style().width + 1


def test_dots_of_one_level_stand_side_by_side() -> None:
    made = overview(*(TimelineMark(*day(2001, 1 + n % 12, 1 + n % 28), "A day", "") for n in range(300)))
    for level in {spot.level for spot in made.dots}:
        row = sorted(spot.left for spot in made.dots if spot.level == level)
        assert all(other - one >= made.dot for one, other in pairwise(row))


def test_without_events_there_is_no_axis() -> None:
    with pytest.raises(ValueError, match="without events"):
        draw(OverviewDrawing("en", ()), style())
