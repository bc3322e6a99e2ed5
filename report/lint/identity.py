"""The names that others gave an edition: an ISBN belongs to one format, and to one that is published."""

from __future__ import annotations

from collections.abc import Iterator

from report.model.survey import Survey
from report.problems import Problem, Rule, Severity

ISBN_ELSEWHERE = Rule(
    "STR-030",
    Severity.ERROR,
    "ISBN of a format that isn't published",
    "An ISBN stands for one format of a book: `isbn:` names it under the format's name, as `formats:` has it. Under another "
    "name it would be printed nowhere, and nobody would notice.",
)
SHARED_ISBN = Rule(
    "STR-031",
    Severity.ERROR,
    "One ISBN for two formats",
    "Each format of a book that is published has an ISBN of its own; shops and libraries take two things of one number for the "
    "same. Ask your agency for another, or leave one of the two out.",
)


def isbn_elsewhere(survey: Survey) -> Iterator[Problem]:
    """Find numbers of formats that the article doesn't publish."""
    meta = survey.article.meta
    for name, number in meta.isbn.items():
        if name not in meta.formats:
            hint = f"name one of these: {', '.join(meta.formats)}; or add {name} to formats:"
            place = getattr(number, "place", meta.at("isbn"))
            yield ISBN_ELSEWHERE.at(place, f"“{name}” has an ISBN, and isn't among the formats", hint=hint)


def shared_isbn(survey: Survey) -> Iterator[Problem]:
    """Find a number that stands for two formats."""
    meta = survey.article.meta
    first: dict[str, str] = {}
    for name, number in meta.isbn.items():
        other = first.setdefault(number.replace("-", ""), name)
        if other != name:
            place = getattr(number, "place", meta.at("isbn"))
            yield SHARED_ISBN.at(
                place, f"“{name}” has the ISBN of “{other}”", hint="give each format its own, or one of them none"
            )
