"""One note for all its calls on a page, and again on a later page that calls it.

Each call brings its note along; those with the same `data-note` are one. WeasyPrint 70 prints a note for each call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words
from report.output.pdf.trace import note_key

_STYLE = "@page { size: 300px; margin: 0 } p { margin: 0; font: 10px/18px sans-serif } span { float: footnote }"


def key_of(note: Any) -> str:
    """Return what a note is told apart by."""
    return note_key(note.element)


def _fault() -> bool:
    note = '<span data-note="n">same</span>'
    (page,) = pages(f"<p>one{note} two{note}</p>", _STYLE)
    return words(page).count("same") > 1


def _cure(lay_out: Any, take_back: Any, make: Any, make_all: Any) -> Sequence[Any]:
    def make_page(context: Any, *given: Any, **named: Any) -> Any:
        context.spared_footnotes, sent_on = [], list(context.reported_footnotes)
        made = make(context, *given, **named)
        _take_back_strays(context, made[0], sent_on)
        vars(context).setdefault("sends_on", {})[context.current_page] = bool(context.reported_footnotes)
        return made

    def make_all_pages(context: Any, root: Any, html: Any, made: Any) -> Any:
        """Make pages that send notes on again with those that have changed: where they are kept, the notes are lost."""
        for number, sends in vars(context).get("sends_on", {}).items() if made else ():
            if sends and number <= len(context.page_maker):
                context.page_maker[number - 1][-1]["content_changed"] = True
        return make_all(context, root, html, made)

    def layout_footnote(self: Any, footnote: Any) -> Any:
        if key_of(footnote) in map(key_of, self.current_page_footnotes):
            self.footnotes.remove(footnote)
            self.spared_footnotes.append(footnote)
            return False
        return lay_out(self, footnote)

    def unlayout_footnote(self: Any, footnote: Any) -> None:
        if footnote in self.spared_footnotes:
            self.spared_footnotes.remove(footnote)
            self.footnotes.append(footnote)
            return
        heir = next((other for other in self.spared_footnotes if key_of(other) == key_of(footnote)), None)
        if heir is None or footnote not in self.current_page_footnotes:
            take_back(self, footnote)
            return
        self.spared_footnotes.remove(heir)
        self.current_page_footnotes[self.current_page_footnotes.index(footnote)] = heir
        self.footnotes.append(footnote)
        self._update_footnote_area()

    return layout_footnote, unlayout_footnote, make_page, make_all_pages


def _take_back_strays(context: Any, page: Any, sent_on: Sequence[Any]) -> None:
    """Let notes wait for the page that calls them which a row or a box has left behind when it moved on.

    `sent_on` are those that the page before had no room for.
    """
    called = {id(part.footnote) for part in page.children[0].descendants() if part.footnote is not None}
    called.update(map(id, sent_on))
    for kept in (context.spared_footnotes, context.current_page_footnotes):
        for note in [note for note in kept if id(note) not in called]:
            kept.remove(note)
            context.footnotes.append(note)
    _leave_out(page.children[1], set(map(key_of, context.current_page_footnotes)))


def _leave_out(area: Any, keys: set[str]) -> None:
    """Take the notes out of the area at a page's foot that aren't among `keys`; the others move down."""
    kept, lower = [], 0.0
    for child in reversed(area.children):
        if key_of(child) in keys:
            child.translate(0, lower)
            kept.append(child)
        else:
            lower += child.margin_height()
    if lower:
        area.children = tuple(reversed(kept))
        area.height, area.position_y = area.height - lower, area.position_y + lower


MEND = Mend(
    name="notes_shared",
    why="prints a note for each of its calls on a page",
    changes={
        "weasyprint.layout.LayoutContext.layout_footnote": "5075f64aaae4",
        "weasyprint.layout.LayoutContext.unlayout_footnote": "c7c223cf4a0f",
        "weasyprint.layout.page.make_page": "656f183328e8",
        "weasyprint.layout.make_all_pages": "b5e403489484",
    },
    fault=_fault,
    cure=_cure,
)
