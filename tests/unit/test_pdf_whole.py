"""What holds together is divided only where much of a page would be left blank if it weren't."""

from __future__ import annotations

from typing import Any

import pytest

from report.output.pdf.engine.mends import mend

STYLE = """
@page { size: 200px 200px; margin: 0 } body { margin: 0 }
p { margin: 0; font: 10px/20px sans-serif } div { break-inside: avoid; --whole: 0.3 } section { break-inside: avoid }
"""


def _pages(lines: int, block: str) -> list[str]:
    import weasyprint

    mend()
    body = "".join(f"<p>a{number}</p>" for number in range(lines)) + block
    pages = weasyprint.HTML(string=f"<style>{STYLE}</style>{body}").render().pages
    return [_words(page._page_box) for page in pages]


def _words(page: Any) -> str:
    return " ".join(getattr(box, "text", "") for box in page.descendants() if getattr(box, "text", ""))


BLOCK = "<p>one</p><p>two</p><p>three</p><p>four</p><p>five</p><p>six</p>"


@pytest.mark.parametrize(
    ("lines", "here"), [(4, "one two three four five six"), (5, "one two three four five"), (7, ""), (8, "")]
)
def test_it_is_divided_where_more_than_a_share_of_the_page_is_left(lines: int, here: str) -> None:
    first, *_ = _pages(lines, f"<div>{BLOCK}</div>")
    assert first.partition(f"a{lines - 1}")[2].strip() == here


def test_what_is_in_it_stays_whole_as_it_asks() -> None:
    first, second = _pages(5, f"<div><section>{BLOCK}</section></div>")
    assert "one" not in first
    assert second == "one two three four five six"


def test_what_has_to_stand_with_it_is_left_blank_too() -> None:
    """Three lines are left for it, which it would stay whole for; with the heading it leaves four."""
    style = "<style>h2 { font: 10px/20px sans-serif; margin: 0; break-after: avoid }</style>"
    first, *_ = _pages(6, f"{style}<h2>heading</h2><div>{BLOCK}</div>")
    assert first.endswith("heading one two three")


def test_what_leads_up_to_it_stands_alone_where_too_much_would_be_left_blank_for_both() -> None:
    lead = "<p style='break-after: avoid; --whole: 0.3'>lead</p>"
    assert _pages(6, f"{lead}<section>{BLOCK}</section>")[0].endswith("a5 lead")
    assert _pages(7, f"{lead}<section>{BLOCK}</section>")[0].endswith("a6")


def test_what_stands_with_the_one_above_is_parted_from_it_where_too_much_would_be_left_blank_for_both() -> None:
    below = "<p style='break-before: avoid; --whole: 0.3'>x<br>y<br>z</p>"
    assert _pages(6, f"<section><p>one</p><p>two</p></section>{below}")[0].endswith("a5 one two")
    assert _pages(7, f"<section><p>one</p><p>two</p></section>{below}")[0].endswith("a6")


def test_a_page_that_is_asked_for_begins_there_however_much_is_left_blank() -> None:
    lead, block = "<p style='break-after: avoid; --whole: 0.3'>lead</p>", "<div style='break-after: page'><p>one</p></div>"
    assert _pages(0, f"{lead}{block}<p>two</p>") == ["lead one", "two"]


def test_outer_ones_are_divided_before_those_in_them() -> None:
    """Parted, the two leave two lines blank; where one of them is too long for that, it is divided as well."""
    pair = "<div><div><p>one</p><p>two</p></div><div>{}</div></div>"
    first, *_ = _pages(6, pair.format("<p>three</p><p>four</p><p>five</p>"))
    assert first.endswith("a5 one two")
    first, *_ = _pages(4, pair.format("<p>three</p><p>four</p><p>five</p><p>six</p><p>seven</p>"))
    assert first.endswith("a3 one two three four five six")


@pytest.mark.parametrize("lines", range(1, 12))
def test_nothing_is_lost_when_a_page_is_made_again(lines: int) -> None:
    block = "<div><p>one<span>n1</span></p><p>two</p><p>three</p><p>four<span>n2</span></p><p>five</p></div>"
    style = "<style>span { float: footnote }</style>"
    words = " ".join(_pages(lines, style + block + block)).split()
    assert [word for word in words if word in {"one", "two", "three", "four", "five"}] == [
        "one",
        "two",
        "three",
        "four",
        "five",
    ] * 2
    assert [word for word in words if word.startswith("n")] == ["n1", "n2", "n1", "n2"]


def test_what_asks_for_nothing_is_never_divided() -> None:
    assert "one" not in _pages(5, f"<section>{BLOCK}</section>")[0]


ROWS = """<style>table { border-collapse: collapse } td { padding: 0; font: 10px/20px sans-serif; orphans: 1; widows: 1 }
tr { break-inside: avoid; --whole: 0.3 } tr:first-child { break-after: avoid }</style>"""


def _table(*rows: str) -> str:
    """Return a table of rows of a cell each, a line for a word."""
    cells = ("".join(f"<tr><td>{'<br>'.join(row.split())}</td></tr>") for row in rows)
    return f"{ROWS}<table>{''.join(cells)}</table>"


@pytest.mark.parametrize(
    ("lines", "here"),
    [
        (4, "one two three four five"),  # one line is left blank for the third row
        (6, "one two"),  # four would be left for the first two
        (7, ""),
    ],
)
def test_rows_are_parted_where_more_than_a_share_of_the_page_is_left(lines: int, here: str) -> None:
    first, *_ = _pages(lines, _table("one two", "three four five", "six seven eight"))
    assert first.partition(f"a{lines - 1}")[2].strip() == here


def test_a_row_is_divided_where_parting_isnt_enough() -> None:
    first, second = _pages(4, _table("one two three four five six seven", "eight"))
    assert first.endswith("a3 one two three four five six")
    assert second == "seven eight"


@pytest.mark.parametrize(("room", "here"), [(2, "heading date one two"), (1, "")])
def test_none_begins_on_a_page_with_but_what_floats_in_it(room: int, here: str) -> None:
    """A date has room on a line, the text beside it on two: where those are missing, its heading doesn't stay either."""
    style = "<style>h2 { font: 10px/60px sans-serif; margin: 0; break-after: avoid } div { display: flow-root } b { float: left }"
    block = "<div><b>date</b><p>one<br>two<br>three<br>four</p></div>"
    first, second = _pages(7 - room, f"{style} b {{ font: 10px/20px sans-serif }}</style><h2>heading</h2>{block}")
    assert first.partition(f"a{6 - room}")[2].strip() == here
    assert second == ("three four" if here else "heading date one two three four")


def test_what_stands_side_by_side_is_divided_where_its_cells_ask_for_it() -> None:
    def cell(words: str) -> str:
        return f"<section style='display: table-cell; --whole: 0.3'><p>{'<br>'.join(words.split())}</p></section>"

    pair = f"<div style='display: table'>{cell('one two three four five six seven')}{cell('other words')}</div>"
    assert _pages(4, pair) == ["a0 a1 a2 a3 one two three four five other words", "six seven"]
