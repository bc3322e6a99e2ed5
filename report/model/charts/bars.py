"""Charts of bars: single facts of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from report.model.figure import Chart
from report.model.form import Form

FORM = Form(frozenset({"fact"}), 1, None, ("title", "subtitle", "caption", "id", "form", "sort"), ("title", "subtitle"))


@dataclass(frozen=True, slots=True)
class Bar:
    """One fact's figure."""

    value: float
    upper: float | None
    """The upper bound where the source gives a range."""
    label: str
    """The value with its qualifier and its unit: "at least 12"."""
    words: str
    """What the fact says something about."""
    detail: str = ""
    """What was counted, who says so, and when, in a few words; empty where it is the source itself."""


@dataclass(frozen=True, slots=True)
class BarsDrawing(Chart):
    """Single figures of one unit, none below zero, in the order in which the author names them."""

    bars: tuple[Bar, ...]
    form: ClassVar[str] = "bars"
    frame: ClassVar[float | None] = 5
    rows: ClassVar[str] = "bars"
    fewer: ClassVar[str] = "of its {count} bars the first {fit} fit: make two charts of it, or list the facts with :::{{table}}"

    @property
    def labels(self) -> list[str]:
        """The words of each bar."""
        return [f"{bar.words} {bar.detail} {bar.label}" for bar in self.bars]
