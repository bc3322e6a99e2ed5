"""Bookmarks' names and, in PDF 2.0, structure destinations: what is followed leads to an element, not only to a place.

Readers that don't know them still find the place on the page (ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name

from report.output.pdf.structure.node import Node
from report.output.pdf.structure.targets import Targets
from report.output.pdf.trace import Trace


def lead_to_elements(pdf: pikepdf.Pdf, trace: Trace, targets: Targets, elements: Mapping[Node, pikepdf.Object]) -> None:
    """Give each named destination, link and bookmark its structure destination."""
    named = _named(pdf)
    for name, place in named.items():
        node = targets.node(name)
        if node is not None:
            named[name] = Dictionary(D=place, SD=_destination(elements[node], place))
    if named:
        names = Array()
        for name, place in named.items():
            names.append(pikepdf.String(name))
            names.append(place)
        pdf.Root.Names.Dests = pdf.make_indirect(Dictionary(Names=names))
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", Array()):
            if "/Dest" in annotation:
                _act(annotation, annotation.Dest, named[str(annotation.Dest)])
    for item, element in zip(_items(pdf), trace.bookmarks, strict=True):
        node = targets.node_of(element)
        if node is not None:
            _act(item, item.Dest, Dictionary(D=item.Dest, SD=_destination(elements[node], item.Dest)))


def name_bookmarks(pdf: pikepdf.Pdf, trace: Trace, targets: Targets) -> None:
    """Leave the numbers of notes out of bookmarks: a heading's own text is its name."""
    for item, element in zip(_items(pdf), trace.bookmarks, strict=True):
        node = targets.node_of(element)
        if node is not None and any(below.note is not None for below in node.walk()):
            item.Title = pikepdf.String(node.text())


def _named(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return {}
    names = pdf.Root.Names.Dests.Names
    return {str(names[i]): names[i + 1] for i in range(0, len(names), 2)}


def _destination(element: pikepdf.Object, place: pikepdf.Object) -> Array:
    return Array([element, *list(place)[1:]])


def _act(holder: pikepdf.Object, address: pikepdf.Object, destination: pikepdf.Object) -> None:
    if isinstance(destination, Dictionary):
        holder.A = Dictionary(Type=Name.Action, S=Name.GoTo, D=address, SD=destination.SD)
        del holder.Dest


def _items(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the outline's entries in the order in which they are read."""

    def below(holder: pikepdf.Object) -> Iterator[pikepdf.Object]:
        item = holder.get("/First")
        while item is not None:
            yield item
            yield from below(item)
            item = item.get("/Next")

    if "/Outlines" in pdf.Root:
        yield from below(pdf.Root.Outlines)
