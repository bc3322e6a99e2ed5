"""What changed since an earlier edition: found once, when an edition is built, and told by `article.yaml` in its own words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from report.compare.changes import compare
from report.compare.many_rows import summed_up
from report.compare.state import published_state, read_state
from report.copies.pack import CHANGES
from report.copies.rules import NOT_EARLIER, NOT_THIS_ARTICLE, UNEXPLAINED, UNFOUND, UNKNOWN_COPY
from report.model.article import Article
from report.model.reading import Scalar
from report.model.since import RecordDifference, Since
from report.problems import Place, Problem, ProblemsFound

_APART = {"edition", "article", "file"}
"""Kinds that aren't told of one by one: what they say of the publication stands in its imprint."""


def changed_since(article: Article, folder: Path, old: Path) -> Since:
    """Compare the article in `folder` with an earlier edition of it, an article's folder or a copy.

    Raises:
        ProblemsFound: `old` can't be read, is another article, or isn't earlier.
    """
    before = read_state(old)
    place = Place(str(old))
    if before.article != article.meta.id:
        sentence = f"this is the article “{before.article}”; what is built is “{article.meta.id}”"
        raise ProblemsFound([NOT_THIS_ARTICLE.at(place, sentence, hint="give an earlier edition of the article itself")])
    number = article.meta.edition.number
    if before.edition >= number:
        sentence = f"this is edition {before.edition}; what is built is edition {number}"
        hint = "give a copy of an earlier edition; or raise number: under edition: in article.yaml"
        raise ProblemsFound([NOT_EARLIER.at(place, sentence, hint=hint)])
    changes = compare(before, published_state(article, folder))
    records = [change for change in changes.as_json()["records"] if change["how"] != "moved" and change["kind"] not in _APART]
    named = {str(id_).partition(".")[::2] for one in article.meta.edition.changes for id_ in (*one.records, *one.removed)}
    records = [summed_up(record, {key for id_, key in named if id_ == record["id"]}) for record in records]
    texts = [{"how": text.how, "section": text.section} for text in changes.texts]
    date = before.records["edition"]["edition"]["date"]
    return Since.model_validate({"edition": before.edition, "date": date, "records": records, "texts": texts})


def packed(found: Since) -> bytes:
    """Return the list as a copy carries it."""
    return (json.dumps(found.model_dump(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def unpacked(files: Mapping[str, bytes], file: Path) -> Since | None:
    """Return the list that a copy carries, None if it carries none; raises ProblemsFound where it can't be read."""
    if CHANGES not in files:
        return None
    try:
        return Since.model_validate_json(files[CHANGES])
    except (ValidationError, RecursionError):
        sentence = f"the archive has a {CHANGES} that can't be read"
        raise ProblemsFound([UNKNOWN_COPY.at(Place(str(file)), sentence, hint="ask for the copy again")]) from None


def unexplained(article: Article, found: Since) -> list[Problem]:
    """Return a warning for each difference that article.yaml doesn't speak of, and for each that it speaks of in vain."""
    return [*_silent(article, found), *_in_vain(article, found)]


def explains(told: str, difference: RecordDifference) -> bool:
    """Tell whether an id that a change names means this record: its own, that of its series, or one of its rows."""
    series, _, key = told.partition(".")
    if difference.kind == "rows" and series == difference.id:
        return not key or any(field.field == key for field in difference.fields)
    return told == difference.id or (difference.kind == "observation" and told == difference.id.partition(".")[0])


def _silent(article: Article, found: Since) -> Iterator[Problem]:
    changes = article.meta.edition.changes
    told = [str(id_) for change in changes for id_ in (*change.records, *change.removed)]
    sections = {str(id_) for change in changes for id_ in change.sections}
    general = any(change.general for change in changes)
    for record in found.records:
        if not any(explains(id_, record) for id_ in told):
            field = "removed" if record.how == "removed" else "records"
            current = article.find(record.id)
            place = getattr(current, "place", article.meta.edition.place)
            yield _unexplained(f"{record.kind} “{record.id}” was {record.how}", place, found, field, record.id)
    for text in found.texts:
        if not general and text.section not in sections:
            here = next((section.place for section in article.sections if section.id == text.section), None)
            what = f"text of the section “{text.section}” was {text.how}"
            yield _unexplained(what, here or article.meta.edition.place, found, "sections", text.section)


def _unexplained(what: str, place: Place, found: Since, field: str, id_: str) -> Problem:
    sentence = f"the {what} since edition {found.edition}, and article.yaml doesn't say why"
    return UNEXPLAINED.at(place, sentence, hint=f"name it in an entry of changes: under edition:, as {field}: {id_}")


def _in_vain(article: Article, found: Since) -> Iterator[Problem]:
    for change in article.meta.edition.changes:
        ids = [(id_, "record") for id_ in (*change.records, *change.removed)]
        for id_, kind in [*ids, *((id_, "section") for id_ in change.sections)]:
            if kind == "section":
                there = any(text.section == id_ for text in found.texts)
            else:
                there = any(explains(str(id_), record) for record in found.records)
            if not there:
                place = id_.place if isinstance(id_, Scalar) else getattr(id_, "place", change.place)
                sentence = f"a change to the {kind} “{id_}” is told of, which is the same as in edition {found.edition}"
                yield UNFOUND.at(place, sentence, hint="take it out, or compare with the edition that it speaks of")
