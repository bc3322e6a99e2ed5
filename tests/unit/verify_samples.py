"""A small EPUB and a small PDF that are as they should be, to be spoilt one thing at a time; and stand-ins for judges."""

from __future__ import annotations

import base64
import json
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from report.verify import tools

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==")

_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
{body}
</body>
</html>
"""


def page(body: str, title: str = "A mill") -> str:
    """Return an XHTML document; the body begins on line 6."""
    return _PAGE.format(title=title, body=body)


ONE = """<section epub:type="chapter" role="doc-chapter" aria-labelledby="first"><h1 id="first">The mill</h1>
<p>The mill stands <a href="two.xhtml#later">downstream</a>; see <a href="https://example.org/">its page</a>.</p>
<p><img src="dot.png" alt="A black dot"/></p></section>"""
TWO = """<section epub:type="chapter" role="doc-chapter" aria-labelledby="later"><h1 id="later">The weir</h1>
<p>The weir holds the water back.</p></section>"""
NAV = """<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">Contents</h1>
<ol><li><a href="one.xhtml">The mill</a></li><li><a href="two.xhtml">The weir</a></li></ol></nav>"""
PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:5d4e4c1a-9b1f-5c39-8a0e-3d1c8a7f0b11</dc:identifier>
<dc:title>A mill</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2020-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Every image is described.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="dot" href="dot.png" media-type="image/png"/>
</manifest>
<spine><itemref idref="one"/><itemref idref="two"/></spine>
</package>
"""
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
BOOK: Mapping[str, str | bytes] = {
    "META-INF/container.xml": CONTAINER,
    "EPUB/package.opf": PACKAGE,
    "EPUB/nav.xhtml": page(NAV),
    "EPUB/one.xhtml": page(ONE),
    "EPUB/two.xhtml": page(TWO),
    "EPUB/style.css": "p { margin: 0 }\n",
    "EPUB/dot.png": PIXEL,
}


def book(path: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the book, with some files changed, added or (None) left out."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), b"application/epub+zip")
        for name, data in {**BOOK, **(changes or {})}.items():
            if data is not None:
                archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return path


_XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
{claims}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
ARCHIVAL = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="3" pdfaid:conformance="A"/>"""
ACCESSIBLE = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>"""


def xmp(claims: str = ARCHIVAL + ACCESSIBLE, title: str = "A mill") -> bytes:
    """Return XMP metadata."""
    return _XMP.format(claims=claims, title=title).encode()


def pdf(path: Path, change: Callable[[pikepdf.Pdf], None] = lambda _: None) -> Path:
    """Write a PDF that our own checks pass (no judge would: its font is empty), changed by `change`."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(100, 100))
        root = made.Root
        root.MarkInfo = Dictionary(Marked=True)
        root.StructTreeRoot = made.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
        root.Lang = String("en")
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        entry = made.make_indirect(Dictionary(Title=String("The mill")))
        root.Outlines = made.make_indirect(Dictionary(Type=Name.Outlines, First=entry, Last=entry, Count=1))
        root.Metadata = made.make_stream(xmp(), Type=Name.Metadata, Subtype=Name.XML)
        program = made.make_indirect(made.make_stream(b"font"))
        font = made.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=Name("/ABCDEF+Mill-Serif-Bold"),
                FontDescriptor=made.make_indirect(Dictionary(Type=Name.FontDescriptor, FontFile2=program)),
            )
        )
        made.pages[0].Resources = Dictionary(Font=Dictionary(F1=font))
        made.attachments["data.csv"] = pikepdf.AttachedFileSpec(made, b"1,2", filename="data.csv", relationship=Name.Data)
        root.AF = Array([made.attachments["data.csv"].obj])
        change(made)
        made.save(path)
    return path


Fake = Callable[[str, str], Path]


def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Write programs in Python, which are the only ones on the PATH; nothing is installed, and the cache is empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for variable in ("JAVA_HOME", "REPORT_ACE", "REPORT_AXE", "REPORT_VNU", "REPORT_CHROMIUM", "PUPPETEER_EXECUTABLE_PATH"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(tools, "in_wheel", lambda *_: None)
    monkeypatch.setattr(tools, "_CHROMIUM_APPS", ())
    monkeypatch.chdir(tmp_path)

    def write(name: str, code: str) -> Path:
        path = folder / name
        path.write_text(f"#!{sys.executable} -I\n{code}\n", "utf-8")
        path.chmod(0o755)
        return path

    return write


def answer(report: object, status: int) -> str:
    return f"import sys; print({json.dumps(report)!r}); sys.exit({status})"
