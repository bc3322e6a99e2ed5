"""What becomes of publications that were made: only what arrived as it was made is written."""

from __future__ import annotations

import hashlib
from pathlib import Path

from report.build.delivery import DAMAGED, Delivery
from report.build.edition import Made, Product
from report.build.request import Job, Request, Result


def publication(name: str, data: bytes, arrived: bytes) -> Product:
    return Product(name, f"a-{name}.pdf", arrived, hashlib.sha256(data).hexdigest(), {})


def test_what_arrived_damaged_is_not_written(tmp_path: Path) -> None:
    (folder := tmp_path / "article").mkdir()
    made = Made(article="a", edition=(1, "2026-01-01"), own=("a4", "letter"))
    made.carries = {"carry": "nothing", "records": 0, "files": {}, "left_out": {}}
    made.products = [publication("a4", b"made", b"made"), publication("letter", b"made", b"maed")]
    result = Result()
    delivery = Delivery(Request((folder,), out=tmp_path / "out"), result, lambda _: None, "")
    delivery.take(Job(folder, "", "", (), None), [made])
    (problem,) = result.problems
    assert (problem.rule, problem.place.path) == (DAMAGED.id, folder.as_posix())
    assert "a-letter.pdf" in problem.sentence
    assert [output.path.name for output in result.outputs] == ["a-a4.pdf"]
    assert sorted(path.name for path in (tmp_path / "out" / "a").iterdir()) == ["a-a4.pdf", "manifest.json"]
    assert result.failed == [folder]
