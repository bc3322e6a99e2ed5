"""Flow text: the same in print and e-book, whatever the markup."""

from __future__ import annotations

import pytest
from lxml import etree

from report.output.flow import EPUB, XHTML, Flow, folded


def tree(body: str) -> etree._Element:
    return etree.fromstring(f'<section xmlns="{XHTML}" xmlns:epub="{EPUB}">{body}</section>')


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One\n  two\tthree</p>", "One two three"),
        ("<p>One <em> two</em> three</p>", "One two three"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<ul>\n<li> a </li>\n<li>b</li>\n</ul>", "a b"),
        ("<p>a<br/>b</p>", "a b"),
        ("<p>half<em>word</em></p>", "halfword"),
        ("<p>soft\u00adly</p>", "softly"),
        ("<p>no\u00a0break</p>", "no\u00a0break"),
        ('<p>a<a epub:type="noteref">1</a> b</p>', "a b"),
        ('<p>a<span role="doc-footnote">the note</span> b</p>', "a b"),
        ('<p>a</p><aside epub:type="footnote"><p>the note</p></aside>', "a"),
        ('<p>a</p><aside class="remark"><p>kept</p></aside>', "a kept"),
        ('<p>a <span class="print-only">page 3</span>b<span class="x epub-only">!</span></p>', "a b"),
        ("<p>a<!-- not said --><?nor this?>b</p>", "ab"),
        ("", ""),
    ],
)
def test_flow_text(body: str, text: str) -> None:
    assert Flow.of(tree(body)).text == text


def test_the_markup_of_print_has_no_namespace_and_reads_alike() -> None:
    assert Flow.of(etree.fromstring('<p>a <b>b</b><span role="doc-footnote">n</span></p>')).text == "a b"


def test_every_character_knows_its_spot() -> None:
    root = tree("<p>a <em>b</em> c</p>")
    flow = Flow.of(root)
    assert flow.text == "a b c"
    seen = [((spot.element.tail if spot.tail else spot.element.text) or "")[spot.index] for spot in flow.spots]
    assert "".join(seen) == "a b c"


def test_text_is_folded_as_flow_text_is() -> None:
    assert folded("  one\n two\u00ad\tthree ") == "one two" + " three"
    assert folded("") == ""
