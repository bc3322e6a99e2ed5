"""Blocks that are divided, or parted, only where much of a page would be left blank if they weren't.

A style sheet asks for it with `--whole: <share>` beside `break-inside: avoid`: the block stays whole as long as no more than
that share of a page is left blank for it, with what has to stand with it. Beside `break-after: avoid` it asks the same for what
holds a block to the next one, and beside `break-before: avoid` to the one above. WeasyPrint 70 does all of it always or never.
How much is left is known when the page is made; it is made again where that is too much.

Rows of tables ask for it, too, or their cells: rows that hold together are parted first, and only where that isn't enough is one
divided. No block begins on a page with nothing but its frame, or with what floats in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from report.output.pdf.engine.mends.again import Before
from report.output.pdf.engine.mends.asked import number
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words

_PROPERTY = "__whole"
_OF_BLOCKS = ("break_before", "break_inside", "break_after")
_OF_ROWS = ("break_after", "break_inside")
"""What is let go of in tables' rows, in this order."""
_INK = {"LineBox", "BlockReplacedBox"}


def _fault() -> bool:
    style = (
        "@page { size: 100px; margin: 0 } p { margin: 0; font: 10px/20px sans-serif } div { break-inside: avoid; --whole: 0.3 }"
    )
    first, *_ = pages("<p>a<br>b</p><div><p>one</p><p>two</p><p>three</p><p>four</p></div>", style)
    return "one" not in words(first)


def _cure(original: Any, lay_table: Any, make: Any) -> Sequence[Any]:
    def block_level_layout(context: Any, box: Any, *given: Any, **named: Any) -> Any:
        share = number(box, _PROPERTY)
        if not share or context.in_column:
            return original(context, box, *given, **named)
        tried = context.dividing
        if divided := share < tried.blank and tried.inside < tried.levels:
            tried.free(box, *_OF_BLOCKS)
        tried.inside += 1
        try:
            made = original(context, box, *given, **named)
        finally:
            tried.inside -= 1
        if not divided and (made[0] is None or box.style["break_after"] == "avoid"):
            tried.kept.append(share)
        return _on_the_next_page(context, made, *given) if divided and made[1] and not _has_lines(made[0]) else made

    def table_layout(context: Any, table: Any, *given: Any, **named: Any) -> Any:
        rows = [row for group in table.children for row in group.children]
        asking = _asking(rows) or _asking([cell for row in rows for cell in row.children])
        if not asking or context.in_column:
            return lay_table(context, table, *given, **named)
        share, tried = min(number(box, _PROPERTY) for box in asking), context.dividing
        freed = _OF_ROWS[: max(0, tried.levels - tried.inside)] if share < tried.blank else ()
        for box in asking if freed else ():
            tried.free(box, *freed)
        made = lay_table(context, table, *given, **named)
        if freed != _OF_ROWS and (made[0] is None or made[1]):
            tried.kept.append(share)
        return made

    def make_page(context: Any, root: Any, kind: Any, resume_at: Any, count: int, counters: Any) -> Any:
        tried = context.dividing = _Tried()
        while True:
            before = Before.of(context, count, counters)
            try:
                made = make(context, root, kind, resume_at, count, counters)
            finally:
                tried.hold_again()
            if not tried.kept or (blank := _blank(made[0])) <= min(tried.kept):
                return made
            before.restore(context, count, counters)
            tried = context.dividing = _Tried(tried.levels + 1, blank)

    return block_level_layout, table_layout, make_page


@dataclass(slots=True)
class _Tried:
    """Which blocks are divided when a page is made: first none, then outer ones, then those inside them."""

    levels: int = 0
    blank: float = 0.0
    """The share of the page that was left blank before."""
    inside: int = 0
    """In how many blocks that would be whole is what is laid out now."""
    kept: list[float] = field(default_factory=list)
    """What those ask for that may be why the page is no fuller."""
    styles: dict[Any, Any] = field(default_factory=dict)
    """How boxes are styled that are let go of: whether a page may end before or behind one is asked when it is laid out."""

    def free(self, box: Any, *held: str) -> None:
        """Let go of a box until the page is made."""
        if box not in self.styles:
            self.styles[box] = box.style
            box.style = box.style.copy()
            box.style.update({name: "auto" for name in held if box.style[name] == "avoid"})

    def hold_again(self) -> None:
        """Style the boxes as they were."""
        for box, style in self.styles.items():
            box.style = style


def _asking(boxes: Sequence[Any]) -> list[Any]:
    return [box for box in boxes if number(box, _PROPERTY)]


def _on_the_next_page(context: Any, made: Any, *given: Any) -> Any:
    """Return that a block has no room: nothing was set of it but its frame, or what floats in it."""
    from weasyprint.layout.block import remove_placeholders

    _, _, _, page_is_empty, absolute, fixed, *_ = given
    if page_is_empty:
        return made
    remove_placeholders(context, [made[0]], absolute, fixed)
    return None, None, {"break": "any", "page": None}, [], False, made[-1]


def _blank(page: Any) -> float:
    """Return what is left of a page below its text and pictures, as a share of its height."""
    root, notes, *_ = page.children
    foot = notes.position_y if notes.children else page.content_box_y() + page.height
    inked = (box for box in root.descendants() if type(box).__name__ in _INK)
    end = max((box.position_y + box.margin_height() for box in inked), default=page.content_box_y())
    return float((foot - end) / page.height)


def _has_lines(box: Any) -> bool:
    """Tell whether there are lines or pictures in a box, but for what floats."""
    return any(type(child).__name__ in _INK or _has_lines(child) for child in box.children if child.is_in_normal_flow())


MEND = Mend(
    name="whole",
    why="keeps a block whole however much of a page that leaves blank",
    changes={
        "weasyprint.layout.block.block_level_layout": "c1301dde9284",
        "weasyprint.layout.block.table_layout": "6594fa40743f",
        "weasyprint.layout.page.make_page": "656f183328e8",
    },
    fault=_fault,
    cure=_cure,
)
