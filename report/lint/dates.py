"""Dates that an edition can't know of yet."""

from __future__ import annotations

from collections.abc import Iterator

from report.lint.survey import Survey
from report.model.reckoned import own_date
from report.problems import Problem, Rule, Severity

LATER_THAN_EDITION = Rule(
    "DAT-111",
    Severity.WARNING,
    "Date after the edition",
    "An observation, an event, a statement or a source that is dated after the edition itself is most often a slip of the "
    "hand, or the edition's own date wasn't moved on. An event that is planned can stay.",
)


def later_than_edition(survey: Survey) -> Iterator[Problem]:
    """Find records dated after the edition that tells of them."""
    edition = survey.article.meta.edition.date
    if edition.latest is None:
        return
    for id_, kind in survey.kinds.items():
        record = survey.article.find(id_)
        date = own_date(record)
        if record is not None and date is not None and date.earliest is not None and date.earliest > edition.latest:
            sentence = f"the {kind} “{id_}” is dated {date}, after the edition ({edition})"
            yield LATER_THAN_EDITION.at(
                record.place, sentence, hint="correct the date, or move edition: date: on in article.yaml"
            )
