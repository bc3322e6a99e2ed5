"""veraPDF passes a file that keeps what it claims, and rejects those that don't, each for its own clause."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import Here
from verify_samples import PIXEL

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


def untagged(path: Path) -> Path:
    with pikepdf.open(made(path), allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo
        pdf.save(path)
    return path


def pictured(path: Path, words: str) -> Path:
    (dot := path.with_suffix(".png")).write_bytes(PIXEL)
    return made(path, f'{BODY}<img style="image-rendering: crisp-edges" alt="{words}" src="{dot.as_uri()}">')


FILES: dict[str, Callable[[Path], Path]] = {
    "good": made,
    "untagged": untagged,
    "wrong": lambda path: made(path, claims=CLAIM.replace(">1<", ">2<")),
    "undescribed": lambda path: made(path, claims=CLAIM),
    "told": lambda path: pictured(path, "A black dot"),
    "untold": lambda path: pictured(path, ""),
    "disordered": lambda path: made(path, "<h2>The weir</h2><h1>The mill</h1>"),
    "nothing": lambda path: made(path, variant="", claims=""),
    "ua2": lambda path: made(path, variant="pdf/ua-2", claims=""),
    "4f": lambda path: made(path, variant="pdf/a-4f", claims=""),
    "2b": lambda path: made(path, variant="pdf/a-2b", claims=""),
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, judge_is_here: Here) -> dict[str, Judgement]:
    """What veraPDF says of each file, asked once."""
    judge_is_here(verapdf.missing)
    folder = tmp_path_factory.mktemp("files")
    files = [make(folder / f"{name}.pdf") for name, make in FILES.items()]
    return {judgement.file.stem: judgement for judgement in verapdf.judge(files, Options())}


def clauses(judgement: Judgement) -> list[tuple[str, str]]:
    return sorted((problem.rule, problem.clause) for problem in judgement.problems)


def test_verapdf_passes_a_file_that_keeps_both_claims(judged: dict[str, Judgement]) -> None:
    assert judged["good"].problems == ()
    assert judged["good"].passed
    assert judged["good"].version


def test_verapdf_rejects_a_file_without_tags(judged: dict[str, Judgement]) -> None:
    assert clauses(judged["untagged"]) == [
        ("PDF-201", "ISO 19005-3:2012 6.7.2.2-1"),
        ("PDF-201", "ISO 19005-3:2012 6.7.3.3-1"),
        ("PDF-202", "ISO 14289-1:2014 6.2-1"),
        ("PDF-202", "ISO 14289-1:2014 7.1-11"),
        ("PDF-202", "ISO 14289-1:2014 7.1-3"),
    ]


def test_verapdf_rejects_a_wrong_claim(judged: dict[str, Judgement]) -> None:
    found = clauses(judged["wrong"])
    assert {rule for rule, _ in found} == {"PDF-201", "PDF-202"}
    assert ("PDF-201", "ISO 19005-3:2012 6.6.2.3.1-1") in found


def test_verapdf_rejects_an_undescribed_property_in_the_metadata(judged: dict[str, Judgement]) -> None:
    assert clauses(judged["undescribed"]) == [
        ("PDF-201", "ISO 19005-3:2012 6.6.2.3.1-1"),
        ("PDF-201", "ISO 19005-3:2012 6.6.2.3.1-2"),
    ]


def test_verapdf_rejects_an_image_with_empty_alternative_text(judged: dict[str, Judgement]) -> None:
    assert clauses(judged["told"]) == []
    assert clauses(judged["untold"]) == [("PDF-202", "ISO 14289-1:2014 7.3-1")]
    assert "(page 1)" in judged["untold"].problems[0].sentence


def test_verapdf_rejects_a_heading_out_of_order(judged: dict[str, Judgement]) -> None:
    assert clauses(judged["disordered"]) == [("PDF-202", "ISO 14289-1:2014 7.4.2-1")]


def test_a_file_that_claims_nothing_does_not_pass(judged: dict[str, Judgement]) -> None:
    assert [rule for rule, _ in clauses(judged["nothing"])] == ["PDF-106"]


def test_one_run_judges_several_files_by_several_standards(tmp_path: Path, judge_is_here: Here) -> None:
    judge_is_here(verapdf.missing)
    files = [made(tmp_path / "good.pdf"), made(tmp_path / "ua1.pdf", variant="pdf/ua-1", claims=""), tmp_path / "broken.pdf"]
    files[2].write_bytes(b"%PDF-1.7\n")
    verdict = verify(files, judges=[verapdf.JUDGE])
    assert [(judged.file.name, judged.passed) for judged in verdict.judged] == [
        ("good.pdf", True),
        ("ua1.pdf", True),
        ("broken.pdf", False),
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("ua2", ("PDF-202", "ISO 14289-2:2024 8.8-1")), ("4f", ("PDF-201", "ISO 19005-4:2020 6.9-5")), ("2b", None)],
)
def test_every_profile_of_ours_can_be_read(wanted: str, expected: tuple[str, str] | None, judged: dict[str, Judgement]) -> None:
    assert clauses(judged[wanted]) == ([expected] if expected else [])
