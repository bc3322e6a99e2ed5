"""Dates that an edition can't know of yet."""

from __future__ import annotations

from collections.abc import Iterator

from report.model.reckoned import own_date
from report.model.survey import Survey
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
    for series in survey.article.series.values():
        rows = series.rows
        late = [] if rows is None else [i for i, text in enumerate(rows.columns.dates) if text[:4] >= str(edition)[:4]]
        late = [i for i in late if rows and (first := rows.date(i).earliest) and first > edition.latest]
        if rows is not None and late:
            more = f", and so are {len(late) - 1:,} more of its rows" if len(late) > 1 else ""
            sentence = f"“{series.id}.{rows.key(late[0])}” is dated {rows.date(late[0])}, after the edition ({edition}){more}"
            hint = "correct the table, or move edition: date: on in article.yaml"
            yield LATER_THAN_EDITION.at(rows.observation(late[0]).place, sentence, hint=hint)
