"""Charts: each form in a module of its own with the words beside its data."""

from __future__ import annotations

from importlib import import_module

from report.compose.desk import Desk
from report.compose.figures.courses import usual_form
from report.compose.plan import take
from report.model import document as doc
from report.model.grammar import form_of
from report.model.prose import Directive


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the chart that a directive asks for, in its form; where one has no room for all of it, all that it goes on in."""
    target = take(desk, directive)
    form = form_of(directive) or usual_form(desk, directive)
    made = import_module(f"report.compose.figures.{form}").chart(desk, directive, target)
    return [made] if isinstance(made, doc.Block) else [*made]
