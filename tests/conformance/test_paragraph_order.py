"""Chromium sets the mixed paragraphs of `golden/directions` in the order that is written down there."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Here

from report.look.fonts import prepare
from report.verify import tools
from tests.support import orders

pytestmark = pytest.mark.conformance


def test_the_orders_that_we_follow_are_those_of_a_browser(tmp_path: Path, judge_is_here: Here) -> None:
    judge_is_here(lambda: tools.chromium().lacking if tools.chromium().path is None else None)
    face = prepare().find("Almarai")
    assert face is not None
    assert orders.in_a_browser(tmp_path, face.path) == orders.ORDERS.read_text(encoding="utf-8").splitlines()
