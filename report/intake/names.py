"""Names inside a copy's archive: which ones every system can hold, and reads as nothing but a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST_NAME = 200
"""Bytes in a whole name, as UTF-8; with the folder that it is unpacked into it stays below Windows' 260 characters."""
LONGEST_PART = 120
"""Bytes in one part between slashes."""
DEEPEST = 12
"""Parts of a name."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_SIGNS = set('<>:"|?*\\')
_UNPRINTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def objection(name: str) -> str:
    """Return why a name is refused, as a clause: "it leads out of the folder"; empty where nothing speaks against it."""
    if not name:
        return "it is empty"
    if name.startswith("/"):
        return "it begins at the root of the disk"
    try:
        size = len(name.encode("utf-8"))
    except UnicodeEncodeError:
        return "it has half a character in it"
    if size > LONGEST_NAME:
        return f"it has {size} bytes, of which {LONGEST_NAME} are allowed"
    for character in name:
        if character in _SIGNS:
            return f"“{character}” stands in it"
        if unicodedata.category(character) in _UNPRINTED:
            return f"U+{ord(character):04X} stands in it, which isn't seen"
    if unicodedata.normalize("NFC", name) != name:
        return "it isn't written in Unicode's composed form (NFC)"
    parts = name.split("/")
    if len(parts) > DEEPEST:
        return f"it has {len(parts)} parts, of which {DEEPEST} are allowed"
    return next(filter(None, map(_part_objection, parts)), "")


def _part_objection(part: str) -> str:
    if not part:
        return "a part of it is empty"
    if part in {".", ".."}:
        return "it leads out of the folder" if part == ".." else "a part of it is a single point"
    if part.startswith("."):
        return "a part of it begins with a point, as what is hidden does"
    if part != part.strip() or part.endswith("."):
        return "a part of it begins or ends with a space, or ends with a point"
    if _RESERVED.fullmatch(part.partition(".")[0].rstrip()):
        return f"“{part}” is the name of a device on Windows"
    if len(part.encode("utf-8")) > LONGEST_PART:
        return f"a part of it has more than {LONGEST_PART} bytes"
    return ""


def folded(name: str) -> str:
    """Return what a system that doesn't tell capitals or Unicode forms apart takes the name for."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def clashes(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names that can't stand beside each other: twice the same, the same to some system, or file and folder."""
    files: dict[str, str] = {}
    folders: dict[str, tuple[str, str]] = {}
    for name in names:
        parts = name.split("/")
        key = folded(name)
        if key in files:
            yield files[key], name
        files.setdefault(key, name)
        for count in range(1, len(parts)):
            folder = "/".join(parts[:count])
            spelled, first = folders.setdefault(folded(folder), (folder, name))
            if spelled != folder:
                yield first, name
    yield from ((files[key], first) for key, (_, first) in folders.items() if key in files)
