"""The steps of a build, in the order in which every article takes them. What is named here is what runs.

A step is imported when its turn comes: a build that finds nothing changed is done before it would have to read an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it does, in words, and the function that does it."""

    words: str
    module: str
    """In this folder."""
    function: str

    def __call__(self, *state: Any) -> None:
        """Take the step; it reads and changes the state that it is given, and raises ProblemsFound where that can't go on."""
        getattr(import_module(f"report.build.{self.module}"), self.function)(*state)


LOOK = (
    Step("look what is there already, made from the same", "unchanged", "look"),
)  # fmt: skip
"""Here, for every article of the request; most builds end with it."""

READ = (
    Step("read the article, and hold it against every rule that needs no pages", "edition", "read"),
    Step("read the presets of its formats", "edition", "choose_formats"),
    Step("compare it with the earlier edition", "edition", "compare"),
    Step("find what of it is published, and what its copies carry", "edition", "pack"),
)
"""Once for an article: here, where its formats are made apart, and otherwise by whoever makes it."""

PREPARE = (
    Step("make tokens and fonts ready", "edition", "prepare"),
)  # fmt: skip
"""By whoever makes it: this process, one of its workers, or another machine."""

PUBLISH = (
    Step("see whether its family can make it, and lay out the pages that a book marks", "publication", "begin"),
    Step("compose the document", "publication", "compose"),
    Step("draw its pictures, or take those that are kept", "publication", "draw"),
    Step("read the style sheet of the article's own theme", "publication", "dress"),
    Step("gather what every copy carries", "publication", "carry"),
    Step("let its family make the file: lay out the pages, or bind the book", "publication", "make"),
)
"""There, too, for each format."""

DELIVER = (
    Step("put what came back in the order that was asked for", "delivery", "order"),
    Step("refuse an id that another article of this build has", "delivery", "tell_apart"),
    Step("hold the edition's number against what was published under it", "delivery", "same_edition"),
    Step("drop what arrived damaged", "delivery", "drop_damaged"),
    Step("let the judges see it", "delivery", "judge"),
    Step("write it, with its manifest", "delivery", "write"),
    Step("remember it for the next build", "delivery", "remember"),
)
"""Here again, in the order of the articles."""

STEPS = (*LOOK, *READ, *PREPARE, *PUBLISH, *DELIVER)
