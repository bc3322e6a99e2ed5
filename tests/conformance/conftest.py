"""With REQUIRE_JUDGES=1 a judge that is missing fails its tests; without it they are skipped, and say so."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# The samples that the unit tests spoil are shown to the real judges here.
sys.path.append(str(Path(__file__).parents[1] / "unit"))

Here = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="session")
def judge_is_here() -> Here:
    """Return what skips or fails a test where the judge whose `missing` it is given can't work."""

    def check(missing: Callable[[], object]) -> None:
        if lacking := missing():
            if os.environ.get("REQUIRE_JUDGES") == "1":
                pytest.fail(str(lacking), pytrace=False)
            pytest.skip(f"NOT JUDGED: {lacking}")

    return check
