"""The ways into the book: contents, landmarks, lists of figures and tables, pages; and the same for old devices (NCX)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from report import markup
from report.model.document import ContentsEntry, Document, Matter, PartKind
from report.output import xhtml
from report.output.epub import plan
from report.output.flow import XHTML
from report.output.pagebreaks import Marker


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that reading systems have a button for."""

    type: str
    """A term of the EPUB structural semantics vocabulary."""
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class _Point:
    """An entry of the NCX."""

    id: str
    href: str
    text: str
    entries: tuple[_Point, ...]


@dataclass(frozen=True, slots=True)
class _PageTarget:
    """A page in the NCX; `value` is empty for a page without an Arabic number."""

    id: str
    type: str
    value: str
    label: str
    href: str


_PARTS = {PartKind.SOURCES: "bibliography", PartKind.ABBREVIATIONS: "glossary", PartKind.COLOPHON: "colophon"}


def landmarks(document: Document, labels: Mapping[str, str], *, cover: bool) -> list[Landmark]:
    """Return the landmarks in reading order; each type once."""
    found = [Landmark("cover", plan.COVER, labels["cover"])] if cover else []
    found.append(Landmark("titlepage", plan.TITLE_PAGE, labels["title_page"]))
    found.append(Landmark("toc", f"{plan.NAVIGATION}#contents", document.contents_title))
    if document.figures:
        found.append(Landmark("loi", f"{plan.NAVIGATION}#nav-figures", labels["figure_list"]))
    if document.tables:
        found.append(Landmark("lot", f"{plan.NAVIGATION}#nav-tables", labels["table_list"]))
    body = next((part for part in document.parts if part.matter is Matter.BODY), None)
    if body:
        found.append(Landmark("bodymatter", plan.part_file(body), labels["start"]))
    titles = {entry.target: entry.text for entry in document.contents}
    for kind, type_ in _PARTS.items():
        part = next((part for part in document.parts if part.kind is kind), None)
        if part and part.id in titles:
            found.append(Landmark(type_, plan.part_file(part), titles[part.id]))
    return found


def body(document: Document, places: plan.Plan, labels: Mapping[str, str], marks: Sequence[Landmark]) -> str:
    """Return the body of the navigation document, but for the list of pages: some pages begin in the contents itself."""
    href = places.links(plan.NAVIGATION)
    return markup.template("epub/nav.xhtml.j2", document=document, href=href, labels=labels, landmarks=marks)


def add_page_list(tree: etree._Element, labels: Mapping[str, str], markers: Sequence[Marker]) -> None:
    """Add the list of pages to the navigation document, if there are any."""
    if markers:
        body = tree.find(f"{{{XHTML}}}body")
        assert body is not None
        body.append(xhtml.parse(markup.template("epub/pagelist.xhtml.j2", labels=labels, markers=markers)))


def ncx(document: Document, places: plan.Plan, labels: Mapping[str, str], markers: Sequence[Marker]) -> bytes:
    """Return `toc.ncx`, which agrees with the navigation document."""
    numbers = [int(marker.label) for marker in markers if _arabic(marker.label)]
    text = markup.template(
        "epub/toc.ncx.j2",
        identifier=document.metadata.identifier,
        title=document.metadata.title,
        language=document.language,
        labels=labels,
        contents=[_point(entry, places) for entry in document.contents],
        depth=max(map(_depth, document.contents), default=1),
        pages=[_page_target(marker) for marker in markers],
        last_page=max(numbers, default=0),
    )
    return text.encode("utf-8")


def _point(entry: ContentsEntry, places: plan.Plan) -> _Point:
    href = places.href(entry.target, seen_from=plan.NCX)
    return _Point(f"to-{entry.target}", href, entry.text, tuple(_point(below, places) for below in entry.entries))


def _depth(entry: ContentsEntry) -> int:
    return 1 + max(map(_depth, entry.entries), default=0)


def _arabic(label: str) -> bool:
    return label.isascii() and label.isdigit()


def _page_target(marker: Marker) -> _PageTarget:
    href = f"{marker.file}#{marker.id}"
    if _arabic(marker.label):
        return _PageTarget(f"to-{marker.id}", "normal", str(int(marker.label)), marker.label, href)
    roman = marker.label.isascii() and bool(marker.label) and not set(marker.label.lower()) - set("ivxlcdm")
    return _PageTarget(f"to-{marker.id}", "front" if roman else "special", "", marker.label, href)
