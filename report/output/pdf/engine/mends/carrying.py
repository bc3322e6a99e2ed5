"""What of a box is carried on while one page of it is laid out: which blocks wait, for what, and what passes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, NamedTuple

from report.output.pdf.engine.mends.asked import length, number
from report.output.pdf.engine.mends.at_foot import AtFoot
from report.output.pdf.engine.mends.goes_on import IS_SET, GoesOn, Skip, goes_on
from report.output.pdf.engine.mends.grid import ROUNDING, STEP
from report.output.pdf.engine.mends.waits import CARRIED, HEADINGS, NOTHING, behind, heads_above, may_wait, page_of, turns

HOLDS = "__carries"
_AT_FOOT = "__at_foot"
_IN_LINES = {"p", "ul", "ol", "pre"}
"""What goes on below a carried block; what holds together otherwise, such as a claim and its answer, is ended before it."""
_MUCH = 0.25
"""The share of a page that isn't left blank for a heading to stand on another page with a block that is all there is below it.

Nor is it for the order of a block on a page of another kind and one that has room on this.
"""

Made = tuple[Any, ...]
"""What the engine says of a child that is laid out: abort, stop, where it goes on, then as `Given` has it."""


class Given(NamedTuple):
    """With what the engine lays out a child."""

    empty: bool
    """Whether nothing stands on the page before the box."""
    absolute: list[Any]
    fixed: list[Any]
    margins: list[float]
    """Those that meet above it."""
    bottom_space: float
    y: float
    skip: Skip
    letter: Any
    line: Any
    discard: bool
    next_page: Any
    max_lines: Any


InFlow = Callable[..., Made]


@dataclass(slots=True)
class Carrying:
    """What is carried in one layout of a box on one page."""

    context: Any
    box: Any
    share: float
    """How much of the page may be left blank for a heading not to be passed."""
    page: str
    """The name of the page."""
    passed: dict[int, Any]
    """Which children are set on earlier pages, and how far."""
    waiting: Sequence[int]
    """What is to be set as soon as the child is that the page begins with."""
    first: int
    """The index of that child."""
    held: list[int] = field(default_factory=list)
    above: int | None = None
    """The child that was laid out last."""
    headed: int | None = None
    """The child on whose page the headings above it are to stand."""
    late: Sequence[int] = ()
    """The children that have waited since an earlier page."""
    fills_foot: bool = True
    """Whether a block may stand at the page's foot."""
    foot: AtFoot | None = None
    """What stands at the page's foot."""

    @classmethod
    def begun(cls, context: Any, box: Any, share: float, skip: Skip, *, fills_foot: bool = True) -> Carrying:
        """Return what is carried when a box begins or goes on on a page; unless it `fills_foot` nothing is set there."""
        for child in box.children:
            if "finds_its_page" not in vars(child):
                child.finds_its_page = turns(box, child)
        known = skip if isinstance(skip, GoesOn) else GoesOn(0, None, {})
        page = context.current_footnote_area.page.page_type.name
        first, passed = next(iter(known)), {**known.passed}
        return cls(context, box, share, page, passed, known.waiting, first, late=known.held, fills_foot=fills_foot)

    def goes_on(self, resume_at: dict[int, Any], next_page: Any) -> tuple[Skip, Any]:
        """Return where the box goes on of which a layout says only up to where it went, and on which page."""
        ((end, skip),) = resume_at.items()
        held = sorted({*self.held, *(self.waiting if end == self.first else ())})
        above = end < len(self.box.children) and self.box.children[end].element_tag not in _IN_LINES
        found = goes_on(end, skip, self.passed, held, len(self.box.children), above=above)
        if found is None:
            return None, next_page
        name = page_of(self.box, next(iter(found)), getattr(found, "passed", NOTHING), self.headed)
        usual = self.page == name == self.box.style["page"]
        return found, next_page if usual else {"break": "any", "page": name}

    def instead(self, index: int, child: Any, new_children: list[Any], given: Given) -> Made | None:
        """Return what comes of a child that isn't laid out now; None for one that is."""
        if self.passed.get(index) is IS_SET:
            return self._left_out(new_children, given)
        if self.fills_foot and self.late and self._belongs_at_foot(index, child, new_children, given):
            least = number(child, _AT_FOOT) * self._height
            self.foot = AtFoot.of(self.context, self.box, index, given.bottom_space, given.margins, least)
            if self.foot:
                self.passed[index] = IS_SET
                return self._left_out(new_children, given)
        if not new_children and not (self.foot and self._holds_one_like(child)):
            return None
        if child.finds_its_page:
            return None if child.style["page"] == self.page else self._on_its_page(index, child, new_children, given)
        if may_wait(child):
            last = all(map(may_wait, self.box.children[index + 1 :]))  # which nothing could stand before
            below = behind(self.box, index, self.passed)
            free = self._much_is_left(given) and (below is None or below.element_tag in HEADINGS)
            if not self._holds_one_like(child, on_this_page=free) and (
                last or self._fits(child, given.bottom_space, given.margins)
            ):
                return None
            self.held.append(index)
            return self._left_out(new_children, given)
        if self.held and self._is_passed_by_none(child, given):
            heads = heads_above(new_children, new_children[-1].index + 1)
            return self._stopped(heads, index, new_children, given) or self._stopped(0, index, new_children, given)
        return None

    def laid_out(self, in_flow: InFlow, index: int, child: Any, new_children: list[Any], given: Given) -> Made:
        """Lay out a child.

        A carried block may have less below it where a heading follows it in the text, which makes up whole lines with it; what
        stands there in its place begins on a line of the grid all the same.
        """
        above, self.above = self.above, index
        step = length(self.box.children[above], STEP) if above is not None and above != index - 1 else None
        more = [ceil(max(given.margins, default=0.0) / step - ROUNDING) * step] if step else []
        given = given._replace(margins=[*given.margins, *more])
        return in_flow(self.context, self.box, index, child, new_children, *given)

    def with_those_that_waited(self, in_flow: InFlow, made: Made, child: Any, given: Given) -> Made:
        """Lay out below the child that the page begins with what had to wait for it."""
        if not (made[0] or made[1]):
            self.passed[self.first] = IS_SET  # whatever of those that waited for it is divided
        for earlier in self.waiting:
            made = self._below(in_flow, made, earlier, child, given)
        return made

    def at_the_end(self, in_flow: InFlow, made: Made, child: Any, given: Given) -> Made:
        """Lay out below the last child what has only kept behind a block that waits for a page of another kind.

        Headings that only what is held follows then go with that.
        """
        abort, stop, _, y, *_ = made
        if abort or stop or not self.held:
            return made
        held = self.held
        if self.box.children[held[0]].finds_its_page and self._much_is_left(given._replace(y=y)):
            every = range(self.first, len(self.box.children))
            self.passed |= {at: IS_SET for at in every if at not in held}  # whatever of those below them is divided
            self.held = [index for index in held if self.box.children[index].finds_its_page]
            for index in held:
                if index not in self.held:
                    made = self._below(in_flow, made, index, child, given, on_this_page=True)
            self.held.sort()
        *_, new_children, _ = made
        heads = heads_above(new_children, new_children[-1].index + 1) if self.held and new_children else 0
        return (self._stopped(heads, 0, new_children, given) if heads else None) or made

    def _below(self, in_flow: InFlow, made: Made, index: int, child: Any, given: Given, *, on_this_page: bool = False) -> Made:
        """Lay out an earlier block below a child and what has been made of it; it is held where it has no room there."""
        abort, stop, _, y, margins, next_page, new_children, max_lines = made
        late = self.box.children[index]
        late.position_x, late.position_y = child.position_x, y
        if abort or stop or not self._has_room_at_last(late, given.bottom_space, margins, on_this_page=on_this_page):
            self.held.append(index)
            return made
        given = given._replace(empty=False, margins=margins, y=y, skip=None, letter=None, line=None)
        return self.laid_out(in_flow, index, late, new_children, given._replace(next_page=next_page, max_lines=max_lines))

    def ended(self, index: int, made: Made) -> Made:
        """Return what a child became; at the last one the page ends if something is still held."""
        abort, stop, resume_at, *others = made
        if self.held and not abort and not stop and index == len(self.box.children) - 1:
            stop, resume_at = True, {index + 1: None}
        return abort, stop, resume_at, *others

    def is_better_with_foot(self, made: Any, resume_at: Skip, bottom_space: float) -> bool:
        """Tell whether the text goes on down to what stands at the foot."""
        if self.foot is None or made is None or not resume_at:
            return False
        return self.foot.blank_above(self.context, made, bottom_space) <= self.share * self._height

    def _belongs_at_foot(self, index: int, child: Any, new_children: list[Any], given: Given) -> bool:
        """Tell whether a block is better at the foot than close below one at the head, or above a heading."""
        share, below = number(child, _AT_FOOT), behind(self.box, index, self.passed)
        if self.foot is not None or not share or child.finds_its_page or not may_wait(child) or below is None:
            return False
        if not new_children:
            alone = not any(self.box.children[at].element_tag == child.element_tag for at in self.late if at != index)
            return alone and index in self.late and self.passed.get(index) is None and below.element_tag in HEADINGS
        head, others = new_children[0], new_children[1:]
        if head.index not in self.late or any(number(one, CARRIED) for one in others):
            return False
        return bool(given.y - (head.border_box_y() + head.border_height()) < share * self._height)

    def _on_its_page(self, index: int, child: Any, new_children: list[Any], given: Given) -> Made:
        """Let a block wait for a page of another kind, or end this page before it, and before headings that stand with it."""
        heads, waits = heads_above(new_children, index), may_wait(child)
        below = behind(self.box, index, self.passed)
        if heads and below is not None and below.element_tag in HEADINGS:
            blank = self._room(new_children[-heads].position_y, given.bottom_space) / self._height
            below = below if blank > _MUCH else None
        if not waits or (heads and below is None):
            self.headed = index
            found = self._stopped(heads, index, new_children, given)
            if found or not waits:
                return found or self._stopped(0, index, new_children, given) or self._left_out(new_children, given)
        self.held.append(index)
        return self._left_out(new_children, given)

    def _stopped(self, heads: int, index: int, new_children: list[Any], given: Given) -> Made | None:
        """End the page before a child, and before so many headings above it; None where nothing is left above them."""
        from weasyprint.layout.block import remove_placeholders

        kept, moved = new_children[: len(new_children) - heads], new_children[len(new_children) - heads :]
        if not kept and given.empty:
            return None
        remove_placeholders(self.context, moved, given.absolute, given.fixed)
        begins = {moved[0].index if moved else index: None}
        return not kept, bool(kept), begins, given.y, given.margins, given.next_page, kept, given.max_lines

    def _left_out(self, new_children: list[Any], given: Given) -> Made:
        return False, False, None, given.y, given.margins, given.next_page, new_children, given.max_lines

    def _is_passed_by_none(self, child: Any, given: Given) -> bool:
        """Tell whether what is held stands before a child: a heading where little room is left, or one of its own kind."""
        if child.element_tag in HEADINGS:
            return self._room(given.y, given.bottom_space) <= self.share * self._height
        return bool(number(child, CARRIED)) and self._holds_one_like(child, on_this_page=self._much_is_left(given))

    def _holds_one_like(self, child: Any, *, on_this_page: bool = False) -> bool:
        """Tell whether a block stands or waits behind this place that no other of its kind passes; be it one for such a page."""
        held = [one for one in map(self.box.children.__getitem__, self.held) if not (on_this_page and one.finds_its_page)]
        return any(one.element_tag == child.element_tag for one in [*held, *([self.foot.made] if self.foot else [])])

    def _much_is_left(self, given: Given) -> bool:
        return self._room(given.y, given.bottom_space) > _MUCH * self._height

    def _has_room_at_last(self, late: Any, bottom_space: float, margins: Sequence[float], *, on_this_page: bool) -> bool:
        """Tell whether a child that has waited can be set now."""
        if self._holds_one_like(late, on_this_page=on_this_page) or (late.finds_its_page and late.style["page"] != self.page):
            return False
        return self._fits(late, bottom_space, margins)

    def _fits(self, child: Any, bottom_space: float, margins: Sequence[float]) -> bool:
        """Tell whether a child has room at the place where it would stand, be it for a part of it."""
        from weasyprint.layout.block import block_level_layout, remove_placeholders

        place = child.position_x, child.position_y
        absolute, fixed = list[Any](), list[Any]()
        made = block_level_layout(self.context, child, bottom_space, None, self.box, False, absolute, fixed, list(margins))[0]
        child.position_x, child.position_y = place
        if made is None:
            return False
        remove_placeholders(self.context, [made], absolute, fixed)
        return not self.context.overflows_page(bottom_space, made.border_box_y() + made.border_height())

    def _room(self, y: float, bottom_space: float) -> float:
        return float(self.context.page_bottom - bottom_space - y)

    @property
    def _height(self) -> float:
        return float(self.context.current_footnote_area.page.height)
