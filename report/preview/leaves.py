"""The documents of an e-book in the order in which they are read."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree


def reading_order(book: Mapping[str, bytes]) -> list[str]:
    """Return the names of the documents that the package lists as the book's spine."""
    package = next(name for name in book if name.endswith(".opf"))
    root = etree.fromstring(book[package], etree.XMLParser(resolve_entities=False, no_network=True))
    files = {item.get("id"): str(item.get("href")) for item in root.iter("{*}item")}
    folder = posixpath.dirname(package)
    return [posixpath.join(folder, files[reference.get("idref")]) for reference in root.iter("{*}itemref")]
