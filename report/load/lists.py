"""Lists: that their marks say what is printed, and which items are tasks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from markdown_it.tree import SyntaxTreeNode

from report.load.dialects import follows, marks
from report.load.prose_rules import DIALECT, NUMBERING
from report.model.prose import Block, Para, Typed
from report.problems import Place, Problem

_BOX = re.compile(r"\[([ xX])\] (?=\S|\Z)")

Item = tuple[Block, ...]


def numbering(node: SyntaxTreeNode, place: Callable[[SyntaxTreeNode], Place]) -> Iterator[Problem]:
    """Find numbers of a list that don't follow from the one before; steps that stay alike are one problem."""
    typed = [int(item.info) for item in node.children if item.info.isdecimal()]
    usual = last = 0 if typed[:1] == typed[1:2] else 1
    for index, (before, number) in enumerate(pairwise(typed), 1):
        step, printed = number - before, typed[0] + index
        if step not in {usual, last} and number != printed:
            mark, other = node.children[index].markup, ")" if node.children[index].markup == "." else "."
            sentence = f"“{number}{mark}” stands behind “{before}{mark}”, and {printed} is printed"
            hint = f"write {printed}{mark}; or {number}{other} for a list of its own, which begins with {number}"
            yield NUMBERING.at(place(node.children[index]), sentence, hint=hint)
        last = step


def lettered(above: SyntaxTreeNode | None, node: SyntaxTreeNode, place: Callable[[SyntaxTreeNode], Place]) -> Iterator[Problem]:
    """Find a list of letters, whose marks aren't any here: in the lines of a paragraph, or in two that follow each other."""
    if node.type != "paragraph":
        return
    before = marks(above.children[0].content)[-1:] if above is not None and above.type == "paragraph" else []
    typed = before + marks(node.children[0].content)
    if any(follows(one, other) for one, other in pairwise(typed)):
        hint = "write 1. before each item; a backslash before the mark makes it text"
        sentence = f"a list is marked with “{typed[0]}”, “{typed[1]}”, and lists have numbers or hyphens"
        yield DIALECT.at(place(above if before and above else node), sentence, hint=hint)


def tasks(items: list[Item]) -> tuple[tuple[Item, ...], tuple[bool | None, ...]]:
    """Return items without their boxes, and whether each is a task that is done; nothing of the latter where none is a task."""
    done = tuple(map(_task, items))
    without = tuple(item if state is None else _without_box(item) for item, state in zip(items, done, strict=True))
    return without, done if any(state is not None for state in done) else ()


def _task(item: tuple[Block, ...]) -> bool | None:
    """Tell whether an item of a list is a task that is done, one that isn't, or no task."""
    first = item[0].inlines[0] if item and isinstance(item[0], Para) and item[0].inlines else None
    box = _BOX.match(first.text) if isinstance(first, Typed) else None
    return None if box is None else box[1] != " "


def _without_box(item: tuple[Block, ...]) -> tuple[Block, ...]:
    first = item[0]
    assert isinstance(first, Para)
    text = first.inlines[0]
    assert isinstance(text, Typed)
    place = replace(text.place, column=text.place.column + 4)
    return (replace(first, inlines=(Typed(text.text[4:], place), *first.inlines[1:])), *item[1:])
