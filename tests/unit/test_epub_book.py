"""The finished book: its files, their structure as text, and what holds between them."""

from __future__ import annotations

import os
import posixpath
import time
from dataclasses import replace
from urllib.parse import unquote

import pytest
from epub_sample import (
    COVERED,
    DOCUMENT,
    GOLDEN,
    HISTORY,
    LOOK,
    PAGES,
    PICTURES,
    MillFonts,
    built,
    outlines,
    picture,
    text,
    without_figures,
)
from lxml import etree

from report.model import document as d
from report.model.article import Certifier
from report.output.epub.render import render
from report.output.flow import EPUB, XHTML
from report.output.rendition import Attachment

OPF = "{http://www.idpf.org/2007/opf}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"


def trees(files: dict[str, bytes]) -> dict[str, etree._Element]:
    return {name: etree.fromstring(content) for name, content in files.items() if name.endswith(".xhtml")}


def package(files: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(files["EPUB/content.opf"])


def meta(files: dict[str, bytes], name: str) -> list[str]:
    return [element.text or "" for element in package(files).iter(f"{OPF}meta") if element.get("property") == name]


@pytest.mark.parametrize("name", sorted(outlines()))
def test_structure_is_as_reviewed(name: str) -> None:
    assert outlines()[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(outlines())


def test_every_file_is_in_the_manifest_and_the_other_way_round() -> None:
    files = built(fonts=MillFonts(), attachments=[Attachment("mill.zip", b"PK", "application/zip", "Source", "The article")])
    listed = [f"EPUB/{unquote(item.get('href', ''))}" for item in package(files).iter(f"{OPF}item")]
    assert sorted(listed) == sorted(set(files) - {"mimetype", "META-INF/container.xml", "EPUB/content.opf"})
    ids = [item.get("id") for item in package(files).iter(f"{OPF}item")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("document", [DOCUMENT, without_figures()], ids=["all", "without-figures"])
def test_every_link_leads_somewhere(document: d.Document) -> None:
    files = built(document)
    pages = trees(files)
    ids = {name: {element.get("id") for element in tree.iter() if element.get("id")} for name, tree in pages.items()}
    ncx = etree.fromstring(files["EPUB/toc.ncx"])
    links = [(name, a.get("href", "")) for name, tree in pages.items() for a in tree.iter(f"{{{XHTML}}}a", f"{{{XHTML}}}link")]
    links += [("EPUB/toc.ncx", content.get("src", "")) for content in ncx.iter("{*}content")]
    for name, href in links:
        if not href.startswith("https://"):
            path, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert target in files, href
            assert not fragment or fragment in ids[target], href


def test_ids_are_unique_in_each_file() -> None:
    for name, tree in trees(built()).items():
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), name


def test_languages_are_said_twice_and_the_package_has_one() -> None:
    files = built()
    assert package(files).get(XML_LANG) == "en-GB"
    for tree in trees(files).values():
        assert tree.get("dir") == "ltr"
        assert {element.get("lang") for element in tree.iter()} - {None} <= {"en-GB", "fa", "fr"}
        assert all(element.get("lang") == element.get(XML_LANG) for element in tree.iter())
    name = next(element for element in trees(files)["EPUB/titlepage.xhtml"].iter() if element.get("lang") == "fa")
    assert name.get("dir") == "rtl"


def test_a_book_in_a_language_from_right_to_left_says_so() -> None:
    files = built(replace(DOCUMENT, language="fa"))
    spine = package(files).find(f"{OPF}spine")
    assert spine is not None
    assert (package(files).get("dir"), spine.get("page-progression-direction")) == ("rtl", "rtl")
    assert {tree.get("dir") for tree in trees(files).values()} == {"rtl"}


def test_notes_and_calls_lead_to_each_other() -> None:
    history = trees(built())["EPUB/text/history.xhtml"]
    by_id = {element.get("id"): element for element in history.iter() if element.get("id")}
    call, note = by_id["call-1"], by_id["note-1"]
    assert (call.get("href"), call.get("role"), call.get(f"{{{EPUB}}}type")) == ("#note-1", "doc-noteref", "noteref")
    assert (note.get("role"), note.get(f"{{{EPUB}}}type"), etree.QName(note).localname) == ("doc-footnote", "footnote", "aside")
    first = next(note.iter(f"{{{XHTML}}}a"))
    assert (first.get("href"), first.get("role")) == ("#call-1", "doc-backlink")


def test_no_picture_has_a_size_of_its_own() -> None:
    """Engines such as MuPDF's set it at that size, wider than the page, whatever the style sheet says."""
    images = [image for tree in trees(built()).values() for image in tree.iter(f"{{{XHTML}}}img")]
    assert len(images) > 1
    assert not [image.get("id") for image in images if {"width", "height", "style"} & set(image.keys())]


def test_a_chart_leads_to_its_description_and_back() -> None:
    pages = trees(built())
    image = next(pages["EPUB/text/history.xhtml"].iter(f"{{{XHTML}}}img"))
    details = next(a for a in pages["EPUB/text/history.xhtml"].iter(f"{{{XHTML}}}a") if a.get("id") == image.get("aria-details"))
    assert details.get("href") == "../descriptions/figure-visits.xhtml"
    description = pages["EPUB/descriptions/figure-visits.xhtml"]
    assert [etree.QName(table).localname for table in description.iter(f"{{{XHTML}}}table")] == ["table"]
    assert [a.get("href") for a in description.iter(f"{{{XHTML}}}a")] == ["../text/history.xhtml#figure-visits"]
    item = next(i for i in package(built()).iter(f"{OPF}itemref") if i.get("idref") == "descriptions-figure-visits")
    assert item.get("linear") == "no"


def test_cells_of_a_stacked_table_say_their_column() -> None:
    history = trees(built())["EPUB/text/history.xhtml"]
    cells = [cell for cell in history.iter(f"{{{XHTML}}}td") if cell.get("data-label")]
    assert [(cell.get("data-label"), cell.text) for cell in cells[:2]] == [("Visits", "v18"), ("Guards", "g18")]
    assert {cell.get("role") for cell in history.iter(f"{{{XHTML}}}th", f"{{{XHTML}}}td")} == {
        "columnheader",
        "rowheader",
        "cell",
    }


def test_a_book_with_a_cover_shows_it_first() -> None:
    files = built()
    assert [item.get("href") for item in package(files).iter(f"{OPF}item") if item.get("properties") == "cover-image"] == [
        "images/cover.png"
    ]
    assert next(package(files).iter(f"{OPF}itemref")).get("idref") == "cover"
    image = next(trees(files)["EPUB/cover.xhtml"].iter(f"{{{XHTML}}}img"))
    assert image.get("alt") == "Cover: The Mill. What is known & what isn’t. Edition 2, 23 November 2026. Mill Press"


def test_without_a_picture_the_title_page_comes_first() -> None:
    files = built(pictures=PICTURES)
    assert "EPUB/cover.xhtml" not in files
    assert next(package(files).iter(f"{OPF}itemref")).get("idref") == "titlepage"
    assert b'epub:type="cover"' not in files["EPUB/nav.xhtml"]
    assert b'name="cover"' not in files["EPUB/content.opf"]
    assert b'href="titlepage.xhtml#page-i"' in files["EPUB/nav.xhtml"], "the page of the printed cover"


def test_a_book_without_figures_and_pages_claims_neither() -> None:
    files = built(without_figures(), pictures={}, pages=None)
    claimed = set(meta(files, "schema:accessibilityFeature"))
    assert not claimed & {"alternativeText", "longDescription", "pageNavigation", "pageBreakMarkers"}
    assert meta(files, "schema:accessMode") == ["textual"]
    assert meta(files, "pageBreakSource") == []
    assert not [name for name in files if name.startswith(("EPUB/images/", "EPUB/descriptions/"))]
    nav = files["EPUB/nav.xhtml"].decode()
    assert [
        kind
        for kind in ("toc", "loi", "lot", "landmarks", "page-list")
        if f'<nav id="nav-{kind}' in nav or f'epub:type="{kind}" ' in nav
    ] == [
        "toc",
        "lot",
        "landmarks",
    ]


def test_every_page_of_print_is_listed_by_its_label() -> None:
    files = built()
    nav = trees(files)["EPUB/nav.xhtml"]
    pages = next(element for element in nav.iter(f"{{{XHTML}}}nav") if element.get("id") == "nav-pages")
    assert [a.text for a in pages.iter(f"{{{XHTML}}}a")] == [page.label for page in PAGES.pages]
    assert pages.get("hidden") == "hidden"
    targets = etree.fromstring(files["EPUB/toc.ncx"]).iter("{*}pageTarget")
    assert [(t.get("type"), t.get("value")) for t in targets][1:4] == [("front", None), ("front", None), ("normal", "1")]
    assert meta(files, "pageBreakSource") == [PAGES.identifier]


def test_an_evaluation_is_linked_to() -> None:
    files = built(certifier=Certifier(name="An Office", report="https://example.org/report"))
    link = package(files).find(f".//{OPF}link")
    assert link is not None
    assert dict(link.attrib) == {"rel": "a11y:certifierReport", "href": "https://example.org/report", "refines": "#certifier"}
    assert meta(files, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert package(built()).find(f".//{OPF}link") is None
    assert meta(built(), "dcterms:conformsTo") == []


def test_the_edition_sets_the_date_of_change() -> None:
    files = built()
    assert meta(files, "dcterms:modified") == ["2026-11-23T00:00:00Z"]
    assert [element.text for element in package(files).iter(f"{DC}identifier")] == [DOCUMENT.metadata.identifier]


def test_faces_are_cut_for_what_is_set_in_them_and_go_with_their_licence() -> None:
    fonts = MillFonts()
    files = built(fonts=fonts)
    assert list(fonts.cut) == [("Mill Sans", 300), ("Mill Sans", 400), ("Mill Naskh", 400)]
    assert fonts.cut["Mill Naskh", 400] == "".join(sorted(set("آسیاب ۳")))
    assert not set(fonts.cut["Mill Sans", 300]) & set("آسیاب")
    assert set("History& visit:“”’ ") <= set(fonts.cut["Mill Sans", 300])
    assert {name: content for name, content in files.items() if name.startswith("EPUB/fonts/")} == {
        "EPUB/fonts/mill-naskh-400.ttf": b"\0\1\0\0",
        "EPUB/fonts/mill-naskh-licence.txt": b"Licence of Mill Naskh",
        "EPUB/fonts/mill-sans-300.otf": b"OTTO",
        "EPUB/fonts/mill-sans-400.otf": b"OTTO",
        "EPUB/fonts/mill-sans-licence.txt": b"Licence of Mill Sans",
    }
    assert files["EPUB/css/book.css"].count(b"@font-face") == 3


def test_no_face_is_cut_where_no_word_is_foreign() -> None:
    fonts = MillFonts()
    built(replace(without_figures(), cover=replace(DOCUMENT.cover, native=None)), pictures={}, pages=None, fonts=fonts)
    assert {family for family, _ in fonts.cut} == {"Mill Sans"}


def test_nothing_is_fetched_and_nothing_runs() -> None:
    for tree in trees(built()).values():
        assert not list(tree.iter(f"{{{XHTML}}}script", f"{{{XHTML}}}iframe", f"{{{XHTML}}}object"))
        for element in tree.iter():
            assert ":" not in (element.get("src") or "")
            assert not [name for name in element.attrib if str(name).startswith("on")]


def test_words_of_the_article_are_never_markup() -> None:
    sharp = replace(HISTORY, title=text("<b>&amp;</b>"), blocks=(d.Paragraph("p", text("</p><script>1</script>")),), notes=())
    document = replace(
        DOCUMENT,
        parts=(sharp,),
        contents=(d.ContentsEntry("history", "history", "<i>x</i>"),),
        figures=(),
        tables=(),
        metadata=replace(DOCUMENT.metadata, title="A <b>title</b>", summary="]]>"),
    )
    files = built(document)
    page = trees(files)["EPUB/text/history.xhtml"]
    assert "".join(page.find(f".//{{{XHTML}}}p").itertext()) == "</p><script>1</script>"  # type: ignore[union-attr]
    assert page.findtext(f".//{{{XHTML}}}title") == "<b>&amp;</b>"
    assert package(files).findtext(f".//{DC}title") == "A <b>title</b>"


def test_bytes_depend_on_the_input_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def again() -> bytes:
        return render(
            DOCUMENT,
            look=LOOK,
            pictures=dict(reversed(COVERED.items())),
            pages=PAGES,
            fonts=MillFonts(),
        )

    expected = again()
    monkeypatch.setenv("TZ", "Pacific/Chatham")
    time.tzset()
    old = os.umask(0o077)
    try:
        assert again() == expected
    finally:
        os.umask(old)
        monkeypatch.undo()
        time.tzset()


def test_a_picture_that_no_figure_shows_stays_out() -> None:
    assert built(pictures={**COVERED, "other": picture()}) == built()


def test_a_figure_without_a_picture_is_named() -> None:
    with pytest.raises(LookupError, match="figure-visits"):
        built(pictures={})
