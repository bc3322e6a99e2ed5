"""Mixed paragraphs, and the order in which an engine sets their characters: ours, and a browser's."""

from __future__ import annotations

import html
import json
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from report.verify import tools

CASES = Path(__file__).resolve().parents[1] / "golden" / "directions" / "paragraphs.txt"
"""A case a line: the paragraph's direction, and what is in it."""
ORDERS = CASES.with_name("orders.txt")
"""For each case, the lines that Chromium sets it in, each from left to right."""

CALL = "※"
"""Stands for the call of a note, which is one thing to what is around it."""

_STYLE = """
p { font: 20px "Almarai"; margin: 0; width: 1800px; text-align: start }
p.words { width: 1px }
q { quotes: none } q::before, q::after { content: none }
"""
_CALLS = {
    "browser": ".note { display: inline-block; width: 6px; overflow: hidden }",
    "ours": ".note { float: footnote } .note::footnote-call { content: attr(data-number) }",
}
_MEASURE = """
const all = [];
for (const p of document.querySelectorAll("p")) {
  const found = [];
  const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.className === "note") {
        const box = node.getBoundingClientRect();
        found.push(["※", box.left, box.right, box.bottom]);
      }
      continue;
    }
    if (node.parentElement.closest(".note")) continue;
    let at = 0;
    for (const character of node.data) {
      const range = document.createRange();
      range.setStart(node, at);
      at += character.length;
      range.setEnd(node, at);
      const box = [...range.getClientRects()].find(one => one.width > 0);
      if (box) found.push([character, box.left, box.right, box.bottom]);
    }
  }
  all.push(found);
}
document.body.textContent = JSON.stringify(all);
"""

Placed = tuple[str, float, float, float]
"""A character, where it begins and ends, and where its line does."""


def cases() -> list[tuple[str, str]]:
    """Return the cases: direction and markup."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [(line[:3], line[4:]) for line in lines if line[:4].lower() in {"ltr ", "rtl "}]


def shapes(side: str) -> tuple[str, ...]:
    """Return how a case is set; in capitals, its direction says that engines differ in where its words may be divided."""
    return ("line", "words") if side.islower() else ("line",)


def page(which: str, font: str = "") -> str:
    """Return all cases as one page, for us or for a browser."""
    paragraphs = (f'<p dir="{side.lower()}" class="{shape}">{text}</p>' for side, text in cases() for shape in shapes(side))
    markup = "".join(paragraphs)
    style = (f'@font-face {{ font-family: Almarai; src: url("{font}") }}' if font else "") + _STYLE + _CALLS[which]
    return f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><style>{style}</style><body>{markup}</body></html>'


def in_a_browser(folder: Path, font: Path) -> list[str]:
    """Return the orders that Chromium makes, one a paragraph."""
    file = folder / "orders.html"
    file.write_text(
        page("browser", font.as_uri()).replace(
            "</body>", f"<script>document.fonts.ready.then(() => {{{_MEASURE}}})</script></body>"
        ),
        encoding="utf-8",
    )
    flags = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=10000",
        "--dump-dom",
        f"--user-data-dir={folder / 'profile'}",
    )
    command = [str(tools.chromium().path), *flags, file.as_uri()]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=300)
    said = re.search(r"<body>(.*)</body>", done.stdout, re.DOTALL)
    assert said, done.stdout[-2000:]
    return [order((c, x, end, bottom) for c, x, end, bottom in each) for each in json.loads(html.unescape(said[1]))]


def in_ours() -> list[str]:
    """Return the orders that our pages have, one a paragraph."""
    from report.look.fonts import point_fontconfig, prepare

    point_fontconfig(prepare())
    import weasyprint

    from report.output.pdf.engine.mends import mend

    mend()
    sheet = weasyprint.CSS(string="@page { size: 2000px 60000px; margin: 10px }")
    (found,) = weasyprint.HTML(string=page("ours")).render(stylesheets=[sheet]).pages
    paragraphs = [box for box in found._page_box.descendants() if box.element_tag == "p" and type(box).__name__ == "BlockBox"]
    return [order(_placed(paragraph)) for paragraph in paragraphs]


def _placed(paragraph: Any) -> Iterator[Placed]:
    for line in paragraph.children:
        for box in line.descendants():
            if box.footnote is not None:
                yield CALL, box.position_x, box.position_x + box.width, line.position_y
            elif type(box).__name__ == "TextBox" and not (box.element_tag or "").endswith("::footnote-call"):
                yield from ((c, x, end, line.position_y) for c, x, end in _characters(box))


def _characters(box: Any) -> Iterator[tuple[str, float, float]]:
    from weasyprint.text.ffi import ffi, pango

    box.pango_layout.reactivate(box.style)
    layout, at = box.pango_layout.layout, 0
    if not hasattr(pango, "pango_layout_index_to_pos"):
        ffi.cdef("void pango_layout_index_to_pos (PangoLayout *layout, int index, PangoRectangle *pos);")
    place = ffi.new("PangoRectangle *")
    for character in box.text:
        pango.pango_layout_index_to_pos(layout, at, place)
        ends = sorted((place.x, place.x + place.width))
        yield character, *(box.position_x + end / 1024 for end in ends)
        at += len(character.encode())


def order(placed: Iterator[Placed] | Sequence[Placed]) -> str:
    """Return the characters as they stand, line by line; spaces and marks above letters aside."""
    seen = [each for each in placed if not each[0].isspace() and unicodedata.category(each[0]) not in {"Mn", "Cf"}]
    lines: dict[float, list[Placed]] = {}
    for each in seen:
        near = next((bottom for bottom in lines if abs(bottom - each[3]) < 8), each[3])
        lines.setdefault(near, []).append(each)
    return " / ".join("".join(c for c, *_ in sorted(lines[bottom], key=lambda one: one[1] + one[2])) for bottom in sorted(lines))
