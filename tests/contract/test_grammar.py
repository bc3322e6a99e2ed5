"""What can stand in an article is said once: whoever needs a list of it asks the grammar, and each entry has its files."""

from __future__ import annotations

import ast
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from report.model import charts
from report.model.article import Article
from report.model.document import Block
from report.model.figure import Chart
from report.model.grammar import ANY, DIRECTIVES, KINDS, ROLES

SAID_IN = {"report/model/grammar", "report/model/marks", "report/load/suggestions"}
"""The last has what other programs call things, keys of records among them; nothing has to stand there."""
LITERALS = (ast.Dict, ast.Tuple, ast.List, ast.Set)
LISTS = {
    "kinds of records": ANY,
    "files of records": {kind.held for kind in KINDS.values()},
    "directives": DIRECTIVES.keys(),
    "roles": ROLES.keys(),
    "forms of charts": charts.FORMS.keys(),
}


def listed(node: ast.AST) -> set[str]:
    """Return the strings that a literal lists, or tells apart as the keys of a dictionary."""
    items = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    return {item.value for item in items if isinstance(item, ast.Constant) and isinstance(item.value, str)}


@pytest.fixture(scope="module")
def kept(modules: dict[str, ast.Module]) -> dict[str, set[str]]:
    """What the program lists in so many words, by the places where it does."""
    trees = ((module, tree) for module, tree in modules.items() if module not in SAID_IN)
    nodes = ((module, node) for module, tree in trees for node in ast.walk(tree) if isinstance(node, LITERALS))
    return {f"{module}.py:{node.lineno}:{node.col_offset}": listed(node) for module, node in nodes}


@pytest.mark.parametrize("what", LISTS)
def test_nobody_else_keeps_a_list(kept: dict[str, set[str]], what: str) -> None:
    most = min(len(LISTS[what]) - 1, 4)  # style sheets are called like some of what they set
    found = [place for place, items in kept.items() if len(items & LISTS[what]) > most]
    assert found == [], f"{what} are listed here, too; ask report/model/grammar.py"


def test_a_list_is_seen() -> None:
    (statement,) = ast.parse("x = {'fact': 1, 'event': 2}, ['series', 3]").body
    assert [listed(node) for node in ast.walk(statement) if listed(node)] == [{"fact", "event"}, {"series"}]


@pytest.mark.parametrize("name", DIRECTIVES)
def test_a_directive_is_composed_by_the_module_of_its_name(name: str) -> None:
    assert callable(import_module(f"report.compose.directives.{name.replace('-', '_')}").compose)


@pytest.mark.parametrize("name", charts.FORMS)
def test_a_form_of_charts_has_its_three_modules(root: Path, name: str) -> None:
    kinds = [Chart]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert name in {getattr(kind, "form", "") for kind in kinds}
    assert callable(import_module(f"report.compose.figures.{name}").chart)
    assert (root / "charts" / f"{name}.py").is_file()


@pytest.mark.parametrize("name", KINDS)
def test_an_article_holds_records_of_each_kind(name: str) -> None:
    assert KINDS[name].held in {field.name for field in fields(Article)}


def test_every_block_has_a_template(root: Path) -> None:
    folder = root / "templates" / "document" / "blocks"
    assert {f"{kind.__name__}.html.j2" for kind in Block.__subclasses__()} == {path.name for path in folder.iterdir()}
