"""What values of CSS say in a drawing: its colours, and the parts of `font`, for engines that read less of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tinycss2
from tinycss2.color4 import parse_color

COLOURS = ("background-color", "color", "fill", "flood-color", "stop-color", "stroke")
"""Properties that are colours."""
SIZES = {
    **{"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32, "xxx-large": 48},
}
"""Sizes of type in pixels, by CSS's words."""
_SIZES_LIKE = {*SIZES, "smaller", "larger"}


def longhands(value: Iterable[Any]) -> dict[str, str]:
    """Return what CSS's `font` sets, by property; empty where it isn't size and family with style and weight before them."""
    found = {"font-style": "normal", "font-variant": "normal", "font-weight": "normal"}
    waiting = [token for token in value if token.type not in {"whitespace", "comment"}]
    while waiting:
        token = waiting.pop(0)
        word = getattr(token, "lower_value", "")
        if token.type in {"dimension", "percentage"} or word in _SIZES_LIKE:
            if waiting and waiting[0] == "/":
                del waiting[:2]
            found |= {"font-size": tinycss2.serialize([token]), "font-family": tinycss2.serialize(waiting)}
            return found if waiting else {}
        if word in {"italic", "oblique"}:
            found["font-style"] = word
        elif word == "small-caps":
            found["font-variant"] = word
        elif token.type == "number" or word in {"bold", "bolder"}:
            found["font-weight"] = tinycss2.serialize([token])
        elif word != "normal" and not word.endswith(("condensed", "expanded")):
            return {}
    return {}


def colour(token: Any) -> str | None:
    """Return a function's colour as every engine reads it, #rrggbb or #rrggbbaa; None if it is none."""
    found = parse_color(token)
    if found is None or isinstance(found, str) or found.space not in {"srgb", "hsl", "hwb"}:
        return None
    channels = [*found.to("srgb").coordinates, found.alpha]
    if any(channel is None for channel in channels):
        return None
    written = "".join(f"{round(255 * min(max(channel, 0), 1)):02x}" for channel in channels)
    return f"#{written.removesuffix('ff') if written.endswith('ff') else written}"
