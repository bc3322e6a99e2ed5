"""Whatever a style sheet does to a page, it looks as the engine painted it, and is drawn as it is heard where nothing meets."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from support.drawing import BODY, as_painted, disordered, pixels
from support.printing import printed
from support.soak import times

from report.problems import ProblemsFound

CONTENT = BODY.partition("</nav>")[2]
"""Leaders can't stand in what isn't as wide as its line: the layout engine gives up."""
SELECTORS = st.sampled_from(
    ["p", "b", "i", "h1", "h2", "td", "th", "table", "li", "ul", "figure", "img", "q", ".note", "dl", "dt", "dd", "aside", "a"]
)
COLOURS = st.integers(0, 0xFFF).map("#{:03x}".format)
LENGTHS = st.integers(-9, 9).map("{}px".format)
WIDTHS = st.integers(1, 9).map("{}px".format)
SHARES = st.sampled_from(["0.3", "0.5", "0.8"])
RULES = st.sampled_from(
    [
        "background: {colour}",
        "border: {width} solid {colour}",
        "border: {width} dashed {colour}; border-radius: 5px",
        "transform: rotate(4deg)",
        "transform: translate({length}, {length}) scale(1.1)",
        "position: relative; left: {length}; z-index: 1",
        "position: relative; top: {length}; z-index: -1",
        "float: right; width: 30mm; background: {colour}",
        "float: left; width: 20mm",
        "display: inline-block; width: 30mm",
        "box-shadow: {length} {width} 4px {colour}",
        "background: linear-gradient({colour}, white)",
        "background: radial-gradient({colour}, white) no-repeat",
        "background: url(picture:chart) repeat-x",
        "overflow: hidden; height: 12mm; border-radius: 3mm",
        "columns: 2",
        "display: flex; gap: {width}",
        "border-collapse: collapse",
        "text-decoration: underline {colour}",
        "color: {colour}",
        "color: rgb(200 0 50 / {share})",
        "outline: {width} solid {colour}",
        "margin-left: {length}",
        "background: rgb(0 90 200 / {share})",
        "mix-blend-mode: multiply",
        "border: {width} solid; border-image: linear-gradient({colour}, #000) 4",
        "visibility: hidden",
        "direction: rtl",
        "color: device-cmyk(0.1 1 0 0.2)",
    ]
)
PICTURE = re.compile("img|figure")
"""Where pictures are moved, the test, which knows of their ink alone, can't tell what they lie over."""
BOXES = st.sampled_from(["position: absolute; z-index: {level}", "display: block; opacity: {share}"])


@st.composite
def sheets(draw: st.DrawFn) -> str:
    sheet = ""
    for _ in range(draw(st.integers(2, 8))):
        added = draw(st.integers(0, 4)) == 0
        rule = f"content: ''; width: 20mm; height: 3mm; background: {{colour}}; {draw(BOXES)}" if added else draw(RULES)
        level = draw(st.integers(-1, 2))
        values = {"colour": COLOURS, "length": LENGTHS, "width": WIDTHS, "share": SHARES}
        said = rule.format(level=level, **{name: draw(value) for name, value in values.items()})
        sheet += f"{draw(SELECTORS)}{'::before' if added else ''} {{ {said} }} "
    return sheet


@settings(
    max_examples=times(6, 120),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(sheets())
def test_pages_look_as_they_were_painted(sheet: str) -> None:
    try:
        made = printed(CONTENT, sheet).data
    except ProblemsFound:  # text over text or off the page, and much else that a style sheet may not do
        assume(False)
    with as_painted():
        assert pixels(made) == pixels(printed(CONTENT, sheet).data), sheet
    if not PICTURE.search(sheet):
        assert disordered(made) == [], sheet
