"""How large the parts of an article may be: one place for all limits, each of which can be raised.

What lies beyond them is most often a slip, or an attack: it would exhaust the machine before anybody saw a page of it. The
environment variable REPORT_LIMITS raises or lowers them for a command and all that it starts.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, fields
from functools import cache

from report.problems import Place, Problem, ProblemsFound, Rule, Severity

VARIABLE = "REPORT_LIMITS"
"""Environment variable: `text-file=20M values=500000`."""

WRONG_LIMIT = Rule(
    "CFG-062",
    Severity.ERROR,
    "Limit that can't be set",
    "The environment variable REPORT_LIMITS sets limits by name, divided by spaces or commas: `text-file=20M table-rows=9000`. "
    "Numbers may have K, M or G behind them (thousands, millions, milliards). `report explain CFG-063` lists the names.",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Each limit with its usual value; its name on the command line has hyphens."""

    text_file: int = 5_000_000
    """Bytes of a text file: YAML, Markdown, TOML, CSS."""
    files: int = 10_000
    """Files in an article's folder; a copy of it holds no more."""
    values: int = 100_000
    """Values in a YAML file, with its aliases written out."""
    depth: int = 20
    """Levels of mappings and lists in a YAML file."""
    paragraph: int = 100_000
    """Characters of one paragraph, cell, or text field."""
    words: int = 10_000
    """Characters of a plain text field: a title, a name, exact words."""
    table_rows: int = 5_000
    """Rows of one table."""
    table_file: int = 50_000_000
    """Bytes of a file in `data/` that a series is read from."""
    data_rows: int = 100_000
    """Rows of such a file, or of a workbook's sheet."""
    data_columns: int = 1_000
    """Columns of one."""
    image_file: int = 50_000_000
    """Bytes of an image."""
    image_pixels: int = 100_000_000
    """Pixels of an image, width by height."""
    drawing_parts: int = 100_000
    """Elements of an SVG, with whatever it uses again counted again."""
    data_address: int = 1_000_000
    """Bytes of an image inside of a `data:` address; a larger one belongs in a file of its own, with its credit."""
    layout: int = 1_800
    """Seconds of one processor in which the pages of a format are laid out; a style sheet can ask for what never ends."""


BEYOND = Rule(
    "CFG-063",
    Severity.ERROR,
    "Beyond a limit",
    "Limits keep a slip, or an attack, from exhausting the machine. They are: "
    + ", ".join(f"{field.name.replace('_', '-')} {field.default:,}" for field in fields(Limits))
    + ".\n\nAn article that needs more gets it by an environment variable: REPORT_LIMITS='text-file=20M table-rows=9000'.",
)

_NUMBER = re.compile(r"(\d{1,15})([KMG]?)", re.IGNORECASE)


def limits() -> Limits:
    """Return the limits in force; ProblemsFound says what is wrong with the environment variable."""
    return _read(os.environ.get(VARIABLE, ""))


@cache
def _read(text: str) -> Limits:
    known = {field.name.replace("_", "-") for field in fields(Limits)}
    given: dict[str, int] = {}
    problems = []
    for part in text.replace(",", " ").split():
        name, _, value = part.partition("=")
        found = _NUMBER.fullmatch(value)
        if name not in known or not found or not int(found[1]):
            sentence = f"“{part}” sets no limit"
            problems.append(
                WRONG_LIMIT.at(Place(VARIABLE), sentence, hint=f"write NAME=NUMBER; names are {', '.join(sorted(known))}")
            )
        else:
            given[name.replace("-", "_")] = int(found[1]) * 1000 ** " KMG".index(found[2].upper() or " ")
    if problems:
        raise ProblemsFound(problems)
    return Limits(**given)


def beyond(place: Place, sentence: str, name: str) -> Problem:
    """Return the problem that something is larger than the limit of that name allows."""
    most = getattr(limits(), name)
    shown = name.replace("_", "-")
    hint = f"the limit {shown} is {most:,}: make it smaller, or set {VARIABLE}={shown}={2 * most} (the double of it)"
    return BEYOND.at(place, sentence, hint=hint)


__all__ = ["BEYOND", "Limits", "beyond", "limits"]
