"""Formats by name: presets among the templates, or files of presets named by their path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from report.load import load_format
from report.model.format import Format
from report.problems import NOWHERE, Place, Problem, ProblemsFound, Rule, Severity
from report.system import places

UNKNOWN_FORMAT = Rule(
    "CFG-050",
    Severity.ERROR,
    "Unknown format",
    "A format is a preset in templates/formats/. An article names its formats in article.yaml, the command line with "
    "--format, which takes the path of a preset (formats/a5.toml) as well.",
)


def read_formats(names: Sequence[str], folder: Path | None = None, named_by: Place = NOWHERE) -> list[Format]:
    """Read presets by name or by path, each once; `named_by` is where they were named.

    ProblemsFound has all that is wrong with them.
    """
    folder = folder or _shipped()
    problems = unknown_formats(names, named_by, folder)
    unknown = bool(problems)
    read: list[Format] = []
    for name in dict.fromkeys(names):
        preset = Path(name) if name.endswith(".toml") else folder / f"{name}.toml"
        if unknown and not preset.exists():
            continue
        format_, found = load_format(preset)
        problems += found
        if format_ is not None:
            read.append(format_)
    if problems:
        raise ProblemsFound(problems)
    return read


def unknown_formats(names: Sequence[str], named_by: Place, folder: Path | None = None) -> list[Problem]:
    """Return a problem for each name of a format that isn't there."""
    known = sorted(path.stem for path in (folder or _shipped()).glob("*.toml"))
    hint = f"write one of: {', '.join(known)}; or the path of a preset, which ends with .toml"
    return [
        UNKNOWN_FORMAT.at(named_by, f"there is no format “{name}”", hint=hint)
        for name in dict.fromkeys(names)
        if name not in known and not name.endswith(".toml")
    ]


def _shipped() -> Path:
    return places.templates() / "formats"
