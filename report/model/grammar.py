"""What can stand in prose: roles and directives, what each takes, and which records it may name."""

from __future__ import annotations

from dataclasses import dataclass
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
CHART_FORM_OF: dict[str, str] = {kind: form for form, kinds in CHART_KINDS.items() for kind in kinds}
"""The form of a chart that takes records of a kind."""

WHOLE: dict[str, str] = {"timeline": "event", "accounts": "account"}
"""Directives that show all records of a kind where they name none; so does a chart of the form timeline."""

ID_OPTIONS = frozenset({"id", "events", "form", "height", "highlight", "sort"})
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


@dataclass(frozen=True)
class Form:
    """What a directive takes. `body` is "", "paragraph", "blocks" or "table"."""

    least: int = 0
    most: int | None = 0
    options: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    body: str = ""
    words: bool = False
    """Whether words stand after the name, not ids."""


_OF_A_SERIES = Form(1, 1, ("title", "subtitle", "caption", "events", "id", "form", "height", "highlight"))
FORMS = {
    "chart": _OF_A_SERIES,
    "table": Form(0, None, ("caption", "id"), ("caption",), "table"),
    "timeline": Form(0, None, ("id",)),
    "statement": Form(1, 2, ("id",)),
    "accounts": Form(0, None, ("id",)),
    "image": Form(1, 1, ("caption", "id")),
    "note": Form(0, None, ("id",), (), "blocks", words=True),
    "lead": Form(body="paragraph"),
    "key-figure": Form(1, 1, ("id", "form"), (), "paragraph"),
}
CHART_FORMS = {
    "timeline": Form(0, None, ("title", "subtitle", "caption", "id", "form"), ("title", "subtitle")),
    "bars": Form(1, None, ("title", "subtitle", "caption", "id", "form", "sort"), ("title", "subtitle")),
    "line": _OF_A_SERIES,
    "marks": Form(1, 1, ("title", "subtitle", "caption", "events", "id", "form")),
}
CHOICES: dict[str, tuple[str, ...]] = {"height": ("short", "standard", "tall"), "sort": ("value", "given")}
"""What may stand after an option: the height of a chart of a series, the order of bars."""
