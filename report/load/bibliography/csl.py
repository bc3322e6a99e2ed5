"""references.json: entries of CSL-JSON, each with the line on which it stands."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import partial
from json import JSONDecodeError
from typing import Any, get_args

from report.intake.files import SourceText
from report.limits import beyond, limits
from report.load.bibliography.dates import edtf, of_csl
from report.load.bibliography.entries import BibEntry, Bibliography, Illegible
from report.load.bibliography.trees import UNTITLED_TYPES, Filling, address, doi, edition, issn, language, pages
from report.load.rules import BIBLIOGRAPHY, DUPLICATE_KEY, ENTRY_TYPE, SHAPE
from report.load.yaml_tree import Mapping
from report.model.people import OTHERS
from report.model.sources import Source
from report.problems import Place, Problem, cut

_TYPES = frozenset(get_args(Source.model_fields["type"].annotation))
_TEXTS = (
    "volume", "issue", "number", "version", "genre", "status", "publisher", "collection-title", "collection-number", "ISBN",
)  # fmt: skip
"""Variables that are taken as they are."""
_MAKERS = ("author", "director", "composer", "performer", "interviewer", "creator", "original-author")
"""Who counts as the author of a work; the first that an entry has."""
_SPACES = re.compile(r"[ \t\n\r]*")


class _Pairs(dict[str, Any]):
    """An object; of a key that stands twice the first value counts."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(reversed(pairs))
        self.twice = (
            [key for key, count in Counter(key for key, _ in pairs).items() if count > 1] if len(self) < len(pairs) else []
        )


_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_Pairs)


def read(source: SourceText) -> Bibliography:
    """Take a file apart: a list of objects."""
    found = Bibliography()
    text = source.text
    position = _space(text, 0)
    if text[position : position + 1] != "[":
        hint = "export the library again, as CSL JSON or Better CSL JSON"
        found.faults.append(_stop(source, position, "the file holds no list of entries", hint))
        return found
    position = _space(text, position + 1)
    while text[position : position + 1] != "]":
        try:
            value, end = _DECODER.raw_decode(text, position)
        except JSONDecodeError as error:
            found.faults.append(_stop(source, error.pos, f"this isn't JSON: {_said(error)}", "mend it here, or export it again"))
            return found
        except RecursionError:
            found.faults.append(Illegible(beyond(source.place(position), "values are nested too deeply", "depth"), rest=True))
            return found
        _take(value, source, position, text[position:end], found)
        position = _space(text, end)
        if text[position : position + 1] == ",":
            position = _space(text, position + 1)
        elif text[position : position + 1] != "]":
            found.faults.append(_stop(source, position, "no comma stands between two entries", "write one, or export it again"))
            return found
    return found


def _space(text: str, position: int) -> int:
    found = _SPACES.match(text, position)
    return found.end() if found else position


def _said(error: JSONDecodeError) -> str:
    return error.msg[:1].lower() + error.msg[1:]


def _stop(source: SourceText, position: int, sentence: str, hint: str) -> Illegible:
    return Illegible(BIBLIOGRAPHY.at(source.place(min(position, len(source.text))), sentence, hint=hint), rest=True)


def _take(value: Any, source: SourceText, start: int, raw: str, found: Bibliography) -> None:
    place = source.place(start)
    if not isinstance(value, _Pairs):
        found.faults.append(Illegible(SHAPE.at(place, "here stands no entry", hint="write an object with id, type and title")))
        return
    key = value.get("id")
    if isinstance(key, str) and key:
        found.entries.append(BibEntry(key, place, partial(_read, value, source, start, raw)))


def _read(value: _Pairs, source: SourceText, start: int, raw: str, problems: list[Problem]) -> Mapping:
    return _CslReader(value, source, start, raw, problems).tree()


class _CslReader:
    def __init__(self, value: _Pairs, source: SourceText, start: int, raw: str, problems: list[Problem]) -> None:
        self.value, self.source, self.start, self.raw, self.problems = value, source, start, raw, problems
        self.filling = Filling(source.place(start), problems)

    def place(self, key: str) -> Place:
        """Return where a variable stands: as near as can be told without reading JSON on one's own."""
        found = re.search(rf'[{{,]\s*("{re.escape(key)}")\s*:', self.raw)
        return self.source.place(self.start + found.start(1)) if found else self.filling.place

    def text(self, key: str) -> str:
        """Return a variable as text; another kind of value is a problem."""
        value = self.value.get(key)
        if value is None:
            return ""
        if isinstance(value, list) and len(value) == 1:  # Crossref's own JSON has titles in lists
            value = value[0]
        if not isinstance(value, str):
            self.shape(key)
            return ""
        if len(value) > limits().words:
            self.problems.append(beyond(self.place(key), f"{len(value):,} characters stand here", "words"))
            return ""
        return value.strip()

    def shape(self, key: str) -> None:
        """Note that a variable is of another shape than CSL's."""
        hint = "export the library again, as CSL JSON or Better CSL JSON"
        self.problems.append(SHAPE.at(self.place(key), f"“{key}”: here stands another kind of value than CSL has", hint=hint))

    def put(self, key: str, text: str, variable: str = "") -> None:
        """Fill a key."""
        if text:
            self.filling.put(key, text, self.place(variable or key))

    def tree(self) -> Mapping:
        """Return the entry as sources.yaml would have it."""
        for key in self.value.twice:
            sentence = f"the key “{cut(key, 40)}” stands twice"
            self.problems.append(DUPLICATE_KEY.at(self.place(key), sentence, hint="delete one of the two"))
        type_ = self.text("type")
        if type_ not in _TYPES:
            sentence = f"“{cut(type_, 40)}” is no type of CSL's" if type_ else "the entry has no type"
            self.problems.append(ENTRY_TYPE.at(self.place("type"), sentence, hint="write document, or another type that CSL has"))
            type_ = "document"
        self.filling.put("type", type_, self.place("type"))
        maker = next((one for one in _MAKERS if self.value.get(one)), "author")
        for role, variable in (("author", maker), ("editor", "editor"), ("translator", "translator")):
            if self.value.get(variable):
                self.filling.people(role, self.names(variable), self.place(variable))
        title = self.text("title")
        self.put("title", title)
        if not self.value.get("title") and type_ not in UNTITLED_TYPES:
            self.filling.untitled(str(self.value["id"]))
        for key in _TEXTS:
            self.put(key, self.text(key))
        self.put("container-title", self.text("container-title"))
        self.put("page", pages(self.text("page")))
        self.put("edition", edition(self.text("edition")))
        self.put("publisher-place", self.text("publisher-place"))
        self.put("issued", self.date("issued"))
        self.put("accessed", self.date("accessed"))
        self.put("locator", self.text("locator"))
        self.put("language", language(self.text("language")))
        self.put("DOI", doi(self.text("DOI")))
        self.put("ISSN", issn(self.text("ISSN")))
        self.put("URL", address(self.text("URL")))
        self.put("licence", self.text("license"), "license")
        return self.filling.tree

    def names(self, key: str) -> list[dict[str, str]]:
        """Return names in parts."""
        value = self.value[key]
        if not (isinstance(value, list) and all(isinstance(one, dict) for one in value)):
            self.shape(key)
            return []
        return [_parts(one) for one in value]

    def date(self, key: str) -> str:
        """Return a date as EDTF; what is said in words stays so."""
        value = self.value.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return edtf(value)
        parts = value.get("date-parts") if isinstance(value, dict) else None
        if isinstance(parts, list) and all(isinstance(one, list) for one in parts) and any(parts):
            shown = [[str(part) for part in one if isinstance(part, str)] for one in parts]
            return of_csl(shown, about=bool(value.get("circa")))
        words = (
            next((value[one] for one in ("raw", "literal") if isinstance(value.get(one), str)), "")
            if isinstance(value, dict)
            else None
        )
        if words is None:
            self.shape(key)
        return edtf(words or "")


def _parts(one: dict[str, Any]) -> dict[str, str]:
    """Return the parts of a name; a particle is one, whether lists pass over it or not."""
    texts = {key: value.strip() for key, value in one.items() if isinstance(value, str)}
    if OTHERS in {texts.get("literal"), texts.get("family")} and not texts.get("given"):
        return {"literal": OTHERS}
    particle = " ".join(filter(None, [texts.get("dropping-particle"), texts.get("non-dropping-particle")]))
    if texts.get("literal"):
        return {"literal": texts["literal"]}
    return {"particle": particle, **{part: texts.get(part, "") for part in ("family", "given", "suffix")}}
