"""Marks in an e-book where the pages of a print format begin."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from report.model.pages import PageStart
from report.output.flow import EPUB, XHTML, Flow
from report.output.pagebreaks import Marker, insert

NOTE = '<a id="call" epub:type="noteref" role="doc-noteref" href="#n">1</a>'


def tree(body: str) -> etree._Element:
    text = f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}"><body><section id="part">{body}</section></body></html>'
    return etree.fromstring(text)


def marked(body: str, *pages: PageStart) -> str:
    """Return the section's markup with each mark as `[label]`."""
    root = tree(body)
    insert({"part.xhtml": root}, pages, "Page {}".format)
    for mark in root.iter(f"{{{XHTML}}}span"):
        if mark.get("role") == "doc-pagebreak":
            mark.tail = f"[{mark.get('id', '').removeprefix('page-')}]{mark.tail or ''}"
    etree.strip_elements(root, f"{{{XHTML}}}mark", with_tail=False)
    section = root.find(f".//{{{XHTML}}}section")
    assert section is not None
    text = etree.tostring(section, encoding="unicode").replace(f' xmlns="{XHTML}" xmlns:epub="{EPUB}"', "")
    for mark in root.iter(f"{{{XHTML}}}span"):
        if mark.get("role") == "doc-pagebreak":
            text = text.replace(
                etree.tostring(mark, encoding="unicode", with_tail=False).replace(f' xmlns="{XHTML}" xmlns:epub="{EPUB}"', ""), ""
            )
    return text.removeprefix('<section id="part">').removesuffix("</section>")


@pytest.mark.parametrize(
    ("body", "page", "expected"),
    [
        ('<p id="p">one two three</p>', PageStart("2", "p", 4, "two three"), '<p id="p">one [2]two three</p>'),
        ('<p id="p">one two</p>', PageStart("2", "p", 0, "one"), '<p id="p">[2]one two</p>'),
        ('<p id="p">one\n   two</p>', PageStart("2", "p", 4, "two"), '<p id="p">one\n   [2]two</p>'),
        ('<p id="p">one split two</p>', PageStart("2", "p", 6, ""), '<p id="p">one split [2]two</p>'),
        ('<p id="p">a <em>b c</em> d</p>', PageStart("2", "p", 4, "c d"), '<p id="p">a <em>b [2]c</em> d</p>'),
        ('<p id="p">a <em><b>b</b> c</em></p>', PageStart("2", "p", 2, "b c"), '<p id="p">a [2]<em><b>b</b> c</em></p>'),
        ('<p id="p"><a href="x">a</a> b</p>', PageStart("2", "p", 0, "a b"), '<p id="p">[2]<a href="x">a</a> b</p>'),
        ('<h2 id="h">a b</h2><p>c</p>', PageStart("2", "h", 0, "a b"), '[2]<h2 id="h">a b</h2><p>c</p>'),
        ("<h1>a</h1><p>b</p>", PageStart("1", "part", 0, "a b"), "[1]<h1>a</h1><p>b</p>"),
        (f'<p id="p">a{NOTE} b c</p>', PageStart("2", "p", 4, "c"), f'<p id="p">a{NOTE} b [2]c</p>'),
        ('<ul id="u"><li>a b</li><li>c d</li></ul>', PageStart("2", "u", 6, "d"), '<ul id="u"><li>a b</li><li>c [2]d</li></ul>'),
        (
            '<ul id="u"><li>a b</li><li>c d</li></ul>',
            PageStart("2", "u", 3, "c d"),
            '<ul id="u"><li>a b</li><li>c d</li></ul>'.replace("c", "[2]c"),
        ),
        (
            '<table id="t"><caption>C</caption><tr><td>a</td><td>b c</td></tr></table>',
            PageStart("2", "t", 6, "c"),
            '<table id="t"><caption>C</caption><tr><td>a</td><td>b [2]c</td></tr></table>',
        ),
        (
            '<div><table id="t"><caption><b>C</b></caption><tr><td>a</td></tr></table></div>',
            PageStart("2", "t", 0, "C a"),
            '<div>[2]<table id="t"><caption><b>C</b></caption><tr><td>a</td></tr></table></div>',
        ),
        (
            '<p>a</p><figure id="f"><img src="x"/><figcaption>C d</figcaption></figure>',
            PageStart("2", "f", 2, "d"),
            '<p>a</p>[2]<figure id="f"><img src="x"/><figcaption>C d</figcaption></figure>',
        ),
        (
            '<p>a</p><figure id="f"><p>T</p><img id="i" src="x"/></figure>',
            PageStart("2", "part", 2, "T"),
            '<p>a</p>[2]<figure id="f"><p>T</p><img id="i" src="x"/></figure>',
        ),
        (
            '<p>a</p><aside id="n" role="doc-footnote"><p>note here</p></aside>',
            PageStart("2", "n", 5, "here"),
            '<p>a</p>[2]<aside id="n" role="doc-footnote"><p>note here</p></aside>',
        ),
        (
            '<nav><ol><li id="x"><a href="#y">a b</a></li></ol></nav>',
            PageStart("2", "part", 2, "b"),
            '[2]<nav><ol><li id="x"><a href="#y">a b</a></li></ol></nav>',
        ),
        ('<div id="d"><img src="x"/></div>', PageStart("2", "d", 0, ""), '<div id="d">[2]<img src="x"/></div>'),
        ('<div><img id="i" src="x"/></div>', PageStart("2", "i", 0, ""), '<div>[2]<img id="i" src="x"/></div>'),
        ('<p id="p">a b</p>', PageStart("2", "p", 99, ""), '<p id="p">a b[2]</p>'),
    ],
)
def test_a_mark_stands_right_before_the_word(body: str, page: PageStart, expected: str) -> None:
    assert marked(body, page) == expected


def test_words_settle_what_the_offset_leaves_open() -> None:
    body = '<p id="p">the mill turns, the mill stands, the mill is</p>'
    assert marked(body, PageStart("2", "p", 18, "the mill")) == '<p id="p">the mill turns, [2]the mill stands, the mill is</p>'
    assert marked(body, PageStart("2", "p", 0, "mill is")) == '<p id="p">the mill turns, the mill stands, the [2]mill is</p>'


def test_words_that_only_print_has_are_given_up_from_the_end() -> None:
    assert (
        marked('<p id="p">see Figure 1 and go</p>', PageStart("2", "p", 9, "Figure 1 on page 3"))
        == '<p id="p">see [2]Figure 1 and go</p>'
    )


def test_a_word_is_never_found_inside_another() -> None:
    assert marked('<p id="p">another other</p>', PageStart("2", "p", 2, "other")) == '<p id="p">another [2]other</p>'


def test_pages_that_begin_at_one_place_keep_their_order() -> None:
    pages = [PageStart("1", "h", 0, "a"), PageStart("2", "h", 0, "a"), PageStart("3", "p", 0, "b"), PageStart("4", "p", 0, "b")]
    assert marked('<h2 id="h"><b>a</b></h2><p id="p">b</p>', *pages) == '[1][2]<h2 id="h"><b>a</b></h2><p id="p">[3][4]b</p>'


def two_parts() -> dict[str, etree._Element]:
    first, second = tree("<h1>a</h1><p>b</p>"), tree("<h1>c</h1><p>d</p>")
    first.find(f".//{{{XHTML}}}section").set("id", "one")  # type: ignore[union-attr]
    second.find(f".//{{{XHTML}}}section").set("id", "two")  # type: ignore[union-attr]
    return {"one.xhtml": first, "two.xhtml": second}


def files_of(markers: list[Marker]) -> list[tuple[str, str]]:
    return [(marker.label, marker.file) for marker in markers]


def test_a_page_that_only_print_has_is_marked_where_the_next_part_begins() -> None:
    trees = two_parts()
    pages = [
        PageStart("i", "cover", 0, "x"),
        PageStart("1", "one", 0, "a"),
        PageStart("2", "gone", 3, "x"),
        PageStart("3", "two", 0, "c"),
    ]
    assert files_of(insert(trees, pages, str)) == [("i", "one.xhtml"), ("1", "one.xhtml"), ("2", "two.xhtml"), ("3", "two.xhtml")]
    heads = [[child.get("id") for child in root.iter() if child.get("role") == "doc-pagebreak"] for root in trees.values()]
    assert heads == [["page-i", "page-1"], ["page-2", "page-3"]]


def test_a_page_that_only_print_has_stays_before_what_follows_it_in_the_same_part() -> None:
    pages = [PageStart("1", "one", 0, "a"), PageStart("2", "gone", 0, "x"), PageStart("3", "one", 2, "b")]
    assert files_of(insert(two_parts(), pages, str)) == [("1", "one.xhtml"), ("2", "one.xhtml"), ("3", "one.xhtml")]


def test_a_last_page_that_only_print_has_ends_the_book() -> None:
    trees = two_parts()
    markers = insert(trees, [PageStart("1", "two", 0, "c"), PageStart("2", "gone", 0, "x")], str)
    assert files_of(markers) == [("1", "two.xhtml"), ("2", "two.xhtml")]
    assert trees["two.xhtml"].find(f".//{{{XHTML}}}section")[-1].get("id") == "page-2"  # type: ignore[index]


def test_marks_have_ids_of_their_own_and_say_their_page() -> None:
    root = tree('<p id="page-2">a b c</p>')
    markers = insert(
        {"x": root},
        [PageStart("2", "page-2", 2, "b"), PageStart("2", "page-2", 4, "c"), PageStart("A 1/b", "part", 0, "a")],
        "Page {}".format,
    )
    assert [marker.id for marker in markers] == ["page-2-2", "page-2-3", "page-A-1-b"]
    spans = list(root.iter(f"{{{XHTML}}}span"))
    assert {span.get("aria-label") for span in spans} == {"Page 2", "Page A 1/b"}
    assert {span.get(f"{{{EPUB}}}type") for span in spans} == {"pagebreak"}


def test_without_pages_or_files_nothing_happens() -> None:
    assert insert({}, [PageStart("1", "a", 0, "")], str) == []
    assert insert(two_parts(), [], str) == []


word = st.text("abc", min_size=1, max_size=3)
words = st.lists(word, min_size=1, max_size=6).map(" ".join)
inline = st.recursive(
    words,
    lambda below: st.tuples(st.sampled_from(["em", "b", "a", "span"]), below).map(lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"),
    max_leaves=3,
)
noted = (
    st.lists(st.one_of(inline, st.just(NOTE)), min_size=1, max_size=5).map(" ".join).filter(lambda s: s.replace(NOTE, "").strip())
)
block = st.recursive(
    st.one_of(noted.map("<p>{}</p>".format), noted.map("<h2>{}</h2>".format)),
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=3).map(lambda items: "<ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>"),
        st.lists(noted, min_size=1, max_size=3).map(
            lambda cells: "<table><caption>c c</caption><tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr></table>"
        ),
        below.map("<blockquote>\n{}\n</blockquote>".format),
    ),
    max_leaves=4,
)
bodies = st.lists(block, min_size=1, max_size=4).map("\n".join)


@given(bodies, st.data())
def test_behind_every_mark_stand_the_first_words_of_its_page(body: str, data: st.DataObject) -> None:
    root = tree(body.replace('id="call" ', ""))
    section = root.find(f".//{{{XHTML}}}section")
    assert section is not None
    before = Flow.of(section).text
    starts = [0, *(i + 1 for i, character in enumerate(before) if character == " ")]
    chosen = sorted(data.draw(st.lists(st.sampled_from(starts), min_size=1, max_size=4)))
    pages = [PageStart(str(n), "part", offset, " ".join(before[offset:].split(" ")[:3])) for n, offset in enumerate(chosen, 1)]
    markers = insert({"x": root}, pages, str)
    assert all(marker.exact for marker in markers)
    assert Flow.of(section).text == before, "the text isn't disturbed"
    order = [mark.get("id") for mark in root.iter(f"{{{XHTML}}}span") if mark.get("role") == "doc-pagebreak"]
    assert order == [marker.id for marker in markers], "marks stand in the order of the pages"
    for page, marker in zip(pages, markers, strict=True):
        assert text_behind(root, marker.id).startswith(before[page.offset :])


def text_behind(root: etree._Element, id_: str) -> str:
    cut = copy.deepcopy(root)
    mark = next(element for element in cut.iter() if element.get("id") == id_)
    mark.tail = "\ue000" + (mark.tail or "")
    return Flow.of(cut).text.partition("\ue000")[2].lstrip()


def test_page_that_begins_with_what_only_print_has_is_marked_at_what_follows_on_it() -> None:
    first, second = tree('<p id="p">one two</p>'), tree('<h1 id="h">three</h1>')
    second.find(f".//{{{XHTML}}}section").set("id", "later")  # type: ignore[union-attr]
    pages = (PageStart("1", "p", 0, "one two"), PageStart("2", "print", 0, "Only here", ("print", "print-title", "h")))
    found = insert({"one.xhtml": first, "two.xhtml": tree("<p>between</p>"), "three.xhtml": second}, pages, "Page {}".format)
    assert [(marker.label, marker.file) for marker in found] == [("1", "one.xhtml"), ("2", "three.xhtml")]
