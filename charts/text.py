"""Words on a chart: how wide they are, where they break, how they are put on the figure. All lengths are points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, Transform

Align = Literal["left", "center", "right"]

ASCENT, DESCENT, LEADING = 0.80, 0.25, 1.24
"""Above and below the baseline, and from one baseline to the next, as parts of the size."""

_measurer = TextToPath()


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a run of text is set."""

    size: float
    colour: str
    families: tuple[str, ...]
    weight: int = 400

    @property
    def properties(self) -> FontProperties:
        """The same for matplotlib."""
        return FontProperties(family=list(self.families), size=self.size, weight=self.weight)


class Box(NamedTuple):
    """A rectangle on the figure."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box, gap: float = 0) -> bool:
        """Tell whether the two come nearer to each other than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.bottom < other.top + gap
            and other.bottom < self.top + gap
        )

    def inside(self, other: Box) -> bool:
        """Tell whether this one lies wholly in the other."""
        return self.left >= other.left and self.bottom >= other.bottom and self.right <= other.right and self.top <= other.top

    def padded(self, by: float) -> Box:
        """Return the box grown on each side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def moved(self, x: float, y: float) -> Box:
        """Return the box shifted."""
        return Box(self.left + x, self.bottom + y, self.right + x, self.top + y)

    def crossed_by(self, segment: Segment) -> bool:
        """Tell whether a straight line runs through the box (Liang and Barsky's clipping)."""
        (x0, y0), (x1, y1) = segment
        enter, leave = 0.0, 1.0
        for step, low, high in ((x1 - x0, self.left - x0, self.right - x0), (y1 - y0, self.bottom - y0, self.top - y0)):
            if step == 0:
                if low > 0 or high < 0:
                    return False
                continue
            near, far = sorted((low / step, high / step))
            enter, leave = max(enter, near), min(leave, far)
            if enter > leave:
                return False
        return True


Segment = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text of one face on one line; `x` is its left end, middle or right end, as `align` says."""

    text: str
    face: TextStyle
    x: float
    baseline: float
    align: Align = "left"

    @property
    def box(self) -> Box:
        """The room that the run takes."""
        wide = width(self.text, self.face)
        left = self.x - {"left": 0.0, "center": wide / 2, "right": wide}[self.align]
        return Box(left, self.baseline - DESCENT * self.face.size, left + wide, self.baseline + ASCENT * self.face.size)

    def moved(self, x: float, y: float) -> TextRun:
        """Return the run shifted."""
        return replace(self, x=self.x + x, baseline=self.baseline + y)


@lru_cache(maxsize=4096)
def width(text: str, face: TextStyle) -> float:
    """Return the width of the shaped text."""
    if not text:
        return 0.0
    return float(_measurer.get_text_width_height_descent(text, face.properties, ismath=False)[0])


def wrap(text: str, face: TextStyle, limit: float) -> tuple[str, ...]:
    """Break text into lines no wider than `limit`, of lengths as equal as may be; a longer word is cut."""
    lines = _fill(text, face, limit)
    if len(lines) < 2:
        return lines
    low, high = max(width(word, face) for line in lines for word in line.split(" ")), limit
    while high - low > 1:  # the narrowest measure that needs no more lines
        middle = (low + high) / 2
        if len(_fill(text, face, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _fill(text, face, high)


def _fill(text: str, face: TextStyle, limit: float) -> tuple[str, ...]:
    lines: list[str] = []
    for word in text.split(" "):
        if not word:
            continue
        if lines and width(joined := f"{lines[-1]} {word}", face) <= limit:
            lines[-1] = joined
            continue
        rest = word
        longest = int(20 * limit / face.size) + 1  # letters are wider than a twentieth of their size; measuring takes time
        while len(rest) > 1 and (len(rest) > longest or width(rest, face) > limit):
            most = range(1, min(len(rest), longest))
            fits = max(bisect_right(most, limit, key=lambda n: width(rest[:n], face)), 1)
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    return tuple(lines)


def stack(lines: Sequence[tuple[str, TextStyle]], x: float, top: float, align: Align) -> tuple[TextRun, ...]:
    """Set lines one below the other; the first one's box begins at `top`."""
    runs, above = [], top
    for text, face in lines:
        slack = (LEADING - ASCENT - DESCENT) * face.size
        runs.append(TextRun(text, face, x, above - ASCENT * face.size, align))
        above -= (ASCENT + DESCENT) * face.size + slack
    return tuple(runs)


def stack_height(lines: Sequence[tuple[str, TextStyle]]) -> float:
    """Return the height of stacked lines."""
    if not lines:
        return 0.0
    return sum(LEADING * face.size for _, face in lines) - (LEADING - ASCENT - DESCENT) * lines[-1][1].size


def around(runs: Sequence[TextRun]) -> Box:
    """Return the box around all runs."""
    boxes = [run.box for run in runs]
    return Box(min(b.left for b in boxes), min(b.bottom for b in boxes), max(b.right for b in boxes), max(b.top for b in boxes))


def in_points(figure: Figure) -> Transform:
    """Return the transform from points, counted from the lower left corner, to the figure."""
    return Affine2D().scale(1 / 72) + figure.dpi_scale_trans


def put(figure: Figure, runs: Sequence[TextRun], name: str, order: float = 6) -> None:
    """Put runs on the figure; `name` becomes the ids of their groups."""
    for number, run in enumerate(runs):
        text = Text(
            run.x,
            run.baseline,
            run.text,
            color=run.face.colour,
            fontproperties=run.face.properties,
            horizontalalignment=run.align,
            verticalalignment="baseline",
            transform=in_points(figure),
            zorder=order,
        )
        text.set_parse_math(False)
        text.set_gid(f"{name}-{number}")
        figure.add_artist(text)
