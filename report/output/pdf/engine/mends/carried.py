"""Figures and tables that don't fit onto a page, carried to the head of the next one while the text flows on to this one's foot.

A style sheet asks for it with `--carried: 1` on a block, and on the block that holds it with `--carries: <share>`: no heading
is passed, unless more than that share of the page would be left blank. WeasyPrint 70 leaves blank what such a block doesn't fit
into. It stays behind the block that it follows, and no carried block passes another; one that calls notes stays where it is,
since notes are numbered in the order in which they are called.

None is set at a page's foot. On the page that it is called on, a block that has room stands where it is called, and one that has
none there has none at the foot, which is lower; on the next page the text has to make the same room for it at the head or at the
foot. Since text fills what it leaves, the foot would leave no less blank, and would be farther from the words that call for it.

Where a page ends, the engine notes where each box goes on: the index of a child, and the same within it. Here that is the
first child that isn't set yet; which of those behind it are, or how far, is noted beside it. The tree isn't changed, so a page
that is made again is made of the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from report.output.pdf.engine.mends.asked import length, number
from report.output.pdf.engine.mends.grid import ROUNDING, STEP
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words

_HOLDS = "__carries"
_CARRIED = "__carried"
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_IN_LINES = {"p", "ul", "ol", "pre"}
"""What goes on below a carried block; what holds together otherwise, such as a claim and its answer, is ended before it."""
_IS_SET = "set"
"""Says of a child that all of it stands on earlier pages."""

Skip = dict[int, Any] | None
"""Where a box goes on: the index of a child, and the same within it; None for its beginning."""

_STYLE = """
@page { size: 200px 100px; margin: 0 }
section { --carries: 0.5 } figure { --carried: 1; break-inside: avoid; margin: 0; height: 50px }
p, figure { font: 10px/20px sans-serif } p { margin: 0 }
"""


class GoesOn(dict[int, Any]):
    """Where a box goes on, with what of its later children is set: all of it, or up to where that goes on."""

    def __init__(self, first: int, skip: Skip, passed: Mapping[int, Any], waiting: Sequence[int] = ()) -> None:
        super().__init__({first: skip})
        self.passed = passed
        self.waiting = waiting
        """Earlier children that stand behind the first."""

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, GoesOn) and super().__eq__(other)
        return same and (self.passed, self.waiting) == (other.passed, other.waiting)  # type: ignore[attr-defined]

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None


@dataclass(slots=True)
class _Carrying:
    """What is carried in one layout of a box on one page."""

    share: float
    passed: dict[int, Any]
    waiting: Sequence[int]
    """What is to be set as soon as the child is that the page begins with."""
    first: int
    """The index of that child."""
    held: list[int] = field(default_factory=list)
    above: int | None = None
    """The child that was laid out last."""

    def begin(self, box: Any, index: int, margins: Sequence[float]) -> list[float]:
        """Return the margins above a child that is laid out now.

        A carried block may have less below it where a heading follows it in the text, which makes up whole lines with it; what
        stands there in its place begins on a line of the grid all the same.
        """
        above, self.above = self.above, index
        step = length(box.children[above], STEP) if above is not None and above != index - 1 else None
        return [*margins, ceil(max(margins, default=0.0) / step - ROUNDING) * step] if step else [*margins]


def _fault() -> bool:
    first, *_ = pages("<section><p>a<br>b<br>c</p><figure>chart</figure><p>text</p></section>", _STYLE)
    return "text" not in words(first)


def _cure(container: Any, in_flow: Any, out_of_flow: Any) -> Sequence[Any]:
    def block_container_layout(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any) -> Any:
        share = number(box, _HOLDS)
        if not share or context.in_column:
            return container(context, box, bottom_space, skip_stack, *rest, **named)
        every = vars(context).setdefault("carrying", {})
        known = skip_stack if isinstance(skip_stack, GoesOn) else GoesOn(0, None, {})
        carrying = every[box] = _Carrying(share, {**known.passed}, known.waiting, next(iter(known)))
        try:
            made, resume_at, *others = container(context, box, bottom_space, skip_stack, *rest, **named)
        finally:
            del every[box]
        return made, resume_at and _goes_on(box, resume_at, carrying), *others

    def in_flow_layout(context: Any, box: Any, index: int, child: Any, new_children: Any, *rest: Any) -> Any:
        carrying = vars(context).get("carrying", {}).get(box)
        if carrying is None:
            return in_flow(context, box, index, child, new_children, *rest)
        empty, absolute, fixed, margins, bottom_space, y, skip, letter, line, discard, next_page, max_lines = rest
        left_out = False, False, None, y, margins, next_page, new_children, max_lines
        if carrying.passed.get(index) is _IS_SET:
            return _ended(box, index, carrying, left_out)
        if new_children and _may_wait(child):
            last = all(_may_wait(later) for later in box.children[index + 1 :])  # which nothing could stand before
            if carrying.held or not (last or _fits(context, box, child, bottom_space, margins)):
                carrying.held.append(index)
                return _ended(box, index, carrying, left_out)
        elif carrying.held and _is_passed_by_none(context, child, carrying, context.page_bottom - bottom_space - y):
            return False, True, {index: None}, y, margins, next_page, new_children, max_lines
        skip = carrying.passed.get(index, skip)
        margins = carrying.begin(box, index, margins)
        made = in_flow(
            context, box, index, child, new_children,
            empty, absolute, fixed, margins, bottom_space, y, skip, letter, line, discard, next_page, max_lines,
        )  # fmt: skip
        if carrying.waiting and index == carrying.first:
            if not (made[0] or made[1]):
                carrying.passed[index] = _IS_SET  # whatever of those that waited for it is divided
            for earlier in carrying.waiting:
                abort, stop, _, y, margins, next_page, new_children, max_lines = made
                late = box.children[earlier]
                late.position_x, late.position_y = child.position_x, y
                if abort or stop or carrying.held or not _fits(context, box, late, bottom_space, margins):
                    carrying.held.append(earlier)
                    continue
                margins = carrying.begin(box, earlier, margins)
                made = in_flow(
                    context, box, earlier, late, new_children,
                    False, absolute, fixed, margins, bottom_space, y, None, None, None, discard, next_page, max_lines,
                )  # fmt: skip
        return _ended(box, index, carrying, made)

    def out_of_flow_layout(context: Any, box: Any, index: int, *rest: Any) -> Any:
        carrying = vars(context).get("carrying", {}).get(box)
        if carrying is None:
            return out_of_flow(context, box, index, *rest)
        is_set = carrying.passed.get(index) is _IS_SET
        stop, resume_at, child, more = (False, None, None, None) if is_set else out_of_flow(context, box, index, *rest)
        _, stop, resume_at, *_ = _ended(box, index, carrying, (False, stop, resume_at))
        return stop, resume_at, child, more

    return block_container_layout, in_flow_layout, out_of_flow_layout


def _may_wait(child: Any) -> bool:
    """Tell whether a child may stand on the page after those that follow it: it asks for it, and calls no notes."""
    return bool(number(child, _CARRIED)) and not any(below.footnote is not None for below in child.descendants())


def _is_passed_by_none(context: Any, child: Any, carrying: _Carrying, room: float) -> bool:
    """Tell whether what is held stands before a child: a heading where little room is left, or one of its own kind."""
    if child.element_tag in _HEADINGS:
        return bool(room <= carrying.share * context.current_footnote_area.page.height)
    return bool(number(child, _CARRIED))


def _fits(context: Any, box: Any, child: Any, bottom_space: float, margins: Sequence[float]) -> bool:
    """Tell whether a child has room at the place where it would stand, be it for a part of it."""
    from weasyprint.layout.block import block_level_layout, remove_placeholders

    place = child.position_x, child.position_y
    absolute, fixed = list[Any](), list[Any]()
    made = block_level_layout(context, child, bottom_space, None, box, False, absolute, fixed, list(margins))[0]
    child.position_x, child.position_y = place
    if made is None:
        return False
    remove_placeholders(context, [made], absolute, fixed)
    return not context.overflows_page(bottom_space, made.border_box_y() + made.border_height())


def _ended(box: Any, index: int, carrying: _Carrying, made: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return what a child became; at the last one the page ends if something is still held."""
    abort, stop, resume_at, *others = made
    if carrying.held and not abort and not stop and index == len(box.children) - 1:
        stop, resume_at = True, {index + 1: None}
    return abort, stop, resume_at, *others


def _goes_on(box: Any, resume_at: dict[int, Any], carrying: _Carrying) -> dict[int, Any]:
    """Return where a box goes on of which a layout says only up to where it went."""
    ((end, skip),) = resume_at.items()
    if end == carrying.first:
        carrying.held = sorted({*carrying.held, *carrying.waiting})
    first = min([end, *carrying.held])
    done = {index: _IS_SET for index in range(first + 1, end) if index not in carrying.held}
    passed = {**carrying.passed, **done, **({end: skip} if skip is not None else {})}
    if first < end and skip is not None and box.children[end].element_tag not in _IN_LINES:
        early = {index: how for index, how in passed.items() if index != end}
        return GoesOn(end, skip, early, sorted(index for index in carrying.held if index < end))
    skip = passed.get(first)
    later = {index: how for index, how in passed.items() if index > first}
    return GoesOn(first, skip, later) if later else {first: skip}


MEND = Mend(
    name="carried",
    why="leaves blank what a block that must stay whole doesn't fit into",
    changes={
        "weasyprint.layout.block.block_container_layout": "65842ca53a83",
        "weasyprint.layout.block._in_flow_layout": "c2537262836d",
        "weasyprint.layout.block._out_of_flow_layout": "2ace1b03f455",
    },
    fault=_fault,
    cure=_cure,
)
