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


def test_what_asks_for_nothing_is_never_divided() -> None:
    assert "one" not in _pages(5, f"<section>{BLOCK}</section>")[0]
