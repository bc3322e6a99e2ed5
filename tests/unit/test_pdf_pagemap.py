"""The page map: labels as printed, and the word at which each page begins."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from lxml import etree
from support.printing import page, printed

from report.model.pages import PageStart
from report.output.flow import Flow
from report.output.pdf.file.labels import numbered, roman, words

SMALL = "@page { size: 50mm 40mm; margin: 10mm; @top-left { content: none } } body { orphans: 1; widows: 1 }"
LONG = "Once there were so many words in a row that no page could hold them all, and so they had to go on and on. "


def starts(body: str, css: str = "") -> list[PageStart]:
    return list(printed(body, SMALL + css).pages.pages)


def flow_at(body: str, start: PageStart) -> str:
    """Return the flow text of the start's element from its offset on."""
    tree = etree.fromstring(page(body).replace("<!DOCTYPE html>", ""))
    (element,) = tree.xpath("//*[@id=$id]", id=start.element)
    text = Flow.of(element).text
    assert start.offset == 0 or text[start.offset - 1] == " ", "the offset isn't at a word's start"
    return text[start.offset :]


def check(body: str, css: str = "") -> list[PageStart]:
    found = starts(body, css)
    for start in found:
        assert flow_at(body, start).startswith(start.words)
    return found


def printed_words(body: str, css: str = "") -> list[str]:
    """Return what PDFium reads on each page, folio left out."""
    import pypdfium2

    document = pypdfium2.PdfDocument(printed(body, SMALL + css + "@page { @bottom-right { content: none } }").data)
    texts = []
    for pdf_page in document:
        text_page = pdf_page.get_textpage()
        texts.append(" ".join(text_page.get_text_range().split()))
        text_page.close()
    document.close()
    return texts


def test_page_begins_in_the_middle_of_a_paragraph() -> None:
    body = f'<p id="p">{LONG}</p>'
    found = check(body)
    assert len(found) > 1
    assert [start.element for start in found] == ["p"] * len(found)
    for start, text in zip(found, printed_words(body), strict=True):
        assert text.startswith(start.words[: len(text)])


def test_offsets_count_folded_white_space() -> None:
    tight, loose = f'<p id="p">{LONG}</p>', f'<p id="p">\n  {LONG.replace(" ", chr(10) + "   ")}</p>'
    assert starts(tight) == starts(loose)


def test_page_begins_inside_emphasis() -> None:
    named = check(f'<p id="p">{LONG}<em id="e">{LONG}</em></p>')
    assert named[-1].element == "e"
    plain = check(f'<p id="p">{LONG}<em>{LONG}</em></p>')
    assert plain[-1].element == "p"
    assert plain[-1].offset > len(LONG)


def test_page_begins_in_a_list_item() -> None:
    found = check(f'<ol id="l"><li id="one">{LONG}</li><li>{LONG}</li></ol>')
    assert {start.element for start in found} == {"one", "l"}


def test_page_begins_in_a_table_cell_and_repeated_heads_do_not_count() -> None:
    rows = "".join(f"<tr><th>{n}</th><td>word{n}</td></tr>" for n in range(12))
    found = check(f'<table id="t"><thead><tr><th>No.</th><th>Word</th></tr></thead><tbody>{rows}</tbody></table>')
    assert len(found) > 2
    assert found[0].words.startswith("No. Word 0 word0")
    for start in found[1:]:
        number, word, *_ = start.words.split()
        assert word == f"word{number}"


def test_page_begins_with_a_figure() -> None:
    body = (
        f'<p id="p">{LONG}</p><figure id="f" style="break-before: page; margin: 0"><img src="picture:chart" alt="x" '
        'style="width: 20mm"/><figcaption>Words under it.</figcaption></figure>'
    )
    last = starts(body)[-1]
    assert (last.element, last.offset) == ("f", 0)


def test_page_begins_with_a_heading() -> None:
    body = f'<section id="s"><p id="p">{LONG}</p><h2 id="h" style="break-before: page">A title</h2><p>Text.</p></section>'
    (start,) = [start for start in check(body) if start.element == "h"]
    assert (start.offset, start.words) == (0, "A title")


def test_page_begins_behind_a_hyphenated_word() -> None:
    body = '<p id="p">A very old incomprehensible word</p>'
    css = "@page { size: 40mm 26mm } p { hyphens: auto; line-height: 6mm; margin: 0; font-size: 9pt }"
    found = check(body, css)
    texts = printed_words(body, css)
    split = [n for n, text in enumerate(texts[:-1]) if text.endswith(("\ufffe", "-", "\u00ad"))]
    assert split, f"no page ends inside a word: {texts}"
    for number in split:
        start = found[number + 1]
        word = texts[number + 1].split()[0]
        assert not start.words.startswith(word)


def test_notes_and_their_calls_do_not_count() -> None:
    note = '<span class="note" id="n" role="doc-footnote" data-number="1">A note of some words.</span>'
    with_note, without = f'<p id="p">Short{note} start. {LONG}</p>', f'<p id="p">Short start. {LONG}</p>'
    for start in check(with_note)[1:]:
        assert start.words in without
        assert start.offset == without.index(start.words) - without.index("Short")


def test_page_without_text_begins_where_the_next_does() -> None:
    body = '<div style="height: 20mm; background: #000"></div><p id="p" style="break-before: page">Text.</p>'
    assert [start.element for start in starts(body)] == ["p", "p"]


@pytest.mark.parametrize(
    ("folios", "expected"),
    [
        ([None, None, "iii", "1", "2"], ["i", "ii", "iii", "1", "2"]),
        ([None, "ii", None, None, "2"], ["i", "ii", "iii", "1", "2"]),
        ([None, None], ["1", "2"]),
        (["1", None, None], ["1", "2", "3"]),
        (["A-1", "A-2", "1"], ["A-1", "A-2", "1"]),
        (["IV", "V"], ["IV", "V"]),
        (["mix", "civil"], ["mix", "civil"]),
        ([], []),
    ],
)
def test_labels_are_what_the_folio_prints_or_would_print(folios: list[str | None], expected: list[str]) -> None:
    assert words(numbered(folios)) == expected


def test_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994)] == ["i", "iv", "ix", "xiv", "xl", "xc", "cd", "mcmxciv"]


def test_file_and_map_have_the_same_labels_as_the_paper() -> None:
    css = """@page { @bottom-right { content: none } } @page front { @bottom-right { content: counter(page, lower-roman) } }
    @page body { @bottom-right { content: counter(page) } } @page :nth(1 of body) { counter-reset: page 1 }
    section { break-before: page } .front { page: front } .body { page: body }"""
    body = (
        '<section id="cover"><p>Cover</p></section><section class="front" id="f"><p>Front</p></section>'
        '<section class="body" id="b"><h1>Body</h1><h2 style="break-before: page">More</h2></section>'
    )
    rendered = printed(body, css)
    assert [start.label for start in rendered.pages.pages] == ["i", "ii", "1", "2"]
    with pikepdf.open(BytesIO(rendered.data)) as pdf:
        assert [each.label for each in pdf.pages] == ["i", "ii", "1", "2"]


def test_map_names_what_begins_on_each_page() -> None:
    body = (
        f'<section id="s"><p id="p">{LONG}</p></section>'
        '<section id="t" style="break-before: page"><h1>T</h1><p id="q">a<b id="b">b</b></p></section>'
    )
    pages = [start.begins for start in starts(body)]
    assert pages[0] == ("s", "p")
    assert [id_ for ids in pages for id_ in ids] == ["s", "p", "t", "q", "b"]
    assert pages.index(()) == 1, "nothing begins on a page that goes on"
