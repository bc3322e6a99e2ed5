"""A preset of somebody's own can make the brief as an e-book or as a web page, which ship as neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.build.run import Request, build
from report.system import places
from report.verify import structure, verify


@pytest.mark.parametrize("name", ["epub", "web"])
def test_the_brief_can_be_any_family(tmp_path: Path, name: str) -> None:
    shipped = (places.templates() / "formats" / f"{name}.toml").read_text(encoding="utf-8")
    preset = tmp_path / "short.toml"
    preset.write_text(f'content = "brief"\n{shipped.replace("page-list", "# page-list")}', encoding="utf-8")
    result = build(Request((places.shipped_article(),), (str(preset),), out=tmp_path / "out"))
    assert result.problems == []
    verdict = verify([result.outputs[0].path], judges=[structure.JUDGE])
    assert (verdict.problems, verdict.passed) == ([], True)
