"""Writes a document as one page for browsers: an e-book's parts in a frame, with all that it shows inside of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree
from markupsafe import Markup

from report import __version__, markup
from report.look.tokens.night import Night
from report.model.cldr import direction
from report.model.document import Document, Figure, Part, PartKind
from report.output import pagebreaks, xhtml
from report.output.faces import embedded
from report.output.flow import XHTML
from report.output.parts import numbers, part_body
from report.output.targets import targets
from report.output.web import html, metadata, styles
from report.output.web.carried import address
from report.output.web.drawings import Drawings

if TYPE_CHECKING:
    from report.output.rendition import Attachment, Rendition

POLICY = "; ".join(
    f"{what} {whence}"
    for what, whence in {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }.items()
)
"""What browsers let the page do: show what is in it."""


_AXIS, _IMAGES = "cover-axis", {"photograph": "cover-photograph", "logo": "cover-logo"}


def render(rendition: Rendition) -> bytes:
    """Return the finished page. A LookupError names a figure without picture, or a link to nothing."""
    return html.serialise(_WebPage(rendition).tree())


class _WebPage:
    def __init__(self, rendition: Rendition) -> None:
        self.rendition = rendition
        self.document: Document = rendition.document
        self.labels: Mapping[str, str] = dict(self.document.words)
        self.drawings = Drawings(rendition.pictures)
        self.places = {id_: anchor or id_ for id_, _, anchor in targets(self.document)}
        self.at = markup.At(
            xml=True,
            words=self.labels,
            href=self.href,
            picture=self.drawings.address,
            size=self._size,
            notes=markup.notes(self.document),
            caps=markup.marker(self.document),
            language=self.document.language,
            pictures=rendition.pictures,
            drawn=self.drawings.drawn,
            told=self._told,
        )

    def tree(self) -> etree._Element:
        """Return the page, ready to be written."""
        rendition, document = self.rendition, self.document
        found = metadata.addresses(document, rendition.format)
        tree = xhtml.made_ready(xhtml.parse(self._frame(found)))
        pages = rendition.pages
        markers = pagebreaks.insert({"": tree}, pages.pages, lambda label: f"{self.labels['page']} {label}") if pages else []
        if markers:
            _find(tree, "contents", "section").append(self._page_list(markers))
            _number(tree)
        _lower_headings(tree)
        for part in document.parts:
            if part.kind is PartKind.IMPRINT:
                _fold(_find(tree, part.id, "section"))
        for table in tree.findall(f".//{{{XHTML}}}div[@class]"):
            if "stacks" in str(table.get("class")).split():
                _move(table)
        for section in tree.iterfind(f".//{{{XHTML}}}section[@class='notes']"):
            _set_beside(section)
        night = Night.of(rendition.tokens.colours(rendition.format))
        drawn = self.drawings.rules({colour: night.colour(colour) for colour in self.drawings.colours})
        faces = embedded(rendition.fonts, rendition.look, [tree], styles.ASKED_FOR)
        dark = night.tokens(rendition.tokens.colours(rendition.format))
        head = _find(tree, "", "head")
        style, script = (etree.SubElement(head, f"{{{XHTML}}}{name}") for name in ("style", "script"))
        style.text = styles.sheet(rendition.look, dark, drawn, faces, self.document.language, rendition.theme)
        script.set("type", "application/ld+json")
        script.text = metadata.linked_data(document, found)
        return tree

    def _frame(self, found: Mapping[str, str]) -> str:
        document = self.document
        url = metadata.address(found, document.language)
        imprint = [self._part(part) for part in document.parts if part.kind is PartKind.IMPRINT]
        others = [self._part(part) for part in document.parts if part.kind is not PartKind.IMPRINT]
        contents = {"document": document, "href": self.href, "labels": self.labels, "landmarks": ()}
        return markup.template(
            "web/page.html.j2",
            document=document,
            labels=self.labels,
            direction=direction(document.language),
            policy=POLICY,
            version=__version__,
            url=url,
            tongues=[(one, found[one.language]) for one in document.metadata.tongues],
            shared=list(metadata.shared(document, url)),
            shown=self._on_cover(),
            title_page=Markup(markup.template("epub/titlepage.xhtml.j2", cover=document.cover, language=document.language)),
            parts=[Markup(markup.template("epub/nav.xhtml.j2", **contents)), *imprint, *others],  # as print has them
            carried=list(self._carried()),
            source=self.rendition.article.meta.carry != "nothing",
        )

    def href(self, target: str) -> str:
        """Return the address of a target on the page; a LookupError if nothing is called that."""
        if target not in self.places:
            raise LookupError(f"the document has nothing called “{target}”")
        return f"#{self.places[target]}"

    def _part(self, part: Part) -> Markup:
        title = " ".join(Markup(markup.inlines(self.at, part.title)).striptags().split())
        return Markup(part_body(self.at, part, {**self.labels, "notes": f"{self.labels['notes']}: {title}"}))

    def _on_cover(self) -> Mapping[str, str]:
        """Return what the cover shows beside its words; nothing for what it hasn't."""
        pictures = self.drawings.pictures
        shown = {name: self.drawings.address(key) if key in pictures else "" for name, key in _IMAGES.items()}
        return shown | {"axis": self.drawings.drawn(_AXIS, fixed=True) if _AXIS in pictures else ""}

    def _told(self, figure: Figure) -> Markup:
        if not figure.long_description:
            return Markup()
        return Markup(markup.template("document/described.html.j2", figure=figure, data=numbers(self.at, figure)))

    def _size(self, name: str) -> Markup:
        return markup.in_em(self.drawings.pictures[name]) if name.startswith(markup.FORMULA) else Markup()

    def _carried(self) -> Iterator[tuple[Attachment, str]]:
        for attachment in self.rendition.attachments:
            yield attachment, address(attachment.data, attachment.media_type)

    def _page_list(self, markers: list[pagebreaks.Marker]) -> etree._Element:
        listed = xhtml.parse(markup.template("epub/pagelist.xhtml.j2", labels=self.labels, markers=markers))
        del listed.attrib["hidden"]
        return listed


def _find(tree: etree._Element, id_: str, name: str) -> etree._Element:
    return next(element for element in tree.iter(f"{{{XHTML}}}{name}") if not id_ or element.get("id") == id_)


def _number(tree: etree._Element) -> None:
    """Let the style sheet show the marks of pages: a name is forbidden to them, which e-books give them."""
    for mark in tree.findall(f".//{{{XHTML}}}span[@role='doc-pagebreak']"):
        mark.set("data-page", str(mark.attrib.pop("aria-label")))


def _fold(section: etree._Element) -> None:
    """Let readers open a part that they haven't come for."""
    heading = next(section.iter(f"{{{XHTML}}}h2"))
    details = etree.Element(f"{{{XHTML}}}details", {"id": f"{section.get('id')}-details"})
    summary = etree.SubElement(details, f"{{{XHTML}}}summary")
    details.extend(list(heading.itersiblings()))
    summary.append(heading)
    section.append(details)


def _set_beside(notes: etree._Element) -> None:
    """Let the notes of a part stand beside all its text, where a screen is wide."""
    part = notes.getparent()
    assert part is not None
    part.set("class", f"{part.get('class')} noted")
    text = etree.Element(f"{{{XHTML}}}div", {"class": "text"})
    text.extend(list(notes.itersiblings(preceding=True))[::-1])
    notes.addprevious(text)


def _move(table: etree._Element) -> None:
    """Let a table of nothing but numbers be moved through where it is wider than a screen; stacked, nobody could compare them."""
    cells = list(table.iter(f"{{{XHTML}}}td"))
    if cells and all(cell.get("class") == "end" for cell in cells):
        table.set("class", " ".join("moves" if name == "stacks" else name for name in str(table.get("class")).split()))
        caption = next(table.iter(f"{{{XHTML}}}caption"))
        said = {"role": "region", "aria-label": " ".join("".join(map(str, caption.itertext())).split()), "tabindex": "0"}
        for name, value in said.items():
            table.set(name, value)


def _lower_headings(tree: etree._Element) -> None:
    """Set every heading below the page's own, none more than one level below what it stands under.

    An e-book's files have a first level each, a page has one; and its title page is its header, not a place in it.
    """
    _find(tree, "titlepage", "section").attrib.pop("aria-labelledby")
    above: list[tuple[int, int]] = []
    headings = {f"{{{XHTML}}}h{level}": level for level in range(1, 7)}
    for heading in _find(tree, "", "main").iter(*headings):
        level = headings[str(heading.tag)]
        while above and above[-1][0] >= level:
            above.pop()
        above.append((level, min((above[-1][1] if above else 1) + 1, 6)))
        heading.tag = f"{{{XHTML}}}h{above[-1][1]}"
