"""Ace passes an accessible book, and rejects those that keep readers out, each by its own rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from verify_samples import ONE, PACKAGE, book, page

from report.verify import ace
from report.verify.verdict import Options

pytestmark = pytest.mark.conformance


@pytest.fixture(autouse=True)
def _here(judge_is_here: Callable[[Callable[[], object]], None]) -> None:
    judge_is_here(ace.missing)


def test_ace_passes_an_accessible_book(tmp_path: Path) -> None:
    (judgement,) = ace.judge([book(tmp_path / "a.epub")], Options())
    assert (judgement.problems, judgement.passed) == ((), True)
    assert judgement.version


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"EPUB/one.xhtml": page(ONE.replace(' alt="A black dot"', ""))}, [("EPUB/one.xhtml", "Ace image-alt (WCAG 1.1.1)")]),
        (
            {"EPUB/style.css": "p { color: #bbb; background: #fff }"},
            [("EPUB/one.xhtml", "Ace color-contrast (WCAG 1.4.3)"), ("EPUB/two.xhtml", "Ace color-contrast (WCAG 1.4.3)")],
        ),
        ({"EPUB/package.opf": PACKAGE.replace(' xml:lang="en"', "")}, [("EPUB/package.opf", "Ace epub-lang")]),
        (
            {"EPUB/one.xhtml": page(ONE.replace(' role="doc-chapter"', ""))},
            [("EPUB/one.xhtml", "Ace epub-type-has-matching-role")],
        ),
    ],
)
def test_ace_rejects_a_book_that_keeps_readers_out(
    tmp_path: Path, changes: dict[str, str | bytes | None], expected: list[tuple[str, str]]
) -> None:
    file = book(tmp_path / "a.epub", changes)
    (judgement,) = ace.judge([file], Options())
    found = {(problem.place.path.removeprefix(f"{file}!/"), problem.clause) for problem in judgement.problems}
    assert sorted(found) == expected
    assert not judgement.passed
