"""What changed since an earlier edition travels in every copy, and a copy is rebuilt with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.edited import minimal

from report import copies
from report.command_line.cli import main
from tests.unit.test_since import VISITS, second, told


def test_every_copy_carries_it_and_is_rebuilt_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(minimal(tmp_path / "old")), "--format", "epub", "--out", str(tmp_path / "first")]) == 0
    (earlier,) = (tmp_path / "first").rglob("*.epub")
    _, folder = second(tmp_path / "new", told("correction", "records", "visits.2023"), **VISITS)  # type: ignore[arg-type]
    assert main(["build", str(folder), "--jobs", "1", "--since", str(earlier), "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    files = sorted((tmp_path / "out").rglob("minimal*"))
    files = [file for file in files if file.suffix in {".pdf", ".epub"}]
    assert [file.suffix for file in files] == [".pdf", ".epub"] or [file.suffix for file in files] == [".epub", ".pdf"]
    for file in files:
        carried = json.loads(copies.find(file).files["changes.json"])
        assert [record["id"] for record in carried["records"]] == ["visits.2023"]
        assert main(["rebuild", str(file), "--out", str(tmp_path / "again")]) == 0
        assert capsys.readouterr().out.startswith("the same bytes")
