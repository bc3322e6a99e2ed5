"""How much room tables have: whether one stands on the page as it is, on a page of its own that is turned, or in parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from report.compose.wording import plain
from report.model import document as doc
from report.model.format import Format
from report.model.prose import Directive

_SMALL, _MM, _SCREEN = 0.85, 25.4 / 72, 50.0
"""The size of a table's type as a ratio of the text's, a point in mm, and the ems of a screen on which tables aren't stacked."""
_SIGN, _SLIM, _BETWEEN, _HEAD = 0.52, 0.28, 1.2, 16.0
"""Widths in ems: of a sign, of a slim one, of the space between columns, and of a row's head, which may have several lines."""
_NARROW = " .,:;'’\u00a0\u202f"
"""Signs that are slim."""
_ROW = 1.2
"""The height of a row on a turned page as a multiple of a line of text."""
_ENOUGH = 1 / 3
"""How much of a turned page's height a table fills at least; a lower one stands in parts on the page that its text is on."""


class Room(NamedTuple):
    """What a format has for tables."""

    width: float = _SCREEN
    """How long a line of a table can be, in ems of its own type."""
    turned: float = 0
    """The same on a page that is turned; 0 where none is."""
    rows: float = 0
    """How many rows such a page holds."""
    moves: bool = False
    """Whether a wide table is moved through, and so is never in parts."""

    @classmethod
    def of(cls, form: Format) -> Room:
        """Return the room of a format; a screen with less stacks its cells, and a few pages to hand out aren't turned."""
        if form.page is None:
            return cls(moves=form.scrolls)
        em = form.text.base * _SMALL * _MM
        width = form.page.full_width / em
        if form.most_pages or form.page.height <= form.page.width:
            return cls(width)
        sheet = form.page.turned
        return cls(width, sheet.full_width / em, sheet.text_height / (form.text.base * form.text.leading * _MM * _ROW))


class Places(NamedTuple):
    """Where a table is divided, and whether it stands on turned pages."""

    ends: list[int]
    """Before which columns a part begins, and where the last one ends; the heads of rows aren't counted."""
    turned: bool = False


def places(
    room: Room, directive: Directive | None, aligns: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> Places:
    """Return the parts of a table: one where it fits, be it on a turned page; what is too wide for that has several.

    The first column is the head of rows, which stands in every part; `aligns` are those of the others.
    """
    if room.moves:
        return Places([0, len(aligns)])
    wish = asked(directive)
    upright = cuts(room.width, aligns, heads, rows)
    if not room.turned or wish == "no" or not (len(upright) > 2 or wish == "yes"):
        return Places(upright)
    turned = cuts(room.turned, aligns, heads, rows)
    if wish == "yes" or (len(turned) == 2 and len(rows) >= room.rows * _ENOUGH):
        return Places(turned, turned=True)
    return Places(upright)


def asked(directive: Directive | None) -> str:
    """Return whether the author wants a turned page: `yes`, `no`, or nothing where the table's width decides."""
    option = directive.option("turn") if directive is not None else None
    return option.source if option else ""


Part = tuple[tuple[doc.Column, ...], tuple[tuple[doc.Inlines, ...], ...]]


def parted(
    room: Room, directive: Directive | None, columns: Sequence[doc.Column], rows: Sequence[tuple[doc.Inlines, ...]]
) -> tuple[list[Part], bool]:
    """Return a table in the parts that it is divided into, and whether they stand on turned pages.

    Where a row's head calls a note, or is a place that the appendix leads to, it stays whole: it can't stand in each part.
    """
    ends, turned = places(
        room,
        directive,
        [column.align for column in columns[1:]],
        [plain(column.header) for column in columns],
        [[plain(cell) for cell in row] for row in rows],
    )
    if len(ends) > 2 and any(_stands_once(one) for row in rows for one in row[0]):
        return [(tuple(columns), tuple(rows))], bool(room.turned) and asked(directive) != "no"
    parts = [
        ((columns[0], *columns[1 + begin : 1 + end]), tuple((row[0], *row[1 + begin : 1 + end]) for row in rows))
        for begin, end in pairwise(ends)
    ]
    return parts or [(tuple(columns), tuple(rows))], turned


def _stands_once(node: doc.Inline) -> bool:
    match node:
        case doc.NoteCall():
            return True
        case doc.Value():
            return bool(node.id)
        case doc.Emphasis() | doc.Strong() | doc.Untranslated() | doc.Link():
            return any(map(_stands_once, node.inlines))
    return False


def cuts(room: float, aligns: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return before which columns a new part begins, so that each has room for its own, and all are about as wide.

    Numbers aren't broken, nor are words.
    """
    said = [heads[0], *(row[0] for row in rows)]
    left = room - max(*map(longest, said), min(_HEAD, max(map(ems, said)))) - _BETWEEN
    widths = [longest(head) + _BETWEEN for head in heads[1:]]
    for row in rows:
        for at, cell in enumerate(row[1:]):
            widths[at] = max(widths[at], (ems(cell) if aligns[at] == "end" else longest(cell)) + _BETWEEN)
    fit = len(widths) if sum(widths) <= left else max(1, int(left / max(widths)))
    parts = -(-len(widths) // fit) if fit else 0
    return [len(widths) * part // parts for part in range(parts + 1)] if parts else []


def longest(text: str) -> float:
    """Return how wide the longest word of a text is, in ems of its type."""
    return max(map(ems, text.split()), default=0)


def ems(text: str) -> float:
    """Return how wide a text is on one line, in ems of its type."""
    narrow = sum(map(text.count, _NARROW))
    return (len(text) - narrow) * _SIGN + narrow * _SLIM


__all__ = ["Part", "Room", "asked", "cuts", "ems", "longest", "parted", "places"]
