"""The minimal article with a library beside it, or instead of its sources, as editors export it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from support.edited import minimal

LIBRARY = Path(__file__).resolve().parent.parent / "golden" / "bibliography"
KEYS = re.findall(r'^    "id": "(.*)",$', (LIBRARY / "references.json").read_text(encoding="utf-8"), re.MULTILINE)
"""The entries that both files have."""


def with_library(folder: Path, *names: str, keys: Iterable[str] = KEYS, language: str = "en-GB") -> Path:
    """Copy the minimal article into `folder` with the files of these names, and name the entries in its section."""
    minimal(folder, article=("language: en-GB", f"language: {language}"))
    for name in names:
        shutil.copy(LIBRARY / name, folder / name)
    cite(folder, keys)
    return folder


def cite(folder: Path, keys: Iterable[str]) -> None:
    """Name these entries in the article's section, each in a note of its own."""
    section = folder / "sections" / "reading-room.md"
    text = "\n".join(f"One says so.{{cite}}`{key}`" for key in keys)
    section.write_text(f"{section.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8", newline="\n")
