"""What a PDF says of itself: XMP and the information dictionary, from one list, so that they can't disagree.

PDF/A-3 lets XMP use only schemas that it knows or that the file describes; PDF/UA-1's own isn't known to it, so its
description stands in the file (ISO 19005-3, 6.6.2.3.3).
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from lxml import etree

from report.model.document import Metadata
from report.output.pdf.file.attachments import pdf_date

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {
    "rdf": RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfd": "http://pdfa.org/declarations/",
}
_WTPDF_ACCESSIBILITY = "http://pdfa.org/declarations/wtpdf#accessibility1.0"


@dataclass(frozen=True, slots=True)
class Makers:
    """The programs that made a file: `creator` the one that an editor used, `producer` what wrote the PDF."""

    creator: str
    producer: str


def describe(pdf: pikepdf.Pdf, metadata: Metadata, makers: Makers, standard: str) -> None:
    """Write the metadata into the file's catalog and, where the standard has one, its information dictionary."""
    stream = pdf.make_stream(xmp(metadata, makers, standard))
    stream.Type = pikepdf.Name.Metadata
    stream.Subtype = pikepdf.Name.XML
    pdf.Root.Metadata = stream
    pdf.Root.Lang = pikepdf.String(metadata.language)
    if standard == "ua-2+a-4f":
        if "/Info" in pdf.trailer:
            del pdf.trailer.Info
        return
    stamp = pdf_date(metadata.modified)
    entries = {
        "Title": metadata.title,
        "Author": ", ".join(author.name for author in metadata.creators),
        "Subject": metadata.summary,
        "Keywords": ", ".join(metadata.subjects),
        "Creator": makers.creator,
        "Producer": makers.producer,
        "CreationDate": stamp,
        "ModDate": stamp,
        "DOI": metadata.doi,
        "ISBN": metadata.isbn,
        "URL": metadata.url,
    }
    info = pikepdf.Dictionary({f"/{key}": pikepdf.String(value) for key, value in entries.items() if value})
    pdf.trailer.Info = pdf.make_indirect(info)


def xmp(metadata: Metadata, makers: Makers, standard: str) -> bytes:
    """Return the XMP packet."""
    rdf = etree.Element(_name("rdf:RDF"), nsmap={"rdf": RDF})
    about = _Description(rdf)
    stamp = f"{metadata.modified.isoformat()}T00:00:00Z"
    if standard == "ua-1+a-3a":
        about.text("pdfaid:part", "3")
        about.text("pdfaid:conformance", "A")
        about.text("pdfuaid:part", "1")
    else:
        about.text("pdfaid:part", "4")
        about.text("pdfaid:conformance", "F")
        about.text("pdfaid:rev", "2020")
        about.text("pdfuaid:part", "2")
        about.text("pdfuaid:rev", "2024")
    about.alternatives("dc:title", metadata.title)
    about.members("dc:creator", "rdf:Seq", tuple(author.name for author in metadata.creators))
    about.alternatives("dc:description", metadata.summary)
    about.members("dc:subject", "rdf:Bag", metadata.subjects)
    about.members("dc:language", "rdf:Bag", (metadata.language,))
    about.members("dc:publisher", "rdf:Bag", (metadata.publisher,))
    about.alternatives("dc:rights", metadata.rights)
    about.text("dc:identifier", metadata.identifier)
    about.members("xmp:Identifier", "rdf:Bag", metadata.further_identifiers)
    about.members("dc:date", "rdf:Seq", (stamp,))
    about.text("dc:format", "application/pdf")
    about.text("pdf:Keywords", ", ".join(metadata.subjects))
    about.text("pdf:Producer", makers.producer)
    about.text("xmp:CreatorTool", makers.creator)
    for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        about.text(key, stamp)
    if metadata.rights_url:
        about.text("xmpRights:Marked", "True")
        about.text("xmpRights:WebStatement", metadata.rights_url)
    if standard == "ua-1+a-3a":
        _describe_schema_of_ua(rdf)
    else:
        _declare_wtpdf(rdf)
    wrapper = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    wrapper.append(rdf)
    body = etree.tostring(wrapper, encoding="utf-8", pretty_print=True)
    return b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' + body + b'<?xpacket end="w"?>'


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


class _Description:
    """One `rdf:Description` about the file; empty values are left out."""

    def __init__(self, rdf: etree._Element, *prefixes: str) -> None:
        used = prefixes or ("dc", "pdf", "xmp", "xmpRights", "pdfaid", "pdfuaid")
        self.element = etree.SubElement(rdf, _name("rdf:Description"), nsmap={prefix: NAMESPACES[prefix] for prefix in used})
        self.element.set(_name("rdf:about"), "")

    def text(self, name: str, value: str) -> None:
        if value:
            etree.SubElement(self.element, _name(name)).text = value

    def members(self, name: str, container: str, values: tuple[str, ...]) -> None:
        if values:
            holder = etree.SubElement(etree.SubElement(self.element, _name(name)), _name(container))
            for value in values:
                etree.SubElement(holder, _name("rdf:li")).text = value

    def alternatives(self, name: str, value: str) -> None:
        if value:
            holder = etree.SubElement(etree.SubElement(self.element, _name(name)), _name("rdf:Alt"))
            item = etree.SubElement(holder, _name("rdf:li"))
            item.set(f"{{{XML}}}lang", "x-default")
            item.text = value


def _resource(parent: etree._Element, name: str) -> etree._Element:
    element = etree.SubElement(parent, _name(name))
    element.set(_name("rdf:parseType"), "Resource")
    return element


def _describe_schema_of_ua(rdf: etree._Element) -> None:
    about = _Description(rdf, "pdfaExtension", "pdfaSchema", "pdfaProperty").element
    schemas = etree.SubElement(etree.SubElement(about, _name("pdfaExtension:schemas")), _name("rdf:Bag"))
    schema = _resource(schemas, "rdf:li")
    for key, value in (
        ("schema", "PDF/UA Universal Accessibility Schema"),
        ("namespaceURI", NAMESPACES["pdfuaid"]),
        ("prefix", "pdfuaid"),
    ):
        etree.SubElement(schema, _name(f"pdfaSchema:{key}")).text = value
    properties = etree.SubElement(etree.SubElement(schema, _name("pdfaSchema:property")), _name("rdf:Seq"))
    part = _resource(properties, "rdf:li")
    for key, value in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "Part of ISO 14289 to which the file conforms"),
    ):
        etree.SubElement(part, _name(f"pdfaProperty:{key}")).text = value


def _declare_wtpdf(rdf: etree._Element) -> None:
    about = _Description(rdf, "pdfd").element
    declarations = etree.SubElement(etree.SubElement(about, _name("pdfd:declarations")), _name("rdf:Bag"))
    declaration = _resource(declarations, "rdf:li")
    etree.SubElement(declaration, _name("pdfd:conformsTo")).text = _WTPDF_ACCESSIBILITY
