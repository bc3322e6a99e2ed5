"""EPUBCheck passes a sound book, and rejects spoilt ones, each by its own message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from verify_samples import NAV, ONE, PACKAGE, book, page

from report.verify import epubcheck
from report.verify.verdict import Options

pytestmark = pytest.mark.conformance


@pytest.fixture(autouse=True)
def _here(judge_is_here: Callable[[Callable[[], object]], None]) -> None:
    judge_is_here(epubcheck.missing)


def test_epubcheck_passes_a_sound_book(tmp_path: Path) -> None:
    (judgement,) = epubcheck.judge([book(tmp_path / "a.epub")], Options())
    assert (judgement.problems, judgement.passed) == ((), True)
    assert judgement.version


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"EPUB/nav.xhtml": page(NAV.replace('epub:type="toc" ', ""))}, [("EPUB/nav.xhtml", "EPUBCheck RSC-005")]),
        ({"EPUB/nav.xhtml": page(NAV.replace("two.xhtml", "three.xhtml"))}, [("EPUB/nav.xhtml", "EPUBCheck RSC-007")]),
        (
            {"EPUB/two.xhtml": None},
            [("EPUB/one.xhtml", "EPUBCheck RSC-012"), ("EPUB/two.xhtml", "EPUBCheck RSC-001")],
        ),
        ({"EPUB/one.xhtml": page(ONE.replace("#later", "#never"))}, [("EPUB/one.xhtml", "EPUBCheck RSC-012")]),
        ({"EPUB/one.xhtml": page(ONE + "<p>")}, [("EPUB/one.xhtml", "EPUBCheck RSC-016")]),
        (
            {"EPUB/package.opf": PACKAGE.replace("<dc:title>A mill</dc:title>", "")},
            [("EPUB/package.opf", "EPUBCheck RSC-005")],
        ),
    ],
)
def test_epubcheck_rejects_a_spoilt_book(
    tmp_path: Path, changes: dict[str, str | bytes | None], expected: list[tuple[str, str]]
) -> None:
    file = book(tmp_path / "a.epub", changes)
    (judgement,) = epubcheck.judge([file], Options())
    found = {(problem.place.path.removeprefix(f"{file}!/"), problem.clause) for problem in judgement.problems}
    assert sorted(found) == expected
    assert not judgement.passed
