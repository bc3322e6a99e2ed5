"""What a copy carries: one archive with what it was made from, and each series as a table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from report.copies.baggage import Baggage
from report.copies.found import FORM
from report.copies.rules import NAME_NOT_PORTABLE
from report.copies.tables import tables
from report.intake import toml
from report.intake.archive import RefusedArchive, opened
from report.model.article import Carry
from report.output import container
from report.output.rendition import ENDING, Attachment
from report.problems import Place, ProblemsFound
from report.system import digests, places

CHANGES = "changes.json"
"""The list of changes, where the edition prints one."""


def carried(
    baggage: Baggage, presets: Sequence[Path], versions: Mapping[str, str], changes: bytes = b""
) -> tuple[Attachment, ...]:
    """Return what a copy of one format carries, the archive first.

    `presets` are the preset of the format itself and those of the formats that it leans on. `changes` is the list of changes,
    where the edition prints one. Same inputs and versions, same bytes. A copy that is to carry nothing has an archive that says
    just that, so that it can be told from one that was lost.
    """
    article = baggage.article
    about = {
        "form": FORM,
        "article": article.meta.id,
        "edition": {"number": article.meta.edition.number, "date": str(article.meta.edition.date)},
        "format": presets[0].stem,
        "carry": baggage.carry,
        **({"language": article.meta.language} if article.translated else {}),
        **({"draft": True} if article.untranslated is not None else {}),
    }
    made = tables(article)
    files: dict[str, bytes] = {}
    if baggage.carry == "nothing":
        made = []
        description = "Says that this publication carries no article, by its publisher’s choice"
    else:
        files = {f"article/{name}": content for name, content in baggage.files.items()}
        files |= {f"format/{preset.name}": _preset(preset, baggage.carry) for preset in presets}
        files |= {f"data/{table.file}": table.csv for table in made}
        files |= {f"data/{table.file}-metadata.json": table.metadata for table in made}
        files |= {CHANGES: changes} if changes else {}
        files["versions.json"] = _json(versions)
        about["templates"] = templates_digest()
        description = "The article that this publication was made from"
    files["copy.json"] = _json(about)
    archive = container.pack(files.items())
    _check(archive, article.folder)
    return (
        Attachment(f"{article.meta.id}{ENDING}", archive, "application/zip", "Source", description),
        *(Attachment(table.file, table.csv, "text/csv", "Data", table.title) for table in made),
    )


def _preset(path: Path, carry: Carry) -> bytes:
    data = path.read_bytes()
    return data if carry == "all" else toml.without_comments(data.decode("utf-8")).encode("utf-8")


def templates_digest() -> str:
    """Return a SHA-256 of all templates, style sheets and tokens: they shape a copy and can change without a new version."""
    return digests.tree_digest(places.templates())


def _check(archive: bytes, folder: str) -> None:
    """Open the archive as anybody would who gets the copy: what can't be opened isn't sent out."""
    try:
        opened(archive)
    except RefusedArchive as refused:
        hint = "make the named file smaller, or move out of the folder what isn't used"
        raise ProblemsFound([NAME_NOT_PORTABLE.at(Place(folder), f"no copy can be made: {refused}", hint=hint)]) from None


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")
