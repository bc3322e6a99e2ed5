"""Tables written in Markdown, with all that is typed in them: CommonMark's tables drop some of it without a word."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from report.intake.files import SourceText
from report.limits import beyond, limits
from report.load.prose_rules import BLOCK, without_words
from report.model.prose import Inline, PlainTable, says_something
from report.problems import Place, Problem

_AROUND = re.compile(r"^(?:\s|>|(?:[-*+]|\d+[.)])\s)*")
"""Signs of the lists and passages in which a line stands; inside of a table it begins with none of its own."""
_CELLS = re.compile(r"(?>(?:[^|\\]|\\.|\\$)+)|(?<=\|)(?=\|)")
"""The cells of a row without its first bar; the last bar ends a cell and begins none."""
_ALIGN = re.compile(r"text-align:(left|right|center)")

Row = tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True)
class TableReader:
    """Reads one table of a section."""

    source: SourceText
    problems: list[Problem]
    inlines: Callable[[SyntaxTreeNode, int, int], tuple[Inline, ...]]
    """Reads an inline node; it is given the line at which its part of the file begins, and a column to look from."""

    def read(self, node: SyntaxTreeNode, base: int, place: Place) -> PlainTable:
        """Return the table; `base` is the line of the file at which the text begins that `node` was parsed from."""
        rows: list[Row] = []
        align: tuple[str, ...] = ()
        for part in node.children:
            for row in part.children:
                self._surplus(row, base)
                rows.append(self._row(row, base))
                if len(rows) > limits().table_rows:
                    self.problems.append(beyond(place, "the table that begins here has too many rows", "table_rows"))
                    return PlainTable(rows[0], (), align, place)
                if not align:
                    styles = (_ALIGN.search(str(cell.attrs.get("style", ""))) for cell in row.children)
                    align = tuple(style[1] if style else "" for style in styles)
        if len(rows) == 1:
            self.problems.append(BLOCK.at(place, "this table has a head and no rows", hint="write rows below it, or delete it"))
        return PlainTable(rows[0], tuple(rows[1:]), align, place)

    def _row(self, row: SyntaxTreeNode, base: int) -> Row:
        column, cells = 0, []
        for cell in row.children:
            inner = cell.children[0]
            cells.append(self.inlines(inner, base, column))
            number = base + (inner.map[0] if inner.map else 0)
            line = self.source.line(number)
            begin = max(line.find(inner.content, column), 0)
            if cells[-1] and not says_something(cells[-1]):
                self.problems.append(without_words("cell", Place(self.source.path, number, begin + 1)))
            bar = line.find("|", begin + len(inner.content))
            column = bar + 1 if bar >= 0 else column
        return tuple(cells)

    def _surplus(self, row: SyntaxTreeNode, base: int) -> None:
        """Find cells that stand beyond the columns of the head."""
        number = base + (row.map[0] if row.map else 0)
        line = self.source.line(number)
        typed = _CELLS.findall(_AROUND.sub("", line).rstrip().removeprefix("|"))
        if len(typed) > len(row.children):
            sentence = f"this row has {len(typed)} cells, and the table {len(row.children)} columns"
            hint = "give the head another column, or write \\| for a bar that belongs to the words"
            place = Place(self.source.path, number, len(line) - len(line.lstrip()) + 1)
            self.problems.append(BLOCK.at(place, sentence, hint=hint))
