"""What has no room on a page stands on a later one, and text flows on before it; it is heard in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from support.printing import printed
from support.structure import read

from report.output.pdf.engine.mends import mend

STYLE = """
@page { size: 200px 200px; margin: 0 } body { margin: 0 }
section { --carries: 0.25 } figure { --carried: 1; break-inside: avoid; margin: 0; height: 80px }
p, h2, figure { font: 10px/20px sans-serif; margin: 0; orphans: 2; widows: 2 } h2 { break-after: avoid }
span { float: footnote }
@page aside { size: 300px 100px } table { --carried: 1; display: block; page: aside; break-after: page }
table { font: 10px/20px sans-serif; border-spacing: 0 } td { padding: 0 }
"""


LONG_TABLE = f"<table>{''.join(f'<tr><td>r{number}</td></tr>' for number in range(1, 8))}</table>"


def laid_out(*blocks: str, style: str = "") -> list[str]:
    """Return the words of each page; a block is the letter that its lines begin with and their number, or a name."""
    return laid_out_sections(blocks, style=style)


def laid_out_sections(*sections: Sequence[str], style: str = "") -> list[str]:
    return [_words(page._page_box) for page in rendered_sections(*sections, style=style)]


def rendered(*blocks: str, style: str = "") -> list[Any]:
    return rendered_sections(blocks, style=style)


def rendered_sections(*sections: Sequence[str], style: str) -> list[Any]:
    import weasyprint

    mend()
    body = "".join(f"<section>{''.join(map(_block, blocks))}</section>" for blocks in sections)
    return list(weasyprint.HTML(string=f"<style>{STYLE}{style}</style>{body}").render().pages)


def _block(said: str) -> str:
    kind, count = said[0], said[1:]
    if kind == "F":
        return f"<figure>{said}</figure>"
    if kind == "T":
        return f"<table><caption>{said}</caption></table>"
    if kind == "H":
        return f"<h2>{said}</h2>"
    return said if kind == "<" else f"<p>{'<br>'.join(f'{kind}{number}' for number in range(1, int(count) + 1))}</p>"


def _words(page: Any) -> str:
    """Return the words of a page as they stand on it, from its head to its foot."""
    lines = sorted((box for box in page.descendants() if type(box).__name__ == "LineBox"), key=lambda line: line.position_y)
    return " ".join(box.text.strip() for line in lines for box in line.descendants() if getattr(box, "text", "").strip())


def test_what_fits_stays_where_it_is() -> None:
    assert laid_out("a4", "F", "b4") == ["a1 a2 a3 a4 F b1 b2", "b3 b4"]


def test_text_flows_on_before_what_has_no_room() -> None:
    assert laid_out("a7", "F", "b2", "c4") == ["a1 a2 a3 a4 a5 a6 a7 b1 b2", "F c1 c2 c3 c4"]


def test_a_paragraph_goes_on_below_it() -> None:
    assert laid_out("a7", "F", "b6", "c2") == ["a1 a2 a3 a4 a5 a6 a7 b1 b2 b3", "F b4 b5 b6 c1 c2"]


def test_what_holds_together_goes_on_above_it() -> None:
    pair = "<div><p>c1<br>c2</p><p>c3<br>c4</p><p>c5<br>c6</p></div>"
    assert laid_out("a7", "F", pair, "d2") == ["a1 a2 a3 a4 a5 a6 a7 c1 c2", "c3 c4 c5 c6 F d1 d2"]
    long = "<div>" + "".join(f"<p>c{number}</p>" for number in range(1, 17)) + "</div>"
    found = laid_out("a7", "F1", long, "F2", "d4", style="figure { height: 120px }")
    assert found[0] == "a1 a2 a3 a4 a5 a6 a7 c1 c2 c3"
    assert found[1] == "c4 c5 c6 c7 c8 c9 c10 c11 c12 c13"
    assert found[2] == "c14 c15 c16 F1 d1"[: len(found[2])]
    assert " ".join(found).split()[-6:].count("d4") == 1


def test_what_waited_may_be_divided_and_nothing_comes_twice() -> None:
    pair = "<div><p>c1<br>c2</p><p>c3<br>c4</p><p>c5<br>c6</p></div>"
    rows = "<ul><li>r1</li><li>r2</li></ul>"
    style = "ul { --carried: 1; margin: 0; padding: 0 } li { display: block; height: 80px; break-inside: avoid }"
    found = laid_out("a7", rows, pair, "d2", style=style)
    assert found == ["a1 a2 a3 a4 a5 a6 a7 c1 c2", "c3 c4 c5 c6 r1", "r2 d1 d2"]


def test_a_heading_goes_with_what_only_others_that_have_no_room_follow() -> None:
    assert laid_out("a7", "H", "F1", "F2") == ["a1 a2 a3 a4 a5 a6 a7", "H F1 F2"]


def test_several_keep_their_order() -> None:
    found = laid_out("a7", "F1", "b2", "F2", "c6", "F3", "d9")
    assert found[0] == "a1 a2 a3 a4 a5 a6 a7 b1 b2"
    assert found[1] == "F1 F2 c1 c2"
    assert found[2] == "c3 c4 c5 c6 F3 d1 d2"


def test_the_last_of_several_waits_with_them() -> None:
    tall = "figure { height: 120px }"
    assert laid_out("a3", "F1", "b2", "F2", "<figure style='height: 20px'>F3</figure>", style=tall) == [
        "a1 a2 a3 F1",
        "b1 b2 F2 F3",
    ]
    assert laid_out("a5", "F1", "F2", "<figure style='height: 20px'>F3</figure>", style=tall) == ["a1 a2 a3 a4 a5", "F1", "F2 F3"]


def test_one_that_calls_a_note_passes_none_that_waits() -> None:
    noted = "<figure style='height: 20px'>F2<span>note</span></figure>"
    assert laid_out("a7", "F1", "b2", noted, "c2") == ["a1 a2 a3 a4 a5 a6 a7 b1 b2", "F1 F2 1 c1 c2 1. note"]


def test_one_that_has_no_room_twice_waits_twice() -> None:
    tall = "figure { height: 120px }"
    found = laid_out("a7", "F1", "F2", "b9", "c4", style=tall)
    assert found == ["a1 a2 a3 a4 a5 a6 a7 b1 b2 b3", "F1 b4 b5 b6 b7", "F2 b8 b9 c1 c2", "c3 c4"]


def test_it_passes_no_heading_where_little_is_left_blank() -> None:
    assert laid_out("a7", "F", "b2", "H", "c2")[1].startswith("F H")
    assert laid_out("a6", "b2", "F", "H", "c4")[1].startswith("F H")


def test_it_passes_a_heading_where_much_would_be_left_blank() -> None:
    assert laid_out("a7", "F", "H", "c6") == ["a1 a2 a3 a4 a5 a6 a7 H c1 c2", "F c3 c4 c5 c6"]


def test_at_the_end_of_a_section_it_stands_on_a_page_of_its_own() -> None:
    assert laid_out("a7", "F", "b2") == ["a1 a2 a3 a4 a5 a6 a7 b1 b2", "F"]


def test_what_nothing_follows_moves_alone() -> None:
    assert laid_out("a7", "F") == ["a1 a2 a3 a4 a5 a6 a7", "F"]


def test_a_heading_before_it_holds_on_to_the_text() -> None:
    assert laid_out("a6", "H", "F", "b6") == ["a1 a2 a3 a4 a5 a6 H b1 b2 b3", "F b4 b5 b6"]


def test_one_that_calls_a_note_stays_where_it_is_called() -> None:
    figure = "<figure>F<span>note</span></figure>"
    assert laid_out("a7", figure, "b3")[0] == "a1 a2 a3 a4 a5 a6 a7"


@pytest.mark.parametrize("lines", range(1, 24))
def test_nothing_is_lost_and_nothing_comes_twice(lines: int) -> None:
    blocks = (f"a{lines}", "F1", "b5", "H1", "c3", "F2", "d1", "H2", "F3", "e7", "F4")
    words = " ".join(laid_out(*blocks)).split()
    wanted = " ".join(
        block if block[0] in "FH" else " ".join(f"{block[0]}{n}" for n in range(1, int(block[1:]) + 1)) for block in blocks
    )
    assert sorted(words) == sorted(wanted.split())
    for kind in ("abcde", "F", "H"):
        own = [word for word in words if word[0] in kind]
        assert own == [word for word in wanted.split() if word[0] in kind], "each kind keeps its order"
    for figure, before in (("F1", f"a{lines}"), ("F2", "c3"), ("F3", "H2"), ("F4", "e7")):
        assert words.index(figure) > words.index(before) or figure == "F3", "none stands before what it follows"


def test_text_flows_on_before_one_on_a_page_of_another_kind_and_goes_on_behind_it() -> None:
    assert laid_out("a2", "T", "b9", "c4") == ["a1 a2 b1 b2 b3 b4 b5 b6 b7", "T", "b8 b9 c1 c2 c3 c4"]
    assert laid_out("a2", "T", "b3") == ["a1 a2 b1 b2 b3", "T"]
    assert laid_out("a2", "T1", "b2", "T2", "c9") == ["a1 a2 b1 b2 c1 c2 c3 c4 c5 c6", "T1", "T2", "c7 c8 c9"]


def test_a_page_of_another_kind_is_that_and_the_next_one_is_as_others_are() -> None:
    pages = rendered("a2", "T", "b9", "H", "T", style="")
    assert [(round(page.width), round(page.height)) for page in pages] == [(200, 200), (300, 100), (200, 200), (300, 100)]


def test_one_that_is_longer_than_its_page_has_several_of_them() -> None:
    assert laid_out("a8", LONG_TABLE, "b4") == ["a1 a2 a3 a4 a5 a6 a7 a8 b1 b2", "r1 r2 r3 r4 r5", "r6 r7", "b3 b4"]


def test_what_holds_together_is_ended_before_a_page_of_another_kind() -> None:
    pair = "<div><p>c1<br>c2</p><p>c3<br>c4</p><p>c5<br>c6</p></div>"
    assert laid_out("a7", "T", pair, "d8")[:3] == ["a1 a2 a3 a4 a5 a6 a7 c1 c2", "c3 c4 c5 c6 d1 d2 d3 d4 d5 d6", "T"]


def test_a_block_of_another_kind_passes_one_that_waits() -> None:
    assert laid_out("a2", "T", "b2", "F", "c9") == ["a1 a2 b1 b2 F c1 c2", "T", "c3 c4 c5 c6 c7 c8 c9"]
    assert laid_out("a7", "F1", "b1", "T", "c9") == [
        "a1 a2 a3 a4 a5 a6 a7 b1 c1 c2",
        "F1 c3 c4 c5 c6 c7",
        "T",
        "c8 c9",
    ]


def test_one_of_its_kind_passes_it_rather_than_leave_a_page_blank() -> None:
    upright = "<table style='page: auto; break-after: auto'><caption>U{}</caption></table>"
    noted = upright.format("<span>note</span>")
    assert laid_out("a2", "T", upright.format(""), "b3") == ["a1 a2 b1 b2 b3 U", "T"]
    assert laid_out("a2", "T", upright.format(1), upright.format(2), "b3", "T2") == ["a1 a2 b1 b2 b3 U1 U2", "T", "T2"]
    long = upright.format("").replace("</table>", "".join(f"<tr><td>r{number}</td></tr>" for number in range(1, 8)) + "</table>")
    assert laid_out("a2", "T", long, "b3") == ["a1 a2 b1 b2 b3 U r1 r2 r3 r4", "r5 r6 r7", "T"]
    assert laid_out("a2", "T", upright.format(""), "b6") == ["a1 a2 b1 b2 b3 b4 b5 b6", "T", "U"], "little is left blank"
    assert laid_out("a2", "T", upright.format("")) == ["a1 a2 U", "T"]
    assert laid_out("a2", "T", upright.format(""), "H", "b2") == ["a1 a2 U H b1 b2", "T"]
    assert laid_out("a2", "T", noted, "b3") == ["a1 a2 U 1 b1 b2 b3 1. note", "T"]
    assert laid_out("a8", "T", noted, "b3") == ["a1 a2 a3 a4 a5 a6 a7 a8", "T", "U 1 b1 b2 b3 1. note"]


def test_a_heading_stands_on_the_page_of_another_kind_where_nothing_else_follows_it() -> None:
    assert laid_out("a2", "H", "T") == ["a1 a2", "H T"]
    assert laid_out("a2", "H1", "T1", "H2", "T2") == ["a1 a2", "H1 T1", "H2 T2"]
    assert laid_out("a2", "H", "T", "b2") == ["a1 a2 H b1 b2", "T"]
    assert laid_out("a8", "H1", "T", "H2", "c9")[:2] == ["a1 a2 a3 a4 a5 a6 a7 a8", "H1 T"], "little is left blank for it"
    assert laid_out("a2", "H1", "T", "H2", "c6") == ["a1 a2 H1 H2 c1 c2 c3 c4 c5 c6", "T"], "much would be"


def test_a_section_that_is_but_that_begins_on_such_a_page() -> None:
    for style in ("", "section { break-before: page }"):
        sections = ("a2",), ("H1", "T1", "H2", "T2"), ("H3", "T3"), ("b2",)
        assert laid_out_sections(*sections, style=style) == ["a1 a2", "H1 T1", "H2 T2", "H3 T3", "b1 b2"]


def test_one_that_calls_a_note_ends_the_page_that_it_is_called_on() -> None:
    table = "<table><caption>T<span>note</span></caption></table>"
    assert laid_out("a2", table, "b3") == ["a1 a2", "T 1 1. note", "b1 b2 b3"]
    assert laid_out("a2", "H", table, "b3") == ["a1 a2", "H T 1 1. note", "b1 b2 b3"]


def test_a_heading_is_not_left_behind_by_a_figure_that_the_next_heading_follows() -> None:
    assert laid_out("a8", "H1", "F", "H2", "c2")[0] == "a1 a2 a3 a4 a5 a6 a7 a8"
    assert laid_out("a7", "F1", "H1", "F2") == ["a1 a2 a3 a4 a5 a6 a7", "F1 H1 F2"]


def test_two_headings_that_pass_a_figure_are_not_parted() -> None:
    assert laid_out("a7", "F", "b1", "H1", "H2", "c2", style="section { --carries: 0.1 }") == [
        "a1 a2 a3 a4 a5 a6 a7 b1",
        "F H1 H2 c1 c2",
    ]


@pytest.mark.parametrize("lines", range(1, 24, 2))
def test_nothing_is_lost_between_pages_of_two_kinds(lines: int) -> None:
    blocks = (f"a{lines}", "F1", "T1", "b5", "H1", "T2", "H2", "c3", "F2", "d1", "T3", "T4", "H3", "F3", "T5", "e9", "H4", "T6")
    found = rendered(*blocks)
    words = " ".join(_words(page._page_box) for page in found).split()
    own = [block for block in blocks if block[0] in "FHT"]
    assert sorted(words) == sorted([*own, *(f"{b[0]}{n}" for b in blocks if b[0] in "abcde" for n in range(1, int(b[1:]) + 1))])
    for kind in ("abcde", "F", "H", "T"):
        assert [word for word in words if word[0] in kind] == sorted(
            (word for word in words if word[0] in kind), key=lambda word: (word[0], int(word[1:]))
        )
    for page in found:
        text = _words(page._page_box).split()
        assert (page.width > page.height) == any(word[0] == "T" for word in text)
        assert page.width <= page.height or all(word[0] in "TH" for word in text)


FOOT = "figure { --at-foot: 0.2; height: 50px }"
TWO = ("a8", "F1", "c2", "F2")
"""That wait for the second page, of which text fills a half between them."""


def test_the_second_of_two_that_wait_stands_at_the_foot_of_their_page() -> None:
    assert laid_out(*TWO, "d9", style=FOOT) == ["a1 a2 a3 a4 a5 a6 a7 a8 c1 c2", "F1 d1 d2 d3 d4 d5 F2", "d6 d7 d8 d9"]
    assert laid_out(*TWO, "d9", style="figure { height: 50px }")[1] == "F1 F2 d1 d2 d3 d4 d5", "a style sheet has to ask for it"
    assert laid_out(*TWO, "d9", style=FOOT + "figure { --at-foot: 0.6 }")[1] == "F1 F2 d1 d2 d3 d4 d5", "so much isn't left"


def test_the_third_stands_at_the_head_of_the_next_page() -> None:
    blocks = ("a7", "F1", "b1", "F2", "b1", "F3", "b1")
    found = laid_out(*blocks, "c9", "d9", style=FOOT + "figure { height: 70px }")
    assert found[:3] == ["a1 a2 a3 a4 a5 a6 a7 b1 b1 b1", "F1 c1 c2 c3 F2", "F3 c4 c5 c6 c7 c8 c9"]


def test_one_that_is_called_close_below_the_head_stands_at_the_foot_of_that_page() -> None:
    called = ("a8", "F1", "b2", "c1", "F2", "d9")
    assert laid_out(*called, style=FOOT)[1] == "F1 c1 d1 d2 d3 d4 F2"
    assert laid_out(*called, style="figure { height: 50px }")[1] == "F1 c1 F2 d1 d2 d3 d4"


def test_a_heading_opens_the_page_above_what_waits_for_it() -> None:
    assert laid_out("a9", "F", "H", "c9", style=FOOT)[1] == "H c1 c2 c3 c4 c5 c6 F"
    assert laid_out("a9", "F", "H", "c9", style="figure { height: 50px }")[1] == "F H c1 c2 c3 c4 c5 c6"


def test_nothing_stands_at_the_foot_of_a_page_that_text_does_not_fill() -> None:
    assert laid_out(*TWO, "d2", style=FOOT)[1] == "F1 F2 d1 d2"
    whole = "<div style='break-inside: avoid'><p>e1<br>e2<br>e3<br>e4<br>e5<br>e6</p></div>"
    assert laid_out(*TWO, "d2", whole, style=FOOT)[1:] == ["F1 F2 d1 d2", "e1 e2 e3 e4 e5 e6"]


def test_what_stands_at_the_foot_stands_above_the_notes_and_below_the_text() -> None:
    noted = "<p>d1<br>d2<span>note</span><br>d3<br>d4<br>d5<br>d6<br>d7</p>"
    page = rendered(*TWO, noted, style=FOOT + "section { --carries: 0.2 }")[1]._page_box
    assert _words(page) == "F1 d1 d2 1 F2 1. note"
    ends = {box.text: (box.position_y, box.position_y + box.height) for box in page.descendants() if hasattr(box, "text")}
    figure = [box for box in page.descendants() if box.element_tag == "figure"][-1]
    assert ends["d2"][1] <= figure.position_y
    assert figure.position_y + figure.height <= min(top for text, (top, _) in ends.items() if "note" in text)


@pytest.mark.parametrize("lines", range(1, 24))
def test_nothing_is_lost_at_the_foot_and_nothing_comes_twice(lines: int) -> None:
    blocks = (f"a{lines}", "F1", "b2", "F2", "c1", "F3", "H1", "d9", "F4", "F5", "e9", "T1", "F6", "H2", "f9", "F7", "g8")
    words = " ".join(laid_out(*blocks, style=FOOT + "figure { height: 60px }")).split()
    own = [block for block in blocks if block[0] in "FHT"]
    text = [f"{b[0]}{n}" for b in blocks if b[0] in "abcdefg" for n in range(1, int(b[1:]) + 1)]
    assert sorted(words) == sorted([*own, *text])
    assert [word for word in words if word in text] == text
    assert [word for word in words if word[0] == "F"] == [f"F{number}" for number in range(1, 8)]
    for figure, before in (("F1", f"a{lines}"), ("F2", "b2"), ("F3", "c1"), ("F4", "d9"), ("F6", "e9"), ("F7", "f9")):
        assert words.index(figure) > words.index(before)


PRINTED = """
@page { size: 70mm 80mm; margin: 10mm; @top-left { content: none } } body { font: 10pt/12pt "Source Serif 4"; margin: 0 }
section { --carries: 0.25 } figure { --carried: 1; break-inside: avoid; margin: 0 } p, h1 { margin: 0 } h1 { font-size: 10pt }
img { width: 40mm; height: 20mm }
"""
FIGURE = '<figure id="f"><p class="figure-title" id="title">Title</p><img id="i" src="picture:chart" alt="drawn"/></figure>'
LONG = "Before it comes so much text that the page has no room left. " * 4
AFTER = "What follows the figure flows on before it, over the end of the page. " * 5


def test_it_is_heard_where_the_author_put_it() -> None:
    body = f'<section id="s"><h1 id="h">One</h1><p id="a">{LONG}</p>{FIGURE}<p id="b">{AFTER}</p></section>'
    made = printed(body, PRINTED)
    text = read(made.data).heard()
    assert text.index("no room left") < text.index("Title") < text.index("What follows")


def test_its_page_begins_with_the_text_that_goes_on_below_it() -> None:
    body = f'<section id="s"><h1 id="h">One</h1><p id="a">{LONG}</p>{FIGURE}<p id="b">{AFTER}</p></section>'
    first, second, *_ = printed(body, PRINTED).pages.pages
    assert (first.element, second.element) == ("h", "b")
    assert second.offset > 0
    assert "f" in second.begins


def test_a_page_that_holds_nothing_else_begins_with_it() -> None:
    body = f'<section id="s"><h1 id="h">One</h1><p id="a">{LONG}</p>{FIGURE}<p id="b">Two words.</p></section>'
    assert printed(body, PRINTED).pages.pages[1].element in {"title", "f"}


def test_what_stands_at_the_foot_is_heard_where_the_author_put_it() -> None:
    other = FIGURE.replace('"f"', '"g"').replace("Title", "Second").replace('"title"', '"second"').replace('"i"', '"j"')
    body = f'<section id="s"><p id="a">{LONG * 2}</p>{FIGURE}<p id="b">Two words.</p>{other}<p id="c">{AFTER * 2}</p></section>'
    made = printed(body, PRINTED + "section { --carries: 0.05 } figure { --at-foot: 0.1 } @page { size: 70mm 110mm }")
    second = made.pages.pages[1]
    assert second.element == "c"
    assert set(second.begins) >= {"f", "g"}
    with PdfDocument(made.data) as pdf:
        words = pdf[1].get_textpage()
        tops = [words.get_charbox(words.search(word).get_next()[0])[3] for word in ("Title", "flows on", "Second")]
    assert tops == sorted(tops, reverse=True), "from the head to the foot"
    text = read(made.data).heard()
    assert text.index("Title") < text.index("Two words") < text.index("Second") < text.index("What follows")
