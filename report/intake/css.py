"""What a style sheet asks for: every address in it, however it is written, with its line and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import tinycss2

DEEPEST = 100
"""Levels of brackets; what lays out pages goes through them by recursion."""
_TAKE_STRINGS = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"}
"""Functions whose strings are addresses."""
_REPEATED = {f"{vendor}repeating-{form}-gradient" for vendor in ("", "-webkit-") for form in ("linear", "radial", "conic")}
_PIXELS = {"px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54}
"""Absolute lengths; the others, and a hundredth of whatever is painted, are at least about ten of these."""
_COLOURS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "device-cmyk", "var"}
_COUNTS = {"z-index", "order", "counter-reset", "counter-set", "counter-increment", "bookmark-level"}
"""Properties whose numbers aren't sizes."""
_ENDS = ("", "-start", "-end")
_MADE = {"column-count", "columns", "repeat", "grid-area", *(f"grid-{way}{end}" for way in ("row", "column") for end in _ENDS)}
_MOST_MADE = 100
"""Properties and functions whose numbers count tracks and columns: the layout engine makes each, though nothing be in it."""
_MOVES = re.compile(r"(?:-\w+-)?(?:animation|transition)(?:-.*)?")
_NUMBERS = {"number", "dimension", "percentage"}


@dataclass(frozen=True, slots=True)
class Asked:
    """An address that a style sheet asks for; `line` and `column` count from 1."""

    url: str
    line: int
    column: int
    token: Any = None
    """What `rewritten` may change; None where the address isn't one that a picture or a font has."""


def asked(nodes: Iterable[Any]) -> Iterator[Asked]:
    """Yield every address in a sheet, or in the value of a `style` attribute, that was parsed; ValueError says it is too deep."""
    waiting: list[tuple[Any, str, int]] = [(node, "", 0) for node in reversed(list(nodes))]
    while waiting:
        node, within, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError("brackets are nested too deeply")
        here = within
        if node.type == "url":
            yield Asked(node.value, node.source_line, node.source_column, None if within == "import" else node)
        elif node.type == "string" and within in {"import", *_TAKE_STRINGS}:
            yield Asked(node.value, node.source_line, node.source_column, node if within == "url" else None)
        elif node.type == "function":
            here = node.lower_name
            if here == "var" and within in _TAKE_STRINGS:
                yield Asked("var()", node.source_line, node.source_column)
        elif node.type == "at-rule":
            if node.lower_at_keyword == "namespace":  # a name, never fetched
                continue
            here = "import" if node.lower_at_keyword == "import" else ""
            waiting += [(inner, "", depth + 1) for inner in reversed(node.content or [])]
        inside = [*(getattr(node, "prelude", None) or []), *(getattr(node, "arguments", None) or [])]
        inside += (getattr(node, "content", None) or []) if node.type != "at-rule" else []
        waiting += [(inner, here, depth + 1) for inner in reversed(inside)]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a style sheet, with its unit, as it was written; `line` and `column` count from 1."""

    written: str
    line: int
    column: int


def beyond(nodes: Iterable[Any], most: float) -> Iterator[Number]:
    """Yield every length, percentage and factor whose number is larger than `most`; what only counts or orders may be."""
    waiting: list[tuple[list[Any], str]] = [(list(nodes), "")]
    while waiting:
        within, name = waiting.pop()
        word = ""
        for node in within:
            if node.type == "ident":
                word = node.lower_value
            elif node.type == "literal" and node.value in {":", ";"}:
                name = word if node.value == ":" else ""
            elif node.type in _NUMBERS and name not in _COUNTS and not abs(node.value) <= _most(node, name, most):
                yield Number(tinycss2.serialize([node]), node.source_line, node.source_column)
            inside = (getattr(node, part, None) for part in ("prelude", "arguments", "content"))
            called = "repeat" if node.type == "function" and node.lower_name == "repeat" else name
            waiting += [(list(tokens), called) for tokens in inside if tokens]


def _most(node: Any, name: str, most: float) -> float:
    return min(most, _MOST_MADE) if node.type == "number" and name in _MADE else most


def moving(nodes: Iterable[Any]) -> Iterator[tuple[str, int, int]]:
    """Yield every property that makes things move, with its line and column, which count from 1."""
    for tokens in _lists(nodes):
        said = [token for token in tokens if token.type not in {"whitespace", "comment"}]
        for name, after in pairwise(said):
            if name.type == "ident" and _MOVES.fullmatch(name.lower_value) and after == ":":
                yield name.value, name.source_line, name.source_column


def endless_repeats(nodes: Iterable[Any]) -> Iterator[Number]:
    """Yield every repeating gradient whose colours begin again in less than half a pixel, or nobody knows in how much.

    What paints it draws each repetition: a few of them in a thousandth of a pixel are gigabytes.
    """
    waiting = list(nodes)
    own = {
        name.lower_value
        for tokens in _lists(waiting)
        for name, colon in pairwise(tokens)
        if name.type == "ident" and name.value.startswith("--") and colon == ":"
    }
    for node in _everything(waiting):
        if node.type != "function" or node.lower_name not in _REPEATED:
            continue
        steps = [_pixels(token) for token in node.arguments if token.type in {"dimension", "percentage", "number"}]
        known = [step for step in steps if step is not None]
        reckoned = [token for token in node.arguments if token.type == "function" and token.lower_name not in _COLOURS]
        named = {token.lower_value for token in _everything(node.arguments) if token.type == "ident"} & own
        if reckoned or named or (known and 0 < max(known) - min([0.0, *known] if len(known) < 2 else known) < _FINEST):
            yield Number(f"{node.lower_name}(…)", node.source_line, node.source_column)


_FINEST = 0.5
"""Pixels in which the colours of a gradient may begin again."""


def _pixels(token: Any) -> float | None:
    """Return a position in a gradient in pixels, roughly; None for an angle."""
    unit = token.lower_unit if token.type == "dimension" else ""
    if unit in {"deg", "grad", "rad", "turn"}:
        return None
    return float(token.value) * (_PIXELS.get(unit, 10) if unit or token.type == "percentage" else 1)


def _lists(nodes: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield these tokens, and those that stand in one of them together."""
    waiting = [list(nodes)]
    while waiting:
        tokens = waiting.pop()
        yield tokens
        inside = (getattr(token, part, None) for token in tokens for part in ("prelude", "arguments", "content"))
        waiting += filter(None, inside)


def _everything(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield every token, whatever it stands in."""
    return (token for tokens in _lists(nodes) for token in tokens)


ENDLESS = re.compile(r"\d{500,}")
"""A number of more digits than anything has; one of several thousand can't be read at all, and is cut before it is."""


def _cut(digits: re.Match[str]) -> str:
    return digits[0][:100]


def sheet(text: str) -> list[Any]:
    """Return the rules of a style sheet."""
    return list(tinycss2.parse_stylesheet(ENDLESS.sub(_cut, text)))


def declarations(text: str) -> list[Any]:
    """Return the tokens of a `style` attribute, or of another one that takes a CSS value."""
    return list(tinycss2.parse_component_value_list(ENDLESS.sub(_cut, text)))


_COMMENT = re.compile(
    r"""((?<![\w-])url\(\s*+[^"')][^)]*+(?:\)|\Z)|"(?>(?:\\.|[^"\\])*)(?:"|\\?\Z)|'(?>(?:\\.|[^'\\])*)(?:'|\\?\Z))"""
    r"|/\*.*?(?:\*/|\Z)",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, or an address or text in which what looks like one is none; what has no end goes to that of the sheet, so that
nobody looks for it again from every place inside of it."""


def without_comments(text: str) -> str:
    """Return a style sheet that can be read without its comments; every rule keeps its line."""
    return _COMMENT.sub(lambda found: found[1] or " " + "\n" * found[0].count("\n"), text)


def written(nodes: list[Any]) -> str:
    """Return rules as text again."""
    return str(tinycss2.serialize(nodes))
