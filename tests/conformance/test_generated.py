"""E-books of generated articles before EPUBCheck, all of them in one run of Java."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from support.css_soup import soup
from support.risky import article_of, prose
from support.soak import times
from support.strangers import stranger, with_theme

from report.build.run import Request, build
from report.intake.css_mistakes import mistakes
from report.verify import epubcheck, verify

pytestmark = pytest.mark.conformance


def test_generated_books_pass_epubcheck(tmp_path: Path) -> None:
    books: list[Path] = []

    @settings(
        max_examples=times(30, 60), deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )  # fmt: skip
    @given(prose())
    def make(blocks: list[str]) -> None:
        folder = tmp_path / str(random.Random("".join(blocks)).random())
        if not folder.exists():
            result = build(Request((article_of(folder, blocks),), formats=("epub",), out=folder / "out"))
            books.extend(output.path for output in result.outputs)

    make()
    assert len(books) >= 5
    verdict = verify(books, judges=[epubcheck.JUDGE])
    assert verdict.problems == []
    assert [judged.passed for judged in verdict.judged] == [True] * len(books)


def test_style_sheets_that_are_taken_pass_epubcheck(tmp_path: Path) -> None:
    taken = [sheet for sheet in soup(2, 6_000) if not mistakes(sheet, book=True)]
    assert 100 < len(taken) < 1_000
    folder = with_theme(stranger(tmp_path / "article"), "\n".join(taken), "epub.css")
    result = build(Request((folder,), formats=("epub",), out=tmp_path / "out"))
    verdict = verify([output.path for output in result.outputs], judges=[epubcheck.JUDGE])
    assert verdict.problems == []
    assert [judged.passed for judged in verdict.judged] == [True]
