"""Copies of released versions are read for ever: extracted, compared, and taken as an earlier edition."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.frozen import FIRST, FROZEN, SECOND, SHIPPED, VERSIONS, copies, named

from report.command_line.cli import main
from report.compare.changes import compare
from report.compare.state import read_state
from report.copies import find
from report.system import places

every = pytest.mark.parametrize("copy", copies(), ids=named)
every_version = pytest.mark.parametrize("version", VERSIONS)


@every
def test_what_went_in_comes_out(copy: Path, tmp_path: Path) -> None:
    assert main(["extract", str(copy), str(tmp_path / "out")]) == 0
    out = {p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert out == dict(find(copy).files)
    if copy.name in SECOND:
        mill = copy.parent / "mill"
        went_in = {f"article/{p.relative_to(mill).as_posix()}": p.read_bytes() for p in mill.rglob("*") if p.is_file()}
        assert {name: data for name, data in out.items() if name.startswith("article/")} == went_in
        assert {"changes.json", "data/visits.csv", "data/visits.csv-metadata.json", "versions.json"} <= out.keys()


@every_version
def test_all_copies_of_an_edition_say_the_same(version: str) -> None:
    states = [read_state(FROZEN / version / name) for name in ("mill", *SECOND)]
    assert not [(one.name, other.name) for one in states for other in states if compare(one, other)]
    assert (states[0].edition, len(states[0].records["observation"]), len(states[0].sections)) == (2, 3, 2)


@every_version
def test_what_changed_between_two_editions_is_told(version: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(FROZEN / version / FIRST), str(FROZEN / version / "mill.epub"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(record["how"], record["kind"], record["id"]) for record in told["records"]] == [
        ("changed", "observation", "visits.2020"),
        ("added", "fact", "toll"),
        ("changed", "edition", "edition"),
    ]
    assert told["records"][0]["fields"] == [
        {"field": "quantity.number", "before": "1210", "after": "1310"},
        {"field": "quantity.upper", "before": "1230", "after": "1330"},
    ]
    assert [(text["how"], text["section"]) for text in told["texts"]] == [("changed", "the-mill")]


@every_version
def test_a_copy_of_an_earlier_edition_is_what_an_edition_is_compared_with(version: str) -> None:
    from report.compare.since import changed_since
    from report.load import load_article

    folder = FROZEN / version / "mill"
    article, _ = load_article(folder)
    assert article is not None
    then = json.loads(find(FROZEN / version / "mill-a4.pdf").files["changes.json"])
    assert changed_since(article, folder, FROZEN / version / FIRST).model_dump(mode="json") == then


def in_words(section: Sequence[str]) -> list[str]:
    """Return what a section says by itself, without its charts: where they stand isn't what it says."""
    text = " ".join(filter(None, map(str.strip, section)))
    return re.sub(r":::\{chart\}.*? :::(?!\{)", "", text).split()


@every_version
def test_the_article_that_ships_says_what_it_said(version: str) -> None:
    then, now = read_state(FROZEN / version / SHIPPED), read_state(places.shipped_article())
    if then.edition == now.edition:
        assert {id_: in_words(said) for id_, said in then.sections.items()} == {
            id_: in_words(said) for id_, said in now.sections.items()
        }
        assert not [change.id for change in compare(then, now).records if change.how == "removed"]
