"""Under what names an edition is known: printed and told to machines where they are given, and nowhere where they aren't."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.dump import line
from support.small_article import A4, BRIEF, META, small_article

from report.compose import compose
from report.model import document as doc
from report.model.article import Article, ArticleFile
from report.model.format import Format
from report.output.epub.metadata import Entry, Holdings, entries
from report.output.pdf.file.metadata import Makers, xmp

GIVEN = {
    "url": "https://example.org/bridge",
    "doi": "10.1000/182",
    "isbn": {"a4": "978-3-16-148410-0"},
    "contact": "errors@example.org",
}


def article(**given: Any) -> Article:
    return replace(small_article(), meta=ArticleFile.model_validate({**META, **given}))


def terms(made: Article, form: Format, kind: doc.PartKind) -> dict[str, str]:
    """Return the lines of a part that is a list of terms."""
    (part,) = (part for part in compose(made, form).parts if part.kind is kind)
    lists = [block for block in part.blocks if isinstance(block, doc.DefinitionList)]
    return {line(term): line(said) for block in lists for term, said in block.items}


def test_the_imprint_has_what_is_given() -> None:
    said = terms(article(**GIVEN), A4, doc.PartKind.IMPRINT)
    assert said["Address"] == "<https://example.org/bridge: https://example.org/bridge>"
    assert said["DOI"] == "<https://doi.org/10.1000/182: `10.1000/182`>"
    assert said["ISBN"] == "`978-3-16-148410-0`"
    assert said["How to cite"].endswith("Valley Press. <https://doi.org/10.1000/182: https://doi.org/10.1000/182>")
    assert said["To report an error"] == "<mailto:errors@example.org: errors@example.org>"


def test_nothing_is_printed_that_is_not_given() -> None:
    said = terms(article(), A4, doc.PartKind.IMPRINT)
    assert not {"Address", "DOI", "ISBN", "To report an error"} & said.keys()
    assert said["How to cite"].endswith("5~January 2020.")


def test_an_isbn_stands_in_its_own_format_alone() -> None:
    other = A4.model_copy(update={"name": "letter"})
    assert "ISBN" not in terms(article(**GIVEN), other, doc.PartKind.IMPRINT)
    assert compose(article(**GIVEN), other).metadata.isbn == ""


def test_the_brief_leads_to_the_full_report_and_to_whom_to_write() -> None:
    said = terms(article(**GIVEN), BRIEF, doc.PartKind.ABOUT)
    assert said["How to cite"].endswith("https://doi.org/10.1000/182>")
    assert said["The full report"].endswith("<https://example.org/bridge: https://example.org/bridge>")
    assert said["To report an error"] == "<mailto:errors@example.org: errors@example.org>"


@pytest.mark.parametrize("standard", ["ua-1+a-3a", "ua-2+a-4f"])
def test_a_pdf_tells_its_names_to_machines(standard: str) -> None:
    makers = Makers("report", "pikepdf")
    told = xmp(compose(article(**GIVEN), A4).metadata, makers, standard).decode()
    assert "<xmp:Identifier>" in told
    for name in ("https://doi.org/10.1000/182", "urn:isbn:9783161484100", "https://example.org/bridge"):
        assert f"<rdf:li>{name}</rdf:li>" in told
    assert "xmp:Identifier" not in xmp(compose(article(), A4).metadata, makers, standard).decode()


def test_a_book_tells_its_names_to_machines() -> None:
    holdings = Holdings(headings=True, pictures=False, descriptions=False, alternatives=True)
    document = compose(article(**GIVEN), A4)
    found = entries(document, holdings, dict(document.words))
    assert Entry("dc:identifier", "https://doi.org/10.1000/182", id="doi") in found
    assert Entry("identifier-type", "06", refines="doi", scheme="onix:codelist5") in found
    assert Entry("dc:identifier", "urn:isbn:9783161484100", id="isbn") in found
    assert Entry("schema:url", "https://example.org/bridge") in found
    plain = compose(article(), A4)
    assert not [one for one in entries(plain, holdings, dict(plain.words)) if one.name in {"dc:identifier", "schema:url"}]


def test_the_back_cover_says_what_is_given_and_no_more() -> None:
    back = compose(article(**GIVEN), A4).back
    assert back is not None
    assert [name for name, _ in back.lines] == ["Address", "DOI", "ISBN", "Licence", "To report an error"]
    assert (back.address, back.ean) == ("https://example.org/bridge", "9783161484100")
    plain = compose(article(), A4).back
    assert plain is not None
    assert [name for name, _ in plain.lines] == ["Licence"]
    assert (plain.address, plain.address_text, plain.ean, plain.ean_text) == ("", "", "", "")
    assert plain.summary.startswith("What the ")


def test_a_brief_has_the_code_of_the_address() -> None:
    back = compose(article(**GIVEN), BRIEF).back
    assert back is not None
    assert (back.address, back.address_text) == (
        "https://example.org/bridge",
        "QR code of the address https://example.org/bridge",
    )
