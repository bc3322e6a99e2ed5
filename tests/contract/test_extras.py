"""Families that come as extras: what tokens name, what pyproject.toml brings, and what copies say of it, are the same."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from report.look.tokens import load_tokens
from report.system.versions import FURTHER

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
SCRIPTS = load_tokens()[0].scripts


@pytest.mark.parametrize("code", SCRIPTS)
def test_an_extra_brings_the_families_of_its_script(code: str) -> None:
    script = SCRIPTS[code]
    packages = {f"fontpkg-{'-'.join(family.lower().split())}" for family in (script.text, script.display)}
    assert {package.partition(">")[0] for package in EXTRAS[script.extra]} == packages
    assert packages <= set(FURTHER)


def test_nothing_else_is_told_of() -> None:
    brought = {package.partition(">")[0] for script in SCRIPTS.values() for package in EXTRAS[script.extra]}
    assert brought == set(FURTHER)
