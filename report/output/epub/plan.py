"""Which file of the book holds what, and how one file links into another."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from report.model.document import Document, Figure, Part
from report.output.targets import targets

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


def picture_file(figure_id: str, media_type: str) -> str:
    """Return the name of a picture's file; a TypeError where readers need not know the media type."""
    endings = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg", "image/webp": "webp"}
    if media_type not in endings:
        raise TypeError(f"an e-book can't show {media_type}")
    return f"images/{figure_id}.{endings[media_type]}"


@dataclass(frozen=True)
class Plan:
    """Where every target of a link lies: id to file and anchor; no anchor means the file's beginning."""

    places: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, document: Document) -> Plan:
        """Walk the document once; every record with an id is a place. A ValueError names an id that two records have."""
        places: dict[str, tuple[str, str]] = {}
        for id_, holder, anchor in targets(document):
            place = (part_file(holder) if isinstance(holder, Part) else description_file(holder)), anchor
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
