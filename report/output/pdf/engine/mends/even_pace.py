"""A page of a long book laid out as quickly as one of a short book.

WeasyPrint 70 looks through all notes of a document for each box of each line, and through the styles of all pages for each page.
The answers are the same when they are looked up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from report.output.pdf.engine.mends.mend import Mend


class Waiting:
    """The notes that stand on no page yet: what is used of a list, with membership looked up."""

    def __init__(self) -> None:
        self._counts: dict[Any, int] = {}

    def append(self, note: Any) -> None:
        """Add a note, again if it is there."""
        self._counts[note] = self._counts.get(note, 0) + 1

    def remove(self, note: Any) -> None:
        """Take a note out once; ValueError if it isn't there."""
        if note not in self._counts:
            raise ValueError("the note isn't waiting")
        self._counts[note] -= 1
        if not self._counts[note]:
            del self._counts[note]

    def copy(self) -> Waiting:
        """Return another one with the same notes."""
        other = Waiting()
        other._counts = self._counts.copy()
        return other

    def __contains__(self, note: Any) -> bool:
        return note in self._counts

    def __bool__(self) -> bool:
        return bool(self._counts)


class _Searched(dict[Any, Any]):
    """Counts how often it is gone through."""

    count = 0

    def __iter__(self) -> Iterator[Any]:
        self.count += 1
        return super().__iter__()


def _fault() -> bool:
    from weasyprint.layout import LayoutContext, page

    context = LayoutContext(None, print, None, None, None)
    cascaded = _Searched()
    style_for = SimpleNamespace(
        add_page_declarations=lambda _: None,
        set_computed_styles=lambda *_, **__: None,
        get_cascaded_styles=lambda: cascaded,
        _sheets=(),
    )
    page.set_page_type_computed_styles(None, SimpleNamespace(etree_element=None, base_url=None), style_for)
    return isinstance(context.footnotes, list) or cascaded.count > 0


def _cure(original: Any, _: Any) -> Sequence[Any]:
    def context(self: Any, *given: Any, **named: Any) -> None:
        original(self, *given, **named)
        self.footnotes = Waiting()

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        """Compute the styles of a page and of its margins from its own rules, not from those of all pages so far."""
        root, base_url = html.etree_element, html.base_url
        style_for.add_page_declarations(page_type)
        style_for.set_computed_styles(page_type, root=root, parent=root, base_url=base_url)
        cascaded = style_for.get_cascaded_styles()
        for margin in _margins(style_for):
            if (page_type, margin) in cascaded:
                style_for.set_computed_styles(page_type, pseudo_type=margin, root=root, parent=page_type, base_url=base_url)

    return context, set_page_type_computed_styles


def _margins(style_for: Any) -> list[str]:
    """Return the margin boxes, and the areas for notes, that any of the document's page rules is about."""
    if not hasattr(style_for, "margins"):
        rules = (rule for sheet, _, _ in style_for._sheets for rule in sheet.page_rules)
        margins = (margin for _, selectors, _ in rules for _, margin, _ in selectors if margin)
        style_for.margins = list(dict.fromkeys(margins))
    return list(style_for.margins)


MEND = Mend(
    name="even_pace",
    why="looks through all notes of a document for each box of each line, or through the styles of all pages for each page",
    changes={
        "weasyprint.layout.LayoutContext.__init__": "f687f507fee8",
        "weasyprint.layout.page.set_page_type_computed_styles": "4e68b396b35c",
    },
    fault=_fault,
    cure=_cure,
    issue="https://github.com/Kozea/WeasyPrint/issues/578",
)
