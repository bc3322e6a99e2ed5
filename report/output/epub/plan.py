"""Which file of the book holds what, and how one file links into another."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from report.model.document import Document, Figure, Part, StatementGroup

COVER = "cover.xhtml"
TITLE_PAGE = "titlepage.xhtml"
NAVIGATION = "nav.xhtml"
NCX = "toc.ncx"
STYLES = "css/book.css"


def part_file(part: Part) -> str:
    """Return the name of the part's file: from the article's own id, so that it stays the same over editions."""
    return f"text/{part.id}.xhtml"


def description_file(figure: Figure) -> str:
    """Return the name of the file that holds a figure's long description."""
    return f"descriptions/{figure.id}.xhtml"


def numbers_id(figure: Figure) -> str:
    """Return the id of a figure's data table where it is printed: that by which print knows it, too."""
    return f"{figure.id}-numbers"


def picture_file(figure_id: str, media_type: str) -> str:
    """Return the name of a picture's file; a TypeError where readers need not know the media type."""
    endings = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg", "image/webp": "webp"}
    if media_type not in endings:
        raise TypeError(f"an e-book can't show {media_type}")
    return f"images/{figure_id}.{endings[media_type]}"


def figures(document: Document) -> Iterator[tuple[Part, Figure]]:
    """Yield each figure with the part that holds it, in order, nested ones included."""
    for part in document.parts:
        for record in _records(part):
            if isinstance(record, Figure):
                yield part, record


@dataclass(frozen=True)
class Plan:
    """Where every target of a link lies: id to file and anchor; no anchor means the file's beginning."""

    places: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, document: Document) -> Plan:
        """Walk the document once; every record with an id is a place. A ValueError names an id that two records have."""
        places: dict[str, tuple[str, str]] = {}
        for part in document.parts:
            file = part_file(part)
            for record in _records(part):
                for id_, place in _places(record, file):
                    if places.setdefault(id_, place) != place:
                        raise ValueError(f"two things in the document are called “{id_}”")
        return cls(places)

    def href(self, target: str, *, seen_from: str) -> str:
        """Return the address of `target` as the file `seen_from` has to write it; a LookupError if nothing is called that."""
        if target not in self.places:
            raise LookupError(f"the document has nothing called “{target}”")
        file, anchor = self.places[target]
        return link(file, anchor, seen_from=seen_from)

    def links(self, seen_from: str) -> Callable[[str], str]:
        """Return `href` for one file, as templates want it."""
        return lambda target: self.href(target, seen_from=seen_from)


def link(file: str, anchor: str = "", *, seen_from: str) -> str:
    """Return the relative address of a place in the book."""
    fragment = f"#{anchor}" if anchor else ""
    if file == seen_from and fragment:
        return fragment
    return posixpath.relpath(file, posixpath.dirname(seen_from) or ".") + fragment


def _places(record: object, file: str) -> Iterator[tuple[str, tuple[str, str]]]:
    id_ = getattr(record, "id", "")
    if isinstance(record, Part):
        yield id_, (file, "")
        yield f"{id_}-title", (file, f"{id_}-title")
    elif isinstance(record, StatementGroup) and len(record.statements) == 1:
        # A statement on its own is printed without the group around it.
        yield id_, (file, record.statements[0].id)
    elif id_:
        yield id_, (file, id_)
    if isinstance(record, Figure):
        yield f"{id_}-description", (description_file(record), "")
        if record.data:
            yield record.data.id, (description_file(record), numbers_id(record))


def _records(value: object) -> Iterator[object]:
    """Yield the records below `value`, itself first; a figure's data table belongs to its description, not to the part."""
    if isinstance(value, tuple):
        for item in value:
            yield from _records(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            if not (isinstance(value, Figure) and field.name in {"data", "picture"}):
                yield from _records(getattr(value, field.name))
