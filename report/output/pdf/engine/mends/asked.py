"""What style sheets ask of mends, by custom properties of a box's own: they are not inherited."""

from __future__ import annotations

from typing import Any

_PIXELS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4}


def length(box: Any, name: str) -> float:
    """Return a length in pixels; 0 where the style sheets ask for none."""
    found = [token for token in _tokens(box, name) if token.type == "dimension"]
    return float(found[0].value * _PIXELS.get(found[0].unit, 0.0)) if found else 0.0


def number(box: Any, name: str) -> float:
    """Return a number; 0 where the style sheets ask for none."""
    found = [token for token in _tokens(box, name) if token.type == "number"]
    return float(found[0].value) if found else 0.0


def _tokens(box: Any, name: str) -> list[Any]:
    style = (box.get_wrapped_table() if getattr(box, "is_table_wrapper", False) else box).style
    declared = getattr(style, "cascaded", {}).get(name)
    return list(declared[0]) if declared else []
