"""Small multiples: a panel for each line of a series, or for each group of them, all on the same scales."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from report.model.charts.line import Line
from report.model.figure import Height, ScaledChart
from report.model.form import Form

if TYPE_CHECKING:
    from report.model.axes import TimeLimits

FORM = Form(frozenset({"series"}), 1, 1, ("title", "subtitle", "caption", "id", "form", "height", "highlight", "behind", "by"))
MOST = 40
"""More panels than this are no picture any more, but a book of them."""
NARROWEST = 12.0
"""Width of the narrowest panel, in sizes of the type of its scale."""
SCALE = 3.0
"""Room for the numbers of the scale."""
GUTTER = 1.4
"""Between two panels, at the least."""
ROW_HIGH = {"short": 7.2, "standard": 8.2, "tall": 11.8}
"""Height of a row of panels that has little room, with the names above it."""
AROUND = 4.0
"""Above the panels and below them."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What is drawn on one pair of axes."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MultiplesDrawing(ScaledChart):
    """Panels side by side and one below the other; of a chart that goes on in another, those that stand in this one."""

    panels: tuple[Panel, ...]
    values: tuple[float, float]
    """Limits of the scale of values: the same in all panels, and in all charts of which this is one."""
    time: TimeLimits
    across: int
    """So many stand side by side."""
    most: float
    """So many times as high as the format has a chart it may be."""
    behind: tuple[Line, ...] = ()
    """Lines that stand back behind those of every panel."""
    form: ClassVar[str] = "multiples"
    dense: ClassVar[bool] = True

    @property
    def drawable(self) -> bool:
        """Whether it can be drawn for certain: names that have no room are cut, and no value has to be told."""
        return bool(self.panels)


def shared_out(count: int, width: float, height: float, row: Height, *, low: bool = False) -> tuple[int, list[range]]:
    """Return how many of so many panels stand side by side, and which in one chart together; rows and charts are about as full.

    `width` and `height` are those of the room for one chart, in sizes of its type. Where one isn't enough and they are to be
    `low`, two fit there.
    """
    across = min(max(int((width - SCALE + GUTTER) // (NARROWEST + GUTTER)), 1), count)
    rows = -(-count // across)
    fit = max(int((height - AROUND) // ROW_HIGH[row]), 1)
    if low and rows > fit:
        fit = -(-fit // 2)
    charts = -(-rows // fit)
    if charts == 1:
        across = -(-count // rows)
    each = -(-rows // charts) * across
    return across, [range(start, min(start + each, count)) for start in range(0, count, each)]
