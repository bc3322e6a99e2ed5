"""Catalogues: what others' programs write means the same, nothing is lost on the way, and nouns have the form of their number."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import polib
import pytest
from support.catalogues import add_languages, fuzzy_one, meaning, read
from support.edited import minimal

from report.compose import compose
from report.compose.wording import plain
from report.load import load_article
from report.load.formats import read_formats
from report.model import document as doc
from report.system import places
from report.translate import update

COUNTS = (0, 1, 2, 3, 4, 5, 10, 11, 12, 14, 21, 22, 25, 99, 100, 101, 102, 103, 111, 122)
FORMS = {
    "pl": "2 0 1 1 1 2 2 2 2 2 2 1 2 2 2 2 1 1 2 1",
    "uk": "2 0 1 1 1 2 2 2 2 2 0 1 2 2 2 0 1 1 2 1",
    "ar": "0 1 2 3 3 3 3 4 4 4 4 4 4 4 5 5 5 3 4 4",
}
"""Which of a noun's forms goes with each count."""
SPELLED: dict[str, set[int]] = {"pl": set(), "uk": set(), "ar": {1, 2, 3, 4, 5}}
"""Counts that stand in words there."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an article in several languages, of which a sentence has changed since."""
    return fuzzy_one(add_languages(minimal(tmp_path / "article"), "de", "pl", "ar"))


@pytest.mark.parametrize("language", FORMS)
def test_nouns_have_the_form_that_goes_with_their_number(tmp_path: Path, language: str) -> None:
    folder = minimal(tmp_path / "article")
    series = folder / "series" / "visits.yaml"
    head = series.read_text(encoding="utf-8").partition("observations:")[0]
    shared = "basis: counted, by: staff, reported: the staff, source: annual-report"
    said = "".join(f"  n{count}: {{date: {1900 + count}, quantity: {count}, {shared}}}\n" for count in COUNTS)
    series.write_text(f"{head}observations:\n{said}", encoding="utf-8", newline="\n")
    section = folder / "sections" / "reading-room.md"
    values = "; ".join(f"{{value}}`visits.n{count}|unit`" for count in COUNTS)
    section.write_text(f"# Visits\n\n{values}.{{cite}}`visits.n1`\n", encoding="utf-8", newline="\n")
    add_languages(folder, language)
    article, problems = load_article(folder, language)
    assert article is not None
    assert problems == []
    made = compose(article, read_formats(["a4"])[0])
    (part,) = [part for part in made.parts if part.id == "reading-room"]
    (block,) = [block for block in part.blocks if isinstance(block, doc.Paragraph)]
    words = "".join(str(unicodedata.digit(sign, sign)) for sign in plain(block.inlines))
    told = re.findall(r"(\S+)\s+Ü\s+visitors?\s+(\d)", words)
    assert [form for _, form in told] == FORMS[language].split()
    assert [number for number, _ in told if number.isdecimal()] == [
        str(count) for count in COUNTS if count not in SPELLED[language]
    ]


def test_polib_reads_what_is_written_and_its_own_means_the_same(folder: Path) -> None:
    shipped = sorted((places.shipped_article() / "locale").glob("*.po"))
    for file in [*sorted((folder / "locale").glob("*.po")), *shipped]:
        before, opened = meaning(file), polib.pofile(str(file))
        assert len([entry for entry in opened if not entry.obsolete]) == len(before)
        assert {entry.msgid for entry in opened.fuzzy_entries()} == {own for (_, own), said in before.items() if said[2]}
        again = folder / "locale" / file.name
        opened.save(str(again))
        assert meaning(again) == before


def test_what_polib_writes_is_told_the_same(folder: Path) -> None:
    for language in ("de", "pl", "ar"):
        file = folder / "locale" / f"{language}.po"
        told = load_article(folder, language)[1]
        polib.pofile(str(file)).save(str(file))
        assert [(one.rule, one.sentence) for one in load_article(folder, language)[1]] == [
            (one.rule, one.sentence) for one in told
        ]


def test_words_before_a_change_stay_until_somebody_has_looked(folder: Path) -> None:
    file = folder / "locale" / "de.po"
    before = file.read_bytes()
    assert before.decode("utf-8").count('#| msgid "The reading room opens."') == 1
    assert [one.written for one in update(folder)[0]] == [False] * 3
    assert file.read_bytes() == before


def test_long_words_before_a_change_are_whole(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article")
    file = folder / "article.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Everything in this example", "In {date}`opening` all of this example"), encoding="utf-8")
    folder = add_languages(folder, "de")
    before = next(entry for entry in read(folder / "locale" / "de.po") if entry.context == "article.yaml:summary")
    file.write_text(f"{text}languages: [de]\n", encoding="utf-8", newline="\n")
    assert [one.written for one in update(folder)[0]] == [True]
    (changed,) = polib.pofile(str(folder / "locale" / "de.po")).fuzzy_entries()
    assert (changed.previous_msgid, changed.flags) == (before.id, ["fuzzy"])
    assert len(before.id) > 100
    assert [one.written for one in update(folder)[0]] == [False]


def test_remarks_and_marks_of_translators_stay(folder: Path) -> None:
    file = folder / "locale" / "de.po"
    text = file.read_text(encoding="utf-8")
    noted = text.replace("#. Reads:", "# Ask the keeper.\n#. Reads:", 1).replace("#, fuzzy", "#, fuzzy, no-wrap")
    file.write_text(noted, encoding="utf-8", newline="\n")
    update(folder, ["de"])
    entries = list(read(file))
    assert [one.user_comments for one in entries if one.user_comments] == [["Ask the keeper."]]
    assert [one.flags >= {"fuzzy", "no-wrap"} for one in entries if one.fuzzy] == [True]
