"""Remarks as others' Markdown writes them: Quarto's and Pandoc's classes, MyST's names, GitHub's alerts.

Each is a note of ours. What it is called there, a tip or a warning, becomes its heading where it has none of its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from report.load.suggestions import meant

KINDS = ("note", "tip", "important", "warning", "caution")
"""The kinds that those have in common."""

_ATTRIBUTES = re.compile(r"\{([^{}]*)\}")
_KIND = re.compile(r"(?:^|\s)\.callout-([\w-]+)")
_TITLE = re.compile(r"""(?:^|\s)title=(?:"([^"]*)"|'([^']*)'|(\S+))""")
_ALERT = re.compile(r"\A\[!([A-Za-z]+)\][+-]?(?:[ \t]+([^\n]*))?(?:\n|\Z)")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")


class Callout(NamedTuple):
    """A remark of a kind; an unknown kind is empty."""

    kind: str
    words: tuple[str, ...]


def from_attributes(info: str) -> Callout | None:
    """Read `{.callout-tip title="Words"}`; None where there are attributes of something else, or none.

    What says how it looks or whether it folds has no meaning in print, and is passed over.
    """
    found = _ATTRIBUTES.fullmatch(info)
    if not found or not found[1].strip().startswith((".", "#")):
        return None
    kind = _KIND.search(found[1])
    if kind is None:
        return None
    title = _TITLE.search(found[1])
    words = next(filter(None, title.groups()), "").split() if title else []
    return Callout(kind[1] if kind[1] in KINDS else "", tuple(words))


def from_alert(text: str) -> Callout | None:
    """Read the first line of a passage, `[!TIP]`; None where it is none."""
    found = _ALERT.match(text)
    if not found:
        return None
    kind = found[1].lower()
    return Callout(kind if kind in KINDS else "", tuple((found[2] or "").split()))


def heading(line: str) -> tuple[str, ...]:
    """Return the words of a heading that stands first in a remark, which is its title there; none where it isn't one."""
    found = _HEADING.fullmatch(line.strip())
    return tuple(found[1].rstrip(" \t#").split()) if found else ()


def hint(typed: str, form: str) -> str:
    """Say what to write instead of a kind that isn't known, in the same form: `[!{}]`."""
    near = meant(typed, list(KINDS))
    if near:
        return f"did you mean {form.format(near.upper() if form.startswith('[') else near)}?"
    return f"write one of: {', '.join(form.format(kind.upper() if form.startswith('[') else kind) for kind in KINDS)}"
