"""What all tests share: where things lie, and the one flag that renews expected texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption("--update-golden", action="store_true", help="write expected texts anew; then read the difference")


def pytest_configure() -> None:
    """Show fontconfig our fonts alone, once, before any test imports WeasyPrint."""
    from report.look.fonts import point_fontconfig, prepare

    point_fontconfig(prepare())


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def golden_folder() -> Path:
    """The folder of golden cases."""
    return ROOT / "tests" / "golden"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the one in a file, or, under --update-golden, write it there."""

    def compare(path: Path, actual: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8", newline="\n")
            return
        assert path.is_file(), f"{path} is missing; run with --update-golden, then read it"
        assert actual == path.read_text(encoding="utf-8")

    return compare
