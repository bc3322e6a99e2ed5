"""Where in an author's file a piece of Markdown stands, once a parser has taken lines and marks apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from markdown_it.tree import SyntaxTreeNode

from report.intake.files import SourceText
from report.problems import Place

Where = Callable[[int], Place]
"""Gives the place of a character of a text, by its index."""


def place_of_block(source: SourceText, node: SyntaxTreeNode, base: int) -> Place:
    """Return the place of a block; `base` is the line of the file at which the text begins that it was parsed from."""
    number = base + (node.map[0] if node.map else 0)
    line = source.line(number)
    begin = re.search(r"[^\s>]", line)
    return Place(source.path, number, (begin.start() if begin else 0) + 1)


def where_in_lines(source: SourceText, text: str, first: int, start: int = 0) -> Where:
    """Return the places of characters of a text whose lines stand in the file from line `first` on."""
    starts, columns, offset = [], [], 0
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip())
        found = source.line(first + number).find(line.strip(), start if number == 0 else 0)
        starts.append(offset)
        columns.append(max(found, start if number == 0 else 0) - indent)
        offset += len(line) + 1

    def where(index: int) -> Place:
        row = bisect_right(starts, max(index, 0)) - 1
        return Place(source.path, first + row, max(columns[row] + index - starts[row], 0) + 1)

    return where
