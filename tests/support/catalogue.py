"""Extracts the messages of compose, for the test that keeps the catalogues current."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "label": None}
"""`label` is what modules call a gettext that they use often."""


def extracted(package: Path) -> Catalog:
    """Return a template with every message of the modules in that folder."""
    catalog = Catalog(project="report", charset="utf-8", fuzzy=False)
    for _, _, message, _, context in extract_from_dir(package, method_map=[("**.py", "python")], keywords=KEYWORDS):
        catalog.add(message, context=context)
    return catalog


def template_text(package: Path) -> str:
    """Return the template as text: sorted, without places and without a clock."""
    out = BytesIO()
    write_po(out, extracted(package), omit_header=True, sort_output=True, no_location=True, width=120)
    return out.getvalue().decode("utf-8")


def catalogue(path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as file:
        return read_po(file)
