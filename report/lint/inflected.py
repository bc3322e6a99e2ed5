"""Dates and names in the form that their sentence needs: they say what the record says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.model.events import Event
from report.model.glossary import Term
from report.model.grammar import inflected
from report.model.people import Party
from report.model.reckoned import date_of
from report.model.survey import Survey
from report.problems import Problem, Rule, Severity, cut

OTHER_NUMBERS = Rule(
    "CLM-115",
    Severity.ERROR,
    "Inflected form with other numbers",
    "In languages that inflect, {date} and {term} print what stands behind |= in place of the record's own words: "
    "{date}`raid|=20 qershorit 2023`, {term}`quds-force|=Forcës Kuds`. It is the same date or name in another case. Its numbers "
    "have to be numbers of the record, so that a form that was left behind when a date changed is noticed.",
)
_NUMBER = re.compile(r"\d+")


def _numbers(text: str) -> set[int]:
    """Return the numbers in a text, in digits of any script."""
    return set(map(int, _NUMBER.findall(text)))


def other_numbers(survey: Survey) -> Iterator[Problem]:
    """Find forms behind `|=` with numbers that the record doesn't have."""
    for naming in survey.namings:
        said = inflected(naming.role, naming.form) if naming.role else ""
        if not said or survey.kinds.get(naming.target) not in naming.wanted:
            continue
        known = _said(survey, naming.role, naming.target)
        if wrong := sorted(_numbers(said) - _numbers(known)):
            sentence = f"“{cut(said)}” has {wrong[0]}, which is no number of “{naming.target}”: {cut(known)}"
            hint = "inflect the words, and leave the numbers as they are in the record"
            yield OTHER_NUMBERS.at(naming.place, sentence, hint=hint)


def _said(survey: Survey, role: str, target: str) -> str:
    """Return what a record says, as far as that has numbers."""
    record = survey.article.find(target)
    if isinstance(record, Party):
        return " ".join(filter(None, (record.name, record.short, record.abbreviation)))
    if isinstance(record, Term):
        return " ".join(filter(None, (record.term, record.expansion)))
    if isinstance(record, Event) and record.when is not None:
        return record.when.words
    date = date_of(survey.article, target) if role == "date" else None
    return date.text if date else ""
