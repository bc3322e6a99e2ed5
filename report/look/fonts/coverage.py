"""Characters of an article that no font has, each found where an editor typed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from report.look.fonts.faces import UNCOVERED, FontSet
from report.look.fonts.scripts import advice
from report.look.tokens import ScriptToken
from report.model.article import Article, ArticleFile
from report.problems import NOWHERE, Place, Problem

_NO_SCRIPTS: Mapping[str, ScriptToken] = MappingProxyType({})
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
_OWN_FACE = "put a font file that has them into theme/, and name it in theme/tokens.toml as a [[face]] with file and licence"
_ENDINGS = {".yaml", ".md", ".bib", ".json"}


def typed(article: Article) -> str:
    """Return each character of an article's records and prose once."""
    printed = (article.meta, article.sections, *article.by_kind().values())
    return "".join(sorted({character for text, _ in _texts(printed) for character in text}))


def uncovered(
    article: Article,
    folder: Path,
    fonts: FontSet,
    letters: str = "",
    scripts: Mapping[str, ScriptToken] = _NO_SCRIPTS,
    names: Mapping[str, str] = _NO_NAMES,
) -> list[Problem]:
    """Return a problem for each character that the article's records and prose have and no font: at its first place.

    `letters` are those of the article's language; where they are missing that is the one problem there is. `scripts` are those
    for which families can be had, `names` what the languages of other editions, which are named in each, call themselves.
    """
    if strange := fonts.missing(letters):
        shown = " ".join(strange[:8]) + (" …" if len(strange) > 8 else "")
        sentence = f"none of the publication's fonts has the letters of “{article.meta.language}”: {shown}"
        hint = advice(strange[-1], scripts) or _OWN_FACE
        return [UNCOVERED.at(article.meta.at("language"), sentence, hint=hint)]
    printed = (article.meta, article.sections, *article.by_kind().values())
    places: dict[str, Place] = {}
    for text, place in _texts(printed):
        for character in set(text) - places.keys():
            places[character] = place
    found = [_problem(character, places[character], folder, scripts) for character in fonts.missing("".join(places))]
    for tag, name in names.items():
        if strange := fonts.missing(name):
            sentence = f"none of the publication's fonts has the letters of “{name}” ({tag}), by which editions name each other"
            hint = advice(strange[-1], scripts) or _OWN_FACE
            found.append(UNCOVERED.at(article.meta.at("languages"), sentence, hint=hint))
    return found


def _texts(printed: Any) -> Iterator[tuple[str, Place]]:
    """Yield every text in a record, a piece of prose, or whatever holds them, with the nearest place known."""
    waiting: list[tuple[Any, Place]] = [(printed, NOWHERE)]
    while waiting:
        one, near = waiting.pop()
        own = getattr(one, "place", NOWHERE)
        place = own if isinstance(own, Place) and own != NOWHERE else near
        if isinstance(one, str):
            yield one, place
        elif isinstance(one, ArticleFile):
            waiting += [(getattr(one, name), one.at(name.replace("_", "-"))) for name in type(one).model_fields]
        elif isinstance(one, BaseModel):
            waiting += [(getattr(one, name), place) for name in type(one).model_fields]
        elif isinstance(one, dict):
            waiting += [(value, place) for value in one.values()]
        elif isinstance(one, tuple | list):
            waiting += [(value, place) for value in one]
        elif is_dataclass(one) and not isinstance(one, Place | type):
            waiting += [(getattr(one, field.name), place) for field in fields(one)]


def _problem(character: str, near: Place, folder: Path, scripts: Mapping[str, ScriptToken]) -> Problem:
    sentence = f"none of the publication's fonts has “{character}” (U+{ord(character):04X})"
    hint = advice(character, scripts) or "write it another way, or name a family that has it in theme/tokens.toml"
    return UNCOVERED.at(_typed(character, folder) or near, sentence, hint=hint)


def _typed(character: str, folder: Path) -> Place | None:
    """Return where the character stands first; None where it is written by its number."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _ENDINGS and path.is_file():
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
                if character in line and not (path.suffix == ".yaml" and line.lstrip().startswith("#")):
                    return Place(path.as_posix(), number, line.index(character) + 1)
    return None
