"""A tree of XHTML written as HTML, as its own syntax wants it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lxml import etree

from report.output.flow import EPUB, local_name
from report.output.xhtml import VOID

_XML = "http://www.w3.org/XML/1998/namespace"
_ABSENT = {EPUB, _XML}
"""Namespaces whose attributes HTML doesn't know; languages are said by `lang`, too."""
_RAW = {"style", "script"}


def serialise(tree: etree._Element) -> bytes:
    """Return the page as UTF-8."""
    return f"<!DOCTYPE html>\n{''.join(_written(tree))}\n".encode()


def _quoted(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


def _written(element: etree._Element) -> Iterator[str]:
    name = local_name(element)
    if not name:
        return
    attributes = "".join(
        f' {key}="{_quoted(value)}"' if value != key else f" {key}"
        for key, value in ((str(key), str(value)) for key, value in element.items())
        if not any(key.startswith(f"{{{space}}}") for space in _ABSENT)
    )
    yield f"<{name}{attributes}>"
    if name in VOID:
        return
    text = element.text or ""
    yield text if name in _RAW else escape(text, quote=False)
    for child in element:
        yield from _written(child)
        yield escape(child.tail or "", quote=False)
    yield f"</{name}>"
