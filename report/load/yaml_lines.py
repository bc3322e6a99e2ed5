"""The lines of a YAML file as an editor sees them: how far each is indented, and whether it is a key, an item or text.

A parser says where it could not go on, which is often a line behind the fault. What stands around that line tells more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from report.intake.files import SourceText

_ITEM = re.compile(r"(?:- +)*(?:-$)?")
_SPACELESS = re.compile(r"([A-Za-z][\w-]*):([^\s:/].*)$")
_NO_KEY = set("#[]{}&*!|>%@`,")
"""No key begins with one of these."""
_BLOCK = re.compile(r"[|>][-+\d]*(?: +#.*)?$")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line with something in it."""

    number: int
    """From 1."""
    text: str
    """Without its indentation and without spaces at its end."""
    indent: int

    @property
    def item(self) -> bool:
        """Whether it begins an item of a list."""
        return self.text == "-" or self.text.startswith("- ")

    @property
    def column(self) -> int:
        """How far what stands behind the hyphens is indented."""
        found = _ITEM.match(self.text)
        return self.indent + (found.end() if found else 0)

    @property
    def content(self) -> str:
        """What stands behind the hyphens."""
        return self.text[self.column - self.indent :]

    @property
    def key(self) -> str:
        """The key that the line begins with; empty if it begins with none."""
        return self.content[: self._colon].rstrip()

    @property
    def value(self) -> str:
        """What stands behind the key, or the whole of a line without one."""
        return self.content[self._colon + 1 :].strip() if self._colon else self.content

    @property
    def _colon(self) -> int:
        """Where the colon behind the key stands; 0 if there is none."""
        text, mark = self.content, self.content[:1]
        if mark in {'"', "'"}:
            end = text.find(mark, 1) + 1
            colon = len(text) - len(text[end:].lstrip(" ")) if end else 0
            return colon if text[colon : colon + 2] in {":", ": "} else 0
        if not mark or mark in _NO_KEY:
            return 0
        colon = text.find(": ")
        if colon < 0 and text.endswith(":"):
            colon = len(text) - 1
        return 0 if colon < 0 or " #" in text[:colon] else colon

    @property
    def opens_block(self) -> bool:
        """Whether its text stands on the lines below, behind > or |."""
        return bool(_BLOCK.match(self.value))


def spaceless(text: str) -> str:
    """Return `key:value` with the space that is missing in it; empty where none is."""
    found = _SPACELESS.match(text)
    return f"{found[1]}: {found[2]}" if found else ""


def lines_before(source: SourceText, number: int) -> list[SourceLine]:
    """Return the lines that have something in them, up to and with that one."""
    found = []
    for index, raw in enumerate(source.text.split("\n")[:number], 1):
        text = raw.strip(" \t\r")
        if text and not text.startswith("#"):
            found.append(SourceLine(index, text, len(raw) - len(raw.lstrip(" \t"))))
    return found


def above(lines: list[SourceLine]) -> list[SourceLine]:
    """Return the lines that the last of these could stand beside or below: those that nothing has closed, the nearest first."""
    found: list[SourceLine] = []
    least = 1 << 30
    for line in reversed(lines[:-1]):
        if line.indent < least:
            found.append(line)
            least = line.indent
    return found
