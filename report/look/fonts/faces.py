"""The faces that a publication is set in, as files in the cache: made where they aren't there, found quickly where they are."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from report.look.fonts.origin import FontSource, origin
from report.look.tokens import FaceToken, load_tokens
from report.problems import Place, Problem, ProblemsFound, Rule, Severity
from report.system import digests, places

UNCOVERED = Rule(
    "TYP-201",
    Severity.ERROR,
    "Character that no font has",
    "A publication is set in its own fonts alone, so that it looks the same everywhere. A character that none of them has "
    "would come out as an empty box. Write it another way, install the extra that has its script, such as report[hebrew], or "
    "name a family that has it in the theme's tokens.toml, where a [[face]] can have a file of the article's own.",
)
LEFT_TO_READERS = Rule(
    "TYP-202",
    Severity.WARNING,
    "Character left to the reader's own fonts",
    "An e-book is read in fonts that its reader chooses, so words that none of ours has can be left to these; nobody knows "
    "whether a device has them. What is drawn, a chart or a cover, and what is printed needs a font of ours.",
)
CACHE = Rule(
    "CFG-041",
    Severity.ERROR,
    "Cache that can't be written",
    "Fonts are cut once and kept in a cache folder. The environment variable REPORT_CACHE names another folder for it.",
)

FORM = "3"
"""Goes up whenever faces are cut another way, so that older ones in the cache are left alone."""

FACES, INDEX = "faces", "index.json"


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face in a file of its own, with what fontconfig and matplotlib find it by."""

    path: Path
    family: str
    weight: int
    style: str
    """`normal` or `italic`."""


@dataclass(frozen=True)
class FontSet:
    """Every face there is."""

    files: tuple[FontFile, ...]
    folder: Path
    """Holds the faces and nothing else."""
    digest: str
    """SHA-256 of all faces: the same on every machine that has the same fonts and the same tools."""
    covered: tuple[range, ...]
    """Code points that at least one face has, in order."""
    licences: tuple[tuple[str, Path], ...]
    """Each family with the text of its licence."""

    def missing(self, text: str) -> list[str]:
        """Return the characters of `text` that no face has, each once, in the order of Unicode.

        Spaces, controls and marks that only steer the line need no glyph.
        """
        return [character for character in sorted(set(text)) if self._needs(character)]

    def _needs(self, character: str) -> bool:
        if unicodedata.category(character) in {"Cc", "Cf", "Zs", "Zl", "Zp"}:
            return False
        point = ord(character)
        return not any(point in run for run in self.covered)

    def find(self, family: str, weight: int = 400, style: str = "normal") -> FontFile | None:
        """Return the face of that family and style whose weight is nearest, the bolder one of two; None if there is none."""
        faces = [file for file in self.files if file.family == family and file.style == style]
        return min(faces, key=lambda file: (abs(file.weight - weight), -file.weight), default=None)

    def has_small(self, family: str, letters: str) -> bool:
        """Tell whether the family's upright face has a small capital for each of these capitals."""
        from report.look.fonts.cut import small_capitals

        file = self.find(family)
        return not letters or (file is not None and small_capitals(file.path.read_bytes(), letters))

    def licence(self, family: str) -> bytes:
        """Return the text of the family's licence."""
        return dict(self.licences)[family].read_bytes()

    def subset(self, file: FontFile, characters: Iterable[str]) -> bytes:
        """Return a TrueType file with the glyphs for these characters alone, for embedding in an e-book."""
        from report.look.fonts.cut import subset

        return subset(file.path.read_bytes(), characters, self.licence(file.family).decode("utf-8"))


def prepare(cache: Path | None = None, faces: Sequence[FaceToken] | None = None) -> FontSet:
    """Return the faces, by default the shipped ones, as files under `cache`; cut what isn't there.

    ToolMissing names a family whose package isn't installed; ProblemsFound a cache that can't be written.
    """
    root = (cache or places.cache_folder()) / "fonts"
    wanted = load_tokens()[0].faces if faces is None else tuple(faces)
    origins = {face: origin(face) for face in wanted}
    folder = root / _key(origins)
    found = _read(folder)
    if found is None:
        try:
            _make(folder, origins)
        except OSError as error:
            hint = "name another folder in the environment variable REPORT_CACHE, or make room"
            raise ProblemsFound([_unwritten(root, error, hint)]) from error
        found = _read(folder)
    if found is None:
        raise ProblemsFound(
            [CACHE.at(Place(folder.as_posix()), "faces that were just cut can't be read", hint="remove this folder")]
        )
    return found


def _unwritten(root: Path, error: OSError, hint: str) -> Problem:
    return CACHE.at(Place(root.as_posix()), f"fonts can't be kept here: {error.strerror or error}", hint=hint, cause=str(error))


def _key(origins: dict[FaceToken, FontSource]) -> str:
    """Return a name for the folder that changes with everything that shapes the faces."""
    tools = [f"{name} {_version(name)}" for name in ("uharfbuzz", "fonttools")]
    files = {file: digests.of(file.read_bytes()) for file in sorted({o.file for o in origins.values()})}
    parts = [FORM, *tools, *(f"{face} {o.variable} {files[o.file]}" for face, o in origins.items())]
    return digests.of("\n".join(parts).encode())[:24]


def _version(package: str) -> str:
    # `metadata.version` parses all of the file, which holds a long history: 15 ms.
    found = re.search(r"^Version: (.*)$", metadata.distribution(package).read_text("METADATA") or "", re.MULTILINE)
    return found[1] if found else "unknown"


def _read(folder: Path) -> FontSet | None:
    """Return the faces kept in `folder`; None if one of them is missing or damaged."""
    try:
        index: dict[str, Any] = json.loads((folder / INDEX).read_bytes())
        entries = [(folder / FACES / entry["file"], entry) for entry in index["faces"]]
        licences = tuple((family, folder / "licences" / name) for family, name, _ in index["licences"])
        kept = [*((path, entry["sha256"]) for path, entry in entries)]
        kept += [(path, digest) for (_, path), (_, _, digest) in zip(licences, index["licences"], strict=True)]
        if any(not path.is_file() or digests.file_digest(path) != digest for path, digest in kept):
            return None
        return FontSet(
            files=tuple(FontFile(path, entry["family"], entry["weight"], entry["style"]) for path, entry in entries),
            folder=folder / FACES,
            digest=index["digest"],
            covered=tuple(range(first, last + 1) for first, last in index["covered"]),
            licences=licences,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _make(folder: Path, origins: dict[FaceToken, FontSource]) -> None:
    """Cut every face into `folder`, which appears whole or not at all; another process may do the same at the same time."""
    from report.look.fonts.cut import code_points, cut

    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        (work / FACES).mkdir()
        (work / "licences").mkdir()
        entries: list[dict[str, Any]] = []
        points: set[int] = set()
        for face, o in origins.items():
            content = cut(face, o)
            name = f"{o.slug}-{face.weight}{'-italic' if face.style == 'italic' else ''}{o.file.suffix.lower()}"
            (work / FACES / name).write_bytes(content)
            entry = {"file": name, "family": face.family, "weight": face.weight, "style": face.style}
            entries.append({**entry, "sha256": digests.of(content)})
            points |= code_points(content)
        licences = {face.family: o for face, o in origins.items()}
        for o in licences.values():
            (work / "licences" / f"{o.slug}.txt").write_bytes(o.licence.read_bytes())
        index = {
            "digest": digests.of(b"".join(bytes.fromhex(entry["sha256"]) for entry in entries)),
            "faces": entries,
            "covered": _runs(sorted(points)),
            "licences": [(family, f"{o.slug}.txt", digests.of(o.licence.read_bytes())) for family, o in licences.items()],
        }
        (work / INDEX).write_text(json.dumps(index), encoding="utf-8")
        _put(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _put(work: Path, folder: Path) -> None:
    try:
        os.rename(work, folder)  # noqa: PTH104 - Path.rename would read the same
    except OSError:
        if _read(folder) is not None:
            return  # another process was first, and its faces are the same
        broken = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
        os.replace(folder, broken / "broken")  # noqa: PTH105
        shutil.rmtree(broken, ignore_errors=True)
        os.rename(work, folder)  # noqa: PTH104


def _runs(points: Sequence[int]) -> list[tuple[int, int]]:
    """Return ascending code points as first and last of each run."""
    runs: list[tuple[int, int]] = []
    for point in points:
        if runs and point == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], point)
        else:
            runs.append((point, point))
    return runs
