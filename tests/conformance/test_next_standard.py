"""The shipped formats by the next standard: one file that veraPDF passes as PDF/UA-2, WTPDF 1.0 and PDF/A-4f."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built import Desk, presets

from report.load import load_article
from report.system import places
from report.verify import verapdf
from report.verify.claims import claims_of, open_pdf
from report.verify.verdict import Options

pytestmark = pytest.mark.conformance

THIS, NEXT = 'standard = "ua-1+a-3a"', 'standard = "ua-2+a-4f"'


def printed_formats() -> list[str]:
    article, _ = load_article(places.shipped_article())
    assert article is not None
    return [name for name in article.meta.formats if name not in {"epub", "web"}]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The shipped article with presets that differ from the shipped ones in their standard alone."""

    def change(name: str, text: str) -> str:
        assert (THIS in text) == ('medium = "pdf"' in text), name
        return text.replace(THIS, NEXT)

    return Desk.of(places.shipped_article(), presets(tmp_path_factory.mktemp("presets"), change))


@pytest.mark.parametrize("name", printed_formats())
def test_verapdf_passes_it_as_all_three(name: str, desk: Desk, tmp_path: Path, judge_is_here) -> None:  # type: ignore[no-untyped-def]
    judge_is_here(verapdf.missing)
    file = tmp_path / f"{name}.pdf"
    file.write_bytes(desk.make(name))
    with open_pdf(file) as pdf:
        claimed = claims_of(pdf)
    assert (claimed.archival, claimed.accessible, claimed.declared) == ("4f", "ua2", ("wt1a",))
    (judgement,) = verapdf.judge([file], Options())
    assert judgement.problems == ()
