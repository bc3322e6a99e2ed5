"""Observations over time: each marked and labelled by itself, on a true time axis and a scale that begins at zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import ScaledTranslation

from charts.bounds import draw_head
from charts.eventlines import draw_events, event_words, pole
from charts.ink import lay, rule, sheet
from charts.labels import Flag, Obstacles, Raised, Words, beside_mark, choose, raise_flags
from charts.markink import draw_mark
from charts.plot import HEIGHTS, Frame, draw_time, scale_of
from charts.stretch import Stretch, draw_stretch, stretch_of
from charts.style import Style, settings
from charts.text import LEADING, Box, TextRun, TextStyle, put, width, wrap
from charts.timeaxis import TimeAxis, time_axis
from report.model.axes import links_of, middle, stretched, time_limits, value_limits
from report.model.charts.marks import Mark, MarksDrawing
from report.model.cldr import separator

_DOTTED = (0.1, 2.4)
_MANY = 12
"""More values than this are set in plain size where they stand above the plot."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The type of this form."""

    value: TextStyle
    detail: TextStyle
    event: TextStyle
    axis: TextStyle

    @classmethod
    def of(cls, style: Style) -> Faces:
        """Return the type of a style."""
        return cls(
            TextStyle(style.value_pt, style.ink, style.families, 600),
            TextStyle(style.detail_pt, style.muted, style.families),
            TextStyle(style.detail_pt, style.ink, style.families),
            TextStyle(style.detail_pt, style.muted, style.families),
        )


def draw(drawing: MarksDrawing, style: Style) -> Figure:
    """Return the drawing; a ValueError says why it can't be drawn.

    Where labels can't all stand at their marks, they stand above the plot, and the figure is as much higher as they need.
    """
    if not drawing.marks:
        raise ValueError("a series without observations can't be drawn")
    if (most := max(mark.basis for mark in drawing.marks) + 1) > len(style.series):
        hint = "move the observations of some bases to a series of their own, with a chart of its own"
        raise ValueError(f"a chart tells at most {len(style.series)} bases apart, and this one has {most}", hint)
    style = replace(style, height_mm=HEIGHTS[drawing.height] * style.height_mm)
    with settings(style):
        return _MarksChart(drawing, style).drawn()


class _MarksChart:
    """One drawing under way: what its steps share."""

    def __init__(self, drawing: MarksDrawing, style: Style) -> None:
        self.drawing, self.style, self.faces = drawing, style, Faces.of(style)
        self.scale = scale_of(drawing, value_limits(drawing), style)
        self.left = max(width(text, self.faces.axis) for _, text in self.scale.ticks) + 2 * style.gap
        self.right = style.width - max(style.mark_pt, 0.5 * style.plain_pt)
        self.limits = time_limits([*drawing.marks, *drawing.events])
        rows = LEADING * self.faces.axis.size
        self.bottom = 1.6 * style.gap + rows + (rows if self._time(self.right).under else 0)

    def _time(self, right: float) -> TimeAxis:
        return time_axis(self.limits, right - self.left, self.style, self.faces.axis)

    def drawn(self) -> Figure:
        """Try labels at the marks, with more room above, then in fewer words, then smaller; at last, above the plot."""
        every, once = [_told(mark, mark.detail, self.style.language) for mark in self.drawing.marks], self._details_once()
        tries = [(every, self.faces.value.size), (once, self.faces.value.size), (once, self.style.plain_pt)]
        for details, size in dict.fromkeys((tuple(details), size) for details, size in tries):
            room = self._arrow_room + LEADING * size + 1.5 * self.style.gap
            for more in (0.0, 2 * LEADING * self.faces.detail.size):
                if figure := self._labels_at_marks(room + more, details, size):
                    return figure
        return self._labels_above()

    def _details_once(self) -> list[str]:
        """Return each mark's words, left out where a mark of the same shape has said them before."""
        told: set[tuple[int, str]] = set()
        details = []
        for mark in self.drawing.marks:
            details.append(_told(mark, "" if (mark.basis, mark.detail) in told else mark.detail, self.style.language))
            told.add((mark.basis, mark.detail))
        return details

    # Labels at the marks

    def _labels_at_marks(self, room: float, details: Sequence[str], size: float) -> Figure | None:
        style = self.style
        events = [Flag(0, self._event_words(i)) for i in range(len(self.drawing.events))]
        right, raised = self._raise(events, [pole(event) for event in self.drawing.events])
        top = style.height - (raised.height + style.gap if events else 0)
        frame = self._frame(right, top, room + style.mark_pt)
        if frame.y(self.scale.high) - frame.y(self.scale.low) < self._least_band():
            return None
        points = self._points(frame)
        marks = [self._mark_box(mark, point, frame) for mark, point in zip(self.drawing.marks, points, strict=True)]
        bounds = Box(0, self.bottom + 0.4 * style.gap, style.width, top - (1.5 * style.gap if events else 0))
        links = [(points[a], points[b]) for a, b in links_of(self.drawing.marks)]
        poles = [((x := frame.x(pole(event)), self.bottom), (x, top)) for event in self.drawing.events]
        stretches = [stretch.box(level, style) for _, stretch, level in self._stretches(frame)]
        grid = [((frame.box.left, frame.y(v)), (frame.box.right, frame.y(v))) for v, _ in self.scale.ticks]
        zero = [line for line, (value, _) in zip(grid, self.scale.ticks, strict=True) if value == 0]
        ticks = [run.box for run in self._tick_runs(frame)]
        options = [
            list(
                beside_mark((m.label, self._value_face(m, size)), (details[i], self.faces.detail), points[i], marks[i], style.gap)
            )
            for i, m in enumerate(self.drawing.marks)
        ]
        hard = tuple(links + poles + zero)
        chosen = choose(options, Obstacles(bounds, (*marks, *ticks, *stretches), hard, tuple(grid)), style.gap)
        if chosen is None:
            return None
        figure = self._canvas(style.height, frame, points)
        draw_events(figure, self.drawing.events, frame, raised, top, self.style)
        for number, option in enumerate(chosen):
            put(figure, option.runs, f"label-{number}")
            for box in option.boxes:
                if any(box.padded(style.gap).crossed_by(line) for line in grid):
                    lay(figure, box.padded(0.6 * style.gap), f"clear-{number}", style.paper, 1.2)
        return figure

    # Labels above the plot

    def _labels_above(self) -> Figure:
        style, marks, events = self.style, self.drawing.marks, self.drawing.events
        size = style.plain_pt if len(marks) > _MANY else style.value_pt
        flags = [
            Flag(0, self._wrapped(mark.label, self._value_face(mark, size)) + self._wrapped(detail, self.faces.detail))
            for mark, detail in zip(marks, self._details_once(), strict=True)
        ]
        flags += [Flag(0, self._event_words(i)) for i in range(len(events))]
        days = [*(middle(mark.earliest, mark.latest) for mark in marks), *(pole(event) for event in events)]
        plot = max(0.6 * style.height, self._least_band() + 3 * style.mark_pt + style.gap)
        right, raised = self._raise(flags, days, dodged=True)
        height = max(style.height, plot + raised.height + self.bottom)
        top = height - raised.height - style.gap
        frame = self._frame(right, top, self._arrow_room + 1.5 * style.mark_pt)
        points = self._points(frame)
        figure = self._canvas(height, frame, points)
        for i in range(len(marks)):
            x, y = points[i]
            rule(figure, ((x, y + style.mark_pt / 2), (x, top + raised.poles[i])), f"leader-{i}", (style.rule, 1.2), style)
            put(figure, [run.moved(0, top) for run in raised.runs[i]], f"label-{i}")
        own = Raised(raised.runs[len(marks) :], raised.poles[len(marks) :], raised.height)
        draw_events(figure, events, frame, own, top, style)
        return figure

    def _raise(self, flags: list[Flag], days: list[float], *, dodged: bool = False) -> tuple[float, Raised]:
        """Return the right edge of the plot, and the flags above it."""
        for right, both in (
            (self.right, True),
            (self.style.width - max((f.width for f in flags), default=0) - 2 * self.style.gap, False),
        ):
            frame = self._frame(right, self.style.height, 0)
            xs = [frame.x(day) for day in days]
            if dodged:
                xs[: len(self.drawing.marks)] = [x for x, _ in self._points(frame)]
            placed = [Flag(x, flag.words) for x, flag in zip(xs, flags, strict=True)]
            if raised := raise_flags(placed, 0, self.style.width, self.style.gap, both_sides=both):
                return right, raised
        hint = "give the format a greater width under [chart], or shorten what the bases and events are called"
        sentence = f"a chart {self.style.width_mm:g} mm wide has no room for its labels at {self.style.plain_pt:g} pt"
        raise ValueError(sentence, hint)

    def _wrapped(self, text: str, face: TextStyle) -> tuple[tuple[str, TextStyle], ...]:
        longest = max((width(word, face) for word in text.split(" ")), default=0.0)
        limit = max(min(9 * face.size, 0.3 * self.style.width), min(longest, 0.6 * self.style.width))
        return tuple((line, face) for line in wrap(text, face, limit))

    def _event_words(self, number: int) -> Words:
        return event_words(self.drawing.events[number], self.faces.event, self.faces.detail, self.style.width)

    def _value_face(self, mark: Mark, size: float) -> TextStyle:
        return TextStyle(size, self.style.series[mark.basis].lettering, self.style.families, 600)

    # Places

    def _least_band(self) -> float:
        """Return the height below which the values would be squeezed, or the numbers of the scale would touch."""
        ticks = [value for value, _ in self.scale.ticks]
        steps = [after - before for before, after in pairwise(ticks)]
        for_ticks = LEADING * self.faces.axis.size * (self.scale.high - self.scale.low) / min(steps) if steps else 0.0
        return max(for_ticks, 0.2 * self.style.height)

    def _frame(self, right: float, top: float, head: float) -> Frame:
        """Return the plot whose highest value lies `head` below `top`; a lowest value below zero gets as much below it."""
        low, high = self.scale.low, self.scale.high
        foot = head if low < 0 else 0
        per_point = (high - low) / max(top - self.bottom - head - foot, 1)
        box = Box(self.left, self.bottom, right, top)
        return Frame(box, self._time(right), low - foot * per_point, high + head * per_point)

    def _points(self, frame: Frame) -> list[tuple[float, float]]:
        """Return where marks stand; marks that would hide each other stand side by side."""
        spots = [(frame.x(middle(m.earliest, m.latest)), frame.y(_height(m))) for m in self.drawing.marks]
        keys = [(round(x), round(y)) for x, y in spots]
        count, met, points = Counter(keys), Counter[tuple[int, int]](), []
        for (x, y), key in zip(spots, keys, strict=True):
            step = min(1.25 * self.style.mark_pt, 0.8 * (frame.box.right - frame.box.left) / count[key])
            points.append((x + (met[key] - (count[key] - 1) / 2) * step, y))
            met[key] += 1
        beyond = [min(0.0, x - frame.box.left) for x, _ in points], [max(0.0, x - frame.box.right) for x, _ in points]
        shift = -min(beyond[0]) if min(beyond[0]) else -max(beyond[1])
        return [(x + shift, y) if count[key] > 1 else (x, y) for (x, y), key in zip(points, keys, strict=True)]

    def _mark_box(self, mark: Mark, point: tuple[float, float], frame: Frame) -> Box:
        half = self.style.mark_pt / 2 + self.style.hairline
        low, high = (frame.y(mark.value), frame.y(mark.upper)) if mark.upper is not None else (point[1], point[1])
        low, high = min(low, self._tip(mark, point)), max(high, self._tip(mark, point))
        return Box(point[0] - half, min(low, point[1] - half), point[0] + half, max(high, point[1] + half))

    def _tip(self, mark: Mark, point: tuple[float, float]) -> float:
        """Return where the arrow of an open bound ends; at the mark itself, where it has none."""
        if not mark.opened:
            return point[1]
        return point[1] + self._arrow if mark.opened == "above" else max(point[1] - self._arrow, self.bottom)

    @property
    def _arrow(self) -> float:
        return 2 * self.style.mark_pt

    @property
    def _arrow_room(self) -> float:
        """Room for arrows above the highest mark."""
        return self._arrow if any(mark.opened == "above" for mark in self.drawing.marks) else 0.0

    def _stretches(self, frame: Frame) -> list[tuple[int, Stretch, float]]:
        """Return the stretches of time beside marks, each with the number of its mark and its height on the figure."""
        found = []
        size = self.style.mark_pt
        for number, (mark, shown) in enumerate(zip(self.drawing.marks, stretched(self.drawing.marks), strict=True)):
            if not shown:
                continue
            left, right = frame.x(mark.earliest.toordinal()), frame.x(mark.latest.toordinal() + 1)
            least = (1.4 if mark.dating.doubtful else 0.8) * size  # so much of it is seen beside the mark
            left, right = min(left, (at := (left + right) / 2) - least), max(right, at + least)
            beyond = max(left - 2.5 * size, frame.box.left), min(right + 2.5 * size, frame.box.right)
            found.append((number, stretch_of(mark.dating, (left, right), beyond), frame.y(_height(mark))))
        return found

    # Ink

    def _canvas(self, height: float, frame: Frame, points: list[tuple[float, float]]) -> Figure:
        style = self.style
        figure = sheet(style.width, height)
        box = frame.box
        axes = figure.add_axes(
            (box.left / style.width, box.bottom / height, (box.right - box.left) / style.width, (box.top - box.bottom) / height)
        )
        axes.set_axis_off()
        axes.set_xlim(frame.time.start, frame.time.end)
        axes.set_ylim(frame.low, frame.high)
        axes.set_gid("plot")
        axes.set_zorder(4)  # above the grid, below the words
        self._axes_lines(figure, frame)
        for i, stretch, level in self._stretches(frame):
            colour = style.tint(style.series[self.drawing.marks[i].basis].colour, 0.85)
            draw_stretch(figure, stretch, level, colour, f"stretch-of-{i}", style, caps=True)
        for i, mark in enumerate(self.drawing.marks):
            x = middle(mark.earliest, mark.latest)
            offset = ScaledTranslation((points[i][0] - frame.x(x)) / 72, 0, figure.dpi_scale_trans)
            draw_mark(axes, mark, x, f"{i}", offset, style)
            self._open(figure, mark, points[i], i)
        for a, b in links_of(self.drawing.marks):
            one, other = self.drawing.marks[a], self.drawing.marks[b]
            line = Line2D(
                [middle(one.earliest, one.latest), middle(other.earliest, other.latest)],
                [_height(one), _height(other)],
                color=style.tint(style.series[one.basis].colour, 0.75),
                linewidth=2.2 * style.hairline,
                linestyle=(0, style.series[one.basis].dash or _DOTTED),
                dash_capstyle="round",
                gid=f"link-{a}-{b}",
                zorder=3,
                clip_on=False,
            )
            axes.add_line(line)
        return figure

    def _open(self, figure: Figure, mark: Mark, point: tuple[float, float], number: int) -> None:
        """Draw the arrow of an open bound."""
        (x, y), tip, colour = point, self._tip(mark, point), self.style.series[mark.basis].colour
        if tip != y:
            rule(figure, ((x, y), (x, tip)), f"open-line-{number}", (colour, 3), self.style, 3.5)
            draw_head(figure, x, (y, tip), f"open-{number}", (colour, 0.36 * self.style.mark_pt), self.style, order=4.1)

    def _axes_lines(self, figure: Figure, frame: Frame) -> None:
        style, box = self.style, frame.box
        for number, (value, _) in enumerate(self.scale.ticks):
            y = frame.y(value)
            name, colour, weight = ("zero", style.ink, 1.4) if value == 0 else (f"grid-{number}", style.rule, 1.0)
            rule(figure, ((box.left, y), (box.right, y)), name, (colour, weight), style, 1)
        put(figure, self._tick_runs(frame), "scale")
        draw_time(figure, frame, style.ink if self.scale.low == 0 else style.muted, self.faces.axis, style)

    def _tick_runs(self, frame: Frame) -> list[TextRun]:
        return self.scale.runs(frame, self.faces.axis, self.left - 2 * self.style.gap)


def _height(mark: Mark) -> float:
    """Return the value at which a mark's middle stands."""
    return mark.value if mark.upper is None else (mark.value + mark.upper) / 2


def _told(mark: Mark, detail: str, language: str) -> str:
    """Return a mark's words with its date, where that has to be told."""
    return separator("; ", language).join(part for part in (detail, mark.date_label) if part)
