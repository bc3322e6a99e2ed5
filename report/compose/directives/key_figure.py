"""Key figures: values set large, with what there is to say of them."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.inlines import prose
from report.compose.uses import value as shown
from report.compose.values import headline_text
from report.model import document as doc
from report.model.prose import Directive, Para


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the key figures that a directive names."""
    result: list[doc.Block] = []
    for ref in directive.arguments:
        id_ = desk.ids.claim(f"key-figure-{ref.replace('.', '-')}")
        form = directive.option("form")
        value = shown(desk, headline_text(desk, ref, directive.place, (form.source.strip(),) if form else ()), ref)
        inlines: doc.Inlines = ()
        for block in directive.body:
            if isinstance(block, Para):
                inlines = (*inlines, *((doc.Text(" "),) if inlines else ()), *prose(desk, block.inlines))
        result.append(doc.KeyFigure(id_, (value,), inlines))
    return result
