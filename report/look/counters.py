"""Style sheets that count in a language's own digits: folios, page numbers that contents ask for, numbers of lists.

CSS counts with the digits 0 to 9 where nothing else is said. So wherever a sheet says nothing else, the style is named.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableSequence
from typing import Any

import tinycss2

_ARGUMENTS = {"counter": 1, "counters": 2, "target-counter": 2, "target-counters": 3}
"""How many arguments stand before the style, function by function."""
_USUAL = "decimal"


def counted_in(style: str, sheets: Iterable[str]) -> list[str]:
    """Return the sheets with numbers in a style, by its name in CSS."""
    return list(sheets) if style == _USUAL else [_with_style(sheet, style) for sheet in sheets]


def lists_in(style: str) -> str:
    """Return the rule by which a book's lists count in a style; none where it is the usual one."""
    return "" if style == _USUAL else f"ol {{ list-style-type: {style}; }}\n"


def _with_style(sheet: str, style: str) -> str:
    tokens = tinycss2.parse_component_value_list(sheet)
    _name(tokens, tinycss2.parse_one_component_value(style))
    text: str = tinycss2.serialize(tokens)
    return text


def _name(tokens: MutableSequence[Any], style: Any) -> None:
    """Name the style in place, wherever numbers are asked for."""
    listed = False
    for at, token in enumerate(tokens):
        if token.type == "ident" and token.lower_value in {"list-style", "list-style-type"}:
            listed = True
        elif token in (";", "}"):
            listed = False
        elif listed and token.type == "ident" and token.lower_value == "decimal":
            tokens[at] = style
        elif token.type == "function" and token.lower_name in _ARGUMENTS:
            if sum(word == "," for word in token.arguments) == _ARGUMENTS[token.lower_name] - 1:
                token.arguments += [*tinycss2.parse_component_value_list(", "), style]
        elif hasattr(token, "content"):
            _name(token.content, style)
