"""One folder, several languages: each edition under a name of its own, with the same numbers, and built again from its copy."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pikepdf import Pdf
from pypdfium2 import PdfDocument
from support.catalogues import add_languages, read
from support.command import here
from support.edited import minimal
from support.used import elements

from report.copies import find
from report.load.po_text import po_text

NAMES = [
    "CITATION.cff",
    *("minimal-a4.pdf", "minimal-de-a4.pdf", "minimal-de.bib", "minimal-de.csl.json", "minimal-de.epub", "minimal-de.ris"),
    *("minimal.bib", "minimal.csl.json", "minimal.epub", "minimal.ris"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the article `article`, in two languages, was built."""
    home = tmp_path_factory.mktemp("translated")
    add_languages(minimal(home / "article"), "de")
    done = here("build", home / "article", "--out", home, "--jobs", "1")
    assert (done.status, done.errors) == (0, "")
    return home


def text(file: Path) -> str:
    with PdfDocument(file) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", " ")


def test_every_language_has_files_of_its_own(built: Path) -> None:
    names = sorted(path.name for path in (built / "minimal").iterdir() if path.name != "manifest.json")
    assert names == NAMES
    assert sorted(json.loads((built / "minimal" / "manifest.json").read_text(encoding="utf-8"))["files"]) == NAMES


def test_identifiers_tell_languages_apart_and_stay_for_the_article_s_own(built: Path) -> None:
    own, german = (text(built / "minimal" / name) for name in ("minimal-a4.pdf", "minimal-de-a4.pdf"))
    first, second = (re.findall(r"urn:uuid:([0-9a-f-]{36})", one) for one in (own, german))
    assert first[0] == "60b7099e-b9e1-5c31-a590-371a6498cee8"
    assert first != second


def test_numbers_are_those_of_the_records_in_the_language_s_form(built: Path) -> None:
    own, german = (text(built / "minimal" / name) for name in ("minimal-a4.pdf", "minimal-de-a4.pdf"))
    assert "1,200 people were counted" in own
    assert "1.200 people were counted" in german
    assert "Ü The reading room opened in März 2022" in german


def test_editions_name_each_other(built: Path) -> None:
    own, german = (text(built / "minimal" / name) for name in ("minimal-a4.pdf", "minimal-de-a4.pdf"))
    assert "Deutsch (German)" in own
    assert "English (Englisch)" in german


def test_a_copy_is_built_again_in_its_language(built: Path, tmp_path: Path) -> None:
    for name in ("minimal-de-a4.pdf", "minimal-de.epub"):
        done = here("rebuild", built / "minimal" / name, "--out", tmp_path)
        assert (done.status, done.errors) == (0, "")
        assert (tmp_path / "minimal" / name).read_bytes() == (built / "minimal" / name).read_bytes()


def test_copies_carry_translations_of_what_is_published_and_no_remarks(tmp_path: Path) -> None:
    folder = add_languages(minimal(tmp_path / "article"), "de")
    unused = "nobody:\n  kind: person\n  name: Somebody unnamed\n"
    people, catalogue = folder / "people.yaml", folder / "locale" / "de.po"
    people.write_text(people.read_text(encoding="utf-8") + unused, encoding="utf-8", newline="\n")
    more = '\n# A remark.\nmsgctxt "people.yaml:nobody.name"\nmsgid "Somebody unnamed"\nmsgstr "Jemand"\n'
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + more, encoding="utf-8", newline="\n")
    assert here("build", folder, "--out", tmp_path, "--lang", "de", "--format", "epub").status == 0
    assert [path.name for path in (tmp_path / "minimal").glob("*.epub")] == ["minimal-de.epub"]
    carried = find(tmp_path / "minimal" / "minimal-de.epub").files["article/locale/de.po"].decode("utf-8")
    assert "Ü The reading room" in carried
    assert not any(word in carried for word in ("Somebody", "Jemand", "remark", "Reads:", "Babel"))


def test_what_isn_t_translated_stops_its_language_alone(tmp_path: Path) -> None:
    folder = add_languages(minimal(tmp_path / "article"), "de")
    events = folder / "events.yaml"
    events.write_text(events.read_text(encoding="utf-8").replace("opens.", "opens again."), encoding="utf-8", newline="\n")
    done = here("build", folder, "--out", tmp_path, "--format", "epub")
    assert (done.status, done.errors.count("LNG-003")) == (1, 1)
    assert [path.name for path in (tmp_path / "minimal").glob("*.epub")] == ["minimal.epub"]
    assert here("build", folder, "--out", tmp_path, "--format", "epub", "--draft").status == 0
    assert (tmp_path / "minimal" / "minimal-de.epub").is_file()


def test_a_language_without_a_catalogue_is_told_where_it_is_named(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article", article=("language: en-GB", "language: en-GB\nlanguages: [de]"))
    done = here("check", folder)
    assert (done.status, done.errors.count("LNG-001")) == (1, 1)
    assert re.search(r"article\.yaml:8:13: LNG-001", done.errors)


def test_translate_writes_and_tells(tmp_path: Path) -> None:
    folder = minimal(tmp_path / "article", article=("language: en-GB", "language: en-GB\nlanguages: [de]"))
    assert here("translate", folder).output == "locale/de.po: 0 of 24 translated, 24 missing (written)\n"
    assert here("translate", folder, "--status").output == "locale/de.po: 0 of 24 translated, 24 missing\n"
    told = json.loads(here("translate", folder, "fr", "--json").output)
    assert told["catalogues"][0]["language"] == "fr"
    assert (folder / "locale" / "fr.po").is_file()
    assert here("translate", minimal(tmp_path / "plain")).output.startswith("the article names no further language")
    wrong = here("translate", folder, "xx-nowhere")
    assert (wrong.status, "LNG-002" in wrong.errors) == (1, True)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which a draft was built that has no words yet for a paragraph, for names and for a series."""
    home = tmp_path_factory.mktemp("draft")
    folder = add_languages(minimal(home / "article"), "de")
    file = folder / "locale" / "de.po"
    catalogue = read(file)
    for entry in catalogue:
        if entry.id and ("people were counted" in str(entry.id) or str(entry.context).startswith(("people", "series"))):
            entry.string = ("", "") if isinstance(entry.id, tuple) else ""
    file.write_text(po_text(catalogue, "draft"), encoding="utf-8", newline="\n")
    done = here("build", folder, "--out", home, "--jobs", "1", "--lang", "de", "--draft", "--format", "a4", "--format", "epub")
    assert (done.status, done.errors) == (0, "")
    return home / "minimal"


def test_a_draft_says_on_every_page_that_it_is_one(draft: Path) -> None:
    with PdfDocument(draft / "minimal-de-a4.pdf") as pdf:
        assert [page for page in range(len(pdf)) if "(Entwurf)" not in pdf[page].get_textpage().get_text_range()] == []


def test_what_a_draft_leaves_is_marked_with_its_language_and_for_the_eye(draft: Path) -> None:
    with zipfile.ZipFile(draft / "minimal-de.epub") as book:
        page = etree.fromstring(book.read("EPUB/text/reading-room.xhtml"))
    left = list(page.iterfind(".//{*}span[@class='untranslated']"))
    assert {one.get("lang") for one in left} == {"en-GB"}
    assert any("people were counted at the door; in 2023" in " ".join("".join(one.itertext()).split()) for one in left)
    assert "The reading room opened in März 2022" in "".join(page.itertext())
    with Pdf.open(draft / "minimal-de-a4.pdf") as pdf:
        assert "en-GB" in {str(one.get("/Lang", "")) for one in elements(pdf)}


def test_a_copy_of_a_draft_is_built_again_as_a_draft(draft: Path, tmp_path: Path) -> None:
    done = here("rebuild", draft / "minimal-de.epub", "--out", tmp_path)
    assert (done.status, done.errors) == (0, "")
    assert (tmp_path / "minimal" / "minimal-de.epub").read_bytes() == (draft / "minimal-de.epub").read_bytes()
