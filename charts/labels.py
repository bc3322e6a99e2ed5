"""Where labels go, so that none touches another, a mark, a line or the edge. All lengths are points; nothing is random."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from charts.text import Align, Box, Segment, TextRun, TextStyle, around, stack, stack_height, width, wrap

Words = tuple[tuple[str, TextStyle], ...]
"""Lines to be stacked, each with its face."""

_STATES = 12
"""How many partial solutions are kept while labels are placed one by one."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way of placing a label; a higher cost is less wished for."""

    runs: tuple[TextRun, ...]
    boxes: tuple[Box, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What labels keep clear of."""

    bounds: Box
    boxes: tuple[Box, ...]
    lines: tuple[Segment, ...]
    grid: tuple[Segment, ...]
    """Lines that a label may interrupt, but better doesn't."""


def beside_mark(
    value: tuple[str, TextStyle], detail: tuple[str, TextStyle], at: tuple[float, float], mark: Box, gap: float
) -> Iterator[Option]:
    """Yield the ways of labelling a mark: value above and words below it first, then all on one side."""
    seen = set()
    for ems, narrow in ((11.0, 0.0), (15.0, 0.3), (8.0, 0.6), (22.0, 0.8)):
        values = _lines(value, ems)
        details = _lines(detail, ems)
        if (values, details) in seen:
            continue
        seen.add((values, details))
        whole = values + details
        for align, x, shift in _shifts(at[0], mark):
            above = mark.top + gap * 0.6
            below = mark.bottom - gap * 0.6
            if details:
                parts = (stack(values, x, above + stack_height(values), align), stack(details, x, below, align))
                yield _option(parts, narrow + shift)
            yield _option((stack(whole, x, above + stack_height(whole), align),), narrow + shift + (2.5 if details else 0))
            yield _option((stack(whole, x, below, align),), narrow + shift + 3.5)
        half = stack_height(whole) / 2
        for align, x, cost in (("right", mark.left - gap, 4.5), ("left", mark.right + gap, 4.0)):
            for lift, dearer in ((0.0, 0.0), (half * 0.7, 0.5), (-half * 0.7, 0.6)):
                yield _option((stack(whole, x, at[1] + half + lift, align),), narrow + cost + dearer)


def _shifts(x: float, mark: Box) -> tuple[tuple[Align, float, float], ...]:
    return (("center", x, 0.0), ("left", mark.left, 1.0), ("right", mark.right, 1.0))


def _lines(words: tuple[str, TextStyle], ems: float) -> Words:
    text, face = words
    limit = max([ems * face.size, *(width(word, face) for word in text.split(" "))])  # no word is cut
    return tuple((line, face) for line in wrap(text, face, limit))


def _option(parts: tuple[tuple[TextRun, ...], ...], cost: float) -> Option:
    filled = tuple(part for part in parts if part)
    return Option(tuple(run for part in filled for run in part), tuple(around(part) for part in filled), cost)


def choose(labels: Sequence[Sequence[Option]], obstacles: Obstacles, gap: float) -> tuple[Option, ...] | None:
    """Pick an option for each label, at the least cost found; None if the labels don't all find a place."""
    fitting = [[o for o in (_judged(option, obstacles, gap) for option in options) if o] for options in labels]
    if not all(fitting):
        return None
    reaches = [around_boxes([box for option in options for box in option.boxes]) for options in fitting]
    states: list[tuple[float, tuple[Option, ...]]] = [(0.0, ())]
    for number, options in enumerate(fitting):
        near = [j for j in range(number) if reaches[j].overlaps(reaches[number], gap)]
        following = [
            (cost + option.cost, (*chosen, option))
            for cost, chosen in states
            for option in options
            if not any(a.overlaps(b, gap) for j in near for a in chosen[j].boxes for b in option.boxes)
        ]
        states = sorted(following, key=lambda state: state[0])[:_STATES]
        if not states:
            return None
    return states[0][1]


def around_boxes(boxes: Sequence[Box]) -> Box:
    """Return the box around boxes."""
    return Box(min(b.left for b in boxes), min(b.bottom for b in boxes), max(b.right for b in boxes), max(b.top for b in boxes))


def _judged(option: Option, obstacles: Obstacles, gap: float) -> Option | None:
    for box in option.boxes:
        if not box.inside(obstacles.bounds) or any(box.overlaps(other, gap * 0.4) for other in obstacles.boxes):
            return None
        if any(box.padded(gap * 0.6).crossed_by(line) for line in obstacles.lines):
            return None
    crossed = sum(box.padded(gap * 0.4).crossed_by(line) for box in option.boxes for line in obstacles.grid)
    return Option(option.runs, option.boxes, option.cost + 0.4 * crossed)


@dataclass(frozen=True, slots=True)
class Flag:
    """A label that stands above the plot, on a pole from its mark."""

    x: float
    words: Words

    @property
    def width(self) -> float:
        """Width of the widest line."""
        return max((width(text, face) for text, face in self.words), default=0.0)

    @property
    def height(self) -> float:
        """Height of the lines."""
        return stack_height(self.words)


@dataclass(frozen=True, slots=True)
class Raised:
    """Flags in place: runs, and how far each pole reaches, above the line on which the lowest flags stand."""

    runs: tuple[tuple[TextRun, ...], ...]
    poles: tuple[float, ...]
    height: float


def raise_flags(flags: Sequence[Flag], left: float, right: float, gap: float, *, both_sides: bool = True) -> Raised | None:
    """Stack flags in lanes, so that no pole runs through a flag; None if one of them can't keep within left and right.

    From the right, each takes the lowest lane that is free. Flown to the right of its pole, a flag can only be in the way of
    poles that were planted before, and those are lower; so where every flag fits to the right, all of them find a place.
    """
    lanes: list[list[tuple[float, float, float]]] = []  # per lane: left and right end of the words, and the pole
    found: dict[int, tuple[int, float, Align]] = {}
    for index in sorted(range(len(flags)), key=lambda i: (flags[i].x, i), reverse=True):
        flag = flags[index]
        sides: list[tuple[Align, float]] = [("left", flag.x + gap)] if flag.x + gap + flag.width <= right else []
        if both_sides and flag.x - gap - flag.width >= left:
            sides.append(("right", flag.x - gap - flag.width))
        spot = next(
            (
                (lane, start, align)
                for lane in range(len(lanes) + 1)
                for align, start in sides
                if _free(lanes, lane, (start, start + flag.width), flag.x, gap)
            ),
            None,
        )
        if spot is None:
            return None
        lane, start, _ = spot
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((start, start + flag.width, flag.x))
        found[index] = spot
    heights = [max(flags[i].height for i, spot in found.items() if spot[0] == lane) + 1.6 * gap for lane in range(len(lanes))]
    floors = [0.0, *accumulate(heights)]
    runs, poles = [], []
    for index, flag in enumerate(flags):
        lane, start, align = found[index]
        top = floors[lane] + flag.height
        runs.append(stack(flag.words, start if align == "left" else start + flag.width, top, align))
        poles.append(top)
    return Raised(tuple(runs), tuple(poles), floors[-1])


def _free(lanes: list[list[tuple[float, float, float]]], lane: int, words: tuple[float, float], pole: float, gap: float) -> bool:
    start, end = words
    clear = gap * 0.9
    for number, others in enumerate(lanes):
        for a, b, other in others:
            if number == lane and min(start, pole) < max(b, other) + gap and min(a, other) < max(end, pole) + gap:
                return False
            if number < lane and a - clear < pole < b + clear:
                return False
            if number > lane and start - clear < other < end + clear:
                return False
    return True
