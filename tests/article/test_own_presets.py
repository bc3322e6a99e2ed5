"""Articles that ship keep the rules of the page in presets of an author's, in which nobody looked at each of their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.system.places import articles
from tests.support.built import Desk
from tests.support.layout import read, watched
from tests.support.layout_rules import check
from tests.support.own_formats import format_of
from tests.support.soak import times

SHIPPED = [
    ("camp-ashraf-3", "", "pocket"),
    ("camp-ashraf-3", "", "landscape"),
    ("camp-ashraf-3", "fa", "pocket"),
    ("longer-lives", "", "landscape"),
    ("camp-ashraf-3", "fa", "landscape"),
    ("camp-ashraf-3", "sq", "pocket"),
    ("camp-ashraf-3", "sq", "landscape"),
    ("longer-lives", "", "pocket"),
]
"""Articles, each in a language and a preset; the last ones are tried in `nox -s soak` alone."""


@pytest.mark.parametrize(("article", "language", "name"), SHIPPED[: times(4, len(SHIPPED))])
def test_their_pages_keep_the_rules(article: str, language: str, name: str, tmp_path: Path) -> None:
    with watched() as seen:
        printed = Desk.of(articles() / article, language=language).room.rendered(format_of(name, tmp_path))
    assert [str(finding) for finding in check(read(*seen[-1], printed.data))] == []
