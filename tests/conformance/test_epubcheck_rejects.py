"""EPUBCheck passes a sound book, and rejects spoilt ones, each by its own message."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Here
from verify_samples import NAV, ONE, PACKAGE, book, page

from report.verify import epubcheck
from report.verify.verdict import Judgement, Options

pytestmark = pytest.mark.conformance


SPOILT: list[tuple[dict[str, str | bytes | None], list[tuple[str, str]]]] = [
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
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, judge_is_here: Here) -> list[Judgement]:
    """What EPUBCheck says of a sound book and of each that is spoilt, asked once."""
    judge_is_here(epubcheck.missing)
    folder = tmp_path_factory.mktemp("books")
    books = [book(folder / f"{number}.epub", changes) for number, changes in enumerate(({}, *(one for one, _ in SPOILT)))]
    return epubcheck.judge(books, Options())


def test_epubcheck_passes_a_sound_book(judged: list[Judgement]) -> None:
    assert (judged[0].problems, judged[0].passed) == ((), True)
    assert judged[0].version


@pytest.mark.parametrize("number", range(len(SPOILT)))
def test_epubcheck_rejects_a_spoilt_book(number: int, judged: list[Judgement]) -> None:
    judgement = judged[1 + number]
    found = {(problem.place.path.removeprefix(f"{judgement.file}!/"), problem.clause) for problem in judgement.problems}
    assert sorted(found) == SPOILT[number][1]
    assert not judgement.passed


def test_a_book_is_judged_among_others_as_it_is_alone(tmp_path: Path, judge_is_here: Here) -> None:
    judge_is_here(epubcheck.missing)
    (torn := tmp_path / "torn.epub").write_bytes(b"PK")
    files = [book(tmp_path / "spoilt.epub", SPOILT[0][0]), torn, book(tmp_path / "sound.epub")]
    alone = [judgement for file in files for judgement in epubcheck.judge([file], Options(notes=True))]
    assert epubcheck.judge(files, Options(notes=True)) == alone
    assert [judgement.passed for judgement in alone] == [False, False, True]
