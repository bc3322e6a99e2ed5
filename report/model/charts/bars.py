"""Charts of bars: single values of one unit, of facts or of series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.figure import Chart
from report.model.form import Form

FORM = Form(
    frozenset({"fact", "series"}),
    1,
    None,
    ("title", "subtitle", "caption", "id", "form", "sort", "at", "highlight"),
    ("title", "subtitle"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure."""

    value: float
    upper: float | None
    """The upper bound where the source gives a range."""
    label: str
    """The value with its qualifier and its unit: "at least 12"."""
    words: str
    """What the value says something about."""
    detail: str = ""
    """What was counted, who says so, and when, in a few words; empty where it is the source itself."""
    muted: bool = False
    """Whether it stands back behind others."""


@dataclass(frozen=True, slots=True)
class BarsDrawing(Chart):
    """Single figures of one unit, in the order in which they are to stand."""

    bars: tuple[Bar, ...]
    part: tuple[int, int] | None = None
    form: ClassVar[str] = "bars"
    frame: ClassVar[float | None] = 5
    rows: ClassVar[str] = "bars"
    divisible: ClassVar[bool] = True
    dense: ClassVar[bool] = True

    @property
    def labels(self) -> list[str]:
        """The words of each bar."""
        return [f"{bar.words} {bar.detail} {bar.label}" for bar in self.bars]
