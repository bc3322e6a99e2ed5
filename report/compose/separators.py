"""What divides the parts of a line: commas and semicolons as the document's script has them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from report.model import document as doc
from report.model.cldr import separator

_DIVIDING = (", ", "; ")

T = TypeVar("T")


def with_own(parts: T, language: str) -> T:
    """Return parts of a document whose separators, a text of nothing else, are those of its language."""
    own = {mark: said for mark in _DIVIDING if (said := separator(mark, language)) != mark}
    made: T = _turned(parts, own) if own else parts
    return made


def _turned(node: Any, own: dict[str, str]) -> Any:
    if isinstance(node, tuple):
        return tuple(_turned(each, own) for each in node)
    if isinstance(node, doc.Text):
        return replace(node, text=own[node.text]) if node.text in own else node
    if not is_dataclass(node) or isinstance(node, type):
        return node
    values = {field.name: getattr(node, field.name) for field in fields(node)}
    turned = {name: _turned(value, own) for name, value in values.items() if isinstance(value, tuple) or is_dataclass(value)}
    changed = {name: value for name, value in turned.items() if value != values[name]}
    return replace(node, **changed) if changed else node
