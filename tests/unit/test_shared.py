"""What the articles of one process share, and that none of it shows."""

from __future__ import annotations

import pytest

from report.output.pdf.engine import shared


@pytest.mark.parametrize(
    "sheet",
    [
        '@font-face { font-family: "A"; src: url(file:///a.otf) }',
        '@import "other.css";',
        "@Counter-Style b { symbols: x }",
        "@layer a { p { color: red } }",
        r"@\69mport 'other.css';",
        "@media print { @font-face { font-family: A } }",
        "@page-like { }",
    ],
)
def test_a_sheet_that_brings_something_along_is_parsed_for_its_publication_alone(sheet: str) -> None:
    made = [shared.parsed(sheet, lambda _: object(), ()) for _ in range(2)]
    assert made[0] is not made[1]
    assert shared.fonts_for(["p { color: red }", sheet]) is not shared.fonts_for(["p { color: red }", sheet])


def test_a_sheet_that_says_how_things_look_is_parsed_once() -> None:
    sheet = "@page chapter:first { @top-left { content: none } @footnote { margin: 0 } } @media print { p { color: red } }"
    assert shared.parsed(sheet, lambda _: object(), ()) is shared.parsed(sheet, lambda _: object(), ())
    assert shared.fonts_for([sheet]) is shared.fonts_for([])


def test_a_sheet_that_meets_an_objection_meets_it_again() -> None:
    objections: list[str] = []

    def parse(sheet: str) -> object:
        objections.append(sheet)
        return object()

    for _ in range(2):
        shared.parsed("p { colr: red }", parse, objections)
    assert len(objections) == 2


def test_no_more_sheets_are_kept_than_a_process_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "_sheets", {})
    for number in range(shared._MOST_SHEETS + 20):
        shared.parsed(f"p {{ margin: {number}px }}", lambda _: object(), ())
    assert len(shared._sheets) == shared._MOST_SHEETS
