"""veraPDF judges what the PDF renderer makes, by each standard that a preset may name."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.drawing import BODY as ORDERED
from support.drawing import STYLES
from support.printing import printed

from report.output.rendition import Attachment
from report.verify import verapdf
from report.verify.claims import claims_of, open_pdf
from report.verify.verdict import Options

CASES = Path(__file__).resolve().parent.parent / "golden" / "structure-tree"
ATTACHMENTS = (Attachment("camp.zip", b"PK", "application/zip", "Source", "The article"),)
BODY = "".join(
    case.joinpath("page.html").read_text(encoding="utf-8").partition("</style>")[2]
    or case.joinpath("page.html").read_text(encoding="utf-8")
    for case in (CASES / name for name in ("contents", "notes", "figures", "table-with-spans", "languages", "nested-lists"))
)

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize(
    ("standard", "claims"),
    [("ua-1+a-3a", ("3a", "ua1", ())), ("ua-2+a-4f", ("4f", "ua2", ("wt1a",)))],
)
def test_verapdf_passes_what_the_file_claims(standard: str, claims: tuple[object, ...], tmp_path: Path) -> None:
    file = tmp_path / "all.pdf"
    file.write_bytes(printed(BODY, "@page { size: 100mm 80mm }", standard=standard, attachments=ATTACHMENTS).data)
    with open_pdf(file) as pdf:
        claimed = claims_of(pdf)
    assert (claimed.archival, claimed.accessible, claimed.declared) == claims
    assert verapdf.missing() is None
    (judgement,) = verapdf.judge([file], Options())
    assert judgement.problems == ()


@pytest.mark.parametrize("standard", ["ua-1+a-3a", "ua-2+a-4f"])
def test_verapdf_passes_pages_whatever_was_put_in_order_on_them(standard: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{style}.pdf" for style in STYLES]
    for file in files:
        file.write_bytes(printed(ORDERED, STYLES[file.stem], standard=standard, attachments=ATTACHMENTS).data)
    assert [judgement.problems for judgement in verapdf.judge(files, Options())] == [()] * len(files)


def test_verapdf_rejects_a_file_without_its_structure(tmp_path: Path) -> None:
    import pikepdf

    file, broken = tmp_path / "all.pdf", tmp_path / "broken.pdf"
    file.write_bytes(printed(BODY).data)
    with pikepdf.open(file) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(broken)
    (judgement,) = verapdf.judge([broken], Options())
    assert judgement.problems
