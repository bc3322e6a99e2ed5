"""One door to the layout engine: nothing of it is seen outside of its folder, neither in the code nor in what it hands out.

Who may import it stands with the other libraries that have one home, in `test_imports`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from typing import Any
from unittest import mock
from xml.etree.ElementTree import Element

import pytest

from report.output.pdf import pages
from report.output.pdf.engine import contract
from report.output.pdf.page_area import BlockArea, PageArea
from report.output.pdf.trace import Cell, LinkArea, Run, TextLine, Trace, Zone
from tests.support.printing import printed

DOOR = "report/output/pdf/engine/"
OURS = {field.name for made in (BlockArea, PageArea, Trace, Run, LinkArea, Cell, TextLine) for field in fields(made)}
BOXES = {name for names in contract.BOXES.values() for name in names}
EVERYBODYS = {"children", "style", "stream", "link", "links", "baseline", "footnote", "descendants"}
"""Words that others use, too."""
THEIRS = (BOXES | contract.STREAM | contract.PAGE | {"_box"}) - OURS - EVERYBODYS
"""What only the engine's boxes and streams know."""
KINDS = set(contract.BOXES) | {"AbsolutePlaceholder", "InlineBox", "InlineBlockBox", "BlockReplacedBox"}

BODY = """
<nav><ol><li><a href="#one">One</a></li></ol></nav>
<h1 id="one">One</h1><p id="p">Text <b>and</b> <a href="#two">a <i>link</i></a><span class="note" id="n" data-number="1">a
note</span> that is long enough for a second line of text.</p><ul><li>item</li></ul>
<table><thead><tr><th>head</th></tr></thead><tbody><tr><td>cell</td></tr></tbody></table>
<figure><img src="picture:chart" alt="drawn"></figure><p style="position: absolute; top: 0">placed</p><h2 id="two">Two</h2>
"""


def seen_of_the_engine(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield what a module sees of the engine, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in THEIRS:
            yield node.lineno, node.attr
        elif isinstance(node, ast.Constant) and node.value in KINDS | THEIRS:
            yield node.lineno, str(node.value)


def test_nobody_else_knows_a_box(modules: dict[str, ast.Module]) -> None:
    strays = [
        f"{file}:{line} knows {name}"
        for file, tree in modules.items()
        if file.startswith("report/output/pdf/") and not file.startswith(DOOR)
        for line, name in seen_of_the_engine(tree)
    ]
    assert strays == []


@pytest.mark.parametrize("code", ["box.position_x", "page._page_box", "kind == 'LineBox'", "getattr(box, 'link_annotation')"])
def test_a_stray_would_be_seen(code: str) -> None:
    assert list(seen_of_the_engine(ast.parse(code)))


def handed_out(found: Any, seen: set[int], path: str) -> Iterator[str]:
    """Yield the paths to all that is neither plain, nor a record of ours, nor an element of the page."""
    if found is None or isinstance(found, str | bytes | bool | int | float | Enum | Element) or id(found) in seen:
        return
    seen.add(id(found))
    if isinstance(found, dict):
        for key, value in found.items():
            yield from handed_out(key, seen, f"a key of {path}")
            yield from handed_out(value, seen, f"{path}[{key!r}]")
    elif type(found) in {list, tuple, set, frozenset}:
        for number, value in enumerate(found):
            yield from handed_out(value, seen, f"{path}[{number}]")
    elif type(found).__module__.startswith("report."):
        names = [*getattr(type(found), "__slots__", ()), *getattr(found, "__dict__", {})]
        for name in names:
            yield from handed_out(getattr(found, name), seen, f"{path}.{name}")
    else:
        yield f"{path} is a {type(found).__module__}.{type(found).__qualname__}"


def test_what_print_hands_on_is_plain() -> None:
    kept: list[pages.Printed] = []
    original = pages.printed

    def keep(*given: Any, **named: Any) -> pages.Printed:
        kept.append(original(*given, **named))
        return kept[-1]

    with mock.patch.object(pages, "printed", keep):
        made = printed(BODY)
    (handed,) = kept
    kinds = {type(item) for item in handed.trace.items}
    assert kinds == {Run, LinkArea, Cell}
    assert any(run.picture for run in handed.trace.runs)
    assert any(area.annotation for area in handed.trace.items if isinstance(area, LinkArea))
    assert list(handed_out(handed, set(), "pages")) == []
    assert list(handed_out(made, set(), "rendered")) == []


def test_a_box_that_is_handed_out_would_be_seen() -> None:
    from weasyprint.formatting_structure.boxes import LineBox

    run = Run(0, None, "", Zone.FLOW, line=LineBox("p", {}, None, []))
    (told,) = handed_out([{"run": run}], set(), "it")
    assert told == "it[0]['run'].line is a weasyprint.formatting_structure.boxes.LineBox"
