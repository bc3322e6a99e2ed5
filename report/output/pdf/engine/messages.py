"""What WeasyPrint says while it works, turned into problems: nothing that it logs is lost."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from report.problems import Place, Problem, Rule, Severity

LAYOUT_MESSAGE = Rule(
    "PDF-001",
    Severity.ERROR,
    "The layout engine objects",
    "WeasyPrint lays out the pages. It goes on where it finds something that it can't use: a property it doesn't know, a "
    "picture it can't read, a link that leads nowhere, a character that no font has. The page would then differ from what "
    "its template or the article's theme asks for, so each of its messages stops the build.",
)

_HINT = "If the article has a theme/, look there first; else it is a fault of the templates, to be reported."
_AT = re.compile(r" at (\d+):(\d+)")
_PICTURE = re.compile(r"\bpicture:([a-z0-9-]+)")


@contextmanager
def placed(problems: list[Problem], origin: Place | None) -> Iterator[None]:
    """Give the problems that are found inside the block their place in a style sheet of the article's, if it is one."""
    first = len(problems)
    yield
    if origin is None:
        return
    for number, problem in enumerate(problems[first:], first):
        found = _AT.search(problem.cause)
        place = Place(origin.path, int(found[1]), int(found[2])) if found else origin
        problems[number] = replace(problem, place=place, hint="write it as CSS that WeasyPrint knows, or delete it")


class _Collector(logging.Handler):
    def __init__(self, place: Place, places: Mapping[str, Place]) -> None:
        super().__init__(logging.WARNING)
        self.place = place
        self.places = places
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage().strip().replace("\n", " ")
        if any(problem.cause == record.getMessage() for problem in self.problems):
            return
        place, hint = self.place, _HINT
        sentence = f"WeasyPrint says of the pages: {message.rstrip('.')}."
        if (picture := _PICTURE.search(message)) and picture[1] in self.places:
            place, hint = self.places[picture[1]], "save the drawing anew as plain SVG, with lengths that fit a page"
            sentence = f"WeasyPrint can't draw what is shown here: {message.rstrip('.')}"
        self.problems.append(LAYOUT_MESSAGE.at(place, sentence, hint=hint, cause=record.getMessage()))


@contextmanager
def collected(place: Place, places: Mapping[str, Place]) -> Iterator[list[Problem]]:
    """Collect as problems what WeasyPrint and fontTools log inside the block.

    What they say of a picture gets its place in the article from `places`, by its id; everything else gets `place`.
    Nothing goes to the root logger meanwhile, so that the same isn't said twice.
    """
    collector = _Collector(place, places)
    loggers = [logging.getLogger("weasyprint"), logging.getLogger("fontTools")]
    kept = [(logger, logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.addHandler(collector)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
    try:
        yield collector.problems
    finally:
        for logger, level, propagate in kept:
            logger.removeHandler(collector)
            logger.setLevel(level)
            logger.propagate = propagate
