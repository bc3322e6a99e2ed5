"""Names of people and bodies in BibTeX and BibLaTeX to the parts that they have: Ludwig van Beethoven, {World Bank}, others."""

from __future__ import annotations

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from report.load.bibliography.latex import text_of
from report.model.people import OTHERS
from report.problems import Place, Problem

_PARTS = {"family": "family", "given": "given", "prefix": "particle", "suffix": "suffix"}
"""What BibLaTeX's extended form calls the parts, by our names for them."""


def people(value: str, place: Place, problems: list[Problem]) -> list[dict[str, str]]:
    """Return each name of a list in parts."""
    names = split_multiple_persons_names(" ".join(value.split()))
    return [{key: text_of(latex, place, problems) for key, latex in _parts(name).items()} for name in names]


def _parts(name: str) -> dict[str, str]:
    if name.casefold() == OTHERS:
        return {"literal": OTHERS}
    if _braced(name):
        return {"literal": name[1:-1]}
    extended = [part.strip().strip('"').partition("=") for part in name.split(",")]
    known = {_PARTS[part.strip()]: text.strip() for part, _, text in extended if part.strip() in _PARTS}
    if known and all(sign for _, sign, _ in extended):
        return known
    found = parse_single_name_into_parts(name, strict=False)
    return {
        "family": " ".join(found.last),
        "given": " ".join(found.first),
        "particle": " ".join(found.von),
        "suffix": " ".join(found.jr),
    }


def _braced(name: str) -> bool:
    """Tell whether one pair of braces is around the whole name, which then has no parts."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for index, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if not depth:
            return index == len(name) - 1
    return False
