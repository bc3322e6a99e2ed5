"""Charts of bars: facts of one unit, or values of series, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report.compose.desk import Desk, Referent
from report.compose.figures.crossing import (
    alternative_of,
    bar_of,
    called,
    carried_beside,
    ends_of,
    group_told,
    height,
    in_digits,
    ordered_rows,
    rows_table,
    rows_told,
    standing_out,
    units_told,
)
from report.compose.figures.parts import Around, figure
from report.compose.inlines import field, words
from report.compose.lookup import DANGLING, NOT_PRINTABLE, need_in, refuse
from report.compose.sources import cited_by, source_line
from report.compose.tables import basis_of, facts_table
from report.compose.typography import polish
from report.compose.units import unit_name
from report.compose.uses import drawn
from report.compose.values import headline_text, quantity_of, value_text
from report.compose.wording import capital, join, plain, sentence
from report.model import document as doc
from report.model.bars import bar_faults
from report.model.charts.bars import Bar, BarsDrawing
from report.model.chosen import chosen
from report.model.crossed import crossed
from report.model.evidence import Fact
from report.model.prose import Directive
from report.model.reckoned import Quantity

_MANY = 12
"""Of more bars than this, what is said of all of them stands below the chart."""


def chart(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the bars of the facts that a directive names, or of the series."""
    if directive.arguments and directive.arguments[0] in desk.article.series:
        return _of_series(desk, directive, target)
    facts, bold = _one_unit(desk, directive), chosen(directive)
    drawing = BarsDrawing(desk.language.tag, tuple(_bar(desk, *one, muted=bool(bold) and one[0] not in bold) for one in facts))
    out = standing_out(desk, [bar.words for bar in drawing.bars if bold and not bar.muted])
    refs = [ref for ref, _, _ in facts]
    title, subtitle, caption = (field(desk, directive.option(name)) for name in ("title", "subtitle", "caption"))
    details = {bar.detail for bar in drawing.bars}
    if len(drawing.bars) > _MANY and len(details) == 1 and details != {""}:  # what is common is said once
        drawing = replace(drawing, bars=tuple(replace(bar, detail="") for bar in drawing.bars))
        caption = join([sentence(caption), sentence(words(desk, capital(*details)))], " ")
    data = Referent(desk.ids.claim(f"{target.id}-data"), "")
    drawn(desk, refs, target.id)
    bare_title = tuple(node for node in title if not isinstance(node, doc.NoteCall))
    around = Around(title, subtitle, caption, source_line(desk, [one for ref in refs for one in cited_by(desk, ref)]), data)
    table = facts_table(desk, replace(directive, arguments=tuple(refs)), data, bare_title, cells=False)
    description = (*bars_description(desk, facts), *out)
    return figure(target, around, drawing, bars_alternative(desk, facts), description, table, directive.place)


def _of_series(desk: Desk, directive: Directive, target: Referent) -> doc.Figure:
    """Return the bars of the values that series have at a date, or of one that has a value at each of several."""
    made = ordered_rows(desk, directive, target, "bars")
    rows = [(called(desk, row.name), value) for row in made.crossed.rows for value in row.cells if value is not None]
    bold = chosen(directive)
    muted = [bool(bold) and row.slug not in bold for row in made.crossed.rows]
    bars = tuple(
        bar_of(desk, value, name, with_unit=number == 0, muted=muted[number]) for number, (name, value) in enumerate(rows)
    )
    out = standing_out(desk, [bar.words for bar in bars if bold and not bar.muted])
    told = [group_told(desk, name, [("", in_digits(desk, value))]) for name, value in rows]
    keys = [height(value) for _, value in rows]
    alternative = alternative_of(desk, _head(desk, len(bars)), told, ends_of(desk, told, keys))
    description = (units_told(desk, made), *out, *rows_told(desk, told, keys), *carried_beside(desk, made))
    drawing = BarsDrawing(desk.language.tag, bars)
    return figure(target, made, drawing, alternative, description, rows_table(desk, made), directive.place)


def _one_unit(desk: Desk, directive: Directive) -> list[tuple[str, Fact, Quantity]]:
    """Return the facts that a directive names, with their numbers; refuse those that can't be set beside each other."""
    place = directive.place
    if not directive.arguments:
        refuse(DANGLING, place, "the chart names no facts", "write chart and the ids of facts")
    facts = [(ref, need_in(desk.article.facts, ref, "fact", place)) for ref in directive.arguments]
    found = [(ref, fact, quantity_of(desk.article, ref, fact)) for ref, fact in facts]
    for fault in (*bar_faults(desk.article, directive), *crossed(desk.article, directive, "bars").faults):
        refuse(NOT_PRINTABLE, fault.place, fault.sentence, fault.hint)
    known = [(ref, fact, quantity) for ref, fact, quantity in found if quantity is not None]
    order = directive.option("sort")
    if order and order.source.strip() == "value":  # equal ones stay as they are named
        known.sort(key=lambda one: one[2].amount.bounds[1], reverse=True)
    return known


def _bar(desk: Desk, ref: str, fact: Fact, quantity: Quantity, *, muted: bool) -> Bar:
    assert quantity.amount.number is not None, "only numbers are drawn"
    upper = None if quantity.amount.upper is None else float(quantity.amount.upper)
    detail = plain(basis_of(desk, ref, fact, own_voice=False))
    return Bar(float(quantity.amount.number), upper, headline_text(desk, ref), polish(fact.what, desk.language), detail, muted)


def bars_alternative(desk: Desk, facts: Sequence[tuple[str, Fact, Quantity]]) -> str:
    """Return the alternative text of a chart of bars: every value where there is room, else the longest and the shortest."""
    told = [_fact(desk, ref, fact) for ref, fact, _ in facts]
    keys = [quantity.amount.bounds[1] for _, _, quantity in facts]
    return alternative_of(desk, _head(desk, len(facts)), told, ends_of(desk, told, keys))


def _head(desk: Desk, count: int) -> str:
    return desk.labels.ngettext("Bar chart with {n} value.", "Bar chart with {n} values.", count).format(n=count)


def bars_description(desk: Desk, facts: Sequence[tuple[str, Fact, Quantity]]) -> tuple[str, ...]:
    """Return the long description of a chart of bars: how to read it, then every bar in order."""
    label = desk.labels.gettext
    first = facts[0][2]
    unit = unit_name(first.unit, desk.language, desk.labels)
    if first.per:
        unit = label("{value} a {per}").format(value=unit, per=first.per)
    text = label("Each bar begins at zero and is as long as its value. The values are in: {unit}.").format(unit=unit)
    if any(quantity.amount.upper is not None for _, _, quantity in facts):
        text += " " + label("Where the source gives bounds, a bar is full up to the lower one, and pale up to the upper one.")
    if any(quantity.amount.bounds[0] < 0 for _, _, quantity in facts):
        text += " " + label("Bars of values below zero go to the other side.")
    bars = [join([words(desk, _fact(desk, ref, fact)), basis_of(desk, ref, fact)], "; ") for ref, fact, _ in facts]
    return (text, *(capital(plain(sentence(bar))) for bar in bars))


def _fact(desk: Desk, ref: str, fact: Fact) -> str:
    pattern = desk.labels.gettext("{what}: {value}")
    return pattern.format(what=polish(fact.what, desk.language), value=value_text(desk, ref, ("unit", "digits")))
