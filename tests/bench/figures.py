"""What the measurements say: medians, ratios pair by pair, limits kept or broken, and the table that shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost, with the processes that it started and waited for."""

    cpu: float
    """Seconds of processor time, in the program and in the system for it."""
    memory: int = 0
    """The most that it held in memory at a time, bytes; 0 where nobody looked."""
    clock: float = 0.0
    """Seconds by the clock; 0 where nobody looked."""


KINDS: dict[str, Callable[[Cost], float]] = {
    "CPU": lambda cost: cost.cpu,
    "memory": lambda cost: cost.memory,
    "clock": lambda cost: cost.clock,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a ratio of costs may be; without `most` it is a figure, and nothing more is asked of it."""

    kind: str
    """`CPU`, `memory` or `clock`."""
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: a ratio, and the medians of its two sides."""

    kind: str
    ours: float
    theirs: float
    ratio: float
    """Median of the ratios of runs that stood next to each other; the machine's mood is in both sides of such a pair."""
    spread: tuple[float, float]
    """The lowest and the highest of those ratios."""
    most: float | None

    @property
    def broken(self) -> bool:
        """Whether the ratio is over its limit."""
        return self.most is not None and self.ratio > self.most


@dataclass(frozen=True)
class Outcome:
    """What one bench measured."""

    name: str
    ours: str
    """What was measured, in a few words."""
    theirs: str
    """What it was measured against."""
    pairs: tuple[tuple[Cost, Cost], ...]
    limits: tuple[Limit, ...]
    notes: tuple[str, ...] = field(default=())

    def figures(self) -> list[Figure]:
        """Return a figure for each limit, in their order."""
        return [_figure(self.pairs, limit) for limit in self.limits]

    def as_json(self) -> dict[str, Any]:
        """Return everything with plain values."""
        return {
            "bench": self.name,
            "ours": self.ours,
            "theirs": self.theirs,
            "notes": list(self.notes),
            "figures": [
                {
                    "kind": figure.kind,
                    "ours": figure.ours,
                    "theirs": figure.theirs,
                    "ratio": round(figure.ratio, 4),
                    "lowest": round(figure.spread[0], 4),
                    "highest": round(figure.spread[1], 4),
                    "limit": figure.most,
                    "broken": figure.broken,
                }
                for figure in self.figures()
            ],
            "runs": [{"ours": asdict(ours), "theirs": asdict(theirs)} for ours, theirs in self.pairs],
        }


def _figure(pairs: Sequence[tuple[Cost, Cost]], limit: Limit) -> Figure:
    if not pairs:
        raise ValueError("no runs, no ratio")
    cost = KINDS[limit.kind]
    ratios = [cost(ours) / cost(theirs) for ours, theirs in pairs]
    return Figure(
        kind=limit.kind,
        ours=median(cost(ours) for ours, _ in pairs),
        theirs=median(cost(theirs) for _, theirs in pairs),
        ratio=median(ratios),
        spread=(min(ratios), max(ratios)),
        most=limit.most,
    )


def cheaper(one: Cost, other: Cost) -> Cost:
    """Return the one that cost less processor time."""
    return min(one, other, key=lambda cost: cost.cpu)


def _shown(value: float, kind: str) -> str:
    return f"{value:.3f} s" if kind != "memory" else f"{value / 2**20:.0f} MB"


def table(outcomes: Sequence[Outcome]) -> str:
    """Return all figures as lines of columns, each ratio beside its limit."""
    rows = [("bench", "of what", "ours", "theirs", "ratio", "lowest-highest", "limit", "")]
    for outcome in outcomes:
        for figure in outcome.figures():
            verdict = "" if figure.most is None else "BROKEN" if figure.broken else "kept"
            rows.append(
                (
                    outcome.name,
                    figure.kind,
                    _shown(figure.ours, figure.kind),
                    _shown(figure.theirs, figure.kind),
                    f"{figure.ratio:.3f}",
                    f"{figure.spread[0]:.2f}-{figure.spread[1]:.2f}",
                    "none" if figure.most is None else f"{figure.most:.2f}",
                    verdict,
                )
            )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    left = {0, 1, 7}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def any_broken(outcomes: Sequence[Outcome]) -> bool:
    """Tell whether one of the limits is broken."""
    return any(figure.broken for outcome in outcomes for figure in outcome.figures())
