"""Observations of one series that can't both be taken as they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from report.model.dates import EdtfDate
from report.model.survey import Survey
from report.problems import Problem, Rule, Severity

RIVAL_OBSERVATIONS = Rule(
    "DAT-120",
    Severity.WARNING,
    "Two figures for one date",
    "Two observations of one series that have the same date and the same basis, and differ, are most often a slip of the hand, "
    "or two things that were counted. Where the sources do differ, an entry in accounts.yaml sets both beside each other, and "
    "readers are told so.",
)


def rival_observations(survey: Survey) -> Iterator[Problem]:
    """Find observations that differ from an earlier one of the same date and basis, unless an account sets both side by side."""
    beside = [{str(side.record) for side in account.sides} for account in survey.article.accounts.values()]
    for series in survey.article.series.values():
        if series.rows is not None:
            continue  # the loader refuses two rows of one date
        alike: dict[tuple[str, EdtfDate], list[str]] = defaultdict(list)
        for key, one in series.observations.items():
            alike[one.basis, one.date].append(key)
        for first, *others in alike.values():
            for key in others:
                one, other = series.observations[first], series.observations[key]
                pair = {f"{series.id}.{first}", f"{series.id}.{key}"}
                if one.quantity.amount != other.quantity.amount and not any(pair <= sides for sides in beside):
                    sentence = (
                        f"“{series.id}.{key}” and “{series.id}.{first}” are of one date ({one.date}) and one basis "
                        f"({one.basis}), and differ"
                    )
                    hint = "correct one, give it a basis of its own, or set both beside each other in accounts.yaml"
                    yield RIVAL_OBSERVATIONS.at(other.place, sentence, hint=hint)
