"""Directives, each in the module of its name, whose `compose` returns the blocks that one makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from report.compose.desk import Desk
from report.model import document as doc
from report.model.prose import Directive

Composing = Callable[[Desk, Directive], list[doc.Block]]


@cache
def composing(name: str) -> Composing:
    """Return what composes the directives of that name."""
    made: Composing = import_module(f"{__name__}.{name.replace('-', '_')}").compose
    return made
