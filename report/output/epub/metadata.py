"""What the book says of itself to machines: Dublin Core, and what EPUB Accessibility 1.1 asks for.

No claim is typed by hand: each one follows from something that the book holds, and goes when that goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from report.model.article import Certifier
from report.model.document import Document

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""The exact string that the standard prescribes for the claim (EPUB Accessibility 1.1, conformance reporting)."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the finished book holds, as counted in its files."""

    headings: bool
    pictures: bool
    descriptions: bool
    """Whether pictures have long descriptions with a way to them."""
    alternatives: bool
    """Whether every picture has an alternative text."""
    charts: bool = False
    """Whether there are charts, and each has a description with its values in a table."""
    notes: bool = False
    foreign: bool = False
    """Whether words in other languages are marked as such."""
    pages_of: str = ""
    """The identifier of the publication whose pages are marked and listed; empty if none are."""
    certifier: Certifier | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the package's metadata: a Dublin Core element, a `meta` with `property`, or a `link` with `rel`."""

    name: str
    """`dc:title`, or a property such as `schema:accessMode`."""
    value: str
    id: str = ""
    refines: str = ""
    """The id of the entry that this one tells more about."""
    scheme: str = ""
    link: bool = False
    """Whether the value is the address of something that stands in the relation `name` to the book."""


def entries(document: Document, holdings: Holdings, labels: Mapping[str, str]) -> list[Entry]:
    """Return everything but identifier, title, language and date of change, which the package writer sets itself."""
    return [*_bibliographic(document), *_pagination(holdings), *_accessibility(document, holdings, labels)]


def _bibliographic(document: Document) -> Iterator[Entry]:
    about = document.metadata
    yield Entry("title-type", "main", refines="title")
    if about.doi:
        yield Entry("dc:identifier", about.doi_url, id="doi")
        yield Entry("identifier-type", "06", refines="doi", scheme="onix:codelist5")
    if about.isbn:
        yield Entry("dc:identifier", f"urn:isbn:{about.isbn.replace('-', '')}", id="isbn")
        yield Entry("identifier-type", "15", refines="isbn", scheme="onix:codelist5")
    if about.url:
        yield Entry("schema:url", about.url)
    if about.subtitle:
        yield Entry("dc:title", about.subtitle, id="subtitle")
        yield Entry("title-type", "subtitle", refines="subtitle")
    for number, author in enumerate(about.creators, 1):
        yield Entry("dc:creator", author.name, id=f"creator-{number}")
        if about.authors:  # who publishes it, and stands in for them, hasn't written it
            yield Entry("role", "aut", refines=f"creator-{number}", scheme="marc:relators")
        if author.sort:
            yield Entry("file-as", author.sort, refines=f"creator-{number}")
        if author.orcid:
            yield Entry("schema:sameAs", f"https://orcid.org/{author.orcid}", refines=f"creator-{number}")
        for tie in author.affiliations:
            yield Entry("schema:affiliation", tie, refines=f"creator-{number}")
    yield Entry("dc:publisher", about.publisher)
    yield Entry("dc:date", about.modified.isoformat())
    yield Entry("dc:description", about.summary)
    for subject in about.subjects:
        yield Entry("dc:subject", subject)
    yield Entry("dc:rights", about.rights)
    if about.rights_url:
        yield Entry("dcterms:license", about.rights_url)
    yield Entry("dc:type", "Text")
    yield Entry("schema:bookEdition", str(about.edition))


def _pagination(holdings: Holdings) -> Iterator[Entry]:
    if holdings.pages_of:
        yield Entry("pageBreakSource", holdings.pages_of)
        # Reading systems older than that property look for these two.
        yield Entry("dc:source", holdings.pages_of, id="page-source")
        yield Entry("source-of", "pagination", refines="page-source")


def _accessibility(document: Document, holdings: Holdings, labels: Mapping[str, str]) -> Iterator[Entry]:
    readable_as_text = not holdings.pictures or holdings.alternatives
    yield Entry("schema:accessMode", "textual")
    if holdings.pictures:
        yield Entry("schema:accessMode", "visual")
    if readable_as_text:
        yield Entry("schema:accessModeSufficient", "textual")
    if holdings.pictures:
        yield Entry("schema:accessModeSufficient", "textual,visual")
    for feature in features(document, holdings):
        yield Entry("schema:accessibilityFeature", feature)
    yield Entry("schema:accessibilityHazard", "none")
    yield Entry("schema:accessibilitySummary", summary(holdings, labels))
    if not (holdings.certifier and readable_as_text):
        return
    # EPUB Accessibility 1.1 knows no claim of conformance without somebody who has evaluated the book.
    yield Entry("dcterms:conformsTo", CONFORMANCE, id="conformance")
    yield Entry("a11y:certifiedBy", holdings.certifier.name, id="certifier", refines="conformance")
    if holdings.certifier.credential:
        yield Entry("a11y:certifierCredential", holdings.certifier.credential, refines="certifier")
    if holdings.certifier.report:
        yield Entry("a11y:certifierReport", holdings.certifier.report, refines="certifier", link=True)


def features(document: Document, holdings: Holdings) -> list[str]:
    """Return the `accessibilityFeature` values that are true of the book, sorted."""
    # The writer never sets sizes or colours of running text, and writes real elements in reading order.
    held = {"ARIA", "displayTransformability", "readingOrder"}
    if document.contents:
        held.add("tableOfContents")
    if holdings.headings:
        held.add("structuralNavigation")
    if holdings.pictures and holdings.alternatives:
        held.add("alternativeText")
    if holdings.descriptions:
        held.add("longDescription")
    if holdings.pages_of:
        held |= {"pageBreakMarkers", "pageNavigation"}
    return sorted(held, key=str.lower)


def summary(holdings: Holdings, labels: Mapping[str, str]) -> str:
    """Say in sentences what no term of the other metadata says; one of them is true of every book."""
    said = {
        "accessible_charts": holdings.charts,
        "accessible_lettering": holdings.charts,
        "accessible_notes": holdings.notes,
        "accessible_languages": holdings.foreign,
        "accessible_pages": bool(holdings.pages_of),
        "accessible_alone": True,
    }
    return " ".join(labels[key] for key, is_true in said.items() if is_true)
