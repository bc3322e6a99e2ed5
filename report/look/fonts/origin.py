"""Where a face comes from: the file of a `fontpkg` package that holds it, alone or among others."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from report.look.tokens import FaceToken
from report.problems import ToolMissing


@dataclass(frozen=True, slots=True)
class FontSource:
    """The file from which a face is cut or copied."""

    file: Path
    variable: bool
    slug: str
    """The family's name for files: "source-serif-4"."""
    licence: Path


def origin(face: FaceToken) -> FontSource:
    """Return the file that holds a face; ToolMissing names the package that would bring it."""
    if face.file:
        from report.look.tokens.names import is_variable  # brings fontTools along

        file = Path(face.file)
        return FontSource(file, is_variable(file.read_bytes()), _slug(face.family), Path(face.licence))
    slug, root, files = _family(face.family)
    matching = [entry for entry in files if entry["style"] == face.style]
    whole = [entry for entry in matching if not entry["variable"] and entry["weight"] == face.weight]
    variable = [entry for entry in matching if entry["variable"]]
    for entry in [*whole, *variable]:
        file = root / entry["path"]
        if not file.is_file():
            raise ToolMissing(f"the font file {file.name}", f"Bring it back: {_pip(slug)} --force-reinstall")
        return FontSource(file, entry["variable"], slug, root / "LICENSE")
    held = ", ".join(sorted(f"{entry['style']} {entry['weight'] or 'of any weight'}" for entry in files))
    raise ToolMissing(f"{face.family} {face.style} {face.weight}", f"The family has: {held}. Choose from these in tokens.toml.")


def _slug(family: str) -> str:
    return "-".join(family.lower().split())


@cache
def _family(family: str) -> tuple[str, Path, list[dict[str, Any]]]:
    slug = _slug(family)
    module = "fontpkg_" + slug.replace("-", "_")
    spec = find_spec(module) if module.isidentifier() else None
    if spec is None or spec.origin is None:
        raise ToolMissing(f"the font family {family}", f"Install it: {_pip(slug)}")
    root = Path(spec.origin).resolve().parent
    try:
        described = json.loads((root / "metadata.json").read_bytes())
        return slug, root, [dict(entry) for entry in described["files"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ToolMissing(f"a readable font family {family}", f"Bring it back: {_pip(slug)} --force-reinstall") from error


def _pip(slug: str) -> str:
    return f"{Path(sys.executable).name or 'python3'} -m pip install fontpkg-{slug}"
