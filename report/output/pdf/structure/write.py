"""Writes the structure tree into a PDF: elements, the tree from marks back to elements, and what standards ask beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from report.output.pdf.structure.areas import area_of
from report.output.pdf.structure.node import Node
from report.output.pdf.trace import LinkArea, Run

_PDF_2 = "http://iso.org/pdf2/ssn"
_ONLY_IN_PDF_1_7 = {"TOC", "TOCI", "BlockQuote", "Art", "Quote", "Reference", "Code"}


def write(pdf: pikepdf.Pdf, root: Node, *, second: bool = False) -> Mapping[Node, pikepdf.Object]:
    """Put the tree under `root` in place of the one that the file has; return the object that each node became.

    With `second`, the types are those of PDF 2.0's namespace, and elements refer to each other.
    Pages, and the annotations of links, are found by their order and their object numbers, so the file must be as
    the engine wrote it.
    """
    writer = _Writer(pdf, second)
    writer.write(root)
    return writer.elements


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf, second: bool) -> None:
        self._pdf = pdf
        self.elements: dict[Node, pikepdf.Object] = {}
        self._namespace = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(_PDF_2))) if second else None
        self._pages = [page.obj for page in pdf.pages]
        self._owners: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        self._annotations: list[pikepdf.Object] = []
        self._ids: dict[str, pikepdf.Object] = {}
        self._structure = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def write(self, root: Node) -> None:
        self._structure.K = Array([self._element(root, self._structure)])
        if self._namespace is not None:
            self._structure.Namespaces = Array([self._namespace])
            for node, element in self.elements.items():
                if node.refers:
                    element.Ref = Array([self.elements[other] for other in node.refers])
        self._structure.ParentTree = self._pdf.make_indirect(Dictionary(Nums=self._parents()))
        self._structure.ParentTreeNextKey = len(self._pages) + len(self._annotations)
        if self._ids:
            names = Array()
            for key in sorted(self._ids, key=lambda name: bytes(String(name))):
                names.append(String(key))
                names.append(self._ids[key])
            self._structure.IDTree = self._pdf.make_indirect(Dictionary(Names=names))
        self._pdf.Root.StructTreeRoot = self._structure
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
        self._pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)

    def _parents(self) -> Array:
        numbers = Array()
        for index, (page, owners) in enumerate(zip(self._pages, self._owners, strict=True)):
            page.StructParents = index
            page.Tabs = Name.S
            numbers.append(index)
            numbers.append(self._pdf.make_indirect(Array([owners[mark] for mark in range(len(owners))])))
        for index, owner in enumerate(self._annotations, start=len(self._pages)):
            numbers.append(index)
            numbers.append(owner)
        return numbers

    def _element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.tag), P=parent))
        for key, value in (
            ("/Lang", node.language),
            ("/Alt", node.alternative),
            ("/ActualText", node.actual),
            ("/E", node.expansion),
            ("/ID", node.id),
        ):
            if value:
                element[key] = String(value)
        self.elements[node] = element
        if self._namespace is not None and node.tag not in _ONLY_IN_PDF_1_7:
            element.NS = self._namespace
        if node.id:
            self._ids[node.id] = element
        attributes = _attributes(node)
        if attributes:
            element.A = attributes[0] if len(attributes) == 1 else Array(attributes)
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element.Pg = self._pages[page]
        kids = Array()
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self._element(kid, element))
            elif isinstance(kid, Run):
                kids.append(self._mark(kid, element, page))
            else:
                kids.append(self._link(kid, element, node.title))
        if len(kids):
            element.K = kids
        return element

    def _mark(self, run: Run, element: pikepdf.Object, page: int | None) -> pikepdf.Object | int:
        assert run.mark is not None
        self._owners[run.page][run.mark] = element
        if run.page == page:
            return run.mark
        return Dictionary(Type=Name.MCR, Pg=self._pages[run.page], MCID=run.mark)

    def _link(self, area: LinkArea, element: pikepdf.Object, words: str) -> pikepdf.Object:
        assert area.annotation is not None
        annotation = self._pdf.get_object(area.annotation, 0)
        page = self._pages[area.page]
        annotation.Rect = Array(area_of(area, float(page.MediaBox[3]) - float(page.MediaBox[1])))
        annotation.StructParent = len(self._pages) + len(self._annotations)
        if words:
            annotation.Contents = String(words)
        self._annotations.append(element)
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)


def _attributes(node: Node) -> Sequence[Dictionary]:
    found = []
    if node.tag in {"TH", "TD"}:
        table = Dictionary(O=Name.Table)
        if node.scope:
            table.Scope = Name("/" + node.scope)
        if node.columns > 1:
            table.ColSpan = node.columns
        if node.rows > 1:
            table.RowSpan = node.rows
        if node.headers:
            table.Headers = Array([String(header) for header in node.headers])
        if len(table) > 1:
            found.append(table)
    if node.tag == "FENote":
        found.append(Dictionary(O=Name.FENote, NoteType=Name.Footnote))
    if node.tag == "L":
        found.append(Dictionary(O=Name.List, ListNumbering=Name("/" + node.numbering)))
    if node.box is not None or node.block:
        layout = Dictionary(O=Name.Layout)
        if node.block:
            layout.Placement = Name.Block
        if node.box is not None:
            layout.Placement = Name.Block
            layout.BBox = Array([round(number, 3) for number in node.box])
        found.append(layout)
    return found
