"""references.bib: entries with their fields in place, with @string, crossref and xdata looked up."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from bibtexparser.model import Block, ExplicitComment, ImplicitComment, ParsingFailedBlock, Preamble, String
from bibtexparser.model import Entry as Parsed
from bibtexparser.splitter import Splitter

from report.intake.files import SourceText
from report.load.bibliography.bibtex_fields import INHERITED, Field, Fields, tree
from report.load.bibliography.entries import BibEntry, Bibliography, Illegible
from report.load.rules import BIBLIOGRAPHY, DUPLICATE_KEY, PARENT
from report.load.yaml_tree import Mapping
from report.problems import Place, Problem, cut

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would say to the terminal is told as problems

_BEGIN = re.compile(r"@\w*[ \t]*[{(]")
_KEY = re.compile(r"@\w*\s*[{(]\s*([^\s,{}()=]*)")
_ASSIGNED = re.compile(r"[ \t]*([\w-]+)\s*=\s*[{\"]")
_PIECE = re.compile(r"\s*(?:(\d+)|([^\s\"#%'(),={}]+)|([{\"])|(#))\s*")
_SIGN = re.compile(r"(?<!\\)[{}\"]")
_MONTHS = {name: name for name in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")}
"""Strings that BibTeX has without being told."""


class _Wrong(Exception):
    """A value can't be read; carries where in it, and why."""

    def __init__(self, offset: int, sentence: str, hint: str) -> None:
        self.offset, self.sentence, self.hint = offset, sentence, hint


@dataclass
class _File:
    """A file taken apart."""

    source: SourceText
    strings: dict[str, str] = field(default_factory=dict)
    """The values of @string as typed, by name in small letters."""
    parsed: dict[str, tuple[Parsed, int]] = field(default_factory=dict)
    """Entries by key, the first of each, with the place in the text at which each begins."""

    def place(self, index: int) -> Place:
        return self.source.place(index)

    def fields(self, key: str, problems: list[Problem], above: tuple[str, ...] = ()) -> Fields:
        """Return the fields of an entry by name in small letters, with those that it takes from others."""
        own = self.own(*self.parsed[key], problems)
        for name in ("xdata", "crossref"):
            if name not in own:
                continue
            for parent in filter(None, (part.strip() for part in own[name].text.split(","))):
                if parent in (*above, key):
                    sentence, hint = f"“{cut(key)}” leans on itself", f"take {name} out of one of them"
                elif parent not in self.parsed:
                    sentence, hint = (
                        f"“{cut(key)}” leans on “{cut(parent)}”, which no entry is called",
                        f"mend {name}, or take it out",
                    )
                else:
                    taken = self.fields(parent, problems, (*above, key))
                    inherit = INHERITED if name == "crossref" else None
                    own |= {name: one for name, one in _inherited(taken, own, inherit) if name not in own}
                    continue
                problems.append(PARENT.at(own[name].place, sentence, hint=hint))
        return own

    def own(self, entry: Parsed, start: int, problems: list[Problem]) -> Fields:
        """Return the fields that stand in the entry itself."""
        found: Fields = {}
        text = self.source.text
        offset = text.index(entry.key, _BEGIN.match(text, start).end()) + len(entry.key)  # type: ignore[union-attr]
        for one in entry.fields:
            name_at = text.index(one.key, offset)
            value_at = text.index(one.value, text.index("=", name_at + len(one.key)) + 1)
            offset = value_at + len(one.value)
            name, place = one.key.casefold(), self.place(name_at)
            if name in found:
                sentence = f"the key “{name}” stands twice; it is also in line {found[name].place.line}"
                problems.append(DUPLICATE_KEY.at(place, sentence, hint="delete one of the two"))
                continue
            try:
                found[name] = Field(self.value(one.value), place)
            except _Wrong as wrong:
                rule = PARENT if wrong.offset < 0 else BIBLIOGRAPHY
                at = place if wrong.offset < 0 else self.place(value_at + wrong.offset)
                problems.append(rule.at(at, wrong.sentence, hint=wrong.hint))
                found[name] = Field("", place, faulty=True)
        return found

    def value(self, typed: str, above: tuple[str, ...] = ()) -> str:
        """Return a value, which is one or more pieces with # between them, as LaTeX."""
        parts = []
        offset, wanted = 0, True
        while offset < len(typed):
            piece = _PIECE.match(typed, offset)
            if piece is None or bool(piece[4]) == wanted:
                raise _behind(typed, offset)
            wanted = bool(piece[4])
            offset = piece.end()
            if piece[1]:
                parts.append(piece[1])
            elif piece[2]:
                parts.append(self.string(piece[2], above))
            elif piece[3]:
                end = _closing(typed, piece.start(3))
                parts.append(typed[piece.start(3) + 1 : end])
                offset = end + 1
        return "".join(parts)

    def string(self, name: str, above: tuple[str, ...]) -> str:
        """Return what an @string stands for."""
        small = name.casefold()
        if small in above:
            raise _Wrong(-1, f"the @string “{cut(name, 40)}” leads back to itself", "write out what it stands for")
        if small in self.strings:
            return self.value(self.strings[small], (*above, small))
        if small in _MONTHS:
            return _MONTHS[small]
        raise _Wrong(
            -1, f"no @string is called “{cut(name, 40)}”", f"write {{{cut(name, 40)}}}, or add @string{{{cut(name, 40)} = {{…}}}}"
        )


def _closing(typed: str, start: int) -> int:
    """Return where the brace or the quotation mark at `start` is closed."""
    depth = 0
    for sign in _SIGN.finditer(typed, start + 1):
        if sign[0] == "{":
            depth += 1
        elif not depth and sign[0] == ("}" if typed[start] == "{" else '"'):
            return sign.start()
        elif sign[0] == "}":
            depth -= 1
    raise _Wrong(start, f"the {'brace' if typed[start] == '{' else 'quotation mark'} isn't closed", "close it")


def _behind(typed: str, offset: int) -> _Wrong:
    """Say what is wrong with what stands where a value should be at its end, or begin."""
    rest = typed[offset:].strip()
    at = offset + len(typed[offset:]) - len(typed[offset:].lstrip())
    if found := re.match(r"([\w-]+)\s*=", rest):
        return _Wrong(at, f"no comma stands before “{found[1]}”", f"write a comma before {found[1]}")
    return _Wrong(
        at, f"“{cut(rest, 40)}” stands behind the value", "write a comma between fields, and # between pieces of a value"
    )


def _inherited(taken: Fields, own: Fields, names: dict[str, str] | None) -> Iterator[tuple[str, Field]]:
    """Yield what an entry takes from another; with `names`, titles by the name that they have in what is a part of it."""
    dated = names is not None and not {"date", "year"}.isdisjoint(own)
    for name, one in taken.items():
        if not (dated and name in {"date", "year", "month", "day"}):
            yield (name if names is None else names.get(name, name)), one


def read(source: SourceText) -> Bibliography:
    """Take a file apart; nothing of an entry is understood before it is read."""
    found = Bibliography()
    file = _File(source)
    position, before = 0, ""
    for block in Splitter(source.text).split().blocks:
        start, position = _position(block, source.text, position)
        while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
            block = block.ignore_error_block  # noqa: PLW2901
        if isinstance(block, Parsed):
            before = block.key
            file.parsed.setdefault(before, (block, start))
            if before and block.entry_type.casefold() != "xdata":
                found.entries.append(BibEntry(before, source.place(start), partial(_read, file, before)))
        elif isinstance(block, String):
            file.strings.setdefault(block.key.casefold(), block.value)
        elif isinstance(block, ParsingFailedBlock):
            found.faults.append(_fault(block.raw or "", start, source))
        elif isinstance(block, ImplicitComment) and before and block.comment[0] in ",}":
            sentence = (
                f"“{cut(before)}” is closed before its end"
                if block.comment[0] == ","
                else f"a brace too many stands behind “{cut(before)}”"
            )
            found.faults.append(
                Illegible(BIBLIOGRAPHY.at(source.place(start), sentence, hint="take out the brace that is too many"), before)
            )
    return found


def _position(block: Block, text: str, position: int) -> tuple[int, int]:
    """Return where a block begins, and from where on the next one is looked for."""
    raw = block.raw or ""
    start = text.find(raw, position) if raw else position
    start = max(start, position)
    whole = isinstance(block, Parsed | String | Preamble | ExplicitComment | ImplicitComment) or getattr(
        block, "ignore_error_block", None
    )
    return start, start + (len(raw) if whole else 1)


def _read(file: _File, key: str, problems: list[Problem]) -> Mapping:
    entry, start = file.parsed[key]
    return tree(entry.entry_type.casefold(), file.fields(key, problems), key, file.place(start), problems)


def _fault(raw: str, start: int, source: SourceText) -> Illegible:
    """Say what is wrong with a block that isn't closed, or has no comma behind its key: at the field that goes on too far."""
    key = _KEY.match(raw)
    name = key[1] if key else ""
    what = f"“{cut(name)}”" if name else "this entry"
    depth, offset, last = 0, 0, None
    for line in raw.split("\n"):
        assigned = _ASSIGNED.match(line) if offset else None
        if assigned and depth > 1 and last:
            place = source.place(start + last[1])
            sentence = f"“{last[0]}” of {what} isn't closed"
            return Illegible(BIBLIOGRAPHY.at(place, sentence, hint="close its value with the sign that it begins with"), name)
        if assigned:
            last = assigned[1], offset + assigned.start(1)
        depth += sum((sign[0] == "{") - (sign[0] == "}") for sign in _SIGN.finditer(line))
        offset += len(line) + 1
    if key and not re.match(r"\s*[,})]", raw[key.end() :]):
        sentence, hint = f"no comma stands behind the key of {what}", "write one behind the key, and one between fields"
    elif depth > 0:
        sentence, hint = f"{what} isn't closed", "write a brace behind its last field, and look for one that is missing in it"
    else:
        sentence, hint = f"{what} can't be taken apart", "write a key, a comma, and fields as in title = {…}, with commas between"
    return Illegible(BIBLIOGRAPHY.at(source.place(start), sentence, hint=hint), name)
