"""Reading one text file: inside of the folder, not too large, UTF-8, without characters that can't be printed."""

from __future__ import annotations

import re
import stat
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from report.intake.rules import CHARACTER, EMPTY, LINE_ENDS, NOT_A_FILE, NOT_UTF8, OUTSIDE, TOO_LARGE, UNREADABLE
from report.limits import limits
from report.problems import Place, Problem

_BOM = b"\xef\xbb\xbf"
_DIRECTION = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Embeddings, overrides and isolates; the marks U+200E, U+200F and U+061C change nothing that isn't neutral."""
_NONCHARACTERS = "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x11_0000, 0x1_0000))
_REFUSED = re.compile(
    "["
    r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but for tab and line end
    r"\ud800-\udfff\u2028\u2029\ufeff\ufdd0-\ufdef"  # halves of characters, line ends of other kinds, byte order mark
    f"{''.join(map(chr, sorted(_DIRECTION)))}{_NONCHARACTERS}"
    "]"
)
_PILE = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}")
"""More marks on one letter than any language has: they are printed over the lines around."""


@dataclass(frozen=True)
class SourceText:
    """The text of a file with line ends LF, and where its lines begin."""

    path: str
    text: str
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        starts = [0, *(i + 1 for i, character in enumerate(self.text) if character == "\n")]
        object.__setattr__(self, "starts", starts)

    def place(self, index: int) -> Place:
        """Return the place of the character at that index."""
        line = bisect_right(self.starts, index)
        return Place(self.path, line, index - self.starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end; an empty one beyond the last."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]


def refused_characters(text: str) -> Iterator[tuple[int, str]]:
    """Return index and character of everything that can't stand in a publication's text."""
    return ((found.start(), found[0]) for found in _REFUSED.finditer(text))


def describe(character: str) -> tuple[str, str]:
    """Return a sentence about a refused character, and what to do about it."""
    code = f"U+{ord(character):04X}"
    if ord(character) in _DIRECTION:
        return f"{code} changes the writing direction of what follows", "delete it; the direction follows from the letters"
    name = {0x85: "a line end", 0x2028: "a line end", 0x2029: "a paragraph end", 0xFEFF: "a byte order mark"}.get(ord(character))
    if name:
        return f"{code}, {name} of its own kind, stands in the text", "delete it, or write an ordinary line end"
    return f"the character {code} can't be printed", "delete it; it often comes along with text copied from a PDF"


def without_refused(text: str) -> str:
    """Return the text with a space for each refused character, so that everything else keeps its place."""
    bad = dict(refused_characters(text))
    return "".join(" " if index in bad else character for index, character in enumerate(text)) if bad else text


def inside(root: Path, path: Path) -> bool:
    """Tell whether a path, links followed, lies in the folder; one that goes round in circles does not."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def read_text(path: Path, shown: str, root: Path | None = None) -> tuple[SourceText | None, list[Problem]]:
    """Read a file of the folder `root`; what is wrong is a list of problems, and None stands for no text at all."""
    data = read_bytes(path, shown, root, limits().text_file)
    return (None, [data]) if isinstance(data, Problem) else decode(data, shown)


def read_exported(path: Path, shown: str, root: Path) -> tuple[SourceText | None, list[Problem]]:
    """Read a file that another program wrote, whose line ends are its own affair; what is taken of it is looked at then."""
    data = read_bytes(path, shown, root, limits().text_file)
    if isinstance(data, Problem):
        return None, [data]
    source, problems = _text(data, shown)
    return source, [problem for problem in problems if problem.rule != LINE_ENDS.id]


def read_bytes(path: Path, shown: str, root: Path | None, most: int) -> bytes | Problem:
    """Read a file of the folder `root` that has at most so many bytes, or return why it isn't read."""
    place = Place(shown)
    if root is not None and not inside(root, path):
        return OUTSIDE.at(place, "this link leads out of the article's folder", hint="put the file itself here")
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            return NOT_A_FILE.at(place, "this is neither a file nor a folder", hint="put a file there")
        with path.open("rb") as file:
            data = file.read(most + 1)
        if len(data) > most:
            hint = f"it may have {most:,} bytes; divide it, or move it out of the folder"
            return TOO_LARGE.at(place, f"the file has {max(found.st_size, len(data)):,} bytes", hint=hint)
    except OSError as error:
        what, hint = "the file can't be read", "check its permissions"
        if path.is_dir():
            what, hint = "this is a folder, where a file is wanted", "rename the folder"
        elif isinstance(error, FileNotFoundError):
            what, hint = "there is no such file", "check its name, and the folder that you are in"
        return UNREADABLE.at(place, what, hint=hint, cause=error.strerror or "")
    return data


def utf8(data: bytes, shown: str) -> str | Problem:
    """Return the text of bytes without their byte order mark, or the problem of the first byte that isn't UTF-8."""
    data = data.removeprefix(_BOM)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        sentence = f"the byte {data[error.start]:#04x} isn't UTF-8"
        return NOT_UTF8.at(Place(shown, line, column), sentence, hint="save the file as UTF-8")


def decode(data: bytes, shown: str) -> tuple[SourceText | None, list[Problem]]:
    """Turn bytes into text, refused characters into spaces."""
    source, problems = _text(data, shown)
    if source is None:
        return None, problems
    problems += bad_characters(source.text, source.place)
    if not source.text.strip():
        problems.append(
            EMPTY.at(source.place(0), "nothing stands in this file", hint="write what belongs in it, or delete the file")
        )
        return None, problems
    return SourceText(shown, without_refused(source.text)), problems


def bad_characters(text: str, where: Callable[[int], Place]) -> Iterator[Problem]:
    """Yield the problems of all that can't stand in a publication's text; `where` gives the place of each character."""
    for index, character in refused_characters(text):
        sentence, hint = describe(character)
        yield CHARACTER.at(where(index), sentence, hint=hint)
    for pile in _PILE.finditer(text):
        sentence = f"{len(pile[0])} marks stand on one letter"
        yield CHARACTER.at(where(pile.start()), sentence, hint="delete those that the letter doesn't have")


def _text(data: bytes, shown: str) -> tuple[SourceText | None, list[Problem]]:
    problems: list[Problem] = []
    first = Place(shown, 1, 1)
    if data.startswith(_BOM):
        problems.append(LINE_ENDS.at(first, "the file begins with a byte order mark", hint="save it as UTF-8 without one"))
    text = utf8(data, shown)
    if isinstance(text, Problem):
        return None, [*problems, text]
    if "\r" in text:
        how = "as on Windows (CR LF)" if "\r\n" in text else "as on very old machines (CR)"
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        problems.append(LINE_ENDS.at(first, f"the lines of the file end {how}", hint="save it with line ends LF"))
    return SourceText(shown, text), problems
