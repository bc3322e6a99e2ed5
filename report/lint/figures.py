"""Charts, tables and images: that each has what readers and listeners need around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.model.annotations import level_faults, note_faults
from report.model.bars import bar_faults
from report.model.crossed import COLUMNS, crossed
from report.model.evidence import Series
from report.model.grammar import file_of, form_of, taken, words_of
from report.model.prose import Prose
from report.model.reckoned import Objection
from report.model.standing import highlight_faults
from report.model.survey import Survey
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
    "A bar is as long as its fact's number, from zero on, and goes to the other side where that is below zero. Words, and "
    "qualifiers that stand without a number (hundreds of), have no length, and none is guessed.",
)
UNLIKE_BARS = Rule(
    "FIG-105",
    Severity.ERROR,
    "Bars of unlike units",
    "Bars are read by comparing their lengths, so all facts of a chart have one unit, and rates the same time that they refer "
    "to; so have all series of one. Convert a fact, or show it in a chart of its own.",
)
BAR_DATE = Rule(
    "FIG-110",
    Severity.ERROR,
    "Date at which a chart has no bars",
    "The line :at: of a chart of bars says of which date the values are that it shows, or of which few dates: :at: 2007, or "
    ":at: 1957, 2007. Dates are written as in records, and are those of the series; none is taken for another that is near.",
)
BAR_KINDS = Rule(
    "FIG-111",
    Severity.ERROR,
    "Values that have no place in rows of bars",
    "Bars show the lines of a series at a date, one line over its dates, or several series. A second kind of these needs groups "
    "(:form: grouped, up to six bars a group) or parts of a whole (:form: stacked or area, up to eight parts), and a third one "
    "has no place: :at: picks a date. Each bar is one value; where several compete for it, none is picked. Facts and series "
    "don't stand in one chart.",
)
NO_PARTS = Rule(
    "FIG-112",
    Severity.ERROR,
    "Values that aren't parts of a whole",
    "Stacked bars and areas are read as a whole that consists of parts, so their values must make a sum: things that are "
    "counted, money, lengths, areas, masses, volumes. An area and a share have no side below zero; stacked bars of values do.",
)
BAR_NOT_THERE = Rule(
    "FIG-113",
    Severity.ERROR,
    "Bar that is to stand out and isn't there",
    "The line :highlight: of a chart of bars names those that stand out while the others stand back in grey: lines of a series, "
    "or its dates, as they are called in ids (cote-d-ivoire, 2008-q1), or facts by their ids.",
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


def objections(survey: Survey) -> Iterator[Objection]:
    """Find what is wrong with charts of bars, with lines that are to stand out, and with what is told in charts of series."""
    article = survey.article
    for chart in survey.directives("chart"):
        if (form := form_of(chart)) in COLUMNS:
            yield from bar_faults(article, chart)
            yield from crossed(article, chart, form).faults
    words = [(one, one.chart) for one in article.series.values() if one.chart]
    for series, names, place in (*((one, said.highlight, said.place) for one, said in words), *_options(survey, "highlight")):
        yield from highlight_faults(series, names, place)
    for series, names, place in (*((one, said.levels, said.place) for one, said in words), *_options(survey, "levels")):
        yield from level_faults(article, series, names, place)
    for series in article.series.values():
        yield from note_faults(article, series)


def _options(survey: Survey, name: str) -> Iterator[tuple[Series, Sequence[str], Place]]:
    """Yield what an option of charts lists, with the series that they show as lines, and its place."""
    series = survey.article.series
    for chart in survey.directives("chart"):
        if option := chart.option(name):
            place = option.place if option.place != NOWHERE else chart.place
            shown = [series[id_] for id_ in chart.arguments if id_ in series]
            lines = [one for one in shown if (form_of(chart) or (one.chart and one.chart.form)) not in COLUMNS]
            yield from ((one, tuple(words_of(option.source)), place) for one in lines)
