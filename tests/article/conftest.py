"""The article that ships, built once for all tests that read it."""

from __future__ import annotations

import pytest
from support.shipped import Shipped, build_shipped


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """The shipped article in every format that it names."""
    return build_shipped(tmp_path_factory.mktemp("shipped"))
