"""Pages that are made again: what making one changes is put back first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Before:
    """What making a page changes, so that it can be made again."""

    kept: Mapping[str, Any]
    remake: Mapping[str, Any]
    counters: Sequence[Any]

    @classmethod
    def of(cls, context: Any, number: int, counters: Any) -> Before:
        """Return how things are before a page is made."""
        names = ("footnotes", "reported_footnotes", "broken_out_of_flow")
        kept = {name: getattr(context, name).copy() for name in names} | {"forced_break": context.forced_break}
        return cls(kept, deepcopy(context.page_maker[number - 1][-1]), deepcopy(counters))

    def restore(self, context: Any, number: int, counters: Any) -> None:
        """Put them back, once: what is put back is changed in its turn."""
        for name, value in self.kept.items():
            setattr(context, name, value)
        context.page_maker[number - 1][-1].update(self.remake)
        for mine, saved in zip(counters, self.counters, strict=True):
            if isinstance(mine, dict):
                mine.clear()
                mine.update(saved)
            else:
                mine[:] = saved
