"""Which lines of a series can stand out from the others: rules and pages ask the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from report.model.evidence import Series
from report.model.reckoned import Objection
from report.problems import Place


def highlight_faults(series: Series, names: Sequence[str], place: Place) -> Iterator[Objection]:
    """Yield what is wrong with names of lines that are to stand out; `place` is that of names without one of their own."""
    lines = _lines(series)
    known = sorted(set().union(*lines))
    strange = [name for name in dict.fromkeys(names) if name not in known]
    for name in strange:
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"name one of these: {', '.join(known[:20])}"
        sentence = f"the series “{series.id}” has no line “{name}” that could stand out"
        yield Objection("stray_highlight", getattr(name, "place", place), sentence, hint)
    for number, name in enumerate(names):
        if names[:number].count(name) == 1:
            yield Objection("idle_highlight", getattr(name, "place", place), f"“{name}” is to stand out twice", "name it once")
    if names and not strange and all(line & set(names) for line in lines):
        sentence = f"every line of the series “{series.id}” is to stand out, so that none does"
        yield Objection(
            "idle_highlight", getattr(names[0], "place", place), sentence, "leave highlight: out, or name fewer lines"
        )


def _lines(series: Series) -> list[set[str]]:
    """Return what each line is called by: its basis, and the id of a line of a table that has several."""
    if (rows := series.rows) is not None:
        lines = [rows.slugs[line] for line in dict.fromkeys(rows.columns.lines)] if rows.names else []
        return [{rows.shared.basis, line} for line in lines] or [{rows.shared.basis}]
    bases = dict.fromkeys(one.basis for one in series.observations.values() if one.quantity.number is not None)
    return [{basis} for basis in bases]
