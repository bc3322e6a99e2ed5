"""Formulas between dollar signs: `$x^2$` in a line, `$$x^2$$` on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.token import Token

from report.load.prose_rules import DIALECT, without_words
from report.model.prose import Maths
from report.problems import Place, Problem, cut

_WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}+\s++[^\W\d_]{2}")


_LONGEST, _DEEPEST = 1000, 20


def formula(token: Token, where: Callable[[int], Place], start: int, problems: list[Problem]) -> Maths | None:
    """Read a formula that begins at `start`; words between the signs are prices, not maths."""
    place, tex = where(start), " ".join(token.content.split())
    if not tex:
        problems.append(without_words("formula", place))
        return None
    if len(tex) > _LONGEST or _deepest(tex) > _DEEPEST:
        hint = "cut it into several formulas"
        problems.append(DIALECT.at(place, "this formula is longer or nested more deeply than a line can show", hint=hint))
        return None
    if "\\" not in tex and _WORDS.search(tex):
        shown = cut(f"{token.markup}{tex}{token.markup}", 40)
        hint = "write \\$ for the sign itself; words within maths stand in \\mathrm{}"
        problems.append(DIALECT.at(place, f"“{shown}” has words where maths is read", hint=hint))
        return None
    begin = start + len(token.markup) + len(token.content) - len(token.content.lstrip())
    return Maths(tex, len(token.markup) > 1, where(begin))


def _deepest(tex: str) -> int:
    """Return how many braces and signs stand within each other, at most."""
    depth = most = 0
    for character in tex:
        depth += {"{": 1, "}": -1}.get(character, 0)
        most = max(most, depth)
    return max(most, max((len(run) for run in re.findall(r"[\^_]+", tex)), default=0))
