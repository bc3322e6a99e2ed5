"""The e-book's cover: a deep field, the title large enough for a thumbnail, the native name, and the axis or a photograph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from PIL import Image, ImageOps

from charts.overview import Overview
from charts.style import Style
from charts.text import TextRun, TextStyle, put, stack, stack_height, width, wrap
from report.model.document import Cover

WIDTH, HEIGHT = 400.0, 640.0
"""Points: 1600 by 2560 pixels at four pixels to a point."""
MARGIN = 38.0
SHARPNESS = 4
"""Pixels to a point."""
_FOOT = 2.2 * MARGIN
"""Above this the axis stands, or the photograph."""


@dataclass(frozen=True, slots=True)
class CoverStyle:
    """Colours and families of a cover."""

    ground: str
    ink: str
    faint: str
    families: tuple[str, ...]
    foreign: tuple[str, ...]


def _fitted(
    text: str, families: tuple[str, ...], weight: int, colour: str, sizes: Sequence[float], lines: int
) -> tuple[TextStyle, tuple[str, ...]]:
    """Return the largest of the sizes at which the text needs no more than that many lines."""
    room = WIDTH - 2 * MARGIN
    for size in sizes:
        face = TextStyle(size, colour, families, weight)
        broken = wrap(text, face, room)
        if len(broken) <= lines:
            return face, broken
    return face, broken


def draw(
    cover: Cover, style: CoverStyle, axis: Style, photograph: Image.Image | None = None, logo: Image.Image | None = None
) -> Figure:
    """Draw the cover; its text is large enough for a thumbnail to show the title. `axis` is the look of what is drawn."""
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), facecolor=style.ground)
    title, title_lines = _fitted(cover.title, style.families, 300, style.ink, (52, 46, 40, 34, 30, 26, 22), 3)
    plain = TextStyle(15, style.ink, style.families)
    kicker = TextStyle(13, style.ink, style.families, 600)
    lines = [(cover.kind, kicker), *((line, title) for line in title_lines)]
    top = HEIGHT - 1.2 * MARGIN
    put(figure, stack(lines, MARGIN, top, "left"), "title")
    below = top - stack_height(lines) - 14
    subtitle = [(line, plain) for line in wrap(cover.subtitle, plain, 0.9 * (WIDTH - 2 * MARGIN))]
    if cover.authors:
        author = TextStyle(13, style.ink, style.families, 600)
        subtitle += [(line, author) for line in wrap(cover.authors, author, 0.9 * (WIDTH - 2 * MARGIN))]
    put(figure, stack(subtitle, MARGIN, below, "left"), "subtitle")
    room = below - stack_height(subtitle) - 0.5 * MARGIN
    drawn = Overview(cover.axis, axis) if cover.axis is not None else None
    if cover.native is not None:
        size = 100.0
        floor = _FOOT + (0.46 * HEIGHT if photograph else drawn.height if drawn else 0)
        while size > 20 and (
            width(cover.native.text, TextStyle(size, style.faint, style.foreign)) > WIDTH - 2 * MARGIN
            or 1.6 * size > room - floor
        ):
            size -= 2
        face = TextStyle(size, style.faint, style.foreign)
        put(figure, [TextRun(cover.native.text, face, WIDTH - MARGIN, room - 1.05 * size, "right")], "native")
        room -= 1.6 * size
    if photograph is not None:
        _place(figure, photograph, (0, _FOOT, WIDTH, min(room, _FOOT + 0.52 * HEIGHT) - _FOOT))
    elif drawn is not None and drawn.height < room - _FOOT:
        drawn.paint(figure, MARGIN, _FOOT)
    if logo is not None:
        high = 0.9 * MARGIN
        wide = min(logo.width * high / logo.height, 3 * MARGIN)
        _place(figure, logo, (WIDTH - MARGIN - wide, HEIGHT - 0.6 * MARGIN - high, wide, high))
    foot = TextStyle(11.5, style.ink, style.families)
    runs = [TextRun(f"{cover.edition} · {cover.date}", foot, MARGIN, MARGIN, "left")]
    if runs[0].box.right + 12 + width(cover.publisher, foot) < WIDTH - MARGIN:
        runs.append(TextRun(cover.publisher, foot, WIDTH - MARGIN, MARGIN, "right"))
    put(figure, runs, "foot")
    return figure


def _place(figure: Figure, image: Image.Image, box: tuple[float, float, float, float]) -> None:
    """Put an image into a box of the figure, cut to its shape."""
    left, bottom, wide, high = box
    fitted = ImageOps.fit(image.convert("RGBA"), (round(wide * SHARPNESS), round(high * SHARPNESS)))
    axes = figure.add_axes((left / WIDTH, bottom / HEIGHT, wide / WIDTH, high / HEIGHT))
    axes.axis("off")
    axes.imshow(fitted, aspect="auto", interpolation="nearest")
