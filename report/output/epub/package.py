"""The EPUB package: EbookLib writes it, and what EbookLib writes wrong is put right.

Everything is handed over as finished bytes in plain items, the navigation document included: EbookLib passes those through
unchanged, and would re-parse its own kinds of documents. Its package element has no language, and its archive
carries clock and local time; so the package is corrected as a tree, and the archive written anew.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from ebooklib import epub
from lxml import etree

from report.model.cldr import direction
from report.model.document import Document
from report.output import container
from report.output.epub.metadata import Entry

XHTML_TYPE = "application/xhtml+xml"
FOLDER = "EPUB"

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book with what its manifest says of it."""

    id: str
    file: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    spine: bool = False
    linear: bool = True


def write(
    document: Document,
    items: Sequence[Item],
    entries: Sequence[Entry],
    *,
    guide: Sequence[Mapping[str, str]] = (),
    cover: str = "",
) -> bytes:
    """Return the finished EPUB file.

    `items` stand in the order of the manifest, those for the spine in reading order. `cover` is the id of the cover picture,
    told to old devices in their own way.
    """
    book = epub.EpubBook()
    about = document.metadata
    book.set_identifier(about.identifier)
    book.set_language(document.language)
    book.title = about.title
    book.add_metadata("DC", "title", about.title, {"id": "title"})
    for entry in entries:
        if entry.value:
            _add(book, entry)
    if cover:
        book.add_metadata(None, "meta", None, {"name": "cover", "content": cover})
    if direction(document.language) == "rtl":
        book.set_direction("rtl")
    spine: list[tuple[str, str]] = []
    for item in items:
        made = epub.EpubItem(uid=item.id, file_name=item.file, media_type=item.media_type, content=item.content)
        made.properties = list(item.properties)
        book.add_item(made)
        if item.spine:
            spine.append((item.id, "yes" if item.linear else "no"))
    book.spine = spine
    book.guide = [dict(reference) for reference in guide]
    buffer = io.BytesIO()
    modified = datetime.combine(about.modified, time(), UTC)
    epub.write_epub(buffer, book, {"raise_exceptions": True, "mtime": modified, "epub3_pages": False, "epub3_landmark": False})
    files = [(name, content) for name, content in container.unpack(buffer.getvalue()) if name != "mimetype"]
    package = f"{FOLDER}/content.opf"
    mended = [(name, _mend(content, document.language) if name == package else content) for name, content in files]
    return container.pack(mended, mimetype=container.EPUB)


def _add(book: epub.EpubBook, entry: Entry) -> None:
    attributes = {"id": entry.id} if entry.id else {}
    if entry.name.startswith("dc:"):
        book.add_metadata("DC", entry.name.removeprefix("dc:"), entry.value, attributes)
        return
    attributes |= {"rel": entry.name, "href": entry.value} if entry.link else {"property": entry.name}
    if entry.refines:
        attributes |= {"refines": f"#{entry.refines}"}
    if entry.scheme:
        attributes |= {"scheme": entry.scheme}
    book.add_metadata(None, "link" if entry.link else "meta", None if entry.link else entry.value, attributes)


def _mend(package: bytes, language: str) -> bytes:
    """Correct the package document: language, direction, prefixes in use only, and nothing empty."""
    root = etree.fromstring(package, etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True))
    root.set(_XML_LANG, language)
    root.set("dir", direction(language))
    root.attrib.pop("prefix", "")  # all prefixes that we use are reserved ones, which need no declaration
    metadata = root.find(f"{{{_OPF}}}metadata")
    assert metadata is not None
    metadata[:] = sorted(metadata, key=_rank)
    etree.cleanup_namespaces(root, top_nsmap={"dc": _DC})
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _rank(element: etree._Element) -> int:
    """Dublin Core first, then properties of the book with their refinements, then what old devices read."""
    if element.tag.startswith(f"{{{_DC}}}"):
        return 0
    return 2 if element.get("name") else 1
