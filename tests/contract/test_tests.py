"""Where tests stand: each folder is on the page that says so, and what is in `unit` builds nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

BUILDS = {"report.build.edition.make", "report.build.publication.Publication", "support.built", "support.shipped"}
"""What makes publications, or has them made."""


def imported(file: Path) -> Iterator[str]:
    """Yield modules that a file imports, and names from them."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            module = node.module.removeprefix("tests.")
            yield module
            yield from (f"{module}.{name.name}" for name in node.names)


def test_every_folder_of_tests_is_on_the_page(root: Path) -> None:
    page = (root / "tests" / "README.md").read_text(encoding="utf-8")
    folders = {path.parent.relative_to(root / "tests").parts[0] for path in (root / "tests").glob("*/*.py")}
    assert sorted(name for name in folders if f"`{name}/`" not in page) == []


def test_what_support_is_for_stands_in_its_first_line(root: Path) -> None:
    files = sorted((root / "tests" / "support").glob("*.py"))
    said = {
        file.name: (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").partition("\n")[0] for file in files
    }
    assert files
    assert [name for name, words in said.items() if len(words.split()) < 6] == []


def test_no_unit_test_makes_a_publication(root: Path) -> None:
    files = sorted((root / "tests" / "unit").glob("*.py"))
    found = {file.name: sorted(BUILDS.intersection(imported(file))) for file in files}
    assert {name: builds for name, builds in found.items() if builds} == {}
