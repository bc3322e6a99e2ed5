"""A built publication as its reader gets it: one run of text, with notes apart from what they belong to.

The PDF is read by its structure tree, as a screen reader walks it; the EPUB by its spine; the web edition as it stands. Calls of
notes and marks of pages, which stand in the middle of sentences, are left out, and so is what only e-books have. Nothing of the
program under test helps here.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

from lxml import etree
from support.structure import Element, read

_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_BESIDE = {"noteref", "pagebreak", "footnote", "endnote"}
_INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "q", "s", "small", "span", "strong", "sub", "sup", "wbr"}


@dataclass(frozen=True)
class Reading:
    """What is read: `text` from the first word to the last, and the `notes` in the order in which they are met."""

    text: str
    notes: tuple[str, ...]


def fold(text: str) -> str:
    """Return the text with its invisible characters gone and every run of spaces, no-break ones included, as one space."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())


def publication(path: Path) -> Reading:
    """Read a PDF, an EPUB or a web edition."""
    return {".epub": book, ".html": page}.get(path.suffix, printed)(path)


def printed(path: Path) -> Reading:
    """Read a PDF; what stands in no element of its structure tree (folios, running heads) isn't read."""
    tree = read(path)
    notes = [fold(element.heard()) for element in tree.walk() if element.type == "Note"]
    return Reading(fold(_without_notes(tree).heard()), tuple(notes))


def _without_notes(element: Element) -> Element:
    """Return the element without notes and their calls; in a table of contents, a Reference is the entry itself."""
    kids: list[Element | str] = []
    for kid in element.kids:
        if isinstance(kid, str):
            kids.append(kid)
        elif kid.type == "Reference" and element.type != "TOCI":
            # Where a line ends behind a call, the space may stand within the call.
            kids.append(" " if _ends_with_space(kid) else "")
        elif kid.type != "Note":
            kids.append(_without_notes(kid))
    return replace(element, kids=kids)


def _ends_with_space(element: Element) -> bool:
    last = element.kids[-1] if element.kids else ""
    return last.endswith(" ") if isinstance(last, str) else _ends_with_space(last)


def book(path: Path) -> Reading:
    """Read an EPUB in the order of its spine, what isn't linear included."""
    texts: list[str] = []
    notes: list[str] = []
    for root in documents(path).values():
        (body,) = root.iter(f"{_XHTML}body")
        notes += [fold(said(aside, within=True)) for aside in body.iter() if "footnote" in aside.get(_TYPE, "").split()]
        texts.append(said(body))
    return Reading(fold(" ".join(texts)), tuple(notes))


def page(path: Path) -> Reading:
    """Read a web edition, what can be opened included."""
    (body,) = page_tree(path).iter(f"{_XHTML}body")
    notes = [fold(said(aside, within=True)) for aside in body.iter() if aside.get("role") == "doc-footnote"]
    return Reading(fold(said(body)), tuple(notes))


def page_tree(path: Path) -> etree._Element:
    """Return the elements of a web edition, named as those of an e-book are."""
    root = etree.fromstring(path.read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in root.iter(etree.Element):
        if "svg" not in {element.tag, *(above.tag for above in element.iterancestors())}:
            element.tag = f"{_XHTML}{element.tag}"
    return root


def paragraphs(path: Path) -> Iterator[str]:
    """Yield the text of each heading, paragraph, item and cell of an EPUB's linear documents, notes left out."""
    for name, root in documents(path).items():
        if name.endswith(("nav.xhtml", "cover.xhtml")) or "/descriptions/" in name:
            continue
        yield from paragraphs_of(root)


def paragraphs_of(root: etree._Element) -> Iterator[str]:
    """Yield the text of each heading, paragraph, item and cell of a document or a web edition, notes left out."""
    for element in root.iter(*(f"{_XHTML}{tag}" for tag in ("h1", "h2", "h3", "h4", "p", "dt", "dd", "td", "th", "caption"))):
        outer = {kind for above in element.iterancestors() for kind in above.get(_TYPE, "").split()}
        roles = {above.get("role") for above in element.iterancestors()}
        if not outer & {"footnote", "footnotes"} and "doc-footnote" not in roles and (text := fold(said(element))):
            yield text


def documents(path: Path) -> dict[str, etree._Element]:
    """Return the XHTML documents of an EPUB's spine, by their names in the archive, in reading order."""
    with ZipFile(path) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        (rootfile,) = container.iter(f"{_CONTAINER}rootfile")
        package = rootfile.get("full-path", "")
        opf = etree.fromstring(archive.read(package))
        names = {item.get("id"): item.get("href", "") for item in opf.iter(f"{_OPF}item")}
        order = [names[reference.get("idref")] for reference in opf.iter(f"{_OPF}itemref")]
        full = [posixpath.normpath(posixpath.join(posixpath.dirname(package), name)) for name in order]
        return {name: etree.fromstring(archive.read(name)) for name in full}


def said(element: etree._Element, *, within: bool = False) -> str:
    """Return an element's text: blocks apart from each other, pictures by their alternatives, what stands beside left out."""
    if not isinstance(element.tag, str):
        return ""
    kinds = {*element.get(_TYPE, "").split(), element.get("role", "").removeprefix("doc-")}
    if not within and _BESIDE & kinds:
        return ""
    if {"between", "epub-only"} & set(element.get("class", "").split()):
        return ""
    tag = element.tag.removeprefix(_XHTML)
    if tag == "img":
        return f" {element.get('alt', '')} "
    if element.get("role") == "img":
        return f" {element.get('aria-label', '')} "
    text = (element.text or "") + "".join(said(child) + (child.tail or "") for child in element)
    return text if tag in _INLINE else f" {text} "
