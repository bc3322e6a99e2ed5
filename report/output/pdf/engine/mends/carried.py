"""Figures and tables that don't fit onto a page, carried to a later one while the text flows on to this one's foot.

A style sheet asks for it with `--carried: 1` on a block, and on the block that holds it with `--carries: <share>`: no heading
is passed, unless more than that share of the page would be left blank. WeasyPrint 70 leaves blank what such a block doesn't fit
into. It stays behind the block that it follows, and no carried block passes another of its kind; one that calls notes stays
where it is, since notes are numbered in the order in which they are called.

One that asks for a page of another kind (`page: turned`) fits onto no page of text: it waits for the end of the one that it is
called on, and the text goes on behind its own pages. A heading stands on them with it if nothing else follows that, and if
only the next heading does and there is little room for that. Where a quarter of the page would be left blank, one of its kind
that has room there passes it.

With `--at-foot: <share>` a block stands at the foot of the page where another stands close above it, at the head, or where a
heading would open the page below it, if at least that share of the page is left for the text above, and the text fills it.
On the page that it is called on, one that has no room where it is called has none at the foot either, which is lower.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.asked import number
from report.output.pdf.engine.mends.carrying import HOLDS, Carrying, Given
from report.output.pdf.engine.mends.goes_on import IS_SET
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words
from report.output.pdf.engine.mends.waits import page_of

_STYLE = """
@page { size: 200px 100px; margin: 0 } @page aside { size: 100px 200px }
section { --carries: 0.5 } figure { --carried: 1; break-inside: avoid; margin: 0; height: 50px }
p, figure { font: 10px/20px sans-serif } p { margin: 0 } .aside { page: aside; break-after: page }
"""


def _fault() -> bool:
    first, *_ = pages("<section><p>a<br>b<br>c</p><figure>chart</figure><p>text</p></section>", _STYLE)
    before, *_ = pages('<section><p>a<br>b</p><figure class="aside">chart</figure><p>text</p></section>', _STYLE)
    return "text" not in words(first) or "text" not in words(before)


def _cure(container: Any, in_flow: Any, out_of_flow: Any, page_name: Any) -> Sequence[Any]:
    from weasyprint.layout.block import remove_placeholders

    def carried_in(context: Any, box: Any) -> Carrying | None:
        found: Carrying | None = vars(context).setdefault("carrying", {}).get(box)
        return found

    def block_container_layout(context: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any) -> Any:
        share = number(box, HOLDS)
        if not share or context.in_column:
            return container(context, box, bottom_space, skip_stack, *rest, **named)
        every = vars(context).setdefault("carrying", {})
        place, margins = (box.position_x, box.position_y), [*rest[3]]

        def laid_out(carrying: Carrying) -> Any:
            every[box] = carrying
            try:
                return container(context, box, bottom_space, skip_stack, *rest, **named)
            finally:
                del every[box]

        carrying = Carrying.begun(context, box, share, skip_stack)
        made, resume_at, next_page, *others = laid_out(carrying)
        if foot := carrying.foot:
            kept = carrying.is_better_with_foot(made, resume_at, bottom_space)
            foot.give_back(context)
            if kept:
                foot.set_below(context, made)
            else:
                foot.take_out(context)
                remove_placeholders(context, [made] if made else [], *rest[1:3])
                (box.position_x, box.position_y), rest[3][:] = place, margins
                carrying = Carrying.begun(context, box, share, skip_stack, fills_foot=False)
                made, resume_at, next_page, *others = laid_out(carrying)
        if resume_at:
            resume_at, next_page = carrying.goes_on(resume_at, next_page)
        return made, resume_at, next_page, *others

    def in_flow_layout(context: Any, box: Any, index: int, child: Any, new_children: Any, *rest: Any) -> Any:
        carrying = carried_in(context, box)
        if carrying is None:
            return in_flow(context, box, index, child, new_children, *rest)
        given = Given(*rest)
        made = carrying.instead(index, child, new_children, given)
        if made is None:
            given = given._replace(skip=carrying.passed.get(index, given.skip))
            made = carrying.laid_out(in_flow, index, child, new_children, given)
            if carrying.waiting and index == carrying.first:
                made = carrying.with_those_that_waited(in_flow, made, child, given)
        if index == len(box.children) - 1:
            made = carrying.at_the_end(in_flow, made, child, given)
        return carrying.ended(index, made)

    def out_of_flow_layout(context: Any, box: Any, index: int, *rest: Any) -> Any:
        carrying = carried_in(context, box)
        if carrying is None:
            return out_of_flow(context, box, index, *rest)
        is_set = carrying.passed.get(index) is IS_SET
        stop, resume_at, child, more = (False, None, None, None) if is_set else out_of_flow(context, box, index, *rest)
        _, stop, resume_at, *_ = carrying.ended(index, (False, stop, resume_at))
        return stop, resume_at, child, more

    def block_level_page_name(before: Any, after: Any) -> Any:
        if vars(after).get("finds_its_page"):
            return None
        name = page_of(after, 0) if number(after, HOLDS) and after.children else after.style["page"]
        return page_name(before, after) if name == after.style["page"] else name

    return block_container_layout, in_flow_layout, out_of_flow_layout, block_level_page_name


MEND = Mend(
    name="carried",
    why="leaves blank what a block that must stay whole, or on a page of another kind, doesn't fit into",
    changes={
        "weasyprint.layout.block.block_container_layout": "65842ca53a83",
        "weasyprint.layout.block._in_flow_layout": "c2537262836d",
        "weasyprint.layout.block._out_of_flow_layout": "2ace1b03f455",
        "weasyprint.layout.block.block_level_page_name": "5ee94a04549b",
    },
    fault=_fault,
    cure=_cure,
)
