"""The shipped formats by the next standard: one file that veraPDF passes as PDF/UA-2, WTPDF 1.0 and PDF/A-4f."""

from __future__ import annotations

import pytest
from conftest import Here
from support.built import Desk, presets

from report.load import load_article
from report.system import places
from report.verify import verapdf
from report.verify.claims import claims_of, open_pdf
from report.verify.verdict import Judgement, Options

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


@pytest.fixture(scope="module")
def judged(desk: Desk, tmp_path_factory: pytest.TempPathFactory, judge_is_here: Here) -> dict[str, Judgement]:
    """What veraPDF says of each format, asked once."""
    judge_is_here(verapdf.missing)
    folder = tmp_path_factory.mktemp("next")
    files = [folder / f"{name}.pdf" for name in printed_formats()]
    for file in files:
        file.write_bytes(desk.make(file.stem))
    return {judgement.file.stem: judgement for judgement in verapdf.judge(files, Options())}


@pytest.mark.parametrize("name", printed_formats())
def test_verapdf_passes_it_as_all_three(name: str, judged: dict[str, Judgement]) -> None:
    with open_pdf(judged[name].file) as pdf:
        claimed = claims_of(pdf)
    assert (claimed.archival, claimed.accessible, claimed.declared) == ("4f", "ua2", ("wt1a",))
    assert judged[name].problems == ()
    assert judged[name].passed
