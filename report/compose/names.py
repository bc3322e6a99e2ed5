"""Names parties and terms: in full where the document first mentions them, in short after that."""

from __future__ import annotations

from typing import NamedTuple

from report.compose.desk import Desk
from report.compose.language import Language
from report.compose.lookup import DANGLING, need, refuse
from report.compose.typography import polish
from report.model import document as doc
from report.model.glossary import Term
from report.model.grammar import inflected
from report.model.people import Party
from report.problems import Place


class _Names(NamedTuple):
    """What a party or a term is called; what there isn't is empty."""

    full: str
    abbreviation: str
    short: str


def term(desk: Desk, id_: str, form: str = "", *, quiet: bool = False, place: Place | None = None) -> doc.Inlines:
    """Return the name of a party or a glossary entry; `form` is `full` or `short`, or has the name as its sentence needs it.

    Where `quiet`, as in headings, the name is the short one, and nothing counts as introduced.
    """
    record = need(desk.article, id_, place)
    if isinstance(record, Term):
        if record.language and Language(record.language).base != desk.language.base:
            return (foreign(inflected("term", form) or record.term, record.language),)
        names = _Names(record.expansion or record.term, record.term if record.expansion else "", "")
        return _name(desk, id_, names, form, quiet)
    if isinstance(record, Party):
        return _name(desk, id_, _Names(record.name, record.abbreviation or "", record.short or ""), form, quiet)
    return refuse(
        DANGLING, place or record.place, f"“{id_}” is neither a party nor a term", "name one of people.yaml or glossary.yaml"
    )


def foreign(text: str, language: str) -> doc.Foreign:
    """Return words in another language, with the direction in which it is written."""
    return doc.Foreign(text, language, Language(language).direction)


def party_name(desk: Desk, party: Party) -> str:
    """Return a party's full name, where records print it themselves; nothing is left to introduce unless it's abbreviated."""
    if not party.abbreviation:
        desk.introduced.add(party.id)
    return party.name


def _name(desk: Desk, id_: str, names: _Names, form: str, quiet: bool) -> doc.Inlines:
    full, abbreviation, short = names
    inflection = polish(inflected("term", form), desk.language)
    said, whole = inflection or full, form == "full" or bool(inflection)
    if quiet:
        return (doc.Text(said),) if whole or not (abbreviation or short) else (_short(abbreviation, short),)
    first = id_ not in desk.introduced
    desk.introduced.add(id_)
    if abbreviation and (first or not whole):
        desk.abbreviations[abbreviation] = full
    if form == "short" or (not first and not whole):
        if abbreviation:
            return (doc.Abbreviation(abbreviation, full if first else ""),)
        return (doc.Text(short or full),)
    if first and abbreviation:
        return (doc.Text(f"{said} ("), doc.Abbreviation(abbreviation, full), doc.Text(")"))
    return (doc.Text(said),)


def _short(abbreviation: str, short: str) -> doc.Inline:
    return doc.Abbreviation(abbreviation) if abbreviation else doc.Text(short)
