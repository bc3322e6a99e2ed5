"""What of an article's catalogues travels: translations of what is published, without what translators noted beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Mapping
from pathlib import Path

from report.copies.published import Published
from report.intake.files import decode
from report.load import load_article
from report.load.catalogue import read_catalogue
from report.load.po_text import po_text
from report.load.table_wording import CONTEXT
from report.load.wording import Collected, Message, folded

Wanted = dict[tuple[str, str], Message]


def published_messages(folder: Path, chosen: Published, tables: Mapping[str, bytes]) -> Wanted:
    """Return what is published of all that an article says in its own language, by context and words."""
    collected = Collected()
    load_article(folder, wording=collected)
    texts = (data.decode("utf-8") for name, data in tables.items() if name.endswith(".csv"))
    cells = {folded(cell) for text in texts for row in csv.reader(io.StringIO(text, newline="")) for cell in row}
    return {(one.context, one.text): one for one in collected.messages if _travels(one, chosen, cells)}


def _travels(message: Message, chosen: Published, cells: Container[str]) -> bool:
    if message.context == CONTEXT:
        return message.text in cells
    file, colon, way = message.context.partition(":")
    keys = way.split(".")
    return not colon or not any(chosen.leaves_out(file, tuple(keys[:length])) for length in range(1, len(keys) + 1))


def published_catalogue(data: bytes, name: str, language: str, project: str, wanted: Wanted) -> bytes:
    """Return a catalogue with nothing but the translations that are wanted."""
    source, _ = decode(data, name)
    catalog = read_catalogue(source, language, []) if source is not None else None
    if catalog is None:  # told by whoever reads the article in that language
        return data
    known = {(context, message.forms[:2] or text) for (context, text), message in wanted.items()}
    for entry in list(catalog):
        if entry.id and (entry.fuzzy or not entry.string or (entry.context, entry.id) not in known):
            catalog.delete(entry.id, entry.context)
        entry.user_comments, entry.auto_comments, entry.locations, entry.previous_id = [], [], [], []
    catalog.obsolete.clear()
    return po_text(catalog, project, comments=False).encode("utf-8")
