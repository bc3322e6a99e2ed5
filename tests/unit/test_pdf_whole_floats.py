"""A float that mustn't be divided moves to the next page with the box around it."""

from __future__ import annotations

from typing import Any

from report.output.pdf.engine.mends import mend

STYLE = """
@page { size: 200px 100px; margin: 0 }
p, dl, dt, dd { margin: 0; font: 10px/20px sans-serif }
div { display: flow-root; break-inside: avoid }
dt { float: left; width: 50px; %s }
dd { margin-left: 60px }
"""
BODY = "<p>a<br>b<br>c</p><dl><div><dt>one<br>two<br>three</dt><dd>words</dd></div></dl><p>after</p>"


def _pages(dt: str) -> list[str]:
    import weasyprint

    mend()
    pages = weasyprint.HTML(string=f"<style>{STYLE % dt}</style>{BODY}").render().pages
    return [_words(page._page_box) for page in pages]


def _words(page: Any) -> str:
    return " ".join(getattr(box, "text", "") for box in page.descendants() if getattr(box, "text", ""))


def test_a_float_that_may_not_be_divided_is_not() -> None:
    before, after = _pages("break-inside: avoid")
    assert before == "a b c"
    assert after.split() == ["one", "two", "three", "words", "after"]


def test_another_float_still_is() -> None:
    assert "one" in _pages("")[0]
