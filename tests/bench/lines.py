"""Draws a line of ten thousand values, with our charts or with matplotlib alone, and writes down how long that took.

Imports and fonts are paid before: both sides draw once, to warm up. The bare side plots the same values at the same size in the
same face, with matplotlib's own axes, and saves them with `savefig`.
"""

from __future__ import annotations

import io
import math
import random
import sys
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from time import process_time

import matplotlib as mpl
from matplotlib.figure import Figure

from report.figures.drawing import picture, style_of, use_fonts
from report.load import load_format
from report.look.fonts import prepare
from report.look.tokens import load_tokens
from report.model.charts.line import Line, LineDrawing, Point
from report.model.shape import shape_of
from report.system.places import templates

VALUES, TIMES = 10_000, 5


def main(side: str, folder: Path) -> None:
    """Draw some times, and write the seconds of processor time that one drawing took."""
    chance = random.Random(1)
    values = list(accumulate(chance.gauss(0, 1) + math.sin(n / 60) for n in range(VALUES)))
    days = [date(1990, 1, 1) + timedelta(n) for n in range(VALUES)]
    format_, tokens, fonts = load_format(templates() / "formats" / "a4.toml")[0], load_tokens()[0], prepare()
    assert format_ is not None, "the shipped format is read"
    style, files = style_of(format_, tokens, "en"), tuple(file.path for file in fonts.files)
    shape = shape_of(values)
    labels = tuple((f"{values[number]:.1f}", f"{days[number]:%d %B %Y}") for number in shape.told)
    points = tuple(Point(day, day, value) for day, value in zip(days, values, strict=True))
    drawing = LineDrawing("en", (Line("a walk", points, shape, labels),))
    use_fonts(files)
    mpl.rcParams.update({"font.family": style.families[0], "svg.fonttype": "none"})

    def ours() -> None:
        picture(drawing, style, files, name="walk")

    def bare() -> None:
        figure = Figure(figsize=(style.width / 72, style.height / 72), dpi=72)
        figure.subplots().plot(days, values, label="a walk")
        figure.savefig(io.BytesIO(), format="svg")

    draw = {"ours": ours, "bare": bare}[side]
    draw()
    begun = process_time()
    for _ in range(TIMES):
        draw()
    (folder / "seconds").write_text(str((process_time() - begun) / TIMES), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
