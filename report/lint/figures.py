"""Charts, tables and images: that each has what readers and listeners need around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.lint.survey import Survey
from report.model.annotations import level_faults, note_faults
from report.model.bars import bar_faults
from report.model.evidence import Series
from report.model.grammar import file_of, form_of, taken, words_of
from report.model.prose import Prose
from report.model.standing import highlight_faults
from report.problems import NOWHERE, Place, Problem, Rule, Severity

CHART_WITHOUT_DATA = Rule(
    "FIG-101",
    Severity.ERROR,
    "Chart of nothing",
    "A chart of a series needs at least one observation with a number, a timeline at least one event; an empty pair of axes "
    "would look as if there were nothing to know.",
)
IMAGE_WITHOUT_ALTERNATIVE = Rule(
    "FIG-102",
    Severity.ERROR,
    "Image without alternative text",
    "The alternative text says what the picture tells, for those who don't see it. A picture that tells nothing is "
    "decoration, and belongs into a style sheet.",
)
IMAGE_WITHOUT_CREDIT = Rule(
    "FIG-103",
    Severity.ERROR,
    "Image without credit",
    "Who made a picture, and on what terms it is used, is printed with it.",
)
BAR_WITHOUT_NUMBER = Rule(
    "FIG-104",
    Severity.ERROR,
    "Bar without a number",
    "A bar is as long as its fact's number, from zero on. Words, and qualifiers that stand without a number (hundreds of), have "
    "no length, and none is guessed; what is below zero has none either.",
)
UNLIKE_BARS = Rule(
    "FIG-105",
    Severity.ERROR,
    "Bars of unlike units",
    "Bars are read by comparing their lengths, so all facts of a chart have one unit, and rates the same time that they refer "
    "to. Convert a fact, or show it in a chart of its own.",
)


STRAY_HIGHLIGHT = Rule(
    "FIG-130",
    Severity.ERROR,
    "Highlight that names no line",
    "A line stands out by the id of its basis, or, in a table with several lines, by its own. A name that the series has no "
    "numbers for would leave all lines grey, and nobody would know which was meant.",
)
IDLE_HIGHLIGHT = Rule(
    "FIG-131",
    Severity.WARNING,
    "Highlight that changes nothing",
    "Lines stand out from others that stand back. Where all of them are named, none does, and a name that is given twice says no "
    "more than once.",
)


STRAY_LEVEL = Rule(
    "FIG-132",
    Severity.ERROR,
    "Level that isn’t on the scale",
    "A value that is marked across a chart is read against its scale: it has a number in the unit of the series, and is no rate. "
    "Convert it, or tell of it in words.",
)
STRAY_NOTE = Rule(
    "FIG-133",
    Severity.ERROR,
    "Note at a value that isn’t drawn",
    "A note points at one value of its chart: an observation of the same series, and one with a number.",
)


_Listed = tuple[Series, Sequence[str], Place]
"""A series, names that a chart of it lists, and the place of those that have none of their own."""


def _blank(words: Prose | str | None) -> bool:
    return not (words.source if isinstance(words, Prose) else words or "").strip()


def chart_without_data(survey: Survey) -> Iterator[Problem]:
    """Find charts of series without numbers, and timelines of articles without events."""
    article = survey.article
    for chart in survey.directives("chart"):
        form = taken(chart)
        for kind in form.kinds if form.whole and not chart.arguments else ():
            if not article.by_kind()[kind]:
                sentence = f"the {form_of(chart)} has no {kind}s"
                yield CHART_WITHOUT_DATA.at(chart.place, sentence, hint=f"add {kind}s to {file_of(kind)}")
        for series in (article.series[id_] for id_ in chart.arguments if id_ in article.series):
            if "series" in form.kinds and all(o.quantity.number is None for o in series.observations.values()):
                sentence = f"the series “{series.id}” has no observation with a number"
                hint = f"add observations to series/{series.id}.yaml, or tell of it in words"
                yield CHART_WITHOUT_DATA.at(chart.place, sentence, hint=hint)


def image_without_alternative(survey: Survey) -> Iterator[Problem]:
    """Find images without alternative text."""
    for image in survey.article.images.values():
        if _blank(image.alternative_text):
            text = image.alternative_text
            place = text.place if text and text.place != NOWHERE else image.place
            hint = "say under alternative-text: what the picture tells, not that it is a picture"
            yield IMAGE_WITHOUT_ALTERNATIVE.at(place, f"the image “{image.id}” has no alternative text", hint=hint)


def image_without_credit(survey: Survey) -> Iterator[Problem]:
    """Find images that don't say who made them."""
    for image in survey.article.images.values():
        if _blank(image.credit):
            hint = "add credit: with who made it; “unknown” if nobody knows"
            yield IMAGE_WITHOUT_CREDIT.at(image.place, f"the image “{image.id}” has no credit", hint=hint)


def _bars(survey: Survey, rule: Rule, name: str) -> Iterator[Problem]:
    charts = (chart for chart in survey.directives("chart") if form_of(chart) == "bars")
    faults = (fault for chart in charts for fault in bar_faults(survey.article, chart))
    return (rule.at(fault.place, fault.sentence, hint=fault.hint) for fault in faults if fault.rule == name)


def bar_without_number(survey: Survey) -> Iterator[Problem]:
    """Find facts in a chart of bars that have no number, or one below zero."""
    return _bars(survey, BAR_WITHOUT_NUMBER, "bar_without_number")


def _highlights(survey: Survey, rule: Rule, name: str) -> Iterator[Problem]:
    """Yield what is wrong with the lines that are to stand out in all charts of a series, or in one of them."""
    given: list[_Listed] = [(one, one.chart.highlight, one.chart.place) for one in survey.article.series.values() if one.chart]
    given += _options(survey, "highlight")
    faults = (fault for one in given for fault in highlight_faults(*one))
    return (rule.at(fault.place, fault.sentence, hint=fault.hint) for fault in faults if fault.rule == name)


def _options(survey: Survey, name: str) -> Iterator[_Listed]:
    """Yield what an option of charts lists, with the series that they show, and its place."""
    series = survey.article.series
    for chart in survey.directives("chart"):
        if option := chart.option(name):
            place = option.place if option.place != NOWHERE else chart.place
            yield from ((series[id_], tuple(words_of(option.source)), place) for id_ in chart.arguments if id_ in series)


def stray_highlight(survey: Survey) -> Iterator[Problem]:
    """Find names of lines that are to stand out, and aren't there."""
    return _highlights(survey, STRAY_HIGHLIGHT, "stray_highlight")


def idle_highlight(survey: Survey) -> Iterator[Problem]:
    """Find lines that are to stand out twice, or all of them."""
    return _highlights(survey, IDLE_HIGHLIGHT, "idle_highlight")


def stray_level(survey: Survey) -> Iterator[Problem]:
    """Find values that are to be marked in charts of series, and have no place on their scales."""
    article = survey.article
    given: list[_Listed] = [(one, one.chart.levels, one.chart.place) for one in article.series.values() if one.chart]
    given += _options(survey, "levels")
    faults = (fault for one in given for fault in level_faults(article, *one))
    return (STRAY_LEVEL.at(fault.place, fault.sentence, hint=fault.hint) for fault in faults)


def stray_note(survey: Survey) -> Iterator[Problem]:
    """Find notes at values that aren't drawn in their charts."""
    faults = (fault for one in survey.article.series.values() for fault in note_faults(survey.article, one))
    return (STRAY_NOTE.at(fault.place, fault.sentence, hint=fault.hint) for fault in faults)


def unlike_bars(survey: Survey) -> Iterator[Problem]:
    """Find charts of bars whose facts have more than one unit."""
    return _bars(survey, UNLIKE_BARS, "unlike_bars")
