"""What the source says is said in each language of the article that ships: the same facts, by a list of words for each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from support.reading import fold
from support.shipped import FURTHER, shipped

HERE = Path(__file__).parent
LISTS = sorted(HERE.glob("camp_ashraf_3_facts_*.toml"))


def facts(path: Path) -> list[dict[str, Any]]:
    """Return the facts of a list."""
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["fact"]
    return found


def language(path: Path) -> str:
    """Return the language that a list is in."""
    return path.stem.rpartition("_")[2]


def test_every_language_has_a_list() -> None:
    assert {language(path) for path in LISTS} == set(FURTHER)


@pytest.mark.parametrize("path", LISTS, ids=language)
def test_a_list_has_the_facts_of_the_english_one(path: Path) -> None:
    own, english = ([{**fact, "find": ""} for fact in facts(one)] for one in (path, HERE / "camp_ashraf_3_facts.toml"))
    assert own == english
    assert all(fact["find"] for fact in facts(path))


@pytest.mark.parametrize("path", LISTS, ids=language)
def test_every_fact_is_read_in_every_full_publication(path: Path) -> None:
    lacking = [
        f"{name}: {fact['fact']}: {words}"
        for name, reading in shipped(language(path)).full.items()
        for fact in facts(path)
        for words in fact["find"]
        if fold(words) not in reading.text
    ]
    assert lacking == []
