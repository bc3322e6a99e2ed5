"""The web edition of a small document with every kind of block: one page, whole by itself."""

from __future__ import annotations

import base64
import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from epub_sample import DOCUMENT, HISTORY, text
from lxml import etree
from web_sample import ARCHIVE, SVG, TABLE, page

from report.intake.archive import RefusedArchive
from report.model import document as d
from report.model.figure import Picture
from report.output import container
from report.output.family import families
from report.verify.web_structure import web_problems

WEB = families()["web"]


def tree(html: str) -> etree._Element:
    return etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))


def style(html: str) -> str:
    return html.partition("<style>")[2].partition("</style>")[0]


def told(html: str) -> dict[str, object]:
    (script,) = tree(html).iter("script")
    found: dict[str, object] = json.loads(script.text or "")
    return found


def test_the_page_is_as_reviewed(golden: Callable[[Path, str], None], golden_folder: Path) -> None:
    shown = re.sub(r"<style>.*?</style>", "<style>…</style>", page(), flags=re.DOTALL)
    golden(golden_folder / "web" / "mill.html", re.sub(r'content="report [^"]*"', 'content="report …"', shown))


def test_the_page_is_whole_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "mill.html"
    file.write_text(page(), encoding="utf-8")
    assert web_problems(file) == []


def test_the_same_document_gives_the_same_page() -> None:
    assert page() == page()


def test_a_page_of_print_begins_before_its_first_word() -> None:
    html = page()
    assert re.search(r'<em><span role="doc-pagebreak" id="page-2" data-page="Page 2"></span>nobody ', html) or re.search(
        r'<span role="doc-pagebreak" id="page-2" data-page="Page 2"></span><em>nobody ', html
    )
    assert re.search(r'id="page-3"[^>]*></span>\s*<figure id="figure-visits">', html)
    assert re.search(r"<th [^>]*><span [^>]*id=\"page-4\"[^>]*></span>", html)
    listed = [link.get("href") for link in tree(html).iterfind(".//nav[@id='nav-pages']//a")]
    assert listed == [f"#page-{label}" for label in ("i", "ii", "iii", "1", "2", "3", "4", "5")]


def test_without_pages_of_print_none_are_listed() -> None:
    html = page(pages=None)
    assert 'id="nav-pages"' not in html
    assert tree(html).find(".//*[@role='doc-pagebreak']") is None


def test_headings_have_one_first_level_and_leave_none_out() -> None:
    levels = [int(str(heading.tag)[1]) for heading in tree(page()).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_chart_is_a_drawing_whose_text_is_text_and_whose_colours_change() -> None:
    html = page()
    box = tree(html).find(".//*[@id='figure-visits-image']")
    assert box is not None
    assert (box.get("role"), box.get("aria-label")) == ("img", "Chart of two marks: about 40 visits in 2018, and 60 in 2020.")
    (drawing,) = box
    assert (drawing.get("aria-hidden"), drawing.get("width"), drawing.get("viewbox")) == ("true", None, "0 0 100 60")
    assert "about 40" in "".join(map(str, drawing.itertext()))
    inside = html.partition("<svg")[2].partition("</svg>")[0]
    assert not re.search(r"#[0-9a-f]{6}|xlink|xmlns:", inside)
    assert '<use x="1" href="#visits-dot">' in inside
    assert "fill: var(--drawn-0b5d7a)" in inside
    assert '<text style="font: 8px Almarai" class="foreign">' in inside
    rules = style(html)
    day, _, night = rules.partition("@media screen and (prefers-color-scheme: dark)")
    assert "--drawn-0b5d7a: #0b5d7a;" in day
    assert re.search(r"--drawn-0b5d7a: #(?!0b5d7a)[0-9a-f]{6};", night)


def test_an_image_of_pixels_stands_in_the_page() -> None:
    html = page(picture=Picture(b"\x89PNG", "image/png", 100, 60))
    address = base64.b64encode(b"\x89PNG").decode()
    assert f'src="data:image/png;base64,{address}"' in html
    assert 'alt="Chart of two marks' in html


def test_a_figure_without_picture_is_named() -> None:
    unknown = replace(HISTORY, blocks=(replace(HISTORY.blocks[6], id="figure-gone"),), notes=())
    with pytest.raises(LookupError, match="figure-gone"):
        page(replace(DOCUMENT, parts=(unknown,), contents=(), figures=(), tables=()))


def test_description_and_data_stand_beside_the_figure() -> None:
    (details,) = (one for one in tree(page()).iter("details") if one.get("class") == "told")
    assert details.get("id") == "figure-visits-details"
    said = " ".join("".join(map(str, details.itertext())).split())
    assert said.startswith("Description and data of the figure: Figure 1 The chart shows two years. Both were counted")
    assert details.find(".//div[@id='figure-visits-description']/p") is not None
    assert details.find(".//table[@id='figure-visits-numbers']") is not None
    figure = details.getprevious()
    assert figure is not None
    assert figure.get("id") == "figure-visits"


def test_the_imprint_is_opened_by_its_heading_and_follows_the_contents() -> None:
    section = tree(page()).find(".//section[@id='imprint']")
    assert section is not None
    details = section[-1]
    assert [child.get("id") for child in section] == ["page-ii", "imprint-details"]
    assert "".join(map(str, details[0].itertext())).strip() == details[0].findtext("h2") == "Imprint"
    assert section.get("aria-labelledby") == details[0][0].get("id")
    previous = section.getprevious()
    assert previous is not None
    assert previous.get("id") == "contents"


def test_the_page_describes_itself() -> None:
    said = told(page())
    assert {key: said[key] for key in ("@type", "name", "inLanguage", "version", "datePublished")} == {
        "@type": "Report",
        "name": "The Mill",
        "inLanguage": "en-GB",
        "version": "2",
        "datePublished": "2026-11-23",
    }
    assert said["author"] == [{"@type": "Person", "name": "A. Miller"}, {"@type": "Person", "name": "B. Baker"}]
    assert "url" not in said


def test_words_cannot_end_the_description_or_the_markup() -> None:
    evil = "</script><script>alert(1)</script> <!-- \" onload='x' & ]]>"
    about = replace(DOCUMENT.metadata, title=evil, summary=evil, publisher=evil)
    html = page(replace(DOCUMENT, metadata=about))
    assert told(html)["name"] == evil
    assert [script.get("type") for script in tree(html).iter("script")] == ["application/ld+json"]
    assert tree(html).findtext(".//title") == evil


def test_only_a_page_with_an_address_tells_it() -> None:
    assert "og:" not in page()
    assert "canonical" not in page()
    html = page(url="https://example.org/mill")
    assert '<meta property="og:url" content="https://example.org/mill">' in html
    assert '<link rel="canonical" href="https://example.org/mill">' in html
    assert told(html)["url"] == "https://example.org/mill"


def test_what_it_carries_can_be_downloaded() -> None:
    html = page()
    links = {link.get("download"): link.get("href") or "" for link in tree(html).iter("a") if link.get("download")}
    found = {name: base64.b64decode(address.partition("base64,")[2]) for name, address in links.items()}
    assert found == {ARCHIVE.name: ARCHIVE.data, TABLE.name: TABLE.data}
    assert list(WEB.archives(html.encode())) == [ARCHIVE.data]
    assert WEB.holds(html.encode())


def test_what_carries_nothing_by_choice_offers_nothing() -> None:
    html = page(carry="nothing", attachments=(ARCHIVE,))
    assert '<footer class="carried" hidden>' in html
    assert list(WEB.archives(html.encode())) == [ARCHIVE.data]


@pytest.mark.parametrize(
    ("page_", "found"),
    [
        (b"<!DOCTYPE html><p>no link</p>", 0),
        (b'<!DOCTYPE html><a download="x-source.zip" href="https://example.org/">a</a>', 0),
        (b'<!DOCTYPE html><a download="x.csv" href="data:text/csv;base64,eA==">a</a>', 0),
        (b'<!DOCTYPE html><a href="data:application/zip;base64,eA==" id="a" download="x-source.zip">a</a>', 1),
        (b'<!DOCTYPE html><a download="x-source.zip" href="data:application/zip;base64,eA==">a</a>' * 2, 2),
    ],
)
def test_archives_are_found_in_pages_of_others(page_: bytes, found: int) -> None:
    assert list(WEB.archives(page_)) == [b"x"] * found


@pytest.mark.parametrize("written", [b"eA=", b"e A==", b"\xc3\xa9A==", b"eA==<"])
def test_a_damaged_link_is_refused(written: bytes) -> None:
    page_ = b'<!DOCTYPE html><a download="x-source.zip" href="data:application/zip;base64,' + written + b'">a</a>'
    if b"<" in written:
        assert list(WEB.archives(page_)) == []
        return
    with pytest.raises(RefusedArchive, match="damaged"):
        list(WEB.archives(page_))


def test_pages_that_differ_say_where() -> None:
    files = container.pack([("article/article.yaml", b"title: A\nid: x\n"), ("versions.json", b"{}")])
    others = container.pack([("article/article.yaml", b"title: B\nid: x\n"), ("versions.json", b"{1}")])
    ours = page(attachments=(replace(ARCHIVE, data=files),)).encode()
    theirs = page(attachments=(replace(ARCHIVE, data=others),)).encode().replace(b"nobody ", b"anybody ")
    line = ours[: ours.index(b"nobody ")].count(b"\n") + 1
    told_ = [(one.where, one.stamp) for one in WEB.differences(ours, theirs)]
    assert told_ == [
        ("the source.zip: article/article.yaml, line 1", False),
        ("the source.zip: versions.json", True),
        (f"the page, line {line}", False),
    ]
    assert list(WEB.differences(ours, ours)) == []
    newer = re.sub(rb'content="report [^"]*"', b'content="report 9"', ours)
    assert [one.stamp for one in WEB.differences(ours, newer)] == [True]


def test_a_table_says_what_each_cell_is_where_it_is_stacked() -> None:
    html = page()
    assert re.search(r'<td class="start" data-label="Visits">v18</td>', html)
    assert not re.search(r"<t[dhr][^>]* role=", html)


def test_a_link_to_nothing_is_named() -> None:
    lost = replace(HISTORY, blocks=(d.Paragraph("p", (d.CrossReference("gone", "There"),)),), notes=())
    with pytest.raises(LookupError, match="nothing called “gone”"):
        page(replace(DOCUMENT, parts=(lost,), contents=(), figures=(), tables=()))


def test_notes_of_each_part_have_a_name_of_their_own() -> None:
    assert 'aria-label="Notes: History &amp; visits"' in page()


def test_it_is_read_from_the_right_where_its_language_is() -> None:
    html = page(replace(DOCUMENT, language="fa"), pages=None)
    assert '<html lang="fa" dir="rtl">' in html


def test_a_heading_that_leaves_a_level_out_is_set_right_below_what_it_stands_under() -> None:
    blocks = tuple(d.Heading(id_, level, text(id_)) for id_, level in (("a", 4), ("b", 4), ("c", 2), ("d", 3)))
    html = page(replace(DOCUMENT, parts=(replace(HISTORY, blocks=blocks, notes=()),), contents=(), figures=(), tables=()))
    assert re.findall(r'<h(\d) id="([abcd])"', html) == [("3", "a"), ("3", "b"), ("3", "c"), ("4", "d")]


def test_a_table_of_numbers_stays_one_and_can_be_moved() -> None:
    columns = (d.Column((d.Text("Year"),)), *(d.Column((d.Text(place),), "end") for place in ("North", "South")))
    rows = (((d.Text("2018"),), (d.Text("40"),), (d.Text("50"),)),)
    numbers = d.Table("table-numbers", "Table 2", (d.Text("All"),), columns, rows)
    words = replace(numbers, id="table-words", columns=(columns[0], columns[1], d.Column((d.Text("By"),))))
    part = replace(HISTORY, id="more", blocks=(numbers, words), notes=())
    found = tree(page(replace(DOCUMENT, parts=(*DOCUMENT.parts, part))))
    boxes = {table.get("id"): table.getparent() for table in found.iter("table")}
    box, other = boxes["table-numbers"], boxes["table-words"]
    assert box is not None
    assert other is not None
    assert (box.get("class"), box.get("role"), box.get("aria-label"), box.get("tabindex")) == (
        "table moves",
        "region",
        "Table 2 All",
        "0",
    )
    assert (other.get("class"), other.get("tabindex")) == ("table stacks", None)


def test_the_cover_shows_what_it_has_in_print_in_its_own_colours() -> None:
    assert "cover-axis" not in page()
    shown = replace(DOCUMENT.cover, axis_text="Two events on an axis")
    html = page(replace(DOCUMENT, cover=shown), cover=Picture(SVG, "image/svg+xml", 100, 60))
    box = tree(html).find(".//header/div[@class='axis']")
    assert box is not None
    assert (box.get("role"), box.get("aria-label")) == ("img", "Two events on an axis")
    drawing = html.partition('class="axis"')[2].partition("</div>")[0]
    assert "#0b5d7a" in drawing
    assert "var(" not in drawing, "its ground is the same at night"


def test_notes_stand_beside_all_text_of_their_part() -> None:
    part = tree(page()).find(".//section[@id='history']")
    assert part is not None
    assert [(child.tag, child.get("class")) for child in part] == [("div", "text"), ("section", "notes")]
    assert "noted" in (part.get("class") or "").split()
