"""Content documents: from markup to a tree, and from a tree to bytes that XML and HTML engines read alike."""

from __future__ import annotations

from lxml import etree

from report.output import long_words, stacking
from report.output.flow import XHTML, local_name

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def parse(page: str) -> etree._Element:
    """Read a page of ours; nothing outside of it is looked up. An XMLSyntaxError says that a template didn't write XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(page.encode("utf-8"), parser)


def serialise(tree: etree._Element) -> bytes:
    """Return the document as UTF-8; elements that may have content are never written as empty tags."""
    for element in tree.iter("*"):
        if element.text is None and len(element) == 0 and local_name(element) not in VOID:
            element.text = ""
    etree.cleanup_namespaces(tree, keep_ns_prefixes=["epub"])
    text = etree.tostring(tree, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def made_ready(tree: etree._Element) -> etree._Element:
    """Return a tree ready for screens of every width: asides that are notes, tables that can be stacked, words that may break."""
    _quieten_asides(tree)
    stacking.label_cells(tree)
    long_words.let_break(tree)
    return tree


def set_languages(tree: etree._Element) -> etree._Element:
    """Say every language twice, as `lang` and as `xml:lang`: reading systems look at one or the other."""
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for element in tree.iter(f"{{{XHTML}}}*"):
        language = element.get("lang") or element.get(xml_lang)
        if language:
            element.set("lang", language)
            element.set(xml_lang, language)
    return tree


def _quieten_asides(tree: etree._Element) -> None:
    """Make asides notes: as landmarks, which they are without a role, they would fill the list of a screen reader."""
    for aside in tree.iter(f"{{{XHTML}}}aside"):
        if not aside.get("role"):
            aside.set("role", "note")
