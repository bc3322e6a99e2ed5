"""A mend: what is put right in the engine from outside, why, and how to tell that it is still needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from report.output.pdf.engine.contract import holder_of


@dataclass(frozen=True, slots=True)
class Mend:
    """One fault of the engine and its cure."""

    name: str
    """That of its file."""
    why: str
    """What the engine does, to end the sentence "WeasyPrint ..."."""
    changes: Mapping[str, str]
    """The names that it changes, each with the fingerprint of what it was written for."""
    fault: Callable[[], bool]
    """Tells whether this process's engine has it; the mended one hasn't, and the bare one has as long as the mend is needed."""
    cure: Callable[..., Sequence[Any]]
    """Takes what bears these names and returns what is to bear them."""
    issue: str = ""
    """Where the engine's makers speak of it."""
    shown_below: tuple[int, int] | None = None
    """The Pango with which it shows no more, where that makes the difference; machines have older ones, too."""

    def apply(self) -> None:
        """Change the engine of this process; to be done once."""
        holders = [holder_of(name) for name in self.changes]
        originals = [getattr(holder, name) for holder, name in holders]
        for (holder, name), made in zip(holders, self.cure(*originals), strict=True):
            setattr(holder, name, made)
