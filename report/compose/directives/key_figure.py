"""Key figures: values set large, with what there is to say of them."""

from __future__ import annotations

from report.compose.desk import Desk
from report.compose.inlines import prose
from report.compose.uses import value as shown
from report.compose.values import headline_text
from report.compose.wording import join
from report.model import document as doc
from report.model.evidence import Fact
from report.model.prose import Directive, Para


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the key figure that a directive names, with its paragraph."""
    return [figure(desk, directive, f"key-figure-{directive.arguments[0].replace('.', '-')}")]


def figure(desk: Desk, directive: Directive, wanted: str) -> doc.KeyFigure:
    """Return the key figure under the id that is wanted; one that counts deaths or injuries is set quietly."""
    (ref,), form = directive.arguments, directive.option("form")
    id_ = desk.ids.claim(wanted)
    forms, record = (form.source.strip(),) if form else (), desk.article.find(ref)
    quiet = isinstance(record, Fact) and record.harm is not None
    value = shown(desk, headline_text(desk, ref, directive.place, forms), ref)
    said = (prose(desk, block.inlines) for block in directive.body if isinstance(block, Para))
    return doc.KeyFigure(id_, (value,), join(said, " "), quiet)
