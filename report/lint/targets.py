"""What stands between a role's backticks, and which records may stand there."""

from __future__ import annotations

from typing import NamedTuple

EVIDENCE = frozenset({"observation", "fact", "event", "statement"})
VALUES = frozenset({"observation", "fact"})

ROLE_KINDS: dict[str, frozenset[str]] = {
    "value": VALUES,
    "date": EVIDENCE | {"source"},
    "cite": EVIDENCE | {"source", "series", "account"},
    "quote": frozenset({"statement"}),
    "term": frozenset({"person", "term"}),
}
"""The kinds of record that each role takes; `{ref}` points at parts of the publication, `{literal}` at nothing."""

ROLE_FORMS: dict[str, tuple[str, ...]] = {
    "value": ("bare", "unit", "digits", "short"),
    "date": ("year", "month"),
    "term": ("full", "short"),
}
"""The forms that may follow an id after `|`."""

DIRECTIVE_KINDS: dict[str, frozenset[str]] = {
    "chart": frozenset({"series"}),
    "table": frozenset({"series", "fact"}),
    "timeline": frozenset({"event"}),
    "statement": frozenset({"statement"}),
    "accounts": frozenset({"account"}),
    "image": frozenset({"image"}),
    "key-figure": VALUES,
}
"""The kinds of record that each directive takes as arguments; a chart's are those of a series."""

CHART_KINDS: dict[str, frozenset[str]] = {"timeline": frozenset({"event"}), "bars": frozenset({"fact"})}
"""The kinds of record that a chart of another form takes."""

WHOLE: dict[str, str] = {"timeline": "event", "accounts": "account"}
"""Directives that show all records of a kind where they name none; so does a chart of the form timeline."""

ID_OPTIONS = frozenset({"id", "events", "form"})
"""Options of directives that hold names for the machine, not prose."""


class Target(NamedTuple):
    """An id with the form that is asked for; an empty form is the usual one."""

    id: str
    form: str = ""


def targets(role: str, text: str) -> list[Target]:
    """Read a role's target: one id with its form, for `cite` a list of ids; at least one target, be it empty."""
    if role == "cite":
        return [Target(part) for part in (part.strip() for part in text.split(",")) if part] or [Target("")]
    id_, _, form = text.partition("|")
    return [Target(id_.strip(), form.strip())]


def words_of(option: str) -> list[str]:
    """Read an option that lists ids, as in `:events: raid, move`."""
    return option.replace(",", " ").split()
