"""What a PDF says of itself: the standards that its metadata claims, which are the ones to judge it by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import etree

from report.problems import Place, Problem, Rule, Severity

UNOPENED = Rule(
    "PDF-101",
    Severity.ERROR,
    "The PDF does not open",
    "A reader must be able to open the file: it is whole, not encrypted, and a PDF at all.",
)
UNCLAIMED = Rule(
    "PDF-106",
    Severity.ERROR,
    "The PDF does not claim its standards",
    "The metadata (XMP) identifies the file as archival (PDF/A-3a, or PDF/A-4f) and accessible (PDF/UA-1, or PDF/UA-2). "
    "What a file doesn't claim, nobody can hold it to.",
)

PROFILES = frozenset({"1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f", "ua1", "ua2", "wt1a", "wt1r"})
"""The standards that a judge has a profile for, by veraPDF's short names."""

_WANTED = {"ua1": "3a", "ua2": "4f"}
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
}
_DECLARATIONS = {
    "http://pdfa.org/declarations/wtpdf#accessibility1.0": "wt1a",
    "http://pdfa.org/declarations/wtpdf#reuse1.0": "wt1r",
}


class Unopened(Exception):
    """The file can't be read as a PDF; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims, by veraPDF's short names; empty where there is none."""

    archival: str = ""
    """"3a", "4f"."""
    accessible: str = ""
    """"ua1"."""
    declared: tuple[str, ...] = ()
    """Well-Tagged PDF: "wt1a"."""

    @property
    def all(self) -> tuple[str, ...]:
        """Every claim there is."""
        return tuple(claim for claim in (self.archival, self.accessible, *self.declared) if claim)

    def problems(self, file: Path) -> list[Problem]:
        """Say what the claims lack."""
        here = Place(str(file))
        hint = "render the file with the PDF/A and PDF/UA identification in its XMP metadata"
        found = " and ".join(standard(claim) for claim in self.all)
        wanted = _WANTED.get(self.accessible, "3a")
        if not self.all:
            sentence = "The file claims neither PDF/A nor PDF/UA, so there is no standard to judge it by"
            return [UNCLAIMED.at(here, sentence, hint=hint)]
        if self.archival == wanted and self.accessible in _WANTED:
            return []
        both = f"{standard(wanted)} and {standard(self.accessible if self.accessible in _WANTED else 'ua1')}"
        return [UNCLAIMED.at(here, f"The file claims {found} where {both} are wanted", hint=hint)]


def standard(claim: str) -> str:
    """Return the standard's name: "ua1" is PDF/UA-1, "3a" is PDF/A-3a."""
    if claim.startswith("ua"):
        return f"PDF/UA-{claim[2:]}"
    if claim.startswith("wt"):
        return f"WTPDF 1.0 ({'accessibility' if claim == 'wt1a' else 'reuse'})"
    return f"PDF/A-{claim}"


def open_pdf(file: Path) -> pikepdf.Pdf:
    """Open a PDF, or raise Unopened."""
    hint = "build it again; if it came from elsewhere, get a whole copy"
    try:
        return pikepdf.open(file)
    except pikepdf.PasswordError as error:
        raise Unopened(UNOPENED.at(Place(str(file)), "The PDF asks for a password", hint=hint, cause=str(error))) from None
    except (pikepdf.PdfError, OSError, RuntimeError) as error:
        raise Unopened(UNOPENED.at(Place(str(file)), "The PDF does not open", hint=hint, cause=str(error))) from None


def claims_of(pdf: pikepdf.Pdf) -> Claims:
    """Read the claims; metadata that can't be read claims nothing."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return Claims()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(stream.read_bytes(), parser)
    except (etree.XMLSyntaxError, pikepdf.PdfError, ValueError):
        return Claims()
    part, level = _value(root, "pdfaid:part"), _value(root, "pdfaid:conformance").lower()
    ua = _value(root, "pdfuaid:part")
    declared = {
        _DECLARATIONS.get((node.text or "").strip(), "") for node in root.iter("{http://pdfa.org/declarations/}conformsTo")
    }
    return Claims(f"{part}{level}" if part else "", f"ua{ua}" if ua else "", tuple(sorted(declared - {""})))


def _value(root: etree._Element, name: str) -> str:
    """Return a simple property's value, whether it is written as an element or as an attribute."""
    prefix, _, local = name.partition(":")
    wanted = f"{{{_NAMESPACES[prefix]}}}{local}"
    for description in root.iter(f"{{{_NAMESPACES['rdf']}}}Description"):
        if (value := description.get(wanted)) is not None:
            return str(value).strip()
        if (child := description.find(wanted)) is not None:
            return (child.text or "").strip()
    return ""
