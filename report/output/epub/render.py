"""Binds a document into a book for e-readers, one file.

A file of XHTML for each part, with stable names; navigation of every kind; the pages of a print format marked at the very
word; pictures with descriptions; and metadata that follows from what is in the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from report.look.fonts import FontSet
from report.markup import FORMULA
from report.model.article import Certifier
from report.model.document import Document, Matter, PartKind
from report.model.figure import Chart, Picture, pieces
from report.model.pages import PageMap
from report.output import pagebreaks, xhtml
from report.output.epub import metadata, navigation, plan, styles
from report.output.epub.content import Content
from report.output.epub.metadata import Holdings
from report.output.epub.package import XHTML_TYPE, Item, write
from report.output.faces import Face, embedded
from report.output.flow import XHTML
from report.output.rendition import COVER_PICTURE, Attachment
from report.output.targets import figures

_LATE = {PartKind.PROVENANCE, PartKind.ABBREVIATIONS, PartKind.COLOPHON}
"""Parts that print sets behind the charts in words."""
_GUIDE = {"cover": "cover", "titlepage": "title-page", "toc": "toc", "bodymatter": "text"}
"""Landmarks that devices older than EPUB 3 know, by their old names."""


def render(
    document: Document,
    *,
    look: Mapping[str, str],
    pictures: Mapping[str, Picture],
    fonts: FontSet | None = None,
    pages: PageMap | None = None,
    attachments: Sequence[Attachment] = (),
    certifier: Certifier | None = None,
    theme: Sequence[str] = (),
) -> bytes:
    """Return the finished EPUB file.

    `look` has the value of each token for this format; `pictures` one picture for each figure, by its id, and the cover's
    under `cover` (without it the title page is the book's face). From `fonts` come the faces to be embedded.
    `pages` are the pages to mark. `theme` has the article's own style sheets for e-books. A LookupError names a figure without
    picture, a link to nothing, or a token that isn't there; an XMLSyntaxError a template that doesn't write XML.
    """
    content = Content(document, pictures)
    labels, places = content.labels, content.places
    front, parts, descriptions = content.front(), content.parts(), content.descriptions()
    landmarks = navigation.landmarks(document, labels, cover=COVER_PICTURE in pictures)
    nav_body = navigation.body(document, places, labels, landmarks)
    front[plan.NAVIGATION] = content.page(plan.NAVIGATION, nav_body, title=document.contents_title, kind=Matter.FRONT)
    trees = _in_reading_order(document, front, parts, descriptions)
    markers = pagebreaks.insert(trees, pages.pages, lambda label: f"{labels['page']} {label}") if pages else []
    navigation.add_page_list(trees[plan.NAVIGATION], labels, markers)
    faces = embedded(fonts, look, trees.values()) if fonts else []
    holdings = _holdings(document, trees.values(), pages if markers else None, certifier)
    items = [
        *(_page(file, tree, linear=file not in descriptions) for file, tree in trees.items()),
        Item("ncx", plan.NCX, "application/x-dtbncx+xml", navigation.ncx(document, places, labels, markers)),
        Item("styles", plan.STYLES, "text/css", styles.sheet(look, faces, theme, document.language)),
        *_pictures(document, pictures),
        *_fonts(faces),
        *(Item(f"attachment-{n}", f"attachments/{a.name}", a.media_type, a.data) for n, a in enumerate(attachments, 1)),
    ]
    guide = [{"type": _GUIDE[mark.type], "title": mark.text, "href": mark.href} for mark in landmarks if mark.type in _GUIDE]
    cover = next((item.id for item in items if "cover-image" in item.properties), "")
    return write(document, items, metadata.entries(document, holdings, labels), guide=guide, cover=cover)


def _item_id(file: str) -> str:
    """Return an item's id in the package: from its file's name, and so from the article's ids; readers' notes hang on it."""
    return file.rpartition(".")[0].replace("/", "-")


def _in_reading_order(
    document: Document,
    front: Mapping[str, etree._Element],
    parts: Mapping[str, etree._Element],
    descriptions: Mapping[str, etree._Element],
) -> dict[str, etree._Element]:
    """Return the files as print has them: the contents before the imprint, the descriptions before what closes the book."""
    late = {plan.part_file(part) for part in document.parts if part.kind in _LATE}
    before = {file: tree for file, tree in front.items() if file != plan.NAVIGATION}
    between = {file: tree for file, tree in parts.items() if file not in late}
    behind = {file: tree for file, tree in parts.items() if file in late}
    return {**before, plan.NAVIGATION: front[plan.NAVIGATION], **between, **descriptions, **behind}


def _page(file: str, tree: etree._Element, *, linear: bool = True) -> Item:
    properties = ("nav",) if file == plan.NAVIGATION else ()
    return Item(_item_id(file), file, XHTML_TYPE, xhtml.serialise(tree), properties, spine=True, linear=linear)


def _pictures(document: Document, pictures: Mapping[str, Picture]) -> Iterator[Item]:
    """Yield the pictures that the document shows, the cover's first."""
    shown = dict.fromkeys([COVER_PICTURE] if COVER_PICTURE in pictures else [])
    shown |= dict.fromkeys(name for _, figure in figures(document) for name in pieces(figure.id, pictures))
    shown |= dict.fromkeys(sorted(id_ for id_ in pictures if id_.startswith(FORMULA)))
    for id_ in shown:
        picture = pictures[id_]
        file = plan.picture_file(id_, picture.media_type)
        properties = ("cover-image",) if id_ == COVER_PICTURE else ()
        yield Item(_item_id(file), file, picture.media_type, picture.data, properties)


def _fonts(faces: Sequence[Face]) -> Iterator[Item]:
    """Yield the faces, and the licences under which they may be passed on."""
    licences: dict[str, bytes] = {}
    for face in faces:
        yield Item(_item_id(face.file), face.file, face.media_type, face.content)
        licences.setdefault(face.licence_file, face.licence)
    for number, (file, licence) in enumerate(sorted(licences.items()), 1):
        yield Item(f"fonts-licence-{number}", file, "text/plain", licence)


def _holdings(
    document: Document, trees: Iterable[etree._Element], pages: PageMap | None, certifier: Certifier | None
) -> Holdings:
    """Count what the finished files hold."""
    trees = list(trees)
    images = [image for tree in trees for image in tree.iter(f"{{{XHTML}}}img")]
    described = [image for image in images if image.get("role") != "doc-cover" and "formula" not in (image.get("class") or "")]
    charts = [figure for _, figure in figures(document) if isinstance(figure.picture, Chart)]
    return Holdings(
        headings=any(tree.find(f".//{{{XHTML}}}h1") is not None for tree in trees),
        pictures=bool(images),
        descriptions=bool(described) and all(image.get("aria-details") for image in described),
        alternatives=all((image.get("alt") or "").strip() for image in images),
        charts=bool(charts) and all(figure.long_description and figure.data for figure in charts),
        notes=any(tree.find(f".//{{{XHTML}}}aside[@role='doc-footnote']") is not None for tree in trees),
        foreign=any(
            element.get("lang", root) != root for tree in trees if (root := tree.get("lang")) for element in tree.iter("*")
        ),
        pages_of=pages.identifier if pages else "",
        certifier=certifier,
    )
