"""Units: each must be known to CLDR or ISO 4217, since its name in print comes from there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from report.lint.references import nearest
from report.lint.survey import Survey
from report.model.quantities import Unit
from report.model.units import MEASURES, cldr_code
from report.problems import Place, Problem, Rule, Severity

UNKNOWN_UNIT = Rule(
    "DAT-112",
    Severity.ERROR,
    "Unknown unit",
    "A measure is written by its CLDR code (hectare, kilometer or kilometre, square-mile) and a currency by its ISO 4217 code "
    "(ALL, EUR), so that its name can be printed in the article's language. Things that are counted have their noun in "
    "singular and plural: member|members.",
)


@cache
def _known(code: str, currency: bool) -> bool:
    # Babel is imported here: an article that only counts doesn't need it.
    from babel.numbers import is_currency
    from babel.units import UnknownUnitError, get_unit_name

    if currency:
        return is_currency(code)
    try:
        return get_unit_name(cldr_code(code), locale="en") is not None
    except UnknownUnitError:
        return False


def unknown_unit(survey: Survey) -> Iterator[Problem]:
    """Find units that neither CLDR nor ISO 4217 knows."""
    units: list[tuple[str, Unit, Place]] = [(series.id, series.unit, series.place) for series in survey.article.series.values()]
    units += [(id_, fact.unit, fact.place) for id_, fact in survey.article.facts.items() if fact.unit is not None]
    for id_, unit, place in units:
        if unit.counted or _known(unit.code, unit.currency):
            continue
        if unit.currency:
            hint = "write the ISO 4217 code, such as EUR; a noun is written in singular and plural: member|members"
        else:
            close = nearest(cldr_code(unit.code.removesuffix("s")), MEASURES)
            hint = f"did you mean {close}?" if close else f"if it is counted, write a noun in singular and plural: {unit}|{unit}s"
        yield UNKNOWN_UNIT.at(place, f"the unit of “{id_}”, {unit}, is not known", hint=hint)
