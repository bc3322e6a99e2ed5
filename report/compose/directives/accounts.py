"""Composes matters on which records differ: every version in the same order of parts, none before the others."""

from __future__ import annotations

from collections.abc import Sequence

from report.compose import notes
from report.compose.dates import date_text
from report.compose.desk import ACCOUNT, Desk
from report.compose.directives.statement import detail, quotes_itself, speaker
from report.compose.directives.timeline import event_date
from report.compose.inlines import field, quotation, words
from report.compose.lookup import DANGLING, need, need_in, need_party, place_of, refuse
from report.compose.names import party_name
from report.compose.ours import translated
from report.compose.plan import take
from report.compose.sources import Cited, cited_by, in_words, named, place_in
from report.compose.uses import value as shown
from report.compose.values import quantity_of, value_text
from report.compose.wording import capital, fill, join, sentence
from report.model import document as doc
from report.model.events import Event
from report.model.evidence import Fact, Observation
from report.model.prose import Directive
from report.model.reckoned import date_of
from report.model.sources import Source
from report.model.statements import Account, Side, Statement


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the accounts that a directive names, or all of them."""
    ids = directive.arguments or tuple(desk.article.accounts)
    return [
        _account(desk, need_in(desk.article.accounts, id_, "account", directive.place), take(desk, directive).id) for id_ in ids
    ]


def unprinted(desk: Desk) -> tuple[doc.Block, ...]:
    """Return the accounts that nothing has printed so far."""
    return tuple(
        _account(desk, account, desk.ids.claim(f"account-{id_}", ACCOUNT))
        for id_, account in desk.article.accounts.items()
        if id_ not in desk.accounts
    )


def _account(desk: Desk, account: Account, id_: str) -> doc.AccountBlock:
    desk.accounts.add(account.id)
    matter = words(desk, account.matter)
    common = _common(desk, account)
    sides = tuple(_side(desk, side, common) for side in account.sides)
    named = common is not None and common.id != desk.article.meta.rests_on
    source = in_words(desk, [(common, "")], places=True, linked=True) if common and named else ()
    return doc.AccountBlock(id_, matter, sides, field(desk, account.note), source)


def _common(desk: Desk, account: Account) -> Source | None:
    """Return the source that all sides are from, where it is one; documents that number their sources name none."""
    found = {source for side in account.sides for source, _ in cited_by(desk, side.record)}
    return found.pop() if len(found) == 1 and not desk.selection.numbered else None


def _side(desk: Desk, side: Side, common: Source | None) -> doc.AccountSide:
    """Label: who or where. Detail: role and occasion, date, who passed it on, then the source and the place in it.

    The source stands there in words that lead to the list of sources; a note would say the same again.
    """
    record = need(desk.article, side.record, place_of(side.record))
    cited = cited_by(desk, side.record)
    numbered = desk.selection.numbered
    source = notes.reference(desk, cited) if numbered else _in_words(desk, cited, common)
    match record:
        case Statement():
            who = speaker(desk, record)
            about = detail(desk, record)
            said = field(desk, record.paraphrase)
            if record.exact and not quotes_itself(record):
                ours = translated(desk, record.translation, record.language)
                said = (*said, *((doc.Text(" "),) if said else ()), quotation(desk, record), *ours)
        case Fact():
            who = _who(desk, record, cited)
            about = join([words(desk, record.basis), _date(desk, record, () if numbered else cited)], "; ")
            said = _fact(desk, side.record, record)
        case Event():
            who = _sources(desk, cited)
            about = (doc.Text(event_date(desk, record)),)
            said = field(desk, record.what)
        case Observation():
            series = desk.article.series[side.record.partition(".")[0]]
            who = words(desk, party_name(desk, need_party(desk.article, record.by)))
            about = (doc.Text(date_text(record.date, desk.language, desk.labels)),)
            value = shown(desk, value_text(desk, side.record), side.record)
            counted = words(desk, series.counted(record))
            said = fill(desk.labels.gettext("{number} {counted}"), number=(value,), counted=counted)
        case _:
            told = f"“{side.record}” can't be a side of an account"
            refuse(DANGLING, place_of(side.record), told, "name a statement or a fact")
    label = words(desk, side.label) if side.label else who
    if side.label and isinstance(record, Statement):
        about = join([who, about], "; ")
    said = sentence(said)
    if numbered:
        return doc.AccountSide(label, about, (*said, *source))
    return doc.AccountSide(label, join([about, source], "; "), said)


def _in_words(desk: Desk, cited: Sequence[Cited], common: Source | None) -> doc.Inlines:
    """Return a side's sources; of the one that is named for all sides, the places in it."""
    if common is None:
        return in_words(desk, cited, places=True, linked=True)
    return join([place_in(desk, source, at) for source, at in cited], "; ")


def _date(desk: Desk, record: Fact, named: Sequence[Cited]) -> doc.Inlines:
    """Return a fact's date, unless it is that of its sources, where those are named beside it."""
    day = date_of(desk.article, record.id)
    if day is None or (named and all(source.issued == day for source, _ in named)):
        return ()
    return words(desk, date_text(day, desk.language, desk.labels))


def _who(desk: Desk, record: Fact, cited: list[Cited]) -> doc.Inlines:
    return words(desk, party_name(desk, need_party(desk.article, record.by))) if record.by else _sources(desk, cited)


def _sources(desk: Desk, cited: list[Cited]) -> doc.Inlines:
    """Return who speaks where a record names nobody: the authors or titles of its sources."""
    return join([named(desk, desk.article.sources[id_]) for id_ in dict.fromkeys(source.id for source, _ in cited)])


def _fact(desk: Desk, id_: str, record: Fact) -> doc.Inlines:
    value = shown(desk, value_text(desk, id_, ("unit",)), id_)
    if quantity_of(desk.article, id_, record) is None:
        return (value,)
    return fill(desk.labels.gettext("{what}: {value}"), what=words(desk, capital(record.what)), value=(value,))
