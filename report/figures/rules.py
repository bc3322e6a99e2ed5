"""Rules of drawing charts, apart from the drawing, so that `report explain` needs no matplotlib."""

from __future__ import annotations

from report.problems import Rule, Severity

UNDRAWABLE = Rule(
    "FIG-201",
    Severity.ERROR,
    "Chart that can't be drawn",
    "A chart form has limits: how many kinds of observation it can tell apart without colour, which are six by their marks, a "
    "dozen by their lines, and eight parts of a whole by their fills; how narrow it can be for the size of its type. Split the "
    "series, say under highlight: which lines are to stand out, drop events from the chart, or give the format a wider chart.",
)
NO_GLYPH = Rule(
    "FIG-202",
    Severity.ERROR,
    "Character in a chart that no font has",
    "Charts are set in the publication's own fonts. A character that none of them has would be an empty box in print; write the "
    "word with other characters.",
)
UNSET = Rule(
    "FIG-208",
    Severity.ERROR,
    "Formula that can't be set",
    "Maths between dollar signs is set by matplotlib's mathtext, which knows most of TeX's commands for it: \\frac{a}{b}, "
    "\\sqrt{x}, x_i, \\alpha, \\sum, \\mathrm{words}. Packages, environments (\\begin) and line breaks within a formula aren't "
    "among them; two lines are two formulas. Who doesn't see a formula is told it in words and signs.",
)
TOO_TALL = Rule(
    "FIG-205",
    Severity.ERROR,
    "Chart that is higher than its page allows",
    "A chart is drawn for the size at which it is placed, and isn't shrunk to fit: its words would be smaller than the format's "
    "floor. Bars go on over several pages. A timeline grows with its events; what is more than two thirds of a page has to be "
    "cut into several charts, or printed as a list.",
)
