"""Content documents: from markup to a tree, and from a tree to bytes that XML and HTML engines read alike."""

from __future__ import annotations

from lxml import etree
from markupsafe import Markup

from report import markup
from report.output.epub import plan
from report.output.flow import XHTML, local_name

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_RIGHT_TO_LEFT = {"ar", "arc", "dv", "fa", "he", "ks", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
_RIGHT_TO_LEFT_SCRIPTS = {"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"}


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag; a script in the tag decides, else the language's usual one."""
    parts = language.lower().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def document_tree(file: str, body: str, *, title: str, language: str, kind: str = "") -> etree._Element:
    """Return the tree of a content document: `body` is finished markup, `kind` the `epub:type` of its body element.

    An XMLSyntaxError says that a template wrote markup that isn't XML.
    """
    page = markup.template(
        "epub/page.xhtml.j2",
        title=title,
        language=language,
        direction=direction(language),
        styles=plan.link(plan.STYLES, seen_from=file),
        kind=kind,
        body=Markup(body),
    )
    return parse(page)


def parse(page: str) -> etree._Element:
    """Read a page of ours; nothing outside of it is looked up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(page.encode("utf-8"), parser)


def serialise(tree: etree._Element) -> bytes:
    """Return the document as UTF-8; elements that may have content are never written as empty tags."""
    for element in tree.iter("*"):
        if element.text is None and len(element) == 0 and local_name(element) not in _VOID:
            element.text = ""
    etree.cleanup_namespaces(tree, keep_ns_prefixes=["epub"])
    text = etree.tostring(tree, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{text}\n'.encode()


def set_languages(tree: etree._Element) -> None:
    """Say every language twice, as `lang` and as `xml:lang`: reading systems look at one or the other."""
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for element in tree.iter(f"{{{XHTML}}}*"):
        language = element.get("lang") or element.get(xml_lang)
        if language:
            element.set("lang", language)
            element.set(xml_lang, language)


def quieten_asides(tree: etree._Element) -> None:
    """Make asides notes: as landmarks, which they are without a role, they would fill the list of a screen reader."""
    for aside in tree.iter(f"{{{XHTML}}}aside"):
        if not aside.get("role"):
            aside.set("role", "note")
