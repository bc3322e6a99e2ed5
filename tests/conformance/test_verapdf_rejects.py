"""veraPDF passes a file that keeps what it claims, and rejects those that don't, each for its own clause."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from report.verify import verapdf, verify
from report.verify.verdict import Judgement, Options

pytestmark = [
    pytest.mark.conformance,
    # WeasyPrint leaves it to the garbage collector to close its colour profile.
    pytest.mark.filterwarnings("ignore:unclosed file .*sRGB2014.icc:ResourceWarning"),
]

BODY = "<h1>The mill</h1><p>The mill stands downstream.</p>"
SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
CLAIM = """<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>"""


@pytest.fixture(autouse=True)
def _here(judge_is_here: Callable[[Callable[[], object]], None]) -> None:
    judge_is_here(verapdf.missing)


def made(path: Path, body: str = BODY, *, variant: str = "pdf/a-3a", claims: str = SCHEMA + CLAIM) -> Path:
    """Lay a page out with WeasyPrint, and add to what its metadata claims."""
    import weasyprint

    html = f'<html lang="en"><head><title>A mill</title></head><body>{body}</body></html>'
    weasyprint.HTML(string=html).write_pdf(path, pdf_variant=variant, pdf_identifier=b"mill")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        metadata = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
        if claims and metadata:
            pdf.Root.Metadata.write(metadata.replace(b"</rdf:RDF>", claims.encode() + b"</rdf:RDF>"))
        pdf.save(path)
    return path


def judged(file: Path) -> Judgement:
    (judgement,) = verapdf.judge([file], Options())
    return judgement


def clauses(judgement: Judgement) -> list[tuple[str, str]]:
    return sorted((problem.rule, problem.clause) for problem in judgement.problems)


def test_verapdf_passes_a_file_that_keeps_both_claims(tmp_path: Path) -> None:
    judgement = judged(made(tmp_path / "good.pdf"))
    assert judgement.problems == ()
    assert judgement.passed
    assert judgement.version


def test_verapdf_rejects_a_file_without_tags(tmp_path: Path) -> None:
    file = made(tmp_path / "a.pdf")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo
        pdf.save(file)
    assert clauses(judged(file)) == [
        ("PDF-201", "ISO 19005-3:2012 6.7.2.2-1"),
        ("PDF-201", "ISO 19005-3:2012 6.7.3.3-1"),
        ("PDF-202", "ISO 14289-1:2014 6.2-1"),
        ("PDF-202", "ISO 14289-1:2014 7.1-11"),
        ("PDF-202", "ISO 14289-1:2014 7.1-3"),
    ]


def test_verapdf_rejects_a_wrong_claim(tmp_path: Path) -> None:
    file = made(tmp_path / "a.pdf", claims=CLAIM.replace(">1<", ">2<"))
    assert {rule for rule, _ in clauses(judged(file))} == {"PDF-201", "PDF-202"}
    assert ("PDF-201", "ISO 19005-3:2012 6.6.2.3.1-1") in clauses(judged(file))


def test_verapdf_rejects_an_undescribed_property_in_the_metadata(tmp_path: Path) -> None:
    assert clauses(judged(made(tmp_path / "a.pdf", claims=CLAIM))) == [
        ("PDF-201", "ISO 19005-3:2012 6.6.2.3.1-1"),
        ("PDF-201", "ISO 19005-3:2012 6.6.2.3.1-2"),
    ]


def test_verapdf_rejects_an_image_with_empty_alternative_text(tmp_path: Path) -> None:
    from verify_samples import PIXEL

    (tmp_path / "dot.png").write_bytes(PIXEL)
    image = f'<img style="image-rendering: crisp-edges" alt="ALT" src="{(tmp_path / "dot.png").as_uri()}">'
    assert clauses(judged(made(tmp_path / "told.pdf", BODY + image.replace("ALT", "A black dot")))) == []
    found = judged(made(tmp_path / "untold.pdf", BODY + image.replace("ALT", "")))
    assert clauses(found) == [("PDF-202", "ISO 14289-1:2014 7.3-1")]
    assert "(page 1)" in found.problems[0].sentence


def test_verapdf_rejects_a_heading_out_of_order(tmp_path: Path) -> None:
    file = made(tmp_path / "a.pdf", "<h2>The weir</h2><h1>The mill</h1>")
    assert clauses(judged(file)) == [("PDF-202", "ISO 14289-1:2014 7.4.2-1")]


def test_a_file_that_claims_nothing_does_not_pass(tmp_path: Path) -> None:
    assert [rule for rule, _ in clauses(judged(made(tmp_path / "a.pdf", variant="", claims="")))] == ["PDF-106"]


def test_one_run_judges_several_files_by_several_standards(tmp_path: Path) -> None:
    files = [made(tmp_path / "good.pdf"), made(tmp_path / "ua1.pdf", variant="pdf/ua-1", claims=""), tmp_path / "broken.pdf"]
    files[2].write_bytes(b"%PDF-1.7\n")
    verdict = verify(files, judges=[verapdf.JUDGE])
    assert [(judged.file.name, judged.passed) for judged in verdict.judged] == [
        ("good.pdf", True),
        ("ua1.pdf", True),
        ("broken.pdf", False),
    ]


@pytest.mark.parametrize(
    ("variant", "wanted", "expected"),
    [
        ("pdf/ua-2", "ua2", ("PDF-202", "ISO 14289-2:2024 8.8-1")),
        ("pdf/a-4f", "4f", ("PDF-201", "ISO 19005-4:2020 6.9-5")),
        ("pdf/a-2b", "2b", None),
    ],
)
def test_every_profile_of_ours_can_be_read(tmp_path: Path, variant: str, wanted: str, expected: tuple[str, str] | None) -> None:
    judgement = judged(made(tmp_path / "a.pdf", variant=variant, claims=""))
    assert clauses(judgement) == ([expected] if expected else []), wanted
