"""The structure tree: each golden case is a page, the tree that WeasyPrint gives it, and the tree that a listener gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from support.printing import CSS, Shelf, fonts_ready, page, printed
from support.structure import Element, dump, read

CASES = Path(__file__).resolve().parent.parent / "golden" / "structure-tree"
STANDARD_TYPES = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "P", "H1", "H2", "H3", "H4", "H5", "H6"),
    *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
    *("Span", "Quote", "Note", "Reference", "Code", "Link", "Figure"),
}


def parted(case: Path) -> tuple[str, str]:
    """Return the body of a case, and its own style sheet."""
    text = (case / "page.html").read_text(encoding="utf-8")
    style = re.match(r"<style>(.*?)</style>\s*", text, re.DOTALL)
    return (text[style.end() :], style.group(1)) if style else (text, "")


def as_weasyprint_has_it(case: Path) -> bytes:
    fonts_ready()
    import weasyprint

    from report.output.pdf.engine.fetch import fetcher

    body, css = parted(case)
    refusals: list[object] = []
    fetch = fetcher(Shelf(), refusals.append)
    sheets = [weasyprint.CSS(string=sheet, url_fetcher=fetch, base_url="x:/") for sheet in (CSS, css)]
    html = weasyprint.HTML(string=page(body), url_fetcher=fetch, base_url="x:/")
    return html.write_pdf(stylesheets=sheets, pdf_tags=True)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_tree_is_as_written_down(case: Path, golden: Callable[[Path, str], None]) -> None:
    body, css = parted(case)
    golden(case / "before.txt", dump(as_weasyprint_has_it(case)))
    golden(case / "after.txt", dump(printed(body, css).data))


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_every_element_is_of_a_standard_type_and_holds_something(case: Path) -> None:
    for element in read(printed(*parted(case)).data).walk():
        assert element.type in STANDARD_TYPES
        assert element.kids or element.links or element.type in {"TD", "TH"}


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_no_link_stands_in_a_link_and_each_has_words(case: Path) -> None:
    for element in read(printed(*parted(case)).data).walk():
        if element.type == "Link":
            assert all(element.links)
            assert not any(below.type == "Link" for kid in element.kids if isinstance(kid, Element) for below in kid.walk())


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_marks_and_links_lead_back_to_their_elements(case: Path) -> None:
    with pikepdf.open(BytesIO(printed(*parted(case)).data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for pdf_page in pdf.pages:
            owners = parents[int(pdf_page.obj.StructParents)]
            marks = [int(n) for n in re.findall(rb"/MCID (\d+)", b"".join(s.read_bytes() for s in [pdf_page.obj.Contents]))]
            assert sorted(marks) == list(range(len(owners)))
            for mark in marks:
                kids = owners[mark].K
                own = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
                numbers_held = [int(kid) if isinstance(kid, int) else int(kid.MCID) for kid in own if not_element(kid)]
                assert mark in numbers_held
            for annotation in pdf_page.obj.get("/Annots", []):
                assert parents[int(annotation.StructParent)].S == "/Link"


def not_element(kid: object) -> bool:
    return isinstance(kid, int) or (isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR")


def test_what_is_not_content_is_an_artifact() -> None:
    data = printed(*parted(CASES / "running-matter")).data
    assert "Running head" not in dump(data)
    assert "Foot" not in dump(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            name = str(operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            assert depth or name not in {"TJ", "Tj", "Do", "f", "S", "B"}, f"{name} {operands} is neither content nor artifact"


def test_text_is_heard_whole_once_and_in_order() -> None:
    body, css = parted(CASES / "hyphens-and-spaces")
    said = "Title An incomprehensibly well-considered word internationally broken, and Ashraf is one word."
    assert read(printed(body, css).data).heard() == said


def test_right_to_left_words_are_found_by_readers() -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(printed("<h1>Name</h1><p>The <span lang='fa' dir='rtl'>اشرف</span> camp.</p>").data)
    text_page = document[0].get_textpage()
    text = text_page.get_text_range()
    text_page.close()
    document.close()
    assert "اشرف" in text


def test_pdf_2_has_stress_footnotes_and_references() -> None:
    contents, notes = (
        printed(*parted(CASES / "contents"), standard="ua-2+a-4f"),
        printed(*parted(CASES / "notes"), standard="ua-2+a-4f"),
    )
    types = [element.type for element in read(notes.data).walk()]
    assert types.count("FENote") == types.count("Reference") == 7
    assert "Em" in types
    assert "Note" not in types
    with pikepdf.open(BytesIO(notes.data)) as pdf:
        for element in elements_of(pdf):
            if element.S == "/FENote":
                (call,) = element.Ref
                assert call.S == "/Reference"
                assert call.Ref[0].objgen == element.objgen
    with pikepdf.open(BytesIO(contents.data)) as pdf:
        led_to = [str(element.Ref[0].S) for element in elements_of(pdf) if element.S == "/TOCI"]
        assert led_to == ["/Sect", "/H2", "/Sect"]
        assert all("/SD" in annotation.A for page_ in pdf.pages for annotation in page_.obj.get("/Annots", []))
        item = pdf.Root.Outlines.First
        assert item.A.SD[0].S == "/H1"
        assert "/Dest" not in item


def elements_of(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/StructElem"]


def test_bookmarks_have_no_numbers_of_notes() -> None:
    with pikepdf.open(BytesIO(printed(*parted(CASES / "placed-apart")).data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root[0].children] == ["Bookmark of it"]


def test_words_of_links_come_from_the_document() -> None:
    words = (("link_page", "{title}, Seite {page}"), ("link_note", "Anmerkung {number}"))
    note = '<span class="note" id="n" role="doc-footnote" data-number="1">Ja.</span>'
    body = f'<h1 id="a">Titel</h1><p>Siehe <a href="#a">da</a>{note}</p>'
    said = [link for element in read(printed(body, language="de", words=words).data).walk() for link in element.links]
    assert said == ["Titel, Seite 1", "Anmerkung 1", "Back to the text of note 1"]


def test_raised_numbers_can_be_pressed() -> None:
    body = '<h1>T</h1><p>Text<span class="note" id="n" role="doc-footnote" data-number="1">A note.</span> goes on.</p>'
    with pikepdf.open(BytesIO(printed(body, ".note::footnote-call { line-height: 0 }").data)) as pdf:
        (call,) = [annotation for annotation in pdf.pages[0].obj.Annots if annotation.Contents == "Note 1"]
        left, bottom, right, top = map(float, call.Rect)
        assert right - left >= 8
        assert top - bottom >= 8
        assert top < float(pdf.pages[0].mediabox[3])


def test_note_of_an_item_is_heard_before_the_list_inside_the_item() -> None:
    body = (
        '<h1>T</h1><ol><li>Item<span class="note" id="n" role="doc-footnote" data-number="1">A note.</span>'
        "<ol><li>Inner.</li></ol></li></ol>"
    )
    assert read(printed(body).data).heard() == "T 1. Item1 1. A note. 1. Inner."


def test_number_that_leads_to_an_item_says_what_the_item_is() -> None:
    body = '<h1>T</h1><p>So it is.<a href="#s">[1]</a></p><ol><li id="s">The mill’s books, 1900.</li></ol>'
    said = [link for element in read(printed(body).data).walk() for link in element.links]
    assert said == ["The mill’s books, 1900, page 1"]
