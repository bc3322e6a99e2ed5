"""Charts of stacked bars: parts that make a whole, as values or as shares of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.figure import Chart
from report.model.form import Form

FORM = Form(
    frozenset({"series"}), 1, None, ("title", "subtitle", "caption", "id", "form", "sort", "at", "scale"), ("title", "subtitle")
)
PARTS = 8
"""So many parts of a whole can be told apart."""


@dataclass(frozen=True, slots=True)
class StackPart:
    """One part of a whole."""

    value: float
    """What it adds to the bar's length; those below zero stand on zero's other side."""
    label: str


@dataclass(frozen=True, slots=True)
class BarStack:
    """A whole, and its parts, one for each name."""

    words: str
    parts: tuple[StackPart, ...]
    total: str
    """The whole, as it stands at the bar's end; nothing where the parts are shares, or of both signs."""


@dataclass(frozen=True, slots=True)
class StackedDrawing(Chart):
    """Bars of one unit that consist of parts, in the order in which they are to stand."""

    names: tuple[str, ...]
    stacks: tuple[BarStack, ...]
    part: tuple[int, int] | None = None
    form: ClassVar[str] = "stacked"
    frame: ClassVar[float | None] = 5
    rows: ClassVar[str] = "stacks"
    divisible: ClassVar[bool] = True
    dense: ClassVar[bool] = True

    @property
    def labels(self) -> list[str]:
        """The words of each bar."""
        return [" ".join([stack.words, stack.total]) for stack in self.stacks]
