"""Numbers notes through the document, and composes what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

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


def of_row(desk: Desk, id_: str, rows: dict[tuple[Cited, ...], doc.NoteCall]) -> doc.NoteCall:
    """Return the call of the note that names a record's sources; rows of one block that name the same share it.

    `rows` holds the notes of the block so far.
    """
    cited = tuple(dict.fromkeys(cited_by(desk, id_)))
    if (first := rows.get(cited)) is not None:
        return replace(first, id=desk.block_id("call-"), again=True)
    return rows.setdefault(cited, of_sources(desk, cited))


def reference(desk: Desk, cited: Iterable[Cited]) -> doc.Inlines:
    """Return what leads from a statement to its sources: a note, or in a document without such notes their numbers."""
    if not desk.selection.numbered:
        return (of_sources(desk, cited),)
    return tuple(number(desk, id_) for id_ in dict.fromkeys(source.id for source, _ in cited))


def reference_to(desk: Desk, ids: Iterable[str]) -> doc.Inlines:
    """Return what leads to the sources of these records."""
    return reference(desk, [cited for id_ in ids for cited in cited_by(desk, id_)])


def number(desk: Desk, source: str) -> doc.CrossReference:
    """Return a source's number, given at its first mention; it leads to the list of sources."""
    desk.used[source] = None
    count = desk.numbers.setdefault(source, len(desk.numbers) + 1)
    return doc.CrossReference(f"source-{source}", f"[{count}]", call=True)


def is_call(node: doc.Inline) -> bool:
    """Tell whether an inline is set raised behind the word before it."""
    return isinstance(node, doc.NoteCall) or (isinstance(node, doc.CrossReference) and node.call)
