"""Charts of bars in groups: a few dates, or several series, side by side for each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.charts.bars import Bar
from report.model.figure import Chart
from report.model.form import Form

FORM = Form(frozenset({"series"}), 1, None, ("title", "subtitle", "caption", "id", "form", "sort", "at"), ("title", "subtitle"))


@dataclass(frozen=True, slots=True)
class BarGroup:
    """The bars that stand beside each other, one for each name; None where there is no value."""

    words: str
    bars: tuple[Bar | None, ...]


@dataclass(frozen=True, slots=True)
class GroupedDrawing(Chart):
    """Groups of bars of one unit, in the order in which they are to stand."""

    names: tuple[str, ...]
    groups: tuple[BarGroup, ...]
    part: tuple[int, int] | None = None
    form: ClassVar[str] = "grouped"
    frame: ClassVar[float | None] = 5
    rows: ClassVar[str] = "groups"
    divisible: ClassVar[bool] = True
    dense: ClassVar[bool] = True

    @property
    def labels(self) -> list[str]:
        """The words of each group."""
        return [" ".join([group.words, *(bar.label for bar in group.bars if bar)]) for group in self.groups]
