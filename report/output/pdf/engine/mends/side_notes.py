"""Notes in the outer column, each beside its call; those for which it has no room stand at the foot of their page.

A style sheet asks for it with `--beside: <width of the column>`, which WeasyPrint 70 doesn't know. Such notes take no room from
the text. When a page is made, what stands in its outer column is known, and they are put beside it; where one doesn't fit, the
page is made again with that one at the foot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from report.output.pdf.engine.beside import fitted
from report.output.pdf.engine.mends.again import Before
from report.output.pdf.engine.mends.asked import length
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.notes_shared import key_of
from report.output.pdf.engine.mends.specimen import boxes, pages, words

_PROPERTY = "__beside"
_TRIES = 3
"""How often a page is made with one note more at its foot, before all of them go there."""
_GAP = 0.4
"""Between two notes, and between a note and what else is in the column, as a share of a note's line; below what floats in the
column there is as much as its margin has."""


def _fault() -> bool:
    style = """
    @page { size: 300px; margin: 0 } p { margin: 0 100px 0 0; font: 10px/20px sans-serif }
    span { float: footnote; --beside: 80px } span::footnote-call { content: "*" }
    """
    (page,) = pages("<p>one<br>two<span>told</span><br>three</p>", style)
    (note,) = (line for line in boxes(page, "LineBox") if words(line).endswith("told"))
    return bool(note.position_y > 60)


def _cure(update: Any, make: Any) -> Sequence[Any]:
    def update_footnote_area(self: Any) -> Any:
        every = self.current_page_footnotes
        self.current_page_footnotes = [note for note in every if not _is_beside(self, note)]
        try:
            return update(self)
        finally:
            self.current_page_footnotes = every

    def make_page(context: Any, root: Any, kind: Any, resume_at: Any, number: int, counters: Any) -> Any:
        context.notes_at_foot = _Foot()
        for tries in range(_TRIES + 1):
            context.notes_at_foot.every = tries == _TRIES
            before = Before.of(context, number, counters)
            made = make(context, root, kind, resume_at, number, counters)
            notes = [note for note in context.current_page_footnotes if _is_beside(context, note)]
            if not notes:
                break
            area, crowded = _placed(context, made[0], notes)
            if not crowded:
                made[0].children[2] = area
                break
            context.notes_at_foot.keys |= crowded
            before.restore(context, number, counters)
        return made

    return update_footnote_area, make_page


@dataclass
class _Foot:
    """The notes of a page that stand at its foot though they would be beside their calls."""

    keys: set[str] = field(default_factory=set)
    every: bool = False


def _is_beside(context: Any, note: Any) -> bool:
    foot = context.notes_at_foot
    return length(note, _PROPERTY) > 0 and not foot.every and key_of(note) not in foot.keys


def _placed(context: Any, page: Any, notes: Sequence[Any]) -> tuple[Any, set[str]]:
    """Return an area with the notes beside their calls, and those for which there is no room."""
    width = max(length(note, _PROPERTY) for note in notes)
    root, foot, _ = page.children
    head, bottom = page.content_box_y(), foot.position_y if foot.children else page.content_box_y() + page.height
    area = _set(context, page, notes, width)
    lines = [next(box for box in child.descendants() if type(box).__name__ == "LineBox") for child in area.children]
    gap = _GAP * lines[0].height
    calls: dict[str, tuple[float, bool]] = {}
    taken = []
    for found in _found(root, _reach(page, width), held=False):
        if isinstance(found, _Call):
            calls.setdefault(found.key, (found.base, found.held))
        else:
            begin, end, margin = found
            taken.append((begin - gap, end + max(gap, margin)))
    wanted = []
    for note, child, line in zip(notes, area.children, lines, strict=True):
        base, held = calls.get(key_of(note), (0.0, True))
        offset = line.position_y + line.baseline - child.position_y
        wanted.append((inf if held else base - offset, child.margin_height()))
    heights = fitted(wanted, taken, head, bottom, gap)
    for child, y in zip(area.children, heights, strict=True):
        if y is not None:
            child.translate(0, y - child.position_y)
    return area, {key_of(note) for note, y in zip(notes, heights, strict=True) if y is None}


def _set(context: Any, page: Any, notes: Sequence[Any], width: float) -> Any:
    """Return an area in which the notes are set in the width of the column, one below the other."""
    from weasyprint.css.properties import Dimension
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox
    from weasyprint.formatting_structure.build import create_anonymous_boxes
    from weasyprint.layout.block import block_level_layout
    from weasyprint.layout.percent import resolve_percentages

    area = FootnoteAreaBox(page, page.children[2].style)
    resolve_percentages(area, page)
    area.position_x, area.position_y = page.content_box_x(), page.content_box_y()
    area.children = [note.deepcopy() for note in notes]
    for note in area.children:
        note.style = note.style.copy()
        note.style["width"], note.style[f"margin_{_inner(page)}"] = Dimension(width, "px"), Dimension(page.width - width, "px")
    context.create_block_formatting_context()
    made = block_level_layout(context, create_anonymous_boxes(area), -inf, None, page)[0]
    context.finish_block_formatting_context()
    made.beside = True
    return made


def _inner(page: Any) -> str:
    """Return on which side of the outer column the text is: text that runs from right to left begins at the right."""
    return "right" if page.style["direction"] == "rtl" else "left"


def _reach(page: Any, width: float) -> Callable[[Any], bool]:
    """Return what tells whether a box reaches into the outer column."""
    left = page.content_box_x()
    if _inner(page) == "right":
        return lambda box: bool(box.border_box_x() < left + width - 1)
    return lambda box: bool(box.border_box_x() + box.border_width() > left + page.width - width + 1)


@dataclass(frozen=True)
class _Call:
    """The call of a note: what the note goes by, where the letters of its line stand, and whether its block fills the column."""

    key: str
    base: float
    held: bool


def _found(box: Any, reaches: Callable[[Any], bool], *, held: bool) -> Iterator[_Call | tuple[float, float, float]]:
    """Yield the calls in a box, and from where to where its blocks reach into the outer column, with the margin of a float."""
    for child in box.children:
        inner = getattr(child, "_box", child)
        if type(inner).__name__ == "LineBox":
            for part in inner.descendants():
                if part.footnote is not None:
                    yield _Call(key_of(part.footnote), inner.position_y + inner.baseline, held)
            continue
        inside = held
        if not held and inner.element_tag not in {"html", "body"} and reaches(inner):
            inside = True
            margin = inner.margin_bottom if inner.is_floated() else 0.0
            yield inner.border_box_y(), inner.border_box_y() + inner.border_height(), margin
        if inner.children:
            yield from _found(inner, reaches, held=inside)


MEND = Mend(
    name="side_notes",
    why="can't set notes beside their calls",
    changes={
        "weasyprint.layout.LayoutContext._update_footnote_area": "2e317e4b066f",
        "weasyprint.layout.page.make_page": "656f183328e8",
    },
    fault=_fault,
    cure=_cure,
)
