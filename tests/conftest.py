"""What all tests share: where things lie, and the one flag that renews expected texts."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support import once

ROOT = Path(__file__).resolve().parent.parent

# Hypothesis looks at the clock: what else this machine has to do is none of a test's business.
settings.register_profile("beside others", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("beside others")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption("--update-golden", action="store_true", help="write expected texts anew; then read the difference")


def pytest_configure(config: pytest.Config) -> None:
    """Show fontconfig our fonts alone, once, before any test imports WeasyPrint; give the run a folder for what it shares."""
    from report.look.fonts import point_fontconfig, prepare

    # A shell hands SIGINT to what it starts in the background as one to be passed over, nohup SIGHUP; so it would go on to every
    # command under test.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    point_fontconfig(prepare())
    if not hasattr(config, "workerinput"):
        once.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what the run shared."""
    if not hasattr(config, "workerinput"):
        once.end()


def pytest_collection_finish() -> None:
    """Look for garbage as workers of a build do: what is here now stays, and a page is millions of small objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


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
