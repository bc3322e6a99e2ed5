"""Events on a chart over time: a dashed line each, with its words above the plot, and a tint under the time that it took."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from charts.ink import add, lay
from charts.labels import Raised, Words
from charts.plot import Frame
from charts.style import Style
from charts.text import Box, TextStyle, put, wrap
from report.model.axes import middle
from report.model.charts.line import PointNote
from report.model.charts.marks import EventLine

_DASHED = (3.0, 2.2)
_FADING = 8
"""Steps in which a tint fades."""
_SPAN_SHOWN = 28
"""Events known no finer than this many days get their stretch of time, not a line alone."""


def pole(event: EventLine) -> float:
    """Return the day at which an event's line stands: where what lasted began, or ended if that alone is known."""
    if not event.dating.lasting:
        return middle(event.earliest, event.latest)
    return event.latest.toordinal() + 1 if event.dating.begin is None else event.earliest.toordinal()


def event_words(event: EventLine | PointNote, label: TextStyle, detail: TextStyle, width: float) -> Words:
    """Return an event's words in lines, for a chart of that width."""
    limit = min(14 * label.size, 0.35 * width)
    lines = [(line, label) for line in wrap(event.label, label, limit)]
    return (*lines, *((line, detail) for line in wrap(event.date_label, detail, limit)))


def draw_events(figure: Figure, events: Sequence[EventLine], frame: Frame, raised: Raised, floor: float, style: Style) -> None:
    """Draw the lines of events, and their words, which stand on `floor`."""
    for i, event in enumerate(events):
        x, top = frame.x(pole(event)), floor + raised.poles[i]
        _stretch(figure, event, frame, f"stretch-{i}", floor, style)
        line = Line2D([x, x], [frame.box.bottom, top], color=style.muted, linewidth=1.5 * style.hairline)
        line.set_linestyle((0, _DASHED))
        add(figure, line, f"event-{i}", 2)
        put(figure, [run.moved(0, floor) for run in raised.runs[i]], f"event-label-{i}")


def _stretch(figure: Figure, event: EventLine, frame: Frame, name: str, top: float, style: Style) -> None:
    """Lay a tint under the time that an event may have, or that it took; where that time is open, the tint fades."""
    start, end, box = event.earliest.toordinal(), event.latest.toordinal() + 1, frame.box
    back, on = event.dating.opening != "known", event.dating.closing != "known"
    if not (back or on):
        if end - start >= _SPAN_SHOWN:
            lay(figure, Box(frame.x(start), box.bottom, frame.x(end), top), name, style.tint(style.rule, 0.4), 0.5)
        return
    left, right = box.left if back else frame.x(start), box.right if on else frame.x(end)
    for strip in range(_FADING):
        at, to = (left + (right - left) * part / _FADING for part in (strip, strip + 1))
        share = 0.5 * (strip + 1 if back else _FADING - strip) / _FADING
        lay(figure, Box(at, box.bottom, to, top), f"{name}-{strip}", style.tint(style.rule, share), 0.5)
