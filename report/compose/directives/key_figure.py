"""Key figures: values set large, with what there is to say of them."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.inlines import prose
from report.compose.uses import value as shown
from report.compose.values import headline_text
from report.compose.wording import join
from report.model import document as doc
from report.model.prose import Directive, Para


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the key figure that a directive names, with its paragraph."""
    (ref,), form = directive.arguments, directive.option("form")
    id_ = desk.ids.claim(f"key-figure-{ref.replace('.', '-')}")
    value = shown(desk, headline_text(desk, ref, directive.place, (form.source.strip(),) if form else ()), ref)
    said = (prose(desk, block.inlines) for block in directive.body if isinstance(block, Para))
    return [doc.KeyFigure(id_, (value,), join(said, " "))]
