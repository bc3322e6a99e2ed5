"""Composes statements: who said it, in what role, where and when, who passed it on, and what was said."""

from __future__ import annotations

from report.compose import notes
from report.compose.dates import date_text
from report.compose.desk import Desk
from report.compose.inlines import field, quotation, words
from report.compose.language import Language
from report.compose.lookup import need_in, need_party, need_source
from report.compose.names import party_name
from report.compose.ours import translated
from report.compose.sources import cited_by, in_words
from report.compose.wording import fill, join
from report.model import document as doc
from report.model.prose import Directive, Emph, Inline, InlineLink, RoleCall, StrongEmph
from report.model.statements import Statement


def compose(desk: Desk, directive: Directive) -> list[doc.Block]:
    """Return the statements that a directive names, as one group."""
    records = [need_in(desk.article.statements, ref, "statement", directive.place) for ref in directive.arguments]
    if not records:
        return []
    id_ = desk.ids.claim("-".join(["statements" if len(records) > 1 else "group", *(record.id for record in records)]))
    made = tuple(statement(desk, record) for record in records)
    return [doc.StatementGroup(id_, made, relation(desk, records[0], records[1]) if len(records) > 1 else "")]


def statement(desk: Desk, record: Statement) -> doc.StatementEntry:
    """Return one statement. Where the paraphrase quotes the exact words itself, they aren't set apart as well."""
    id_ = desk.ids.claim(f"statement-{record.id}")
    who, about = speaker(desk, record), detail(desk, record)
    paraphrase = field(desk, record.paraphrase)
    exact = quotation(desk, record) if record.exact and not quotes_itself(record) else None
    called = desk.labels.gettext("Our translation: {words}")
    ours = translated(desk, record.translation, record.language, called) if exact else ()
    if desk.selection.numbered:
        return doc.StatementEntry(id_, who, (*about, *notes.reference_to(desk, [record.id])), exact, paraphrase, translation=ours)
    source = in_words(desk, cited_by(desk, record.id), places=True, linked=True)
    return doc.StatementEntry(id_, who, about, exact, paraphrase, source, ours)


def relation(desk: Desk, first: Statement, second: Statement) -> str:
    """Return in words how the second statement stands to the first; only what the records say."""
    if second.answers == first.id:
        return desk.labels.gettext("in answer")
    if second.contradicts == first.id or first.contradicts == second.id:
        return desk.labels.gettext("against it")
    if second.set_beside == first.id or first.set_beside == second.id:
        return desk.labels.gettext("set beside it")
    return ""


def speaker(desk: Desk, record: Statement) -> doc.Inlines:
    """Return the speaker's full name."""
    return words(desk, party_name(desk, need_party(desk.article, record.speaker)))


def detail(desk: Desk, record: Statement) -> doc.Inlines:
    """Return role, ties, occasion, date, the source's hedge, and those who passed it on."""
    party = need_party(desk.article, record.speaker)
    roles = [record.role] if record.role else [role.title for role in party.roles]
    pieces = [words(desk, role) for role in [*roles, *(tie.words for tie in party.affiliations)]]
    pieces.append(words(desk, record.occasion))
    if record.date is not None:
        pieces.append((doc.Text(date_text(record.date, desk.language, desk.labels)),))
    if record.hedge:
        source = need_source(desk.article, record.source[0]).language or desk.article.own_language
        tongue = "" if not source or Language(source).base == desk.language.base else source
        hedge = doc.Quotation(desk.language.quoted(record.hedge), tongue)
        said = (hedge, *translated(desk, record.hedge_translation, tongue))
        pieces.append(fill(desk.labels.gettext("{words} in the source’s word"), desk.labels, words=said))
    for index, ref in enumerate(record.via):
        pattern = desk.labels.gettext("passed on by {name}") if index else desk.labels.gettext("as reported by {name}")
        pieces.append(fill(pattern, desk.labels, name=words(desk, party_name(desk, need_party(desk.article, ref)))))
    return join(pieces, "; ")


def quotes_itself(record: Statement) -> bool:
    """Tell whether the paraphrase holds the record's own exact words as a `{quote}`."""
    return record.paraphrase is not None and _mentions(record.paraphrase.inlines, record.id)


def _mentions(inlines: tuple[Inline, ...], id_: str) -> bool:
    return any(
        (isinstance(node, RoleCall) and node.name == "quote" and node.target.strip() == id_)
        or (isinstance(node, Emph | StrongEmph | InlineLink) and _mentions(node.inlines, id_))
        for node in inlines
    )
