"""Charts, tables and images: that each has what readers and listeners need around it."""

from __future__ import annotations

from collections.abc import Iterator

from report.lint.survey import Survey, form_of
from report.model.prose import Prose
from report.problems import NOWHERE, Problem, Rule, Severity

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


def _blank(words: Prose | str | None) -> bool:
    return not (words.source if isinstance(words, Prose) else words or "").strip()


def chart_without_data(survey: Survey) -> Iterator[Problem]:
    """Find charts of series without numbers, and timelines of articles without events."""
    article = survey.article
    for chart in survey.directives("chart"):
        if form_of(chart) == "timeline":
            if not chart.arguments and not article.events:
                yield CHART_WITHOUT_DATA.at(chart.place, "the timeline has no events", hint="add events to events.yaml")
            continue
        for argument in chart.arguments:
            series = article.series.get(argument)
            if series is not None and all(o.quantity.number is None for o in series.observations.values()):
                sentence = f"the series “{argument}” has no observation with a number"
                hint = f"add observations to series/{argument}.yaml, or tell of it in words"
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
