"""Composes what changed since an earlier edition: corrections and updates told apart, each with the records that differ."""

from __future__ import annotations

from collections.abc import Sequence

from report.compose.desk import Desk
from report.compose.differences import earlier_date, told, told_text
from report.compose.inlines import field, words
from report.compose.wording import fill, join, sentence
from report.model import document as doc
from report.model.article import Change
from report.model.marks import VALUES
from report.model.since import RecordDifference, Since, TextDifference

_ORDER = ("correction", "update", "new")


def title(desk: Desk) -> str:
    """Return "What changed since edition 1"."""
    return desk.labels.gettext("What changed since edition {n}").format(n=_since(desk).edition)


def changes(desk: Desk) -> tuple[doc.Block, ...]:
    """Return every change that the article explains, by its kind, then those that it doesn't; under each what differs."""
    since, label = _since(desk), desk.labels.gettext
    against = label("Compared with edition {n} of {date}.").format(n=since.edition, date=earlier_date(desk, since.date))
    made: list[doc.Block] = [doc.Paragraph(desk.block_id("p"), words(desk, against))]
    rest_records, rest_texts = list(since.records), list(since.texts)
    for kind in _ORDER:
        items: list[tuple[doc.Block, ...]] = []
        for change in (change for change in desk.article.meta.edition.changes if change.kind == kind):
            records, texts = _meant(desk, change, since)
            rest_records = [record for record in rest_records if record not in records]
            rest_texts = [text for text in rest_texts if text not in texts]
            items.append(_item(desk, _said(desk, change), records, texts))
        if items:
            made += [_heading(desk, _kinds(desk)[kind]), _list(desk, items, tight=False)]
    if rest_records or rest_texts:
        lines = _lines(desk, rest_records, rest_texts)
        made += [_heading(desk, label("Other changes")), _list(desk, lines)]
    if len(made) == 1:
        made.append(doc.Paragraph(desk.block_id("p"), words(desk, label("No record and no text differs."))))
    return tuple(made)


def in_short(desk: Desk) -> doc.Inlines:
    """Return the same in a few sentences, for the brief: what the article says of each change, and the values that differ."""
    since, label = _since(desk), desk.labels.gettext
    pieces: list[doc.Inlines] = []
    rest = [record for record in since.records if record.kind in {*VALUES, "rows"}]
    patterns = {"new": label("New: {what}"), "update": label("Updated: {what}"), "correction": label("Corrected: {what}")}
    for change in sorted(desk.article.meta.edition.changes, key=lambda change: _ORDER.index(change.kind)):
        records, _ = _meant(desk, change, since)
        values = [record for record in records if record in rest]
        rest = [record for record in rest if record not in records]
        said = sentence(fill(patterns[change.kind], desk.labels, what=field(desk, change.what)))
        pieces += [said, *(sentence(told(desk, record)) for record in values)]
    pieces += [sentence(told(desk, record)) for record in rest]
    return join(pieces, " ") or words(desk, label("No record and no text differs."))


def _since(desk: Desk) -> Since:
    assert desk.since is not None, "only an edition with an earlier one prints what changed"
    return desk.since


def _kinds(desk: Desk) -> dict[str, str]:
    labels = desk.labels
    return {
        "correction": labels.pgettext("changes of an edition", "Corrected"),
        "update": labels.pgettext("changes of an edition", "Updated"),
        "new": labels.pgettext("changes of an edition", "New"),
    }


def _meant(desk: Desk, change: Change, since: Since) -> tuple[list[RecordDifference], list[TextDifference]]:
    """Return the differences of which a change speaks; one that names nothing speaks of the texts that no other names."""
    ids = {str(id_) for id_ in (*change.records, *change.removed)}
    records = [
        record
        for record in since.records
        if record.id in ids
        or (record.kind == "observation" and record.id.partition(".")[0] in ids)
        or (record.kind == "rows" and record.id in {id_.partition(".")[0] for id_ in ids})
    ]
    if change.general:
        named = {str(id_) for other in desk.article.meta.edition.changes for id_ in other.sections}
        first = next(other for other in desk.article.meta.edition.changes if other.general)
        return records, [text for text in since.texts if text.section not in named] if change is first else []
    return records, [text for text in since.texts if text.section in {str(id_) for id_ in change.sections}]


def _said(desk: Desk, change: Change) -> doc.Inlines:
    return join([sentence(field(desk, change.what)), sentence(field(desk, change.why))], " ")


def _item(
    desk: Desk, said: doc.Inlines, records: Sequence[RecordDifference], texts: Sequence[TextDifference]
) -> tuple[doc.Block, ...]:
    lines = _lines(desk, records, texts)
    paragraph = doc.Paragraph(desk.block_id("p"), said)
    return (paragraph, _list(desk, lines)) if lines else (paragraph,)


def _lines(desk: Desk, records: Sequence[RecordDifference], texts: Sequence[TextDifference]) -> list[tuple[doc.Block, ...]]:
    lines = [*(told(desk, record) for record in records), *(told_text(desk, text) for text in texts)]
    return [(doc.Paragraph(desk.block_id("p"), sentence(line)),) for line in lines]


def _heading(desk: Desk, text: str) -> doc.Heading:
    return doc.Heading(desk.ids.claim(f"{desk.part.id}-{text.casefold().replace(' ', '-')}"), 2, words(desk, text))


def _list(desk: Desk, items: Sequence[tuple[doc.Block, ...]], *, tight: bool = True) -> doc.ListBlock:
    return doc.ListBlock(desk.block_id("l"), False, tuple(items), tight=tight)
