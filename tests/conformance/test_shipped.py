"""Every publication that is shipped, what a new article starts with, and its second edition, pass every judge there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.edited import minimal as minimal_article
from support.shipped import LANGUAGES, shipped

from report.build.run import Request, build
from report.look.tokens import load_tokens
from report.system import places
from report.verify import JUDGES, Verdict, verify

pytestmark = pytest.mark.conformance


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, judge_is_here) -> tuple[list[Path], Verdict]:  # type: ignore[no-untyped-def]
    """The files of both articles in all languages, and of an edition with what changed; and what all judges say of them."""
    for judge in JUDGES:
        judge_is_here(judge.missing)
    out = tmp_path_factory.mktemp("shipped")
    files = [file for language in LANGUAGES for file in shipped(language).files.values()]
    minimal = build(Request((places.articles() / "minimal",), ("a4", "epub", "web"), out=out))
    assert minimal.problems == []
    files += [output.path for output in minimal.outputs]
    edits = {"series_visits": ("1450", "1500"), "article": ("number: 1\n", "number: 2\n")}
    folder = minimal_article(out / "second", **edits)
    second = build(Request((folder,), out=out / "built", since=minimal.outputs[0].path))
    assert {problem.rule for problem in second.problems} == {"CPY-011"}
    files += [output.path for output in second.outputs]
    tokens, problems = load_tokens()
    assert problems == []
    return files, verify(files, require_all=True, families=tuple(tokens.family.values()))


def test_no_judge_finds_anything(judged: tuple[list[Path], Verdict]) -> None:
    _, verdict = judged
    assert verdict.problems == []
    assert verdict.missing == []


def test_every_file_is_seen_by_every_judge_of_its_kind(judged: tuple[list[Path], Verdict]) -> None:
    files, verdict = judged
    medium = {".pdf": "pdf", ".epub": "epub", ".html": "web"}
    wanted = {(file, judge.name) for file in files for judge in JUDGES if medium[file.suffix] in judge.media}
    assert {(judged.file, judged.judge) for judged in verdict.judged if judged.passed} == wanted
    assert {file.suffix for file in files} == set(medium)
    assert len(files) >= 6
