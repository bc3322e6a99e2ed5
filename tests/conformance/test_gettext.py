"""Catalogues survive gettext's own tools: what these write is read as before, and they find nothing wrong."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import Here
from support.catalogues import add_languages, fuzzy_one, meaning
from support.edited import minimal

from report.load import load_article
from report.system import places
from report.translate import update
from report.verify import tools

pytestmark = pytest.mark.conformance
SHIPPED = sorted((places.shipped_article() / "locale").glob("*.po"))


def lacking() -> str | None:
    return None if tools.find("msgfmt") else f"msgfmt of gettext: {tools.install_command('gettext')}"


@pytest.fixture(autouse=True)
def _there(judge_is_here: Here) -> None:
    judge_is_here(lacking)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an article in languages with two, three and six forms of nouns; a sentence of it has changed since."""
    return fuzzy_one(add_languages(minimal(tmp_path / "article"), "de", "pl", "uk", "ar"))


def gettext(program: str, *arguments: str | Path) -> str:
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, encoding="utf-8", check=True, timeout=60)
    return done.stderr


def test_msgfmt_finds_nothing_wrong(folder: Path, tmp_path: Path) -> None:
    files = [*sorted((folder / "locale").glob("*.po")), *SHIPPED]
    assert len(files) >= 4 + 2
    for file in files:
        said = gettext("msgfmt", "--check", "--statistics", "-o", tmp_path / "made.mo", file)
        warned = [line for line in said.splitlines() if "translated messages" not in line]
        assert [line for line in warned if "missing in header" not in line] == [], "nobody has translated it, or at no known time"


@pytest.mark.parametrize("way", ["msgattrib", "msgmerge"])
def test_what_gettext_writes_means_the_same(folder: Path, tmp_path: Path, way: str) -> None:
    for file in sorted((folder / "locale").glob("*.po")):
        language, before = file.stem, meaning(file)
        problems = load_article(folder, language)[1]
        again = tmp_path / file.name
        gettext(way, "--previous", "-o", again, file) if way == "msgattrib" else gettext(
            way, "-q", "--previous", "-o", again, file, file
        )
        assert meaning(again) == before
        file.write_bytes(again.read_bytes())
        told = load_article(folder, language)[1]
        assert [(one.rule, one.sentence) for one in told] == [(one.rule, one.sentence) for one in problems]
        assert [(one.translated, one.fuzzy, one.missing) for one in update(folder, [language])[0]] == [(23, 1, 0)]
        assert meaning(file) == before


def test_msgattrib_finds_what_has_to_be_looked_at(folder: Path, tmp_path: Path) -> None:
    for name in ("pl", "ar"):
        gettext("msgattrib", "--only-fuzzy", "-o", tmp_path / "fuzzy.po", folder / "locale" / f"{name}.po")
        assert [words for _, words in meaning(tmp_path / "fuzzy.po")] == ["The reading room opens again."]
