"""Fills by which bars and areas are told apart: neighbours differ in lightness, so that grey print and every eye tells them."""

from __future__ import annotations

from matplotlib.colors import to_rgb

from charts.style import Style

_SHARES = (1.0, 0.42, 0.9, 0.3, 0.75, 0.22, 0.6, 0.35)
"""How much of each colour of the palette is left of it; the rest is paper."""


def fill(number: int, style: Style) -> str:
    """Return the fill of that number."""
    look = style.series[number % len(style.series)]
    return style.tint(look.colour, _SHARES[number % len(_SHARES)])


def lightness(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 to 1, as WCAG reckons it."""
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def readable_on(colour: str, style: Style) -> str:
    """Return ink or paper, whichever is read better on that colour."""
    light = lightness(colour) + 0.05
    ink, paper = (lightness(one) + 0.05 for one in (style.ink, style.paper))
    return style.ink if max(light, ink) / min(light, ink) >= max(light, paper) / min(light, paper) else style.paper
