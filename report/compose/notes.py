"""Numbers notes through the document, and composes what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from itertools import zip_longest

from report.compose.desk import CALL, CalledNote, Desk
from report.compose.sources import Cited, anchor, citation, cited_by
from report.compose.wording import sentence
from report.model import document as doc


def add(desk: Desk, key: Hashable, compose: Callable[[], doc.Inlines]) -> doc.NoteCall:
    """Return the call of the note of that key; where none has called it yet, what `compose` returns stands in it.

    What is said once has one number: a later page prints the note again, and an e-book leads back to each of its calls.
    """
    call = desk.ids.claim(desk.part.next("call-"), CALL)
    if (known := desk.notes.get(key)) is not None:
        known.calls.append(call)
        return doc.NoteCall(known.id, known.number, call, again=True)
    desk.note_count += 1
    number = desk.note_count
    note = desk.block_id("note-")
    desk.in_note, named = True, desk.main_named
    inlines = compose()
    desk.in_note = False
    desk.part.notes.append(doc.Note(note, number, (call,), inlines))
    desk.called[note] = [call]
    if desk.main_named == named:  # what names the main source in full isn't said again
        desk.notes[key] = CalledNote(note, number, desk.called[note])
    return doc.NoteCall(note, number, call)


def of_sources(desk: Desk, cited: Iterable[Cited]) -> doc.NoteCall:
    """Return the call of a note that names these sources."""
    found = dict.fromkeys(cited)
    return add(desk, frozenset((source.id, at) for source, at in found), lambda: sentence(citation(desk, found)))


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
    return doc.CrossReference(anchor(source), f"[{desk.language.digits(count)}]", call=True)


def divided(inlines: doc.Inlines) -> doc.Inlines:
    """Return the inlines with calls told apart from the call or the digit right before them; spaces between calls go."""
    return _Divided().run(inlines)


class _Divided:
    """Reads inlines in order, however they are nested; `last` is what stands before."""

    def __init__(self) -> None:
        self.last = ""

    def run(self, inlines: doc.Inlines) -> doc.Inlines:
        made = (self.node(node, following) for node, following in zip_longest(inlines, inlines[1:]) if node is not None)
        return tuple(node for node in made if node is not None)

    def node(self, node: doc.Inline, following: doc.Inline | None) -> doc.Inline | None:
        match node:
            case doc.NoteCall():
                after = self.last if self.last in {"call", "digit"} else ""
                self.last = "call"
                return replace(node, after=after)
            case doc.Emphasis() | doc.Strong() | doc.Untranslated() | doc.Link():
                return replace(node, inlines=self.run(node.inlines))
            case doc.Text() if self.last == "call" and not node.text.strip() and _begins_with_call(following):
                return None
            case doc.LineBreak() | doc.CrossReference(call=True):
                self.last = ""
            case _ if node.text:
                self.last = "digit" if node.text[-1].isdigit() else ""
        return node


def _begins_with_call(node: doc.Inline | None) -> bool:
    match node:
        case doc.Emphasis() | doc.Strong() | doc.Untranslated() | doc.Link():
            return bool(node.inlines) and _begins_with_call(node.inlines[0])
        case _:
            return isinstance(node, doc.NoteCall)


def is_call(node: doc.Inline) -> bool:
    """Tell whether an inline is set raised behind the word before it."""
    return isinstance(node, doc.NoteCall) or (isinstance(node, doc.CrossReference) and node.call)
