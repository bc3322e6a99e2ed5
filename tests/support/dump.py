"""A Document as indented text: what a person reviews when composition changes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from report.model import document as doc

NBSP = "\u00a0"


def line(inlines: tuple[Any, ...]) -> str:
    """Return inlines on one line, each kind with its own brackets."""
    return "".join(_inline(node) for node in inlines)


def _inline(node: Any) -> str:
    match node:
        case doc.Text():
            return node.text.replace(NBSP, "~")
        case doc.Emphasis():
            return f"*{line(node.inlines)}*"
        case doc.Strong():
            return f"**{line(node.inlines)}**"
        case doc.Code():
            return f"`{node.text}`"
        case doc.Foreign():
            return f"<{node.language} {node.direction}: {node.text}>"
        case doc.Abbreviation():
            return f"<abbr {node.text}={node.expansion}>" if node.expansion else f"<abbr {node.text}>"
        case doc.Quotation():
            return f"<q {node.record} {node.language}: {node.text}>".replace(" :", ":")
        case doc.Value():
            return f"<{node.record}: {node.text}>".replace(NBSP, "~")
        case doc.NoteCall():
            how = f"{' again' if node.again else ''}{f' after {node.after}' if node.after else ''}"
            return f"[{node.number}{how} #{node.id} -> {node.note}]"
        case doc.CrossReference():
            tongue = f" {node.language}" if node.language else ""
            return f"<to {node.target}{tongue}: {node.text}>".replace(NBSP, "~")
        case doc.Link():
            return f"<{node.address}: {line(node.inlines)}>"
        case doc.LineBreak():
            return "<br>"
    raise TypeError(type(node))


def _is_inlines(value: Any) -> bool:
    kinds = doc.Inline.__args__  # type: ignore[attr-defined]
    return isinstance(value, tuple) and bool(value) and all(isinstance(item, kinds) for item in value)


def dump(value: Any, name: str = "", indent: int = 0) -> str:
    """Return anything in a Document as indented text; empty fields are left out."""
    pad = "  " * indent
    head = f"{pad}{name}: " if name else pad
    if value in ((), "", None, False):
        return ""
    if _is_inlines(value):
        return f"{head}{line(value)}\n"
    if isinstance(value, doc.Inline.__args__):  # type: ignore[attr-defined]
        return f"{head}{_inline(value)}\n"
    if is_dataclass(value):
        inner = "".join(dump(getattr(value, item.name), item.name, indent + 1) for item in fields(value) if item.repr)
        return f"{head}{type(value).__name__}\n{inner}"
    if isinstance(value, tuple):
        return f"{head.rstrip()}\n" * bool(name) + "".join(dump(item, "-", indent + 1) for item in value)
    return f"{head}{str(value).replace(NBSP, '~')}\n"
