"""An edition's number stands for its content: what was built under it before is the measure."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from report.compare.changes import compare
from report.compare.show import title
from report.compare.state import State, folder_state, published_state
from report.copies.extract import write_files
from report.copies.found import Copy, find
from report.copies.rules import SAME_EDITION
from report.load import load_article
from report.problems import Problem, ProblemsFound
from report.system import digests

_TOLD = 3


def same_edition(
    folder: Path, article: str, edition: int, earlier: Iterable[Path], files: Mapping[str, Mapping[str, Any]]
) -> list[Problem]:
    """Return the warning that content has changed since one of the `earlier` publications, which has the same edition number.

    `article` is the id of what lies in `folder`, `edition` its number, `files` what travels of it, as a manifest lists it. The
    first of the publications that carries an article decides. What isn't published is no content, and neither are comments and
    wrapping.
    """
    for file in earlier:
        copy = _copy(file)
        if copy is None:
            continue
        if (copy.article, copy.edition) != (article, edition):
            return []
        before = None if _digests(copy) == {name: told["sha256"] for name, told in files.items()} else _state(copy)
        now, _ = load_article(folder) if before else (None, [])
        changes = compare(before, published_state(now, folder)) if before and now else None
        if not changes or now is None:
            return []
        changed = [*map(title, changes.records), *(f"text of {text.section}" for text in changes.texts)]
        more = f" and {len(changed) - _TOLD} more" if len(changed) > _TOLD else ""
        sentence = f"{file.name} of this edition ({edition}) has other content: {', '.join(changed[:_TOLD])}{more}"
        hint = (
            f"if that one went out, raise edition's number: and say in its changes: what is new (`report diff {file} {folder}`)"
        )
        return [SAME_EDITION.at(now.meta.edition.place, sentence, hint=hint)]
    return []


def _digests(copy: Copy) -> dict[str, str]:
    return {name: digests.of(data) for name, data in copy.within("article").items()}


def _copy(file: Path) -> Copy | None:
    try:
        return find(file) if file.is_file() else None
    except ProblemsFound:
        return None


def _state(copy: Copy) -> State | None:
    """Return what the copy says; None where today's rules can't read it."""
    try:
        with tempfile.TemporaryDirectory(prefix="report-") as scratch:
            write_files(Path(scratch), copy.files)
            return folder_state(Path(scratch) / "article", copy.file.name)
    except ProblemsFound:
        return None
