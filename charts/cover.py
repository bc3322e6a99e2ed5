"""The e-book's cover: one deep field, the title, the native name very large and barely lighter than the ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from charts.text import TextRun, TextStyle, put, stack, stack_height, width, wrap
from report.model.document import Cover

WIDTH, HEIGHT = 400.0, 640.0
"""Points: 1600 by 2560 pixels at four pixels to a point."""
MARGIN = 38.0


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


def draw(cover: Cover, style: CoverStyle) -> Figure:
    """Draw the cover; its text is large enough for a thumbnail to show the title."""
    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), facecolor=style.ground)
    if cover.native is not None:
        size = 110.0
        while size > 20 and width(cover.native.text, TextStyle(size, style.faint, style.foreign)) > WIDTH - 2 * MARGIN:
            size -= 2
        face = TextStyle(size, style.faint, style.foreign)
        put(figure, [TextRun(cover.native.text, face, WIDTH - MARGIN, HEIGHT - MARGIN - 1.15 * size, "right")], "native")
    title, title_lines = _fitted(cover.title, style.families, 300, style.ink, (52, 46, 40, 34, 30, 26, 22), 3)
    plain = TextStyle(15, style.ink, style.families)
    subtitle_lines = wrap(cover.subtitle, plain, 0.82 * (WIDTH - 2 * MARGIN))
    kicker = TextStyle(13, style.ink, style.families, 600)
    lines = [(cover.kind, kicker), *((line, title) for line in title_lines)]
    top = 0.50 * HEIGHT
    put(figure, stack(lines, MARGIN, top, "left"), "title")
    below = top - stack_height(lines) - 16
    put(figure, stack([(line, plain) for line in subtitle_lines], MARGIN, below, "left"), "subtitle")
    foot = TextStyle(11.5, style.ink, style.families)
    runs = [TextRun(f"{cover.edition} · {cover.date}", foot, MARGIN, MARGIN, "left")]
    if runs[0].box.right + 12 + width(cover.publisher, foot) < WIDTH - MARGIN:
        runs.append(TextRun(cover.publisher, foot, WIDTH - MARGIN, MARGIN, "right"))
    put(figure, runs, "foot")
    return figure
