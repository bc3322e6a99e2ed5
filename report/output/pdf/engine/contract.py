"""What we lean on of the engine that no document of its makers promises: names, and what its boxes and streams know.

Whoever adopts another release runs the tests of this contract first (`nox -s next-engine`): they say what has to change. Names
are looked for before anything is laid out, so that nobody prints with an engine that was never tried.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterable, Mapping
from importlib import import_module
from importlib.metadata import version
from typing import Any

NAMES: Mapping[str, str] = {
    "weasyprint.HTML.render": "pages are laid out with it",
    "weasyprint.CSS": "style sheets are read by it",
    "weasyprint.document.Document.copy": "pages are exchanged for marked ones with it",
    "weasyprint.document.Document.write_pdf": "pages are written with it",
    "weasyprint.document.Page.paint": "the marks of a page are put right behind it",
    "weasyprint.text.fonts.FontConfiguration": "publications share the fonts that it has found",
    "weasyprint.urls.FatalURLFetchingError": "a refused address ends the rendering with it",
    "weasyprint.urls.URLFetcher.fetch": "every address is asked for through it",
    "weasyprint.urls.URLFetcherResponse": "what was fetched is handed on in it",
    "pydyf.Stream": "the operators of a page are a list in it",
}
"""What is called by name, apart from what mends change; each with what it is for."""

_ALL = frozenset({"children", "descendants", "element", "element_tag", "footnote", "style"})
BOXES: Mapping[str, frozenset[str]] = {
    "PageBox": _ALL | {"content_box_y", "copy_with_children", "height", "margin_height", "margin_width"},
    "MarginBox": _ALL | {"at_keyword"},
    "FootnoteAreaBox": _ALL | {"position_y"},
    "BlockBox": _ALL
    | {"bookmark_label", "border_height", "is_leader", "link", "link_annotation"}
    | {"margin_top", "padding_bottom", "padding_top", "position_y"},
    "InlineBox": _ALL | {"hit_area", "link", "link_annotation"},
    "LineBox": _ALL | {"baseline", "height", "position_y"},
    "TextBox": _ALL | {"baseline", "content_box_y", "height", "position_x", "position_y", "text", "width"},
    "InlineReplacedBox": _ALL | {"content_box_x", "content_box_y", "height", "margin_height", "replacement", "width"},
    "TableRowGroupBox": _ALL | {"is_footer", "is_header"},
    "TableCellBox": _ALL,
}
"""What is read from the boxes of a laid-out page, by kind."""

STYLES = frozenset(
    {"bookmark_level", "break_inside", "content", "float", "font_size", "hyphens", "list_style_type", "position", "visibility"}
)
"""What is read from the style of a box."""

PAGE = frozenset({"_page_box", "links", "paint"})
STREAM = frozenset({"_fonts", "_resources", "_tags", "stream"})
FONT = frozenset({"bitmap", "file_content", "glyph_count", "hash", "hb_font", "index", "missing", "tables", "to_unicode"}) | {
    "upem",
    "widths",
}
"""What is read from a page, from what it becomes when it is painted, and from a font of that."""


class Unknown(Exception):
    """The engine isn't one that we know; its text says why."""


def holder_of(name: str) -> tuple[Any, str]:
    """Return the module or the class that has what a dotted name names, and the last part of the name."""
    *parts, last = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            holder: Any = import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            holder = getattr(holder, part, None)
        if not hasattr(holder, last):
            break
        return holder, last
    raise Unknown(f"WeasyPrint {version('weasyprint')} has no {name}")


def require(names: Iterable[str]) -> None:
    """Raise Unknown where one of the names isn't there."""
    for name in names:
        holder_of(name)


def fingerprint(name: str) -> str:
    """Return what tells whether the code that a name stands for has changed; of what isn't code, its type."""
    holder, last = holder_of(name)
    found = getattr(holder, last)
    if not inspect.isfunction(found):
        return type(found).__name__
    return hashlib.sha256(inspect.getsource(found).encode()).hexdigest()[:12]
