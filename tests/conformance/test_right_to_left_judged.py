"""An article with everything in it, in Persian, Arabic, Hebrew and Urdu: all formats pass every judge, by either standard."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built import TRANSLATED, Desk, in_four_languages, presets

from report.build.run import Request, build
from report.verify import JUDGES, Verdict, verapdf, verify
from report.verify.claims import claims_of, open_pdf
from report.verify.verdict import Options

pytestmark = pytest.mark.conformance

FORMATS = ("a4", "letter", "large-print", "brief", "epub", "web")
THIS, NEXT = 'standard = "ua-1+a-3a"', 'standard = "ua-2+a-4f"'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return in_four_languages(tmp_path_factory.mktemp("library") / "article")


@pytest.fixture(scope="module")
def judged(folder: Path, judge_is_here) -> Verdict:  # type: ignore[no-untyped-def]
    """What all judges say of all files, asked once."""
    for judge in JUDGES:
        judge_is_here(judge.missing)
    built = build(Request((folder,), formats=FORMATS, out=folder.parent / "out"))
    assert [output.path.name for output in built.outputs if output.path.suffix == ".pdf"][4 * len(TRANSLATED) :]
    return verify([output.path for output in built.outputs], require_all=True)


def test_no_judge_finds_anything(judged: Verdict) -> None:
    assert judged.problems == []
    assert judged.missing == []
    assert len({one.file for one in judged.judged if one.passed}) == len(FORMATS) * (1 + len(TRANSLATED))


def test_verapdf_passes_it_by_the_next_standard(folder: Path, tmp_path: Path, judge_is_here) -> None:  # type: ignore[no-untyped-def]
    judge_is_here(verapdf.missing)
    own = presets(tmp_path / "presets", lambda _, text: text.replace(THIS, NEXT))
    files = {language: tmp_path / f"a4{language}.pdf" for language in ("", *TRANSLATED)}
    for language, file in files.items():
        file.write_bytes(Desk.of(folder, own, language).make("a4"))
        with open_pdf(file) as pdf:
            claimed = claims_of(pdf)
        assert (claimed.archival, claimed.accessible, claimed.declared) == ("4f", "ua2", ("wt1a",)), language
    judged = verapdf.judge([*files.values()], Options())
    assert [(one.file.name, one.problems, one.passed) for one in judged] == [(file.name, (), True) for file in files.values()]
