"""An e-book whose print format can't be laid out: it is built all the same, says why it lists no pages, and claims none."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.build.edition import Made, Task, make
from report.output import container
from report.problems import Severity
from report.system import places
from tests.support.edited import minimal

SECTION = "sections/reading-room.md"
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstand"
WIDE = f":::{{table}}\n:caption: Words\n\n| {' | '.join('ABCDEFGH')} |\n|{' --- |' * 8}\n| {' | '.join([LONG] * 8)} |\n:::\n"
PAGES = (b"pageBreakSource", b"pageBreakMarkers", b"pageNavigation", b"source-of", b"Page numbers are those")


def article(folder: Path, more: str) -> Path:
    minimal(folder)
    text = (folder / SECTION).read_text(encoding="utf-8")
    (folder / SECTION).write_text(f"{text}\n{more}", encoding="utf-8", newline="\n")
    return folder


def book(made: Made) -> bytes:
    (found,) = [publication for publication in made.products if publication.format == "epub"]
    return found.data


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return article(tmp_path_factory.mktemp("wide") / "article", WIDE)


@pytest.fixture(scope="module")
def alone(wide: Path) -> Made:
    return make(Task(wide, ("epub",)))


def test_a_table_too_wide_for_print_is_no_fault_of_the_book(wide: Path, alone: Made) -> None:
    assert alone.failed == []
    (publication,) = alone.products
    (warning,) = publication.problems
    line = (wide / SECTION).read_text(encoding="utf-8").split(":::{table}")[0].count("\n") + 1
    assert (warning.rule, warning.severity) == ("CFG-067", Severity.WARNING)
    assert (warning.place.path, warning.place.line) == ((wide / SECTION).as_posix(), line)
    assert "“A4 report”" in warning.sentence
    assert "run off the page (PDF-007" in warning.sentence
    assert "leave out a column" in warning.hint


def test_nothing_in_it_tells_of_pages(alone: Made) -> None:
    files = dict(container.unpack(book(alone)))
    package = files["EPUB/content.opf"]
    assert not [word for word in PAGES if word in package]
    assert b"schema:accessibilityFeature" in package
    assert b"page-list" not in files["EPUB/nav.xhtml"]
    assert b"pageTarget" not in files["EPUB/toc.ncx"]
    assert not [name for name, content in files.items() if name.endswith(".xhtml") and b"pagebreak" in content]


@pytest.mark.parametrize("order", [("a4", "epub"), ("epub", "a4")])
def test_beside_the_print_format_that_fails_it_is_the_same_file(wide: Path, alone: Made, order: tuple[str, str]) -> None:
    beside = make(Task(wide, order))
    assert {problem.rule for problem in beside.failed} == {"PDF-007"}
    assert book(beside) == book(alone)
    assert beside.products[0].problems == alone.products[0].problems


def test_a_book_that_prints_marks_its_pages(tmp_path: Path) -> None:
    made = make(Task(minimal(tmp_path / "article"), ("epub",)))
    assert made.products[0].problems == ()
    package = dict(container.unpack(book(made)))["EPUB/content.opf"]
    assert [word for word in PAGES if word not in package] == []


def test_a_table_whose_words_may_be_parted_fits(tmp_path: Path) -> None:
    parted = "&shy;".join(LONG[start : start + 7] for start in range(0, len(LONG), 7))
    made = make(Task(article(tmp_path / "article", WIDE.replace(LONG, parted)), ("a4", "epub")))
    assert made.failed == []
    assert [problem for one in made.products for problem in one.problems] == []
    assert "\u00ad".encode() in dict(container.unpack(book(made)))["EPUB/text/reading-room.xhtml"]


def test_a_book_marks_no_pages_of_what_has_none(tmp_path: Path) -> None:
    preset = (places.templates() / "formats" / "epub.toml").read_text(encoding="utf-8")
    (tmp_path / "book.toml").write_text(preset.replace('page-list = "a4"', 'page-list = "epub"'), encoding="utf-8")
    made = make(Task(minimal(tmp_path / "article"), (str(tmp_path / "book.toml"),)))
    (warning,) = made.products[0].problems
    assert (warning.rule, warning.place.path) == ("CFG-067", (tmp_path / "book.toml").as_posix())
    assert warning.sentence == "the e-book lists no pages, since “E-book” has none"
