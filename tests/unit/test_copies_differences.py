"""Where a copy and its rebuilding differ, told in words, version stamps apart."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from support.hostile import ABOUT

from report.compare.bytes import MOST, differences
from report.output import container
from report.output.difference import Difference

LONG = "\n".join(f"line {n}" for n in range(5))


def pdf(*pages: bytes, producer: str = "A 1", title: str = "T", source: bytes = b"", tree: str = "P") -> bytes:
    made = pikepdf.new()
    for content in pages:
        made.add_blank_page(page_size=(100, 100))
        made.pages[-1].Contents = made.make_stream(content)
    made.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name("/" + tree))]))
    made.trailer.Info = made.make_indirect(pikepdf.Dictionary(Producer=producer, Title=title))
    xmp = f"<x><pdf:Producer>{producer}</pdf:Producer><dc:title>{title}</dc:title></x>".encode()
    made.Root.Metadata = made.make_stream(xmp, Type=pikepdf.Name.Metadata)
    if source:
        file = made.make_stream(source, Type=pikepdf.Name.EmbeddedFile, Params=pikepdf.Dictionary(Size=len(source)))
        entry = pikepdf.Dictionary(
            Type=pikepdf.Name.Filespec, F="a-source.zip", UF="a-source.zip", EF=pikepdf.Dictionary(F=file, UF=file)
        )
        made.Root.AF = pikepdf.Array([made.make_indirect(entry)])
    out = io.BytesIO()
    made.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def source(text: str = LONG, version: str = "1") -> bytes:
    about = json.dumps(ABOUT | {"templates": version}).encode()
    versions = json.dumps({"report": version}).encode()
    return container.pack([("article/a.md", text.encode()), ("copy.json", about), ("versions.json", versions)])


def epub(text: str = LONG, generator: str = "Ebook-lib 1", archive: bytes = b"", **more: bytes) -> bytes:
    package = f'<package>\n  <meta name="generator" content="{generator}"/>\n</package>'
    files = {"EPUB/content.opf": package.encode(), "EPUB/text/a.xhtml": text.encode(), **more}
    return container.pack([*files.items(), ("EPUB/attachments/a-source.zip", archive or source())], mimetype=container.EPUB)


def told(first: bytes, second: bytes, medium: str) -> list[tuple[str, bool]]:
    return [(difference.where, difference.stamp) for difference in differences(first, second, medium)]


def test_the_same_bytes_differ_nowhere() -> None:
    assert differences(pdf(b"a"), pdf(b"a"), "pdf") == []
    assert differences(epub(), epub(), "epub") == []


def test_a_page_is_named_with_the_byte_in_its_content() -> None:
    assert told(pdf(b"1 w", b"2 w 3 w"), pdf(b"1 w", b"2 w 4 w"), "pdf") == [("page 2, its content, at byte 4", False)]


def test_pages_in_other_numbers_are_counted() -> None:
    assert ("the number of pages: 2, and 1 when rebuilt", False) in told(pdf(b"", b""), pdf(b""), "pdf")


def test_objects_are_named_along_the_catalogue() -> None:
    assert told(pdf(b"", tree="P"), pdf(b"", tree="H1"), "pdf") == [("the structure tree, /K 1, /S", False)]
    found = told(pdf(b"", title="T"), pdf(b"", title="U"), "pdf")
    assert found == [("the metadata, at byte 45", False), ("the information dictionary, /Title", False)]


def test_stamps_of_a_pdf_are_told_apart() -> None:
    first, second = pdf(b"x", producer="A 1", source=source()), pdf(b"x", producer="A 22", source=source(version="2"))
    assert told(first, second, "pdf") == [
        ("a-source.zip: copy.json", True),
        ("a-source.zip: versions.json", True),
        ("the metadata", True),
        ("the information dictionary, /Producer", True),
    ]


def test_what_the_archive_of_a_pdf_says_otherwise_is_named() -> None:
    found = told(pdf(b"", source=source()), pdf(b"", source=source(LONG.replace("line 3", "line x"))), "pdf")
    assert found == [("a-source.zip: article/a.md, line 4", False)]


def test_the_same_objects_written_otherwise_are_a_stamp() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(b"x" * 100))) as made:
        made.save(
            out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized, fix_metadata_version=False
        )
    assert told(pdf(b"x" * 100), out.getvalue(), "pdf") == [("the same content, written or compressed in another way", True)]


def test_a_file_and_a_line_of_an_ebook_are_named() -> None:
    assert told(epub(), epub(LONG.replace("line 2", "line x")), "epub") == [("EPUB/text/a.xhtml, line 3", False)]
    assert told(epub(font=b"\xff\x00\x01"), epub(font=b"\xff\x00\x02"), "epub") == [("font, at byte 2", False)]
    assert told(epub(extra=b"x"), epub(), "epub") == [("extra is only in the file", False)]
    assert told(epub(), epub(extra=b"x"), "epub") == [("extra is only in the rebuilt one", False)]


def test_stamps_of_an_ebook_are_told_apart() -> None:
    found = told(epub(), epub(generator="Ebook-lib 2", archive=source(version="2")), "epub")
    assert found == [
        ("EPUB/attachments/a-source.zip: copy.json", True),
        ("EPUB/attachments/a-source.zip: versions.json", True),
        ("EPUB/content.opf, line 2", True),
    ]


def test_no_more_are_told_than_help() -> None:
    many = [pdf(*(b"%d w" % (n + shift) for n in range(30))) for shift in (0, 50)]
    assert len(differences(many[0], many[1], "pdf")) == MOST


@pytest.mark.parametrize("medium", ["pdf", "epub"])
def test_a_damaged_file_is_told(medium: str) -> None:
    (found,) = differences(b"nothing", pdf(b"") if medium == "pdf" else epub(), medium)
    assert isinstance(found, Difference)
    assert not found.stamp


def test_a_difference_as_json(tmp_path: Path) -> None:
    assert Difference("page 1", stamp=True).as_json() == {"where": "page 1", "stamp": True}
