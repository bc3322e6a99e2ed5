"""Copies that released versions made, and what is known of them."""

from __future__ import annotations

from pathlib import Path

FROZEN = Path(__file__).parents[1] / "frozen"
VERSIONS = ("0.1",)
SECOND = ("mill-a4.pdf", "mill-letter.pdf", "mill-large-print.pdf", "mill-brief.pdf", "mill.epub")
"""The mill's second edition in all of its formats."""
FIRST = "mill-first-edition-a4.pdf"
SHIPPED = "camp-ashraf-3-a4.pdf"


def copies() -> list[Path]:
    """Return the copies of all versions."""
    return [FROZEN / version / name for version in VERSIONS for name in (*SECOND, FIRST, SHIPPED)]


def named(path: Path) -> str:
    """Return what a test of a copy is called."""
    return f"{path.parent.name}-{path.stem if path.suffix == '.pdf' else path.name}"
