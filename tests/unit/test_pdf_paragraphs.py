"""Paragraphs of both directions are set as browsers set them; a test of the session `conformance` asks one again."""

from __future__ import annotations

from functools import cache

import pytest

from report.output.pdf.engine.levels import levels
from tests.support import orders


@cache
def ours() -> list[str]:
    return orders.in_ours()


CASES = [(side, text, shape) for side, text in orders.cases() for shape in orders.shapes(side)]


def test_there_are_many_cases_of_each_kind() -> None:
    told = orders.ORDERS.read_text(encoding="utf-8").splitlines()
    assert len(told) == len(CASES) == len(ours())
    assert len(orders.cases()) >= 100
    assert {side for side, *_ in orders.cases()} == {"ltr", "rtl", "LTR", "RTL"}


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{CASES[number][0]}-{number}")
def test_a_paragraph_is_set_in_the_order_of_browsers(number: int) -> None:
    assert ours()[number] == orders.ORDERS.read_text(encoding="utf-8").splitlines()[number], CASES[number]


def test_levels_are_those_of_the_algorithm() -> None:
    assert [*levels("plain", 0)] == [0] * 5
    assert [*levels("", 1)] == []
    assert [*levels("بله 12 a", 1)] == [1, 1, 1, 1, 2, 2, 1, 2]
    assert [*levels("a بله 12", 0)] == [0, 0, 1, 1, 1, 1, 2, 2]
