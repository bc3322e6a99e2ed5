"""Tells in words how one record, or one chapter, differs from an earlier edition."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from report.compose.dates import date_text
from report.compose.desk import Desk
from report.compose.inlines import prose, words
from report.compose.lookup import need_in
from report.compose.numbers import count_text, quantity_text
from report.compose.typography import spaces
from report.compose.uses import value as shown
from report.compose.values import quantity_of, value_text
from report.compose.wording import capital, fill, join, listed, plain
from report.model import document as doc
from report.model.dates import EdtfDate
from report.model.evidence import AmountField, Fact, Observation
from report.model.marks import VALUES
from report.model.quantities import Amount
from report.model.since import RecordDifference, TextDifference
from report.model.statements import Statement

_NAMING: tuple[str, ...] = ("what", "title", "matter", "name", "term", "container-title", "speaker", "file")
"""Fields that tell what a record is about; the first that it has is taken."""


def told(desk: Desk, record: RecordDifference) -> doc.Inlines:
    """Return one record's difference: the value before and now, where that is what differs, else what of it does."""
    label = desk.labels.gettext
    name = words(desk, _name(desk, record))
    if record.kind == "rows" and record.how == "changed":
        return fill(label("{what}: {changes}"), desk.labels, what=name, changes=words(desk, _rows(desk, record)))
    if record.how == "removed":
        return fill(label("Taken out: {what}"), desk.labels, what=name)
    current = desk.article.find(record.id)
    if record.how == "added":
        now = (shown(desk, value_text(desk, record.id, ("digits",)), record.id),) if record.kind in VALUES else ()
        return fill(label("New: {what}: {value}") if now else label("New: {what}"), desk.labels, what=name, value=now)
    pieces: list[doc.Inlines] = []
    rest = {one.field.partition(".")[0] for one in record.fields}
    if isinstance(current, Observation | Fact) and (before := _value_before(desk, record, current)):
        rest -= {"quantity", "words"}
        now = (shown(desk, value_text(desk, record.id, ("digits",)), record.id),)
        pieces.append(fill(label("{before}, now {after}"), desk.labels, before=before, after=now))
    if (date := record.before("date")) and (after := getattr(current, "date", None)) and (earlier := earlier_date(desk, date)):
        rest -= {"date"}
        later = (shown(desk, date_text(after, desk.language, desk.labels), record.id),)
        pieces.append(fill(label("{before}, now {after}"), desk.labels, before=earlier, after=later))
    if rest:
        pieces.append(words(desk, listed(list(dict.fromkeys(_fields(desk, rest))), desk.language)))
    return fill(label("{what}: {changes}"), desk.labels, what=name, changes=join(pieces, "; "))


def _rows(desk: Desk, record: RecordDifference) -> str:
    """Return how many values of a table differ, are new or are gone."""
    ngettext = desk.labels.ngettext
    rows = record.counted
    counts = (
        (rows.changed, ngettext("{n} value differs", "{n} values differ", rows.changed)),
        (rows.added, ngettext("{n} value is new", "{n} values are new", rows.added)),
        (rows.removed, ngettext("{n} value is gone", "{n} values are gone", rows.removed)),
    )
    return listed([told.format(n=count_text(n, desk.language)) for n, told in counts if n], desk.language)


def _value_before(desk: Desk, record: RecordDifference, current: Observation | Fact) -> str:
    """Return the value that the earlier edition has; nothing where that is the same, or counted in another unit."""
    differs = {one.field: one.before for one in record.fields}
    if isinstance(current, Fact) and isinstance(words_before := differs.get("words"), str):
        return words_before
    quantity = quantity_of(desk.article, record.id, current)
    if quantity is None or {"unit", "per", "derived"} & {name.partition(".")[0] for name in differs}:
        return ""
    if not any(name.startswith("quantity.") for name in differs):
        return ""
    amount = quantity.amount
    parts: dict[str, object] = {"number": amount.number, "upper": amount.upper, "qualifier": amount.qualifier}
    given = {name: str(value) for name, value in parts.items() if value is not None}
    for name, value in differs.items():
        if name.startswith("quantity."):
            given.pop(name.removeprefix("quantity."), None)
            given |= {name.removeprefix("quantity."): value} if isinstance(value, str) else {}
    try:
        before: Amount = AmountField.model_validate(given).amount
    except ValidationError:
        return ""
    before = before.to(max(quantity.decimals, before.decimals))
    told = spaces(
        quantity_text(before, quantity.unit, desk.language, desk.labels, per=quantity.per, forms=("digits",)), desk.language
    )
    return told if told != value_text(desk, record.id, ("digits",)) else ""


def earlier_date(desk: Desk, text: str) -> str:
    """Return a date of the earlier edition in words; nothing where it is none."""
    try:
        return date_text(EdtfDate.parse(text), desk.language, desk.labels)
    except ValueError:
        return ""


def _name(desk: Desk, record: RecordDifference) -> str:
    """Return what a record is about, in a few words; of one that is gone, what the earlier edition called it."""
    current = desk.article.find(record.id) if record.how != "removed" else None
    if record.kind == "observation":
        series = desk.article.series.get(record.id.partition(".")[0])
        if isinstance(current, Observation) and series:
            need_in(series.bases, current.basis, "basis", current.place)
            return desk.language.joined([capital(series.counted(current)), date_text(current.date, desk.language, desk.labels)])
        about = series.title if series else record.id.partition(".")[0]
        return desk.language.joined([about, earlier_date(desk, record.before("date") or "")])
    if isinstance(current, Statement):
        party = desk.article.people.get(current.speaker)
        return desk.labels.gettext("What {speaker} said").format(speaker=party.name if party else current.speaker)
    # An event's `what` is a whole sentence; its title says the same in a few words.
    names = ("title",) if record.kind == "event" else _NAMING
    for name in names:
        told = record.before(name) if current is None else getattr(current, name.replace("-", "_"), None)
        if isinstance(told, str) and told:
            return told
    return record.id


def _fields(desk: Desk, names: set[str]) -> Iterator[str]:
    """Yield what the fields of a record are, in words."""
    label = desk.labels.gettext
    said = {
        label("value"): ("quantity", "words", "unit", "decimals", "per", "derived"),
        label("date"): ("date", "when", "issued", "accessed"),
        label("what was counted"): ("basis", "bases"),
        label("who counted or said so"): ("by", "reported", "speaker", "role", "via", "occasion", "author"),
        label("source"): (
            *("source", "at", "URL", "DOI", "ISBN", "ISSN", "container-title", "volume", "issue", "page", "number", "edition"),
            *("publisher", "publisher-place", "locator"),
        ),
        label("words quoted"): ("exact",),
        label("wording"): ("what", "title", "paraphrase", "matter", "name", "term", "chart", "sides"),
        label("remark"): ("note",),
    }
    known = {name for fields in said.values() for name in fields}
    yield from (told for told, fields in said.items() if names.intersection(fields))
    if names - known:
        yield label("particulars")


def told_text(desk: Desk, text: TextDifference) -> doc.Inlines:
    """Return which chapter has other text, by its title."""
    section = next((section for section in desk.article.sections if section.id == text.section), None)
    named = plain(prose(desk, section.title, quiet=True, calls=False)) if section else text.section
    patterns = {
        "added": desk.labels.gettext("New chapter: {title}"),
        "removed": desk.labels.gettext("Chapter taken out: {title}"),
        "changed": desk.labels.gettext("Chapter with other text: {title}"),
    }
    return words(desk, patterns[text.how].format(title=desk.language.quoted(named)))
