"""The plot of a chart over time: its place on the figure, its scale of values with few round lines, zero among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from babel.numbers import format_compact_decimal, format_decimal
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from charts.ink import rule
from charts.style import Style, locale_of
from charts.text import ASCENT, LEADING, Box, TextRun, TextStyle, put
from charts.timeaxis import TimeAxis
from report.model.cldr import own_digits, powers_of_ten
from report.model.figure import ScaledChart
from report.model.quantities import DIGITS, MINUS, decimals_of


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot on the figure: its box in points, and the values and times at its edges."""

    box: Box
    time: TimeAxis
    low: float
    high: float

    def x(self, day: float) -> float:
        """Return where a time lies."""
        return self.box.left + (day - self.time.start) / (self.time.end - self.time.start) * (self.box.right - self.box.left)

    def y(self, value: float) -> float:
        """Return where a value lies."""
        return self.box.bottom + (value - self.low) / (self.high - self.low) * (self.box.top - self.box.bottom)


@dataclass(frozen=True, slots=True)
class Scale:
    """The values at which lines are drawn, from the lowest to the highest value shown."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def runs(self, frame: Frame, face: TextStyle, x: float) -> list[TextRun]:
        """Return its numbers, which end at `x`."""
        return [TextRun(text, face, x, frame.y(value) - 0.33 * face.size, "right") for value, text in self.ticks]


HEIGHTS = {"short": 0.66, "standard": 1.0, "tall": 1.5}
"""How high a chart is that its author wants so, by how high it usually is."""


def scale_of(chart: ScaledChart, limits: tuple[float, float], style: Style, *, lines: int = 4, bare: bool = False) -> Scale:
    """Return a chart's scale between its limits, with some so many lines."""
    return scale_between(*limits, style, chart.decimals, chart.unit, lines=lines, bare=bare, power=chart.power)


def scale_between(
    low: float,
    high: float,
    style: Style,
    decimals: int = 0,
    unit: str = "",
    *,
    lines: int = 4,
    bare: bool = False,
    power: int = 0,
) -> Scale:
    """Return a scale from the lowest to the highest value, with some so many lines; the top one has the unit.

    Numbers have so many decimals; `bare` ones have no noughts behind. With `power` they are told by a power of ten, for which
    the top one has the word.
    """
    if low == high:
        high = low + max(1.0, abs(low) / 100)
    # Numbers of the scale are no finer than the values: steps are whole multiples of the last decimal.
    finest = 10.0**-decimals
    steps = MaxNLocator(nbins=lines, steps=[1, 2, 2.5, 5, 10], integer=True).tick_values(low / finest, high / finest)
    span = high - low
    at = [float(f"{step * finest:.12g}") for step in steps if abs(step - round(step)) < 1e-9]
    ticks = [0.0 if abs(t) < 1e-9 * span else t for t in at if low - 1e-9 * span <= t <= high + 1e-9 * span]
    ticks = ticks or [low]  # which begins where no line is
    told = powers_of_ten(power, locale_of(style.language)) if power else (0, {})
    if told[0]:
        texts = _by_power(ticks, style, *told)
    else:
        needed = _needed(ticks)
        texts = _numbers(ticks, style, min(decimals, needed) if bare else decimals)
    if unit:
        texts[-1] = unit.replace("{0}", texts[-1], 1)  # a unit may have braces of its own
    return Scale(low, high, tuple(zip(ticks, texts, strict=True)))


def draw_time(figure: Figure, frame: Frame, colour: str, face: TextStyle, style: Style) -> None:
    """Draw the ticks of time below a plot, and what stands at them."""
    box = frame.box
    for number, at in enumerate(frame.time.lines):
        rule(figure, ((frame.x(at), box.bottom), (frame.x(at), box.bottom - style.gap)), f"tick-{number}", (colour, 1.0), style)
    baseline = box.bottom - 1.3 * style.gap - ASCENT * face.size
    for row, labels in enumerate((frame.time.labels, frame.time.under)):
        level = baseline - row * LEADING * face.size
        put(figure, [TextRun(label.text, face, frame.x(label.at), level, "center") for label in labels], f"time-{row}")


def _by_power(ticks: Sequence[float], style: Style, power: int, forms: Mapping[str, str]) -> list[str]:
    """Return numbers as they are told by a power of ten, the top one with the word for it."""
    locale = locale_of(style.language)
    parts = [tick / 10**power for tick in ticks]
    decimals = _needed(parts)
    texts = _in_digits(parts, style, decimals)
    form = locale.plural_form(Decimal(f"{abs(parts[-1]):.{decimals}f}"))
    texts[-1] = forms.get(form, forms["other"]).replace("{0}", texts[-1], 1)
    return [text.replace(" ", "\u00a0") for text in texts]


def _needed(numbers: Sequence[float]) -> int:
    """Return how many decimals the finest of them has."""
    return max(decimals_of(Decimal(f"{number:.12g}").normalize()) for number in numbers)


def _numbers(ticks: Sequence[float], style: Style, decimals: int) -> list[str]:
    locale = locale_of(style.language)
    texts = []
    if max(abs(t) for t in ticks) >= 1e6:
        texts = [
            "0" if t == 0 else format_compact_decimal(t, fraction_digits=2, locale=locale, numbering_system="default")
            for t in ticks
        ]
    if len(set(texts)) < len(ticks):
        return _in_digits(ticks, style, decimals)
    return [own_digits(text.replace("-", MINUS), locale) for text in texts]


def _in_digits(numbers: Sequence[float], style: Style, decimals: int) -> list[str]:
    locale, pattern = locale_of(style.language), f"#,##0.{'0' * decimals}".rstrip(".")
    with localcontext() as context:
        context.prec = DIGITS
        texts = [format_decimal(number, format=pattern, locale=locale, numbering_system="default") for number in numbers]
    return [own_digits(text.replace("-", MINUS), locale) for text in texts]
