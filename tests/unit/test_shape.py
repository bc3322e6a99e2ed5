"""The shape of a line: ends, extremes, turning points and pieces."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.model.shape import shape_of


@pytest.mark.parametrize(
    ("values", "highest", "lowest", "turns"),
    [
        ([5], 0, 0, ()),
        ([2, 2, 2], 0, 0, ()),
        ([1, 2, 3, 4], 3, 0, ()),
        ([1, 9, 1, 9], 1, 0, (1, 2)),
        ([1, 5, 4.9, 9], 3, 0, ()),  # a small swing is no turn
        ([3, 1, 2, 8, 7, 9], 5, 1, (1,)),
        ([math.sin(n / 50) for n in range(700)], 393, 550, (79, 236, 393, 550)),
    ],
)
def test_shapes(values: list[float], highest: int, lowest: int, turns: tuple[int, ...]) -> None:
    shape = shape_of(values)
    assert (shape.first, shape.last, shape.highest, shape.lowest) == (0, len(values) - 1, highest, lowest)
    assert shape.turns == turns


def test_a_seasonal_rise_turns_nowhere() -> None:
    assert shape_of([n / 10 + math.sin(n / 2) for n in range(1000)]).turns == ()


def test_what_is_told_is_told_once_in_order() -> None:
    assert shape_of([1, 9, 0, 5]).told == (0, 1, 2, 3)
    assert shape_of([9, 5, 0]).told == (0, 2)
    assert shape_of([4]).told == (0,)


def test_a_line_is_broken_where_it_is_said_to_be() -> None:
    assert shape_of([1, 2, 3, 4], (2, 2, 0, 9)).pieces == (range(2), range(2, 4))
    assert shape_of([1, 2, 3], (1, 2)).pieces == (range(1), range(1, 2), range(2, 3))


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=80), st.sets(st.integers(0, 90), max_size=6))
def test_every_value_is_in_one_piece_and_turns_go_up_and_down(values: list[float], breaks: set[int]) -> None:
    shape = shape_of(values, tuple(breaks))
    assert [number for piece in shape.pieces for number in piece] == list(range(len(values)))
    assert values[shape.highest] == max(values)
    assert values[shape.lowest] == min(values)
    assert len(shape.turns) <= 4
    ways = [values[b] > values[a] for a, b in pairwise((*shape.turns,))]
    assert all(one != other for one, other in pairwise(ways))
    assert not set(shape.turns) & {len(values) - 1}


def test_it_takes_no_longer_than_the_values_ask_for() -> None:
    chance = random.Random(1)
    shape = shape_of([chance.random() for _ in range(100_000)])
    assert len(shape.pieces) == 1
