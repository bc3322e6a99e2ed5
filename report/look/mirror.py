"""Style sheets for text that runs from right to left: left and right change places, token by token, as rtlcss does for the web.

Sheets are written for text that runs from left to right, and stay as they are for it. What they say of start and end holds in
both, and is left alone; so is a rule behind the comment `/* rtl:ignore */`. Lines stay where they are, so that whatever is
wrong in a sheet of the article's own is found at its line.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableSequence, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import tinycss2

_OTHER = {"left": "right", "right": "left"}
_FOUR_SIDES = {"margin", "padding", "inset", "border-width", "border-style", "border-color", "scroll-margin", "scroll-padding"}
"""Properties whose fourth value is for the left side, and whose second is for the right."""
_SIDED = {
    *("float", "clear", "text-align", "text-align-all", "text-align-last", "caption-side", "background", "background-image"),
    *("break-before", "break-after", "page-break-before", "page-break-after", "transform-origin", "justify-content"),
}
"""Properties whose values may name a side."""
_POSITIONS = {"background-position", "object-position", "background-position-x"}
_MOVES = {"translate", "translatex", "rotate", "skewx"}
_IGNORE = "rtl:ignore"


@cache
def mirrored(sheet: str) -> str:
    """Return the sheet with left and right exchanged."""
    tokens = tinycss2.parse_component_value_list(sheet)
    _turn(tokens)
    text: str = tinycss2.serialize(tokens)
    return text


def _turn(tokens: MutableSequence[Any]) -> None:
    """Turn rules and declarations, in place."""
    for words, block in _items(tokens):
        if any(tokens[at].type == "comment" and _IGNORE in tokens[at].value for at in words):
            continue
        said = [at for at in words if tokens[at].type not in {"whitespace", "comment"}]
        if block is None:
            _turn_declaration(tokens, said)
            continue
        if said and tokens[said[0]].type == "at-keyword":
            rule = tokens[said[0]]
            rule.value = _turned_name(rule.value)
            if rule.lower_value == "page":
                _turn_sides([tokens[at] for before, at in pairwise(said) if tokens[before] == ":"])
        _turn(block.content)


def _items(tokens: Sequence[Any]) -> Iterator[tuple[list[int], Any]]:
    """Yield where the words of rules stand, with the rule's block, and those of declarations, without one."""
    words: list[int] = []
    for at, token in enumerate(tokens):
        if token.type == "{} block":
            yield words, token
        elif token == ";":
            yield words, None
        else:
            words.append(at)
            continue
        words = []
    yield words, None


def _turn_declaration(tokens: MutableSequence[Any], said: list[int]) -> None:
    if len(said) < 3 or tokens[said[0]].type != "ident" or tokens[said[1]] != ":" or tokens[said[0]].value.startswith("--"):
        return
    name, values = tokens[said[0]].lower_value, said[2:]
    if len(values) > 2 and tokens[values[-2]] == "!":
        del values[-2:]
    tokens[said[0]].value = _turned_name(tokens[said[0]].value)
    if name in _FOUR_SIDES and len(values) == 4:
        _exchange(tokens, values[1], values[3])
    elif name == "border-radius" and len(values) in {2, 4}:
        for one, other in zip(values[::2], values[1::2], strict=True):  # corners, clockwise from the upper left one
            _exchange(tokens, one, other)
    elif name in _POSITIONS:
        _turn_sides([tokens[at] for at in values])
        tokens[values[0]] = _from_other_side(tokens[values[0]])
    elif name in _SIDED:
        _turn_sides([tokens[at] for at in values])
    elif name == "transform":
        for at in values:
            _turn_move(tokens[at])


def _turned_name(name: str) -> str:
    return "-".join(_OTHER.get(part.lower(), part) for part in name.split("-"))


def _turn_sides(words: Sequence[Any]) -> None:
    for word in words:
        if word.type == "ident" and word.lower_value in _OTHER:
            word.value = _OTHER[word.lower_value]
        elif word.type == "function" and word.lower_name.endswith("gradient"):
            _turn_sides(word.arguments)


def _exchange(tokens: MutableSequence[Any], one: int, other: int) -> None:
    tokens[one], tokens[other] = tokens[other], tokens[one]


def _from_other_side(value: Any) -> Any:
    """Return a share of the room, none or some per cent, as counted from the other side; anything else as it is."""
    share = value.value if value.type == "percentage" else 0 if getattr(value, "value", None) == 0 else None
    return value if share is None else tinycss2.parse_one_component_value(f"{100 - share:g}%")


def _turn_move(value: Any) -> None:
    """Let what is moved to one side be moved to the other."""
    if value.type != "function" or value.lower_name not in _MOVES:
        return
    for at, word in enumerate(value.arguments):
        if word.type in {"number", "dimension", "percentage"}:
            text = word.serialize()
            turned = text[1:] if text.startswith("-") else f"-{text.removeprefix('+')}"
            value.arguments[at] = tinycss2.parse_one_component_value(turned)
            return
