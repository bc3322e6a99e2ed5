"""Formats that are made apart, by several workers: what all of them need is found once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from report.build.edition import make
from report.build.request import Job, Request
from report.build.run import _Building
from report.copies import Baggage
from report.system import places


def test_what_copies_carry_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = places.articles() / places.MINIMAL
    job = Job(folder, "", "", ("a4", "letter", "epub"))
    tasks = _Building(Request((folder,), out=tmp_path), lambda _: None)._tasks(job, apart=True)
    assert [task.formats for task in tasks] == [("a4", "epub"), ("letter",)]
    found = tasks[0].baggage
    assert found is not None
    assert all(task.baggage is found for task in tasks)
    whole = make(replace(tasks[1], baggage=None))
    monkeypatch.setattr(Baggage, "of", lambda *_: pytest.fail("it is found again"))
    apart = make(tasks[1])
    assert (apart.carries, [one.sha256 for one in apart.products]) == (whole.carries, [one.sha256 for one in whole.products])
