"""What style sheets ask of mends, by custom properties of a box's own: they are not inherited."""

from __future__ import annotations

from typing import Any

_PIXELS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4}


def length(box: Any, name: str) -> float:
    """Return a length in pixels; 0 where the style sheets ask for none."""
    return _length(_tokens(_style(box), name))


def of_lines(line: Any, name: str) -> float:
    """Return a length in pixels that is asked of the lines of an element, whichever block of it one stands in, or 0."""
    style = line.style
    while not hasattr(style, "cascaded"):
        style = style.parent_style
    return _length(_tokens(style, name))


def number(box: Any, name: str) -> float:
    """Return a number; 0 where the style sheets ask for none."""
    found = [token for token in _tokens(_style(box), name) if token.type == "number"]
    return float(found[0].value) if found else 0.0


def _style(box: Any) -> Any:
    return (box.get_wrapped_table() if getattr(box, "is_table_wrapper", False) else box).style


def _length(tokens: list[Any]) -> float:
    found = [token for token in tokens if token.type == "dimension"]
    return float(found[0].value * _PIXELS.get(found[0].unit, 0.0)) if found else 0.0


def _tokens(style: Any, name: str) -> list[Any]:
    declared = getattr(style, "cascaded", {}).get(name)
    return list(declared[0]) if declared else []
