"""Fills catalogues, as a translator would: for tests of what is said in another language."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from report.load.po_text import with_previous
from report.translate import update


def marked(text: str) -> str:
    """Say the same, so that it can be told from the original."""
    return f"Ü {text}"


def same(text: str) -> str:
    """Say the same."""
    return text


def read(file: Path) -> Catalog:
    """Return a catalogue as it stands in a file."""
    return with_previous(read_po(BytesIO(file.read_bytes()), locale=file.stem.replace("-", "_")))


def fill(file: Path, say: Callable[[str], str] = marked) -> None:
    """Write a translation for everything in a catalogue, and take off its marks."""
    catalog = read(file)
    for entry in catalog:
        if isinstance(entry.id, tuple):
            entry.string = tuple(f"{say(entry.id[min(form, 1)])} {form}" for form in range(catalog.num_plurals))
        elif entry.id:
            entry.string = say(str(entry.id))
        entry.flags.discard("fuzzy")
    written = BytesIO()
    write_po(written, catalog, width=100)
    file.write_bytes(written.getvalue())


def add_languages(folder: Path, *languages: str, say: Callable[[str], str] = marked) -> Path:
    """Give an article further languages, translated whole; return its folder."""
    file = folder / "article.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}languages: [{', '.join(languages)}]\n", encoding="utf-8", newline="\n")
    told, problems = update(folder)
    assert not problems
    for one in told:
        fill(folder / one.path, say)
    return folder


Meaning = dict[tuple[str, str], tuple[object, ...]]


def meaning(file: Path) -> Meaning:
    """Return what a catalogue says: translations, marks, remarks and words before a change, whatever the form of its lines."""
    said: Meaning = {}
    for entry in read(file):
        own = entry.id[0] if isinstance(entry.id, tuple) else entry.id
        if own:
            remarks = (tuple(entry.user_comments), " ".join(entry.auto_comments), tuple(entry.previous_id))
            said[str(entry.context), own] = (entry.id, entry.string, entry.fuzzy, *remarks, tuple(entry.locations))
    return said


def fuzzy_one(folder: Path) -> Path:
    """Change a sentence of the minimal article, and bring its catalogues up to that; return its folder."""
    file = folder / "events.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("The reading room opens.", "The reading room opens again."), encoding="utf-8", newline="\n")
    update(folder)
    return folder
