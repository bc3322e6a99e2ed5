"""Characters of an article that no font has, each found where an editor typed it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from report.fonts.faces import UNCOVERED, FontSet
from report.model.article import Article
from report.problems import Place, Problem

_ENDINGS = {".yaml", ".md"}


def uncovered(article: Article, folder: Path, fonts: FontSet) -> list[Problem]:
    """Return a problem for each character that the article's records and prose have and no font: at its first place."""
    printed = (article.meta, article.sections, *(getattr(article, name) for name in _RECORDS))
    missing = fonts.missing("".join({character for text in _texts(printed) for character in text}))
    return [_problem(character, folder) for character in missing]


_RECORDS = ("sources", "people", "series", "facts", "events", "statements", "accounts", "glossary", "images")


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a record, a piece of prose, or whatever holds them."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, BaseModel):
            waiting += [getattr(one, name) for name in type(one).model_fields]
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, tuple | list):
            waiting += one
        elif is_dataclass(one) and not isinstance(one, Place | type):
            waiting += [getattr(one, field.name) for field in fields(one)]


def _problem(character: str, folder: Path) -> Problem:
    sentence = f"none of the publication's fonts has “{character}” (U+{ord(character):04X})"
    hint = "write it another way, or name a family that has it in theme/tokens.toml"
    return UNCOVERED.at(_place(character, folder), sentence, hint=hint)


def _place(character: str, folder: Path) -> Place:
    """Return where the character stands first; the article's own file where it is written by its number."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _ENDINGS and path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
                if character in line and not (path.suffix == ".yaml" and line.lstrip().startswith("#")):
                    return Place(path.as_posix(), number, line.index(character) + 1)
    return Place((folder / "article.yaml").as_posix(), 1, 1)
