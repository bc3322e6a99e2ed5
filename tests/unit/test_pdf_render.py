"""A rendered PDF: what it says of itself, what it carries, what it refuses, and that it is always the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from support.printing import CSS, Shelf, document, fonts_ready, metadata, page, preset, printed

from report.output.pdf.file.metadata import Makers, describe, xmp
from report.output.pdf.render import render
from report.output.rendition import Attachment
from report.problems import ProblemsFound

BODY = '<h1 id="title">A title</h1><p id="p">See <a href="#two">there</a>.</p><h2 id="two">Second</h2><p>More.</p>'
ATTACHMENTS = (
    Attachment("camp.zip", b"PK", "application/zip", "Source", "The article"),
    Attachment("members.csv", b"a,b\n1,2\n", "text/csv", "Data", "Members"),
)


def problems(body: str, css: str = "") -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFound) as found:
        printed(body, css)
    return [(problem.rule, problem.sentence) for problem in found.value.problems]


def test_metadata_is_the_same_in_xmp_and_information_dictionary() -> None:
    with pikepdf.open(BytesIO(printed(BODY).data)) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            assert xmp["dc:title"] == info["/Title"] == "A Camp & its <Story>"
            assert xmp["dc:creator"] == ["Ann Author", "Bo Author"]
            assert info["/Author"] == "Ann Author, Bo Author"
            assert xmp["dc:description"] == info["/Subject"] == "What sources say of a camp."
            assert xmp["pdf:Keywords"] == info["/Keywords"] == "camps, Albania"
            assert xmp["dc:subject"] == {"camps", "Albania"}
            assert xmp["pdf:Producer"] == info["/Producer"]
            assert xmp["xmp:CreatorTool"] == info["/Creator"]
            assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2026-11-23T00:00:00Z"
            assert info["/CreationDate"] == info["/ModDate"] == "D:20261123000000Z"
            assert xmp["dc:rights"] == "CC BY-SA 4.0"
            assert xmp["xmpRights:WebStatement"] == "https://creativecommons.org/licenses/by-sa/4.0/"
            assert xmp["dc:publisher"] == {"The Publisher"}
            assert xmp["dc:language"] == {"en"}
            assert xmp["dc:identifier"] == "urn:uuid:8d3bd9a4-5c19-5d2c-a5b5-4c5b4f2f7f55"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("3", "A", "1")
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        etree.fromstring(pdf.Root.Metadata.read_bytes())


def test_where_no_author_is_named_the_publisher_stands_in() -> None:
    nobody = replace(metadata(), authors=())
    packet = xmp(nobody, Makers("report", "WeasyPrint"), "ua-1+a-3a")
    rdf = etree.fromstring(packet.partition(b"?>")[2].rpartition(b"<?xpacket")[0])
    (creator,) = rdf.iter("{http://purl.org/dc/elements/1.1/}creator")
    assert [item.text for item in creator.iter("{*}li")] == ["The Publisher"]
    with pikepdf.new() as pdf:
        describe(pdf, nobody, Makers("report", "WeasyPrint"), "ua-1+a-3a")
        assert str(pdf.trailer.Info.Author) == "The Publisher"


def test_each_attachment_is_there_once_with_its_relationship_and_the_edition_date() -> None:
    with pikepdf.open(BytesIO(printed(BODY, attachments=ATTACHMENTS).data)) as pdf:
        associated = list(pdf.Root.AF)
        assert [(str(each.UF), str(each.AFRelationship)) for each in associated] == [
            ("camp.zip", "/Source"),
            ("members.csv", "/Data"),
        ]
        assert {each.objgen for each in associated} == {each.objgen for each in list(pdf.Root.Names.EmbeddedFiles.Names)[1::2]}
        stream = associated[0].EF.F
        assert stream.read_bytes() == b"PK"
        assert stream.Subtype == "/application/zip"
        assert stream.Params.ModDate == stream.Params.CreationDate == "D:20261123000000Z"
        assert bytes(stream.Params.CheckSum) == hashlib.md5(b"PK", usedforsecurity=False).digest()


def test_attachments_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        printed(BODY, attachments=(ATTACHMENTS[0], ATTACHMENTS[0]))


def test_headings_become_bookmarks_and_ids_destinations() -> None:
    with pikepdf.open(BytesIO(printed(BODY).data)) as pdf:
        with pdf.open_outline() as outline:
            assert [(item.title, [below.title for below in item.children]) for item in outline.root] == [("A title", ["Second"])]
        assert set(map(str, list(pdf.Root.Names.Dests.Names)[::2])) == {"title", "p", "two"}


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "file:///etc/hostname", "picture:other", "x.png", "data:image/png,x"]
)
def test_refused_address_ends_the_build_with_its_name(address: str) -> None:
    found = problems(f'<h1>T</h1><p><img src="{address}" alt="x"/></p>')
    assert [rule for rule, _ in found] == ["PDF-002"]
    assert address in found[0][1]


def test_style_sheets_ask_the_same_door() -> None:
    assert [rule for rule, _ in problems("<h1>T</h1>", 'h1 { background: url("https://example.org/a.png") }')] == ["PDF-002"]
    assert [rule for rule, _ in problems("<h1>T</h1>", '@import url("file:///a.css");')] == ["PDF-002"]


def test_every_objection_of_the_layout_engine_is_a_problem() -> None:
    found = problems('<h1>T</h1><p><a href="#nowhere">x</a></p>', "h1 { colour: red; margin: wide }")
    assert [rule for rule, _ in found] == ["PDF-001"] * 3
    assert "colour" in found[0][1]
    assert "margin: wide" in found[1][1]
    assert "#nowhere" in found[2][1]


def test_character_that_no_font_has_is_a_problem() -> None:
    assert [rule for rule, _ in problems("<h1>T</h1><p>\u4e2d</p>")] == ["PDF-001"]


def test_text_in_a_layer_of_its_own_is_a_problem() -> None:
    found = problems("<h1>T</h1><p>Pale words</p>", "p { opacity: 0.5 }")
    assert [rule for rule, _ in found] == ["PDF-003"]
    assert "Pale words" in found[0][1]


def test_picture_that_cannot_be_read_is_a_problem() -> None:
    class Broken(Shelf):
        def open(self, url: str) -> tuple[bytes, str]:
            assert url == "x:y"
            return b"no picture", "image/png"

    fonts_ready()
    with pytest.raises(ProblemsFound) as found:
        render(document(), preset(), page('<h1>T</h1><img src="x:y" alt="x"/>'), [CSS], Broken())
    assert [problem.rule for problem in found.value.problems] == ["PDF-001"]


SCRIPT = """
import hashlib
from support.printing import printed
from tests.unit.test_pdf_render import ATTACHMENTS, BODY
print(hashlib.sha256(printed(BODY, attachments=ATTACHMENTS).data).hexdigest())
"""


def test_same_bytes_whatever_the_clock_the_place_and_the_hash_seed(root: Path, tmp_path: Path) -> None:
    script = SCRIPT.replace("tests.unit.", "")
    places = os.pathsep.join(str(root / folder) for folder in (".", "tests", "tests/unit"))
    settings = {**os.environ, "TZ": "Asia/Tehran", "PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONPATH": places}
    answer = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=settings, capture_output=True, text=True, check=True
    )
    here = hashlib.sha256(printed(BODY, attachments=ATTACHMENTS).data).hexdigest()
    assert answer.stdout.strip() == here


def test_text_over_text_is_told_once_a_pair_of_blocks() -> None:
    over = "position: absolute; top: 4mm; left: 0; margin: 0"
    body = f'<h1>T</h1><p id="below">Words<br/>and more words.</p><p id="over" style="{over}">Others<br/>over<br/>them</p>'
    found = problems(body, "h1, p { margin: 0; font-size: 10pt; line-height: 14pt }")
    assert [(rule, words.partition("“")[0]) for rule, words in found] == [("PDF-008", "on page 1 the words ")] * len(found)
    assert 1 <= len(found) <= 2
    apart = body.replace("top: 4mm", "top: 40mm")
    assert printed(apart, "h1, p { margin: 0; font-size: 10pt; line-height: 14pt }").data
    close = "<h1>T</h1><p>Ägypten, fjord,<br/>qualify, Århus</p>"
    assert printed(close, "p { line-height: 0.8 }").data


def test_text_that_runs_off_the_page_is_told_once_a_block_with_its_page() -> None:
    cells = "".join(f"<td>incomprehensibilities{number}</td>" for number in range(12))
    body = f'<h1 id="title">A title</h1><p id="p">Words.</p><table id="wide"><tr>{cells}</tr><tr>{cells}</tr></table>'
    (found,) = problems(body, "td { white-space: nowrap }")
    assert found[0] == "PDF-007"
    assert found[1].startswith("on page 1 the words “incomprehensibilities")
    assert found[1].endswith("” in “wide” run off the page")
    tall = '<h1 id="title">A title</h1><p id="tall" style="display: inline-block">' + "Words and more words. " * 300 + "</p>"
    assert [(rule, words[-25:]) for rule, words in problems(tall)] == [("PDF-007", " in “tall” run off the page"[-25:])]
    printed(body.replace(cells, "<td>short</td>"))
