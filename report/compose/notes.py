"""Numbers notes through the document, and composes what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from report.compose.desk import Desk
from report.compose.sources import Cited, citation, cited_by
from report.compose.wording import sentence
from report.model import document as doc


def add(desk: Desk, compose: Callable[[], doc.Inlines]) -> doc.NoteCall:
    """Return the call of a new note in this part; what `compose` returns stands in it."""
    desk.note_count += 1
    number = desk.note_count
    note, call = desk.block_id("note-"), desk.block_id("call-")
    desk.in_note = True
    inlines = compose()
    desk.in_note = False
    desk.part.notes.append(doc.Note(note, number, call, inlines))
    return doc.NoteCall(note, number, call)


def of_sources(desk: Desk, cited: Iterable[Cited]) -> doc.NoteCall:
    """Return the call of a note that names these sources."""
    return add(desk, lambda: sentence(citation(desk, dict.fromkeys(cited))))


def of_records(desk: Desk, ids: Iterable[str]) -> doc.NoteCall:
    """Return the call of a note that names the sources of these records."""
    return of_sources(desk, [cited for id_ in ids for cited in cited_by(desk, id_)])
