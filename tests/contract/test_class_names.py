"""Two classes never share a name: who reads one, or looks for it, finds one thing."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Mapping


def homes(modules: Mapping[str, ast.Module]) -> dict[str, list[str]]:
    """Return where each name of a class is given to one."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for module, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(f"{module}.py:{node.lineno}")
    return found


def test_no_two_classes_have_one_name(modules: dict[str, ast.Module]) -> None:
    named = homes(modules)
    assert len(named) > 300
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_two_of_one_name_are_seen() -> None:
    trees = {"a": ast.parse("class Twice: ..."), "b": ast.parse("def f():\n    class Twice: ...\nclass Once: ...")}
    assert homes(trees) == {"Twice": ["a.py:1", "b.py:2"], "Once": ["b.py:3"]}
