"""The article that ships, built once in each language for all tests that read it."""

from __future__ import annotations

import pytest
from support import shipped as once_built
from support.shipped import Shipped


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """The shipped article in its own language, in every format that it names."""
    return once_built.shipped()


@pytest.fixture(scope="session", params=once_built.FURTHER)
def translated(request: pytest.FixtureRequest) -> Shipped:
    """The same in each language that it is translated into."""
    return once_built.shipped(request.param)
