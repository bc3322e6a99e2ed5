"""Walks the boxes of laid-out pages and writes down, in plain terms, what stands where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from report.output.pdf.alignment import Alignment
from report.output.pdf.engine.page_areas import page_area
from report.output.pdf.spaces import Spaces
from report.output.pdf.trace import Cell, Item, LinkArea, Run, TextLine, Trace, Zone


@dataclass(frozen=True, slots=True)
class Walked:
    """What was found, and the box of each item of the trace, by which it is found again when pages are painted."""

    trace: Trace
    boxes: list[Any]


def walked(root: Element, page_boxes: Sequence[Any]) -> Walked:
    """Walk the boxes of all pages; `root` is the element tree that they were made from."""
    walk = _Walk()
    for number, page_box in enumerate(page_boxes):
        walk.page(number, page_box)
    parents = {child: parent for parent in root.iter() for child in parent}
    runs = [item for item in walk.items if isinstance(item, Run)]
    alignment = Alignment(root, notes=walk.notes)
    for run in runs:
        if run.element is None or run.zone not in {Zone.FLOW, Zone.NOTE}:
            continue
        if run.pseudo == "footnote-call":
            run.start = run.end = alignment.call(run.element)
        elif run.picture and not run.pseudo:
            run.start = run.end = alignment.before(run.element)
        elif run.pseudo in {"", "first-letter", "first-line"}:
            run.start, run.end, run.hyphen = alignment.find(run.element, run.text)
    spaces = Spaces(alignment, parents, walk.notes)
    for zone in (Zone.FLOW, Zone.NOTE):
        spaces.find(run for run in runs if run.zone is zone)
    areas = [page_area(page_box) for page_box in page_boxes]
    trace = Trace(root, walk.items, areas, walk.folios, alignment, walk.bookmarks, walk.notes, walk.calls, parents)
    return Walked(trace, walk.boxes)


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for a box because of the boxes around it."""

    zone: Zone
    line: TextLine | None = None
    leader: bool = False
    boxed: bool = False
    linked: bool = False


class _Walk:
    """Collects the items of pages, one after the other."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.boxes: list[Any] = []
        self.folios: list[str | None] = []
        self.notes: list[Element] = []
        self.calls: dict[Element, int] = {}
        self.bookmarks: list[Element] = []
        self._seen_groups: set[Element] = set()
        self._seen_before: set[Element] = set()
        self._again: set[Element] = set()
        """Notes that the page calls and prints again, since a table's head stands on it again."""
        self._printed: dict[str, Element] = {}
        """The first of the elements of a note that is printed, by what they are told apart by."""
        self._number = 0

    def page(self, number: int, page_box: Any) -> None:
        self._number = number
        self.folios.append(None)
        self._seen_before = set(self._seen_groups)
        self._again = set()
        for child in page_box.children:
            kind = type(child).__name__
            if kind == "MarginBox":
                self._margin(child)
            else:
                self._box(child, _Around(Zone.NOTE if kind == "FootnoteAreaBox" else Zone.FLOW))

    def _margin(self, box: Any) -> None:
        first = len(self.items)
        for child in box.children:
            self._box(child, _Around(Zone.RUNNING))
        runs = [item for item in self.items[first:] if isinstance(item, Run)]
        for run in runs:
            run.edge = box.at_keyword.lstrip("@").partition("-")[0]
        if _is_folio(box):
            self.folios[-1] = "".join(run.text for run in runs).strip() or None

    def _box(self, box: Any, around: _Around) -> None:
        box = getattr(box, "_box", box)  # what is positioned absolutely stands behind a placeholder
        kind = type(box).__name__
        element = box.element
        pseudo = (box.element_tag or "").partition("::")[2] if element is not None else ""
        if box.footnote is not None:
            note = box.footnote.element
            if note not in self.calls:
                self.notes.append(note)
                self.calls[note] = self._number
            elif around.zone is Zone.REPEAT:
                self._again.add(note)
        if element is not None and box.bookmark_label and box.style["bookmark_level"] != "none":
            self.bookmarks.append(element)
        around = replace(
            around,
            zone=self._zone(box, around.zone),
            line=TextLine(element) if kind == "LineBox" else around.line,
            leader=around.leader or box.is_leader,
            boxed=around.boxed or kind == "InlineBlockBox",
        )
        if around.zone in {Zone.FLOW, Zone.NOTE} and element is not None:
            if kind == "TableCellBox" and not pseudo:
                self._add(box, Cell(self._number, element))
            if box.link and not around.linked and kind not in {"TextBox", "LineBox"}:
                x, y, width, height = box.hit_area()
                self._add(box, LinkArea(self._number, element, pseudo, x, y, width, height, tuple(_letters(box))))
                around = replace(around, linked=True)
        if kind == "TextBox":
            self._add(box, self._text(box, element, pseudo, around))
        elif hasattr(box, "replacement"):
            self._add(box, self._picture(box, element, pseudo, around))
        for child in box.children:
            self._box(child, around)

    def _add(self, box: Any, item: Item) -> None:
        self.items.append(item)
        self.boxes.append(box)

    def _text(self, box: Any, element: Element | None, pseudo: str, around: _Around) -> Run:
        style = box.style
        numbering = style["list_style_type"]
        return Run(
            self._number,
            element,
            pseudo,
            around.zone,
            around.line,
            box.position_x,
            box.content_box_y(),
            box.width,
            box.height,
            box.position_y + box.baseline,
            style["font_size"],
            visible=style["visibility"] == "visible",
            numbering=numbering if isinstance(numbering, str) else "",
            text=box.text,
            leader=around.leader,
            boxed=around.boxed,
        )

    def _picture(self, box: Any, element: Element | None, pseudo: str, around: _Around) -> Run:
        corner = box.content_box_x(), box.content_box_y()
        run = Run(self._number, element, pseudo, around.zone, around.line, *corner, box.width, box.height, picture=True)
        run.visible, run.leader, run.boxed = box.style["visibility"] == "visible", around.leader, around.boxed
        return run

    def _zone(self, box: Any, zone: Zone) -> Zone:
        if zone is Zone.NOTE and box.element in self._again:
            return Zone.REPEAT
        if zone is Zone.NOTE and box.element is not None and (key := box.element.get("data-note")):
            return zone if self._printed.setdefault(key, box.element) is box.element else Zone.REPEAT
        if zone is not Zone.FLOW:
            return zone
        if box.style["position"] == "fixed":
            return Zone.RUNNING
        if box.element is not None and (getattr(box, "is_header", False) or getattr(box, "is_footer", False)):
            self._seen_groups.add(box.element)
            return Zone.REPEAT if box.element in self._seen_before else zone
        return zone


def _letters(box: Any) -> Iterator[tuple[float, float]]:
    for below in box.descendants():
        if getattr(below, "text", "").strip():
            yield below.position_y + below.baseline, below.style["font_size"]


def _is_folio(box: Any) -> bool:
    """Tell whether a margin box prints the page's number and nothing else."""
    content = box.style["content"]
    return (
        not isinstance(content, str)
        and len(content) == 1
        and content[0][0] in {"counter()", "counters()"}
        and content[0][1][0] == "page"
    )
