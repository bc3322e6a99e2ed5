"""Families of formats: each says of itself what it is, and nobody else names one."""

from __future__ import annotations

import ast
import re

import pytest

from report.output.family import Family, families, theme_sheets
from report.system import places

AT_HOME = ("report/output/", "report/verify/")
"""Where families may be named: where they stand, and where their judges do."""
ELSEWHERE = {
    ("report/model/media.py", ".html"): "among the kinds of all files, and so is the next",
    ("report/model/media.py", "text/html"): "what a file of that kind is",
    ("report/model/article.py", "epub"): "the name of a preset that ships, for articles that name none",
    ("report/preview/serve.py", "web"): "the name of the preset that a preview follows every save with",
    ("report/compose/brief.py", "epub"): "the same name: the brief says, in words that are translated, where the full report is",
}


def test_each_folder_of_output_is_a_family() -> None:
    folders = {path.parent.name for path in (places.PACKAGE / "output").glob("*/__init__.py")}
    assert list(families()) == ["pdf", "epub", "web"]
    assert set(families()) == folders


@pytest.mark.parametrize("family", families().values(), ids=lambda family: family.medium)
def test_a_family_says_all_of_itself(family: Family) -> None:
    told = (family.name, family.suffix, family.media_type, *family.standards)
    assert all(isinstance(words, str) and words for words in told)
    assert family.suffix == family.suffix.lower().strip(".")
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", family.media_type)
    assert not family.holds(b"")
    assert not family.holds(b"a text")


def test_no_two_families_share_a_suffix_or_a_style_sheet() -> None:
    assert len({family.suffix for family in families().values()}) == len(families())
    assert len({sheet.name for sheet in theme_sheets()}) == len(theme_sheets())


def test_nobody_else_names_a_family(modules: dict[str, ast.Module]) -> None:
    names = {word for family in families().values() for word in (family.medium, f".{family.suffix}", family.media_type)}
    names |= {sheet.name for sheet in theme_sheets()} | {f"theme/{sheet.name}" for sheet in theme_sheets()}
    found = {
        (f"{module}.py", node.value)
        for module, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in names and not f"{module}.py".startswith(AT_HOME)
    }
    assert found == set(ELSEWHERE)


def test_the_presets_that_ship_are_of_families_that_are_there() -> None:
    presets = sorted((places.templates() / "formats").glob("*.toml"))
    media = {path: re.search(r'(?m)^medium = "(.*)"$', path.read_text(encoding="utf-8")) for path in presets}
    assert {match and match[1] for match in media.values()} == set(families())
