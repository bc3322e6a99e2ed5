"""What was built of an article, from what: the stamp by which the next build knows that there is nothing to do.

A stamp lies in the output folder, under a name made from the article's folder. It is written after the outputs, and is
believed only as long as each of them still has the bytes that it names.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from report.problems import Place, Problem, Severity
from report.system import digests

FOLDER = ".report"
"""Inside of the output folder; hidden, since nobody but the next build reads it."""


_LARGEST = 20_000_000
"""Bytes of a stamp; the largest known have some ten thousand problems in them."""


@dataclass(frozen=True, slots=True)
class Written:
    """An output that was written."""

    path: str
    """Relative to the output folder."""
    size: int
    sha256: str
    presets: Mapping[str, str] = field(default_factory=dict)
    """Presets outside of the templates that it was made from, by path, with their SHA-256."""
    problems: tuple[Problem, ...] = ()
    """Warnings that belong to this output."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """All that was built of one article from one state of it."""

    digest: str
    """Of the article's folder and of all that shapes an output."""
    since: str
    """Digest of the earlier edition whose changes are printed; empty if none is."""
    article: str
    """The article's id."""
    own: tuple[str, ...]
    """The formats that the article asks for."""
    outputs: Mapping[str, Written]
    """By format, as it was asked for: a name, or a preset's path."""
    folder: str = ""
    """The article's folder as it was named, which the places of its problems begin with."""
    problems: tuple[Problem, ...] = ()
    """Warnings about the article."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What stands beside the outputs, by path relative to the output folder, with its SHA-256."""

    def usable(self, folder: Path, *, strict: bool) -> bool:
        """Tell whether what is known of the article's problems can be said again; under `strict` it mustn't have any."""
        warned = bool(self.problems) or any(made.problems for made in self.outputs.values())
        return not warned or (not strict and self.folder == str(folder))

    def fresh(self, out: Path, asked: Iterable[str]) -> dict[str, Written]:
        """Return those of the formats asked for whose outputs are what would be built now; none if a file beside them isn’t."""
        if any(not (out / path).is_file() or digests.file_digest(out / path) != sha for path, sha in self.beside.items()):
            return {}
        found = {name: self.outputs[name] for name in asked if name in self.outputs}
        return {name: made for name, made in found.items() if _untouched(out, made)}


def _untouched(out: Path, made: Written) -> bool:
    path = out / made.path
    try:
        if path.stat().st_size != made.size:
            return False
    except OSError:
        return False
    return digests.file_digest(path) == made.sha256 and all(
        digests.file_digest(Path(preset)) == digest for preset, digest in made.presets.items()
    )


def stamp_path(out: Path, folder: Path, language: str = "") -> Path:
    """Return where the stamp of an article's folder lies, for one of its languages."""
    name = digests.of(os.fsencode(os.path.realpath(folder)))[:24]
    return out / FOLDER / f"{name}{f'-{language}' if language else ''}.json"


def read_stamp(out: Path, folder: Path, language: str = "") -> Stamp | None:
    """Return the stamp of an article's last build into `out`; None if there is none that can be read."""
    try:
        told = json.loads(_content(stamp_path(out, folder, language)))
        outputs = {name: Written(**one | {"problems": _problems(one["problems"])}) for name, one in told["outputs"].items()}
        return Stamp(**told | {"own": tuple(told["own"]), "outputs": outputs, "problems": _problems(told["problems"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _content(path: Path) -> bytes:
    """Return what stands in a stamp; an OSError says that it isn't a file, or larger than one can be: it isn't waited for."""
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileNotFoundError(path)
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise FileNotFoundError(path)
    return content


def stamp_bytes(stamp: Stamp) -> bytes:
    """Return the stamp as it is written."""
    return (json.dumps(asdict(stamp), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogateescape")


def _problems(told: Iterable[dict[str, Any]]) -> tuple[Problem, ...]:
    return tuple(Problem(**one | {"severity": Severity(one["severity"]), "place": Place(**one["place"])}) for one in told)
