"""Tells changes: as text with marks that need no colour, in colour on a terminal, and as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from report.compare.changes import Changes, FieldChange, Hunk, RecordChange, pieces
from report.compare.many_rows import greatest
from report.compare.state import Plain
from report.problems import printable

Tone = Literal["plain", "heading", "added", "removed"]
_AROUND = 8
"""Words told before and after a change."""
_ROWS = 10
"""Rows of a table that are told one by one."""
_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": "~"}
_NAMES = {"term": "glossary", "person": "people"}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one tone."""

    text: str
    tone: Tone = "plain"


Line = tuple[Span, ...]


def lines(changes: Changes) -> Iterator[Line]:
    """Yield the changes line by line: [-removed-] and {+added+}, as word-by-word differences are commonly marked."""
    for change in changes.records:
        yield (Span(f"{_SIGNS[change.how]} {title(change)} {change.how}", "heading"),)
        for field in _told(change):
            yield (Span(f"    {field.field}: "), *_field_runs(field))
        if more := len(change.fields) - len(_told(change)):
            yield (Span(f"    and {more:,} more rows"),)
            if most := greatest(change.fields):
                yield (Span(f"    the greatest change: {most.field}: "), *_field_runs(most))
    for text in changes.texts:
        yield (Span(f"{_SIGNS[text.how]} text of {text.section} {text.how}", "heading"),)
        yield (Span("    "), *_runs(text.pieces))


def _told(change: RecordChange) -> tuple[FieldChange, ...]:
    """Return the fields that are told of; of the rows of a table the first few, since thousands may differ."""
    return change.fields[:_ROWS] if change.kind == "rows" else change.fields


def title(change: RecordChange) -> str:
    """Return what has changed, by kind and id: "observation visits.2023"."""
    return " ".join(filter(None, [_NAMES.get(change.kind, change.kind), change.id if change.id != change.kind else ""]))


def _field_runs(field: FieldChange) -> Iterator[Span]:
    before, after = _words(field.before), _words(field.after)
    if len(before.split()) > _AROUND and len(after.split()) > _AROUND:
        yield from _runs(tuple(pieces(tuple(before.split()), tuple(after.split()))))
        return
    if field.before is not None:
        yield Span(f"[-{before}-]", "removed")
    if field.before is not None and field.after is not None:
        yield Span(" ")
    if field.after is not None:
        yield Span(f"{{+{after}+}}", "added")


def _runs(parts: tuple[Hunk, ...]) -> Iterator[Span]:
    """Yield pieces of text; of what both have, only the words next to a change."""
    for number, piece in enumerate(parts):
        space = " " if number else ""
        if piece.how == "same":
            yield Span(space + _near(piece.words, first=number == 0, last=number == len(parts) - 1))
        elif piece.how == "removed":
            yield Span(f"{space}[-{_joined(piece.words)}-]", "removed")
        else:
            yield Span(f"{space}{{+{_joined(piece.words)}+}}", "added")


def _near(words: tuple[str, ...], *, first: bool, last: bool) -> str:
    if first and last:
        return "…"
    if first:
        return _joined(words) if len(words) <= _AROUND else f"… {_joined(words[-_AROUND:])}"
    if last:
        return _joined(words) if len(words) <= _AROUND else f"{_joined(words[:_AROUND])} …"
    return _joined(words) if len(words) <= 2 * _AROUND else f"{_joined(words[:_AROUND])} … {_joined(words[-_AROUND:])}"


def _joined(words: tuple[str, ...]) -> str:
    """Return words with spaces; where a block begins stands a paragraph sign."""
    told = ["¶" if word.startswith("\n\n") else "↵" if word.startswith("\n") else word for word in words]
    return _on_a_line(" ".join(told))


def _words(value: Plain | None) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_words, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(inner)}" for key, inner in value.items())
    return _on_a_line(value)


def _on_a_line(text: str) -> str:
    return printable("".join(" " if c.isspace() else c for c in text))


def plain(changes: Changes) -> str:
    """Return the changes as plain text."""
    return "".join("".join(run.text for run in line) + "\n" for line in lines(changes))


def markdown(changes: Changes) -> str:
    """Return the changes as a Markdown table: what, how, before, after."""
    rows = ["| What | | Before | After |", "| --- | --- | --- | --- |"]
    for change in changes.records:
        for field in _told(change):
            what = f"{title(change)}: {field.field}"
            rows.append(_row(what, change.how, _words(field.before), _words(field.after)))
        if more := len(change.fields) - len(_told(change)):
            rows.append(_row(f"{title(change)}: {more:,} more", change.how, "", ""))
    for text in changes.texts:
        old = "".join(run.text for run in _side(text.pieces, "removed"))
        new = "".join(run.text for run in _side(text.pieces, "added"))
        rows.append(_row(f"text of {text.section}", text.how, old, new))
    return "\n".join(rows) + "\n"


def _side(parts: tuple[Hunk, ...], how: str) -> Iterator[Span]:
    """Yield one side of a section's text, what only this side has in bold."""
    for number, piece in enumerate(parts):
        space = " " if number else ""
        if piece.how == "same":
            yield Span(space + _escaped(_near(piece.words, first=number == 0, last=number == len(parts) - 1)))
        elif piece.how == how:
            yield Span(f"{space}**{_escaped(_joined(piece.words))}**")


def _row(what: str, how: str, before: str, after: str) -> str:
    bold = what.startswith("text of ")
    cells = (_escaped(what), how, *((before, after) if bold else (_escaped(before), _escaped(after))))
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    """Return text that Markdown prints as it is, in a table's cell."""
    return "".join(f"\\{c}" if c in "\\|*_`[]<>#~$&" else c for c in text)


def show_in_colour(changes: Changes) -> None:
    """Print the changes to the terminal."""
    from rich.console import Console
    from rich.text import Text

    styles = {"plain": "", "heading": "bold", "added": "green", "removed": "red strike"}
    console = Console(highlight=False, soft_wrap=True)
    for line in lines(changes):
        console.print(Text.assemble(*((printable(run.text), styles[run.tone]) for run in line)))
