"""What is reckoned in one place is reckoned nowhere else: digests, paths inside of a folder, ids from words, derived values."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

HOMES = {
    "hashlib": {
        "report/system/digests": "the digest of bytes, a file, a folder",
        "report/compose/formulas": "the name of a formula, from a stage that sees nothing of the system",
        "report/intake/images/__init__": "which image this process has looked through",
        "report/output/pdf/engine/contract": "what a mend was written for",
        "report/output/pdf/file/attachments": "MD5, which PDF wants beside an attachment",
    },
    "is_relative_to": {
        "report/intake/files": "whether a path, links followed, lies in a folder",
        "report/build/parcel": "names of paths on two machines, of which nothing is opened",
        "report/build/publication": "which presets are ours",
    },
    "unicodedata.combining": {"report/model/slugs": "ids from words"},
    ".png": {"report/model/media": "what a file is, by its ending"},
    "measure": {"report/model/derive": "values in other units"},
}
"""What only its home may use, and for what."""


def used(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module imports or asks for, these with what stands before their dot, and the texts in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Attribute):
            yield node.attr
            if isinstance(node.value, ast.Name):
                yield f"{node.value.id}.{node.attr}"


@pytest.mark.parametrize("name", HOMES)
def test_what_is_reckoned_once_is_used_at_home_alone(modules: dict[str, ast.Module], name: str) -> None:
    users = {module for module, tree in modules.items() if name in set(used(tree))}
    homes = {home.removesuffix("/__init__") for home in HOMES[name]}
    assert users == homes


def test_a_second_reckoning_is_seen() -> None:
    seen = set(used(ast.parse("from hashlib import sha256\nif path.is_relative_to(root):\n    unicodedata.combining('.png')")))
    assert {"hashlib", "is_relative_to", "unicodedata.combining", ".png"} <= seen
