"""What the tests of the contracts share: the code, read as it stands."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def modules(root: Path) -> dict[str, ast.Module]:
    """Every module by its path without the ending, a package by that of its folder."""
    files = [file for folder in ("report", "charts") for file in sorted((root / folder).rglob("*.py"))]
    names = [file.relative_to(root).with_suffix("").as_posix().removesuffix("/__init__") for file in files]
    return {name: ast.parse(file.read_text(encoding="utf-8")) for name, file in zip(names, files, strict=True)}
