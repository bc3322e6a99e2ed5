"""Tables too wide for the page: each on a page of the same sheet that is turned, while the text flows on around it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from support.built import Desk
from support.edited import minimal
from support.pages import check
from support.reading import documents
from support.structure import read

from report.build.rebuild import rebuild
from report.build.run import Request, build
from tests.support import layout_rules
from tests.support.layout import read as laid_out
from tests.support.layout import watched

PRINTED = ("a4", "letter", "large-print")
YEARS = range(1952, 2008, 5)
LANDS = [f"Land of {letter}{letter.lower() * 5}" for letter in "ABCDEFGHIJKLMNOPQRST"]
WORDS = "administration responsibility characteristics representative transformation recommendations implementation"
SERIES = """\
title: Product
unit: USD
basis: {counted: product of a head, label: product}
by: staff
source: annual-report
data: {file: data/lands.csv, date: year, value: product, line: land}
"""
CAPTION = ":caption: Product of a head"
FEW = ":only: date = 1997, 2002, 2007"
"""With three years it isn't too wide."""
SENTENCE = "The reading room keeps what people bring, and lends it to whoever asks, as long as the lamp burns. "


def paragraph(number: int) -> str:
    return f"Paragraph {chr(64 + number)} begins. " + SENTENCE * 2 + "\n\n"


def section() -> str:
    head = f"| {' | '.join(word.capitalize() for word in WORDS.split())} |\n|{'---|' * 7}\n"
    long = head + f"| {' | '.join(WORDS.split())} |\n" * 12 + "\n: Long words\n\n"
    table = f":::{{table}} product\n{CAPTION}\n:across: date\n:down: line = Country\n:::\n\n"
    flow = "".join(map(paragraph, range(2, 20)))
    written = f"## Written out\n\n{paragraph(20)}{long}{paragraph(21)}## Alone\n\n{long}"
    return f"\n## A wide table\n\n{paragraph(1)}{table}{flow}{written}"


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = minimal(tmp_path_factory.mktemp("turned") / "article")
    (folder / "data").mkdir()
    rows = [
        f"{land},{year},{1000 + (number * 7919 + year * 31) % 9000}.{year % 100:02}" for number, land in enumerate(LANDS)
        for year in YEARS
    ]  # fmt: skip
    (folder / "data" / "lands.csv").write_text("\n".join(["land,year,product", *rows, ""]), encoding="utf-8")
    (folder / "series" / "product.yaml").write_text(SERIES, encoding="utf-8")
    file = folder / "sections" / "reading-room.md"
    file.write_text(file.read_text(encoding="utf-8") + section(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(article: Path) -> Mapping[str, Path]:
    result = build(Request((article,), (*PRINTED, "epub"), out=article.parent / "build"))
    assert [str(problem) for problem in result.problems] == []
    return {output.format: output.path for output in result.outputs}


def pages(file: Path) -> list[tuple[bool, str]]:
    """Return of each page whether it is turned, and its text."""
    with PdfDocument(file) as pdf:
        sizes = {tuple(sorted(page.get_size())) for page in pdf}
        assert len(sizes) == 1, "all are of one sheet"
        return [(page.get_width() > page.get_height(), page.get_textpage().get_text_bounded()) for page in pdf]


@pytest.mark.parametrize("name", ["a4", "letter"])
def test_a_wide_table_has_a_turned_page_of_its_own(built: Mapping[str, Path], name: str) -> None:
    turned = [text for is_turned, text in pages(built[name]) if is_turned]
    assert ["Product of a head" in text for text in turned] == [True, False, False]
    assert all(land in turned[0] for land in LANDS)
    assert "Source: Staff of the reading room" in turned[0]
    assert "Long words" in turned[1]
    assert turned[2].index("Alone") < turned[2].index("Long words"), "a heading stands with its table"
    assert "Paragraph" not in "".join(turned)


@pytest.mark.parametrize("name", ["a4", "letter"])
def test_running_head_and_folio_stand_on_a_turned_page(built: Mapping[str, Path], name: str) -> None:
    numbers = [(number, text.split()) for number, (turned, text) in enumerate(pages(built[name]), 1) if turned]
    for number, words in numbers:
        assert {"Visits", str(number)} <= set(words)


@pytest.mark.parametrize("name", ["a4", "letter"])
def test_text_flows_on_to_the_foot_of_the_page_before(built: Mapping[str, Path], name: str) -> None:
    found = pages(built[name])
    at = next(number for number, (turned, _) in enumerate(found) if turned)
    assert "Paragraph A begins" in found[at - 1][1]
    assert name != "a4" or "Paragraph B begins" in found[at - 1][1], "which has room for it"
    begun = [letter for _, text in found for letter in "ABCDEFGHIJKLMNOPQRSTU" if f"Paragraph {letter} begins" in text]
    assert begun == list("ABCDEFGHIJKLMNOPQRSTU"), "none is lost, none passes another"


@pytest.mark.parametrize("name", ["a4", "letter"])
def test_pages_before_and_behind_turned_ones_keep_the_rules(article: Path, name: str) -> None:
    with watched() as seen:
        data = Desk.of(article).make(name)
    assert [str(finding) for finding in layout_rules.check(laid_out(*seen[-1], data))] == []


def test_large_print_divides_what_its_turned_page_has_no_room_for(built: Mapping[str, Path]) -> None:
    found = pages(built["large-print"])
    assert not any(turned for turned, _ in found)
    for caption in ("Product of a head", "Long words"):
        assert any(f"{caption} (part 1 of" in text for _, text in found)


@pytest.mark.parametrize("name", ["a4", "letter"])
def test_a_turned_table_is_heard_whole_and_once(built: Mapping[str, Path], name: str) -> None:
    tables = [element for element in read(built[name]).walk() if element.type == "Table"]
    cells = [sum(one.type == "TD" for one in table.walk()) for table in tables]
    assert cells.count(len(LANDS) * len(YEARS)) == 1


def test_the_e_book_marks_turned_pages_in_their_order(built: Mapping[str, Path]) -> None:
    marks = check(built["a4"], built["epub"], only_print=("Charts in words",))
    assert len(marks) == len(pages(built["a4"]))
    tree = next(tree for name, tree in documents(built["epub"]).items() if "reading-room" in name)
    labels = [int(mark.get("aria-label").removeprefix("Page ")) for mark in tree.xpath("//*[@role='doc-pagebreak']")]
    assert len(labels) > 4
    assert all(after == before + 1 for before, after in pairwise(labels))


@pytest.fixture(scope="module")
def alone(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """What is printed on A4 of the first wide table and a sentence, with further options of the table."""
    begun = (article / "sections" / "reading-room.md").read_text(encoding="utf-8").partition(paragraph(2))[0]

    def printed(*options: str) -> Path:
        folder = shutil.copytree(article, tmp_path_factory.mktemp("alone") / "article")
        text = begun.replace(CAPTION, "\n".join((CAPTION, *options)))
        (folder / "sections" / "reading-room.md").write_text(text, encoding="utf-8")
        result = build(Request((folder,), ("a4",), out=folder.parent / "build"))
        assert result.problems == []
        return result.outputs[0].path

    return printed


@pytest.mark.parametrize(
    ("options", "turns"),
    [((), 1), ((":turn: no",), 0), ((FEW,), 0), ((FEW, ":turn: yes"), 1)],
    ids=["wide", "wide, no", "narrow", "narrow, yes"],
)
def test_an_author_says_whether_a_page_is_turned(alone: Callable[..., Path], options: tuple[str, ...], turns: int) -> None:
    assert sum(turned for turned, _ in pages(alone(*options))) == turns


def test_a_copy_is_rebuilt_with_its_turned_pages(alone: Callable[..., Path], tmp_path: Path) -> None:
    assert rebuild(alone(), tmp_path).same
