"""The article that ships, built once for all tests that read it."""

from __future__ import annotations

import pytest
from support import shipped as once_built
from support.shipped import Shipped


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """The shipped article in every format that it names."""
    return once_built.shipped()
