"""Catalogues: current, complete, and with the places that their messages fill."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.catalogue import catalogue, extracted, template_text

from report.compose.labels import Labels

LOCALES = Path(__file__).parents[2] / "report" / "locales"
SLOTS = re.compile(r"\{\w+\}")


def test_template_is_current(root: Path, golden: Callable[[Path, str], None]) -> None:
    golden(LOCALES / "report.pot", template_text(root / "report" / "compose"))


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*.po")), ids=lambda path: path.stem)
def test_catalogue_is_complete_and_fills_the_same_slots(path: Path, root: Path) -> None:
    wanted = {(message.context, message.id): message for message in extracted(root / "report" / "compose") if message.id}
    held = {(message.context, message.id): message for message in catalogue(path) if message.id}
    assert wanted.keys() == held.keys()
    for message in held.values():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(strings), message.id
        slots = [set(SLOTS.findall(id_)) for id_ in ids]
        assert all(set(SLOTS.findall(string)) in slots for string in strings), message.id


def test_german_speaks_german_and_knows_plurals_and_contexts() -> None:
    labels = Labels("de-AT")
    assert labels.gettext("Contents") == "Inhalt"
    assert [labels.ngettext("Author", "Authors", n) for n in (1, 2)] == ["Autor", "Autoren"]
    assert labels.pgettext("kind of publication", "Report") == "Bericht"


def test_language_without_a_catalogue_speaks_english() -> None:
    assert Labels("it").gettext("Contents") == "Contents"
    assert Labels("en-GB").ngettext("Author", "Authors", 2) == "Authors"
