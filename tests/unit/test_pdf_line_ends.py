"""A line that fits but for its last space stays one line."""

from __future__ import annotations

import pytest

from report.output.pdf.engine.mends import mend

TEXT = "Daily work at the camp centres on supporting what the source calls the "


def _first_line(width: float) -> str:
    import weasyprint

    html = f"<style>@page {{ size: 300mm; margin: 0 }} p {{ width: {width}px }}</style><p>{TEXT}<b>answer of all answers</b></p>"
    page = weasyprint.HTML(string=html).render().pages[0]._page_box
    line = next(box for box in page.descendants() if type(box).__name__ == "LineBox")
    return "".join(getattr(box, "text", "") for box in line.descendants())


def _widths() -> tuple[float, float]:
    """Width of the text without and with its last space."""
    import weasyprint

    def width(text: str) -> float:
        html = f"<style>@page {{ size: 300mm; margin: 0 }} p {{ white-space: pre }}</style><p>{text}</p>"
        page = weasyprint.HTML(string=html).render().pages[0]._page_box
        return float(next(box for box in page.descendants() if type(box).__name__ == "TextBox").width)

    return width(TEXT.rstrip()), width(TEXT)


@pytest.fixture
def fonts() -> None:
    from report.look.fonts import point_fontconfig, prepare

    point_fontconfig(prepare())


@pytest.mark.usefixtures("fonts")
def test_a_line_that_only_its_last_space_makes_too_long_is_kept() -> None:
    mend()
    bare, full = _widths()
    assert _first_line((bare + full) / 2).strip() == TEXT.strip()


@pytest.mark.usefixtures("fonts")
def test_a_line_that_is_too_long_still_breaks() -> None:
    mend()
    bare, _ = _widths()
    assert _first_line(bare - 3).strip() == TEXT.strip().removesuffix(" the")
