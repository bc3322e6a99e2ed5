"""Who imports whom: the picture of the architecture, folder by folder, compared with the code."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

LOOSE = {"__init__", "__main__", "problems", "limits", "markup"}
"""Modules of `report` that stand in no folder."""

EVERYBODY = {"__init__", "problems", "limits"}
"""What every folder may import; `report` itself holds its version and nothing else."""

PICTURE: dict[str, set[str]] = {
    "system": set(),
    "intake": {"model"},
    "intake/images": {"intake"},
    "model": set(),
    "look": {"intake", "intake/images", "model"},
    "look/tokens": {"intake", "model", "system"},
    "look/fonts": {"look/tokens", "model", "system"},
    "load": {"intake", "intake/images", "look", "model", "output", "system"},
    "lint": {"model"},
    "compose": {"model"},
    "charts": {"model"},
    "figures": {"charts", "intake/images", "look/fonts", "look/tokens", "model", "system"},
    "markup": {"look", "model", "system"},
    "output": {"intake", "look/fonts", "markup", "model"},
    "output/pdf": {"intake", "look", "look/fonts", "markup", "model", "output", "system"},
    "output/epub": {"intake", "look/fonts", "markup", "model", "output", "system"},
    "output/web": {"intake", "look/fonts", "look/tokens", "markup", "model", "output", "system"},
    "copies": {"intake", "intake/images", "lint", "load", "look", "model", "output", "system"},
    "compare": {"copies", "load", "model", "output", "system"},
    "translate": {"compose", "intake", "load", "model", "system"},
    "verify": {"system"},
    "build/workers": {"system"},
    "build": {
        *("build/workers", "compare", "compose", "copies", "figures", "lint", "load", "look", "look/fonts"),
        *("look/tokens", "markup", "model", "output", "system", "verify"),
    },
    "preview": {"build", "build/workers", "intake", "load", "look/tokens", "markup", "model", "output"},
    "command_line": {"build", "compare", "copies", "lint", "model", "output", "preview", "system", "translate", "verify"},
    "__main__": {"command_line", "system"},
}
"""Each folder of `report`, and `charts`, with those that its modules import; a folder inside that isn't named is its parent's."""

HEAVY = {
    "weasyprint": {"report/look/fonts/start.py", "report/output/pdf/engine"},
    "pydyf": {"report/output/pdf/engine"},
    "matplotlib": {"charts", "report/figures/drawing.py"},
    "ebooklib": {"report/output/epub"},
    "resvg_py": {"report/figures/draw_alone.py"},
    "bibtexparser": {"report/load/bibliography"},
    "pylatexenc": {"report/load/bibliography"},
    "ruamel": {"report/load"},
    "jinja2": {"report/markup.py"},
    "distributed": {"report/build/workers/cluster.py"},
    "python_calamine": {"report/intake/workbook_alone.py"},
    "rich": {"report/command_line/progress.py", "report/compare/show.py"},
    "starlette": {"report/preview"},
    "uvicorn": {"report/preview"},
    "watchfiles": {"report/preview"},
}
"""Libraries that have one home, so that nobody else pays for them or leans on them."""


@cache
def imported(tree: ast.Module) -> tuple[tuple[str, int], ...]:
    """Return each imported name in full, with its line; imports for types alone don't count, those inside of functions do."""
    return tuple(_imported(tree))


def _imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are written in full"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def target_of(name: str, modules: Mapping[str, object]) -> str | None:
    """Return the module that an imported name is, or is of; None for what isn't ours."""
    parts = name.split(".")
    return next((path for end in range(len(parts), 0, -1) if (path := "/".join(parts[:end])) in modules), None)


def folder_of(module: str) -> str:
    """Return the line of the picture that a module stands under, the longest that fits."""
    path = module.removeprefix("report/") if module != "report" else "__init__"
    fitting = [folder for folder in (*PICTURE, *EVERYBODY) if path == folder or path.startswith(f"{folder}/")]
    assert fitting, f"{module}: the picture has no such folder"
    return max(fitting, key=len)


def arrows(modules: Mapping[str, ast.Module]) -> Iterator[tuple[str, str, int]]:
    """Yield module, imported module and line."""
    for module, tree in modules.items():
        for name, line in imported(tree):
            target = target_of(name, modules)
            if target is not None and target != module:
                yield module, target, line


def circle(graph: Mapping[str, set[str]]) -> list[str]:
    """Return a way that leads back to where it began; empty if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def test_imports_follow_the_picture(modules: dict[str, ast.Module]) -> None:
    drawn: defaultdict[str, set[str]] = defaultdict(set)
    strays = []
    for module, target, line in arrows(modules):
        folder, other = folder_of(module), folder_of(target)
        if other in EVERYBODY or other == folder:
            continue
        drawn[folder].add(other)
        if other not in PICTURE.get(folder, set()):
            strays.append(f"{module}.py:{line} imports {target}; {folder} may import {', '.join(sorted(PICTURE[folder]))}")
    assert not strays, "\n".join(["the code and the picture disagree:", *strays])
    assert {folder: drawn[folder] for folder in PICTURE} == PICTURE, "the picture has arrows that nobody needs any more"


def test_no_way_through_the_folders_leads_back(modules: dict[str, ast.Module]) -> None:
    assert circle(PICTURE) == []
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for module, target, _ in arrows(modules):
        graph[module].add(target)
    assert circle(graph) == []


def test_few_modules_stand_in_no_folder(root: Path) -> None:
    assert {path.stem for path in (root / "report").glob("*.py")} == LOOSE


@pytest.mark.parametrize("library", HEAVY)
def test_a_heavy_library_stays_at_home(modules: dict[str, ast.Module], library: str) -> None:
    used = [
        f"{module}.py:{line}"
        for module, tree in modules.items()
        for name, line in imported(tree)
        if name.partition(".")[0] == library
    ]
    assert used
    assert [place for place in used if not place.startswith(tuple(HEAVY[library]))] == []


def test_the_picture_sees_a_stray_and_a_circle() -> None:
    known = {"report": None, "report/load": None, "report/load/rules": None, "report/compose/figures": None}
    assert target_of("report.load.rules.DATE", known) == "report/load/rules"
    assert target_of("report.load.load_article", known) == "report/load"
    assert target_of("json.loads", known) is None
    assert folder_of("report/compose/figures/series") == "compose"
    assert folder_of("report/look/tokens/file") == "look/tokens"
    lazy = ast.parse("def later():\n    from report.load import rules\n")
    assert [name for name, _ in imported(lazy)] == ["report.load.rules"]
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert set(circle({"a": {"b"}, "b": {"a"}})) == {"a", "b"}
