"""Worst inputs of regular expressions: what each of its own parts, repeated, makes of it.

The time of a search must grow as its text does. Where a part may begin anywhere and reach far before it fails, it grows with
the square, and a paragraph of a stranger's keeps a command busy for minutes.
"""

from __future__ import annotations

import ast
import gc
import importlib
import itertools
import pkgutil
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from support.soak import times

Pattern = re.Pattern[str]
SHORT, LONG = times(2_000, 4_000), times(8_000, 16_000)
"""Lengths whose times are compared: four times as long takes four times as long, or sixteen times where it is the square."""
AT_ONCE = 0.01
"""Seconds in which no search takes as many steps as the square of LONG."""
_KINDS = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: "-",
}
USES = {
    "search": lambda pattern, text: pattern.search(text),
    "finditer": lambda pattern, text: deque(pattern.finditer(text), 0),
    "match": lambda pattern, text: pattern.match(text),
    "fullmatch": lambda pattern, text: pattern.fullmatch(text),
    "findall": lambda pattern, text: pattern.findall(text),
    "sub": lambda pattern, text: pattern.sub("", text),
    "split": lambda pattern, text: pattern.split(text),
}
"""The ways of using a pattern."""
_USUAL = ("a", "1", " ", "\n", ".", "-", "A")


def _one_of(items: list[Any]) -> Iterator[str]:
    """Yield characters of a class, of each of its parts one."""
    refused = items[:1] == [(codes.NEGATE, None)]
    if refused:
        inner = {char for item in items[1:] for char in _one_of([item])}
        yield from (char for char in (*_USUAL, "<", "|") if char not in inner)
        return
    for kind, value in items:
        if kind is codes.LITERAL:
            yield chr(value)
        elif kind is codes.RANGE:
            yield chr(value[0])
        elif kind is codes.CATEGORY:
            yield _KINDS[value]


def parts(parsed: Any) -> Iterator[str]:
    """Yield a text for every part of a parsed pattern, and for every beginning and end of each row of parts."""
    row: list[str] = []
    for code, value in parsed:
        samples: list[str] = []
        match code:
            case codes.LITERAL:
                samples = [chr(value)]
            case codes.NOT_LITERAL:
                samples = [next(char for char in _USUAL if char != chr(value))]
            case codes.ANY:
                samples = ["a"]
            case codes.IN:
                samples = list(_one_of(value))
            case codes.CATEGORY:
                samples = [_KINDS[value]]
            case codes.SUBPATTERN:
                samples = list(parts(value[-1]))
            case codes.ATOMIC_GROUP:
                samples = list(parts(value))
            case codes.BRANCH:
                samples = [text for branch in value[1] for text in parts(branch)]
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                samples = [text * max(value[0], 1) for text in parts(value[2])]
            case codes.ASSERT | codes.ASSERT_NOT:
                samples = list(parts(value[1]))
                yield from samples
                continue
        yield from samples
        row.append(samples[-1] if samples else "")
    for at in range(len(row)):
        yield "".join(row[: at + 1])
        yield "".join(row[at:])


def worst(pattern: Pattern, length: int, most: int = 7) -> Iterator[str]:
    """Yield texts of that length, each made of one or two of the pattern's own parts, most of them without a fitting end."""
    parsed = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    found = list(dict.fromkeys(part for part in parts(parsed) if part))
    found = sorted(found, key=len)[:most] + sorted(found, key=len)[most:][-3:]
    for one in found:
        yield one * (length // len(one) | 1)  # an odd number, of which pairs leave one over
        yield one * (length // len(one)) + "\x01"
    for one, other in itertools.permutations(found, 2):
        yield (one + other) * (length // len(one + other)) + "\x01"
        yield other + one * (length // len(one)) + "\x01"
        yield one * (length // len(one) // 2) + other * (length // len(other) // 2) + "\x01"


def seconds(work: Callable[[], object], tries: int = 2) -> float:
    """Return the processor's time that it takes, at best; nobody looks for garbage meanwhile."""
    found = []
    gc.disable()
    try:
        for _ in range(tries):
            before = time.process_time()
            work()
            found.append(time.process_time() - before)
            if found[-1] < AT_ONCE:
                break
    finally:
        gc.enable()
    return min(found)


def too_slow(search: Callable[[str], object], make: Callable[[int], str]) -> str:
    """Say how much longer a text of LONG takes than one of SHORT, where that is more than its length explains.

    The long text is tried again before anything is said of it.
    """
    text = make(LONG)
    if (long := seconds(lambda: search(text), 1)) < AT_ONCE:
        return ""
    brief = make(SHORT)
    short = seconds(lambda: search(brief))
    if long > 8 * short:
        long = min(long, seconds(lambda: search(text), 1))
    return f"{long / short:.0f} times as long ({long:.2f} s)" if long > 8 * short else ""


@cache
def patterns() -> dict[str, tuple[Pattern, set[str]]]:
    """Return every pattern of the program by where it stands, compiled by a module or written in a call, with how it is used.

    One that isn't used by its name, since it stands in a row of them, may be used in any way.
    """
    import charts
    import report

    compiled: dict[str, Pattern] = {}
    used: defaultdict[str, set[str]] = defaultdict(set)
    called: dict[str, tuple[Pattern, set[str]]] = {}
    for package in (report, charts):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith(("__main__", ".preload")):
                continue
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                compiled |= {f"{found.name}.{name}{number or ''}": one for number, one in enumerate(_inside(value))}
            for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in USES:
                    continue
                owner = ast.unparse(node.func.value)
                if owner == "re" and node.args and isinstance(node.args[0], ast.Constant):
                    called[f"{found.name}:{node.lineno}"] = (re.compile(node.args[0].value), {node.func.attr})
                used[owner].add(node.func.attr)
    return called | {place: (one, used.get(place.rpartition(".")[2]) or {*USES}) for place, one in compiled.items()}


def _inside(value: object) -> list[Pattern]:
    if isinstance(value, re.Pattern):
        bare = value.pattern
        return [value if isinstance(bare, str) else re.compile(bare.decode("latin-1"), value.flags)]  # of bytes: as letters
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _inside(inner)]
    return [one for inner in value for one in _inside(inner)] if isinstance(value, list | tuple) else []
