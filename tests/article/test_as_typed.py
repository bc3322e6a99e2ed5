"""What an editor types as others do comes out as a reader expects it, alike in print and in the e-book."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from support import structure
from support.built import Desk
from support.edited import minimal
from support.pages import check
from support.reading import Reading, documents, fold, publication

XHTML = "{http://www.w3.org/1999/xhtml}"
SECTION = """# Visits

:::{lead}
'Tis {date}`opening|month`, and people of AT&T, КГБ and NATO came to 's-Gravenhage.
:::

In {date}`visits.2023` there were {value}`visits.2023`{cite}`visits.2023`[^a] of them.[^b] [^c] They read
*doi:10.1000/ABCDEF*[^a]*[^b]* and «mot».

:::{chart} visits
:::

:::{statement} staff-quiet
:::

1. first
2. second

   0. nought
   1. one

Then come two more:

7. seventh
8. eighth

> [!TIP]
> Read on.[^c]

::: {.callout-warning title="Mind the dog"}
It bites.
:::

[^a]: Note A.
[^b]: Note B.
[^c]: Note C.
"""
PEOPLE = """
ann-bell:
  kind: person
  name: Ann Bell
  sort: Bell, Ann
  orcid: 0000-0002-1825-0097
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("typed")
    changed = ("publisher: Your organisation", "publisher: staff\nauthors: [ann-bell, C. Cole]")
    folder = minimal(out / "article", article=changed)
    (folder / "sections" / "reading-room.md").write_text(SECTION, encoding="utf-8")
    with (folder / "people.yaml").open("a", encoding="utf-8") as people:
        people.write(PEOPLE)
    desk = Desk.of(folder)
    for name in ("a4", "epub"):
        (out / f"typed.{name}").write_bytes(desk.make(name))
    return {"a4": (out / "typed.a4").rename(out / "typed.pdf"), "epub": out / "typed.epub"}


@pytest.fixture(scope="module")
def readings(files: dict[str, Path]) -> dict[str, Reading]:
    return {name: publication(path) for name, path in files.items()}


@pytest.mark.parametrize("name", ["a4", "epub"])
@pytest.mark.parametrize(
    "words",
    [
        "’Tis March 2022, and people of AT&T, КГБ and NATO came to ’s-Gravenhage.",
        "there were 1,450 of them. They read doi:10.1000/ABCDEF and «mot».",
        "Tip Read on.",
        "Mind the dog It bites.",
        "Staff of the reading room",
        "Ann Bell (https://orcid.org/0000-0002-1825-0097); C. Cole",
    ],
)
def test_words_are_as_meant(readings: dict[str, Reading], name: str, words: str) -> None:
    assert words in readings[name].text


def test_calls_are_never_read_as_one_number(files: dict[str, Path]) -> None:
    tree = structure.read(files["a4"])
    calls = [fold(element.heard()) for element in tree.walk() if element.type == "Reference"]
    heard = " ".join(call for call in calls if re.fullmatch(r"[\d, ]+", call))
    assert heard == "1 , 2 3 , 4 2 , 3 4"
    described = [words for element in tree.walk() for words in element.links if words.startswith("Note ")]
    assert described == [f"Note {number}" for number in (1, 2, 3, 4, 2, 3, 4)]
    (body,) = (root for name, root in documents(files["epub"]).items() if "reading-room" in name)
    said = fold("".join(body.find(f"{XHTML}body").itertext()))
    assert "there were 1,450 1, 2 of them.3, 4 They" in said
    assert "ABCDEF2, 3 and" in said
    linked = [link.text for link in body.iter(f"{XHTML}a") if link.get("class") == "noteref"]
    assert linked[:6] == ["1", "2", "3", "4", "2", "3"]


def test_each_call_in_print_leads_to_its_note(files: dict[str, Path]) -> None:
    notes = [fold(element.heard()) for element in structure.read(files["a4"]).walk() if element.type == "Note"]
    assert [note.split(" ", 1)[0] for note in notes] == [f"{number}." for number in range(1, len(notes) + 1)]


def test_lists_begin_with_the_numbers_that_they_have(files: dict[str, Path]) -> None:
    lists = [
        [fold(kid.heard()).split(" ", 1)[0] for kid in one.kids if isinstance(kid, structure.Element) and kid.type == "LI"]
        for one in structure.read(files["a4"]).walk()
        if one.type == "L" and one.attributes.get("ListNumbering") == "Decimal"
    ]
    assert lists == [["1.", "2."], ["0.", "1."], ["7.", "8."]]
    (body,) = (root for name, root in documents(files["epub"]).items() if "reading-room" in name)
    assert [one.get("start", "1") for one in body.iter(f"{XHTML}ol")] == ["1", "0", "7"]


def test_small_capitals_are_set_for_all_or_none(files: dict[str, Path]) -> None:
    (body,) = (root for name, root in documents(files["epub"]).items() if "reading-room" in name)
    assert [one for one in body.iter(f"{XHTML}span") if one.get("class") == "caps"] == [], "КГБ isn't in most readers' faces"


def test_pages_are_marked_at_their_words(files: dict[str, Path]) -> None:
    assert len(check(files["a4"], files["epub"], only_print=("Charts in words",))) > 3


def test_people_named_by_id_stand_in_the_metadata(files: dict[str, Path]) -> None:
    with pikepdf.open(files["a4"]) as pdf, pdf.open_metadata() as xmp:
        assert list(xmp["dc:creator"]) == ["Ann Bell", "C. Cole"]
        assert list(xmp["dc:publisher"]) == ["Staff of the reading room"]
    with ZipFile(files["epub"]) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    said = [(one.get("property"), one.text) for one in package.iter("{*}meta") if one.get("refines") == "#creator-1"]
    assert ("file-as", "Bell, Ann") in said
    assert ("schema:sameAs", "https://orcid.org/0000-0002-1825-0097") in said
