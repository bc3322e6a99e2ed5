"""Our own checks of built files: each rule is shown what it must pass and what it must reject."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from verify_samples import ACCESSIBLE, ARCHIVAL, BOOK, NAV, ONE, PACKAGE, book, page, pdf, xmp

from report.problems import Problem
from report.verify.claims import Claims, claims_of
from report.verify.epub_structure import epub_problems
from report.verify.pdf_structure import pdf_problems


def told(problems: list[Problem], file: Path) -> list[str]:
    return [str(problem).removeprefix(str(file)).removeprefix("!/") for problem in problems]


# PDF


def test_a_sound_pdf_has_no_problem(tmp_path: Path) -> None:
    assert pdf_problems(pdf(tmp_path / "a.pdf"), ["Mill Serif"]) == []


def _remove(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        del made.Root[key]

    return change


def _metadata(data: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda made: made.Root.Metadata.write(data)


def _font(**changes: pikepdf.Object) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        for key, value in changes.items():
            made.pages[0].Resources.Font.F1[f"/{key}"] = value

    return change


def _direct_font(made: pikepdf.Pdf) -> None:
    made.pages[0].Resources.Font.F1 = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)


def _composite_font(made: pikepdf.Pdf) -> None:
    part = made.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+Other")))
    made.pages[0].Resources.Font.F1 = made.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Other"), DescendantFonts=Array([part]))
    )


def _associated_twice(made: pikepdf.Pdf) -> None:
    made.Root.AF.append(made.Root.AF[0])


def _associated_stray(made: pikepdf.Pdf) -> None:
    made.Root.AF.append(Dictionary(Type=Name.Filespec, UF=String("stray.csv"), AFRelationship=Name.Data))


def _no_relationship(made: pikepdf.Pdf) -> None:
    del made.Root.AF[0]["/AFRelationship"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_remove("/MarkInfo"), [": PDF-102 The PDF is not tagged"]),
        (_remove("/StructTreeRoot"), [": PDF-102 The PDF is not tagged"]),
        (_metadata(xmp(title="")), [": PDF-103 The PDF has no title"]),
        (_remove("/ViewerPreferences"), [": PDF-103 The PDF has a title, but shows the name of the file"]),
        (_remove("/Lang"), [": PDF-104 The PDF doesn't say what language it is in"]),
        (_remove("/Outlines"), [": PDF-105 The PDF has no bookmarks"]),
        (_metadata(xmp("")), [": PDF-106 The file claims neither PDF/A nor PDF/UA, so there is no standard to judge it by"]),
        (_metadata(xmp(ARCHIVAL)), [": PDF-106 The file claims PDF/A-3a where PDF/A-3a and PDF/UA-1 are wanted"]),
        (_metadata(xmp(ACCESSIBLE)), [": PDF-106 The file claims PDF/UA-1 where PDF/A-3a and PDF/UA-1 are wanted"]),
        (
            _metadata(xmp(ARCHIVAL.replace('"A"', '"B"') + ACCESSIBLE)),
            [": PDF-106 The file claims PDF/A-3b and PDF/UA-1 where PDF/A-3a and PDF/UA-1 are wanted"],
        ),
        (_font(FontDescriptor=Dictionary()), [": PDF-107 The font Mill-Serif-Bold is not embedded"]),
        (_font(BaseFont=Name("/ABCDEF+DejaVu-Sans")), [": PDF-108 The font DejaVu-Sans is none of Mill Serif"]),
        (_direct_font, [": PDF-107 The font Courier is not embedded", ": PDF-108 The font Courier is none of Mill Serif"]),
        (_composite_font, [": PDF-107 The font Other is not embedded", ": PDF-108 The font Other is none of Mill Serif"]),
        (_remove("/AF"), [": PDF-109 The attachment data.csv is not in the list of associated files"]),
        (_associated_twice, [": PDF-109 The attachment data.csv stands 2 times in the list of associated files"]),
        (_associated_stray, [": PDF-109 The list of associated files names stray.csv once, which is not embedded"]),
        (_no_relationship, [": PDF-110 The attachment data.csv doesn't say how it relates to the document"]),
    ],
)
def test_a_spoilt_pdf_has_exactly_its_problem(tmp_path: Path, change: Callable[[pikepdf.Pdf], None], expected: list[str]) -> None:
    file = pdf(tmp_path / "a.pdf", change)
    assert told(pdf_problems(file, ["Mill Serif"]), file) == expected


def test_any_font_will_do_where_no_families_are_given(tmp_path: Path) -> None:
    assert pdf_problems(pdf(tmp_path / "a.pdf", _font(BaseFont=Name("/ABCDEF+DejaVu-Sans")))) == []


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a PDF at all"])
def test_a_pdf_that_does_not_open_is_one_problem(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    assert told(pdf_problems(file), file) == [": PDF-101 The PDF does not open"]


def test_a_pdf_that_asks_for_a_password_is_one_problem(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(file, encryption=pikepdf.Encryption(owner="owner", user="user"))
    assert told(pdf_problems(file), file) == [": PDF-101 The PDF asks for a password"]


def test_objects_of_the_wrong_kind_are_a_problem_and_no_traceback(tmp_path: Path) -> None:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.AF = Array([1])
        made.Root.Outlines = 3
        made.Root.MarkInfo = Array([])

    file = pdf(tmp_path / "a.pdf", change)
    assert [problem.rule for problem in pdf_problems(file)] == ["PDF-101"]


def test_claims_are_read_from_attributes_elements_and_declarations(tmp_path: Path) -> None:
    declared = """<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
</rdf:li></rdf:Bag></pdfd:declarations></rdf:Description>"""
    next_standard = ARCHIVAL.replace('"3"', '"4"').replace('"A"', '"F"') + ACCESSIBLE.replace(">1<", ">2<") + declared
    with pikepdf.open(pdf(tmp_path / "a.pdf", _metadata(xmp(next_standard)))) as made:
        claims = claims_of(made)
    assert claims == Claims("4f", "ua2", ("wt1a",))
    assert claims.problems(tmp_path / "a.pdf") == []


# EPUB


def test_a_sound_epub_has_no_problem(tmp_path: Path) -> None:
    assert epub_problems(book(tmp_path / "a.epub")) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"META-INF/container.xml": None}, [": EPB-103 META-INF/container.xml leads to no package document"]),
        (
            {"META-INF/container.xml": str(BOOK["META-INF/container.xml"]).replace("package.opf", "other.opf")},
            [": EPB-103 META-INF/container.xml leads to no package document"],
        ),
        (
            {"EPUB/dot.png": None},
            [
                "EPUB/package.opf:20: EPB-104 The manifest lists dot.png, which is not in the archive",
                "EPUB/one.xhtml:8: EPB-108 The link dot.png leads to a file that the book doesn't have",
            ],
        ),
        (
            {"EPUB/package.opf": PACKAGE.replace('id="style" href="style.css"', 'id="style" href="dot.png"')},
            [
                "EPUB/package.opf:20: EPB-104 The manifest lists dot.png twice",
                "EPUB/style.css: EPB-105 EPUB/style.css is not in the manifest",
            ],
        ),
        ({"EPUB/left.txt": b"over"}, ["EPUB/left.txt: EPB-105 EPUB/left.txt is not in the manifest"]),
        ({"EPUB/package.opf": "<package>"}, ["EPUB/package.opf:1:10: EPB-106 The package document is not well-formed: "]),
        ({"EPUB/one.xhtml": page(ONE + "<p>")}, ["EPUB/one.xhtml:9:8: EPB-106 EPUB/one.xhtml is not well-formed: "]),
        ({"EPUB/one.xhtml": page(ONE + "&nbsp;")}, ["EPUB/one.xhtml:8:62: EPB-106 EPUB/one.xhtml is not well-formed: "]),
        (
            {"EPUB/one.xhtml": page(ONE).replace("html>", 'html [<!ENTITY x "y">]>', 1)},
            ["EPUB/one.xhtml: EPB-106 EPUB/one.xhtml is not well-formed: it declares entities"],
        ),
        ({"EPUB/one.xhtml": page(ONE + '<p id="first"/>')}, ["EPUB/one.xhtml:8: EPB-107 The id “first” stands for two elements"]),
        (
            {"EPUB/package.opf": PACKAGE.replace('id="dot"', 'id="style"')},
            ["EPUB/package.opf:20: EPB-107 The id “style” stands for two elements"],
        ),
        (
            {"EPUB/one.xhtml": page(ONE.replace("#later", "#never"))},
            ["EPUB/one.xhtml:7: EPB-108 The link two.xhtml#never leads to an id that EPUB/two.xhtml doesn't have"],
        ),
        (
            {"EPUB/nav.xhtml": page(NAV.replace("two.xhtml", "three.xhtml"))},
            ["EPUB/nav.xhtml:7: EPB-108 The link three.xhtml leads to a file that the book doesn't have"],
        ),
        (
            {"EPUB/one.xhtml": page(ONE + '<p><a href="../../two.xhtml">out</a></p>')},
            ["EPUB/one.xhtml:8: EPB-108 The link ../../two.xhtml leads to a file that the book doesn't have"],
        ),
        (
            {"EPUB/one.xhtml": page(ONE.replace("https://example.org/", "file:///etc/passwd"))},
            ["EPUB/one.xhtml:7: EPB-108 The link file:///etc/passwd leads where no reader can go"],
        ),
        (
            {"EPUB/one.xhtml": page(ONE.replace("dot.png", "https://example.org/dot.png"))},
            ["EPUB/one.xhtml:8: EPB-109 https://example.org/dot.png is fetched from outside the book"],
        ),
        (
            {"EPUB/style.css": '/* url(http://no.example/) */\n@namespace url("http://www.w3.org/1999/xhtml");\n'
             '@import "//example.org/a.css";\np { background: url(dot.png), url( "gone.png" ), url(data:,a) }\n'},
            [
                "EPUB/style.css:3: EPB-109 //example.org/a.css is fetched from outside the book",
                "EPUB/style.css:4: EPB-108 The link gone.png leads to a file that the book doesn't have",
            ],
        ),
        (
            {"EPUB/package.opf": PACKAGE.replace('idref="two"', 'idref="three"')},
            ["EPUB/package.opf:22: EPB-111 The spine names “three”, which is no item of the manifest"],
        ),
        (
            {"EPUB/package.opf": PACKAGE.replace('idref="two"', 'idref="one"')},
            ["EPUB/package.opf:22: EPB-111 The spine names “one” twice"],
        ),
        (
            {"EPUB/package.opf": PACKAGE.replace(' properties="nav"', "")},
            ["EPUB/package.opf: EPB-111 The manifest has no navigation document"],
        ),
        (
            {"EPUB/one.xhtml": page(ONE.replace(' alt="A black dot"', ""))},
            ["EPUB/one.xhtml:8: A11Y-202 The image dot.png has no alternative text"],
        ),
        (
            {"EPUB/one.xhtml": page(ONE.replace("A black dot", ""))},
            ["EPUB/one.xhtml:8: A11Y-202 The image dot.png has an empty alternative text"],
        ),
        ({"EPUB/one.xhtml": page(ONE.replace('alt="A black dot"', 'alt="" role="presentation"'))}, []),
        (
            {"EPUB/one.xhtml": page(ONE + '<svg xmlns="http://www.w3.org/2000/svg"><svg/></svg>')},
            ["EPUB/one.xhtml:8: A11Y-202 The drawing has no title"],
        ),
        ({"EPUB/one.xhtml": page(ONE + '<svg xmlns="http://www.w3.org/2000/svg"><title>A wheel</title></svg>')}, []),
        ({"EPUB/a:b.txt": b""}, [": EPB-110 The name 'EPUB/a:b.txt' is not safe on every system",
                                 "EPUB/a:b.txt: EPB-105 EPUB/a:b.txt is not in the manifest"]),
        ({"META-INF/../x": b""}, [": EPB-110 The name 'META-INF/../x' is not safe on every system"]),
        ({"META-INF/Container.xml": b""}, [": EPB-110 Two files in the archive are called META-INF/Container.xml"]),
    ],
)  # fmt: skip
def test_a_spoilt_epub_has_exactly_its_problems(
    tmp_path: Path, changes: dict[str, str | bytes | None], expected: list[str]
) -> None:
    file = book(tmp_path / "a.epub", changes)
    found = told(epub_problems(file), file)
    # The words about well-formedness are the parser's own, and differ from one version to the next.
    assert [line if not line.partition("well-formed: ")[1] or "declares" in line else line.partition("well-formed: ")[0]
            + "well-formed: " for line in found] == expected  # fmt: skip


@pytest.mark.parametrize("wrong", ["compressed", "line end", "later", "extra"])
def test_a_mimetype_that_a_device_cannot_see_at_once_is_a_problem(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "a.epub"
    entry = zipfile.ZipInfo("mimetype")
    entry.compress_type = zipfile.ZIP_DEFLATED if wrong == "compressed" else zipfile.ZIP_STORED
    if wrong == "extra":
        entry.extra = b"\xfe\xca\x00\x00"
    with zipfile.ZipFile(file, "w") as archive:
        if wrong == "later":
            archive.writestr("META-INF/container.xml", BOOK["META-INF/container.xml"])
        archive.writestr(entry, b"application/epub+zip" + (b"\n" if wrong == "line end" else b""))
        for name, data in BOOK.items():
            if wrong != "later" or name != "META-INF/container.xml":
                archive.writestr(name, data)
    assert told(epub_problems(file), file) == [": EPB-102 The archive doesn't begin with its mimetype, stored"]


@pytest.mark.parametrize("spoil", ["cut short", "damaged", "not a zip"])
def test_an_archive_that_cannot_be_unpacked_is_one_problem(tmp_path: Path, spoil: str) -> None:
    file = book(tmp_path / "a.epub", {"EPUB/long.txt": bytes(range(256)) * 40})
    data = file.read_bytes()
    middle = data.index(b"EPUB/one.xhtml") + 60
    file.write_bytes({"cut short": data[:-40], "damaged": data[:middle] + b"XXX" + data[middle + 3 :], "not a zip": b"PK"}[spoil])
    assert told(epub_problems(file), file) == [": EPB-101 The EPUB can't be unpacked"]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report.verify.archive.LARGEST", 1024 * 1024)
    file = book(tmp_path / "a.epub", {"EPUB/zeros": bytes(2 * 1024 * 1024)})
    (problem,) = epub_problems(file)
    assert (problem.rule, problem.cause) == ("EPB-101", "it unpacks to more than 1 MB")
