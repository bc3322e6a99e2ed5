"""Invented articles of any size, the same each time: a book of so many pages, and a catalogue of small articles.

The subject is a county that isn't there. What is written goes through the loader as an editor's own files do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

PAGES_A_CHAPTER = 4.0
"""About how many A4 pages a chapter takes, its notes and its part of contents and sources included."""
_PLACES = (
    "Aldermere", "Brackenhope", "Coldwater", "Dunlever", "Eastmarch", "Fairholt", "Glenross", "Hartsease", "Inverbeck",
    "Juniper", "Kestrelby", "Larkfield", "Millhaven", "Northolme", "Oxwell", "Penhallow", "Quarrydown", "Ravenshaw",
    "Silverton", "Thornbury", "Upwell", "Vexford", "Westerleigh", "Yarrowby", "Zealmoor",
)  # fmt: skip
_THINGS = (
    "bridge", "canal", "harbour", "library", "mill", "orchard", "quarry", "railway", "reservoir", "school", "market",
    "theatre", "tramway", "weir", "museum",
)  # fmt: skip
_UNITS = ("visitor|visitors", "boat|boats", "pupil|pupils", "ticket|tickets", "member|members", "wagon|wagons")
_FIRST = (
    "Ada", "Bram", "Clara", "Dov", "Edith", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Leo", "Mira", "Nils",
    "Olga", "Piet", "Quentin", "Rosa", "Stefan", "Thea",
)  # fmt: skip
_LAST = (
    "Abbott", "Bergman", "Castell", "Drummond", "Eriksen", "Fontaine", "Garrow", "Hollis", "Imhoff", "Jansen", "Keller",
    "Lindqvist", "Marlow", "Novak", "Osgood",
)  # fmt: skip
_OPENINGS = (
    "The council had asked for a report before the winter",
    "Nobody who worked there kept a diary of those weeks",
    "The keeper wrote down every delivery in a ledger with a green cover",
    "Two engineers walked along the embankment and measured the walls",
    "The minutes of the board describe the meeting at some length",
    "In the older drawings the eastern gate is wider than in the later ones",
    "A printed notice asked the inhabitants to bring their own lamps",
    "What the surveyors found differed from what the plans had promised",
    "Letters from the period mention long queues and a shortage of coal",
    "The roof was mended with slate from a neighbouring valley",
)
_MIDDLES = (
    "and the clerk copied it into the register by hand",
    "although the treasurer objected to the wording of the second paragraph",
    "so that the work could go on while the river was low",
    "because the quarry delivered its stone more slowly than had been agreed",
    "which the newspaper of the county reprinted without a comment",
    "while the schoolmaster explained the arrangement to his older pupils",
    "and the question was put off until the inspector’s next visit",
    "as the harbour office had done in earlier years with good results",
)
_ENDS = (
    "The correspondence fills several boxes, and only a part of it has been catalogued.",
    "A photograph in the archive shows the building from the south, with scaffolding on both towers.",
    "Such arrangements were common in the neighbouring parishes, where the soil is heavier and the roads are poor.",
    "Later writers have repeated the description without saying where they found it.",
    "The accounts were examined every spring, and the examiners signed each page in brown ink.",
    "It is an unremarkable document; its interest lies in the care with which it was kept.",
)


@dataclass
class _Folder:
    """Files of an article while they are being written, by name; records are collected as YAML."""

    random: Random
    records: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def add(self, file: str, record: str) -> None:
        self.records.setdefault(file, []).append(record)

    def write(self, folder: Path) -> Path:
        for file, records in self.records.items():
            self.files[file] = "\n".join(records)
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return folder

    def sentence(self) -> str:
        return f"{self.random.choice(_OPENINGS)}, {self.random.choice(_MIDDLES)}."

    def prose(self, sentences: int) -> str:
        return " ".join([*(self.sentence() for _ in range(sentences - 1)), self.random.choice(_ENDS)])


def book(folder: Path, pages: int) -> Path:
    """Write a book of about `pages` A4 pages into `folder`, which is made where it isn't there."""
    return chapters(folder, max(1, round(pages / PAGES_A_CHAPTER)))


def chapters(folder: Path, count: int) -> Path:
    """Write a book of `count` chapters: prose with values and notes, tables, statements, lists, and here and there a chart."""
    made = _Folder(Random("a book"))
    names = [f"chapter-{number:04}" for number in range(1, count + 1)]
    for number, name in enumerate(names):
        place, thing = _PLACES[number % len(_PLACES)], _THINGS[number // len(_PLACES) % len(_THINGS)]
        made.files[f"sections/{name}.md"] = _chapter(made, name, f"The {thing} of {place}", chart=number % 2 == 0)
    made.files["sections/calendar.md"] = "# Calendar\n\n:::{timeline}\n:::\n"
    made.files["article.yaml"] = _meta("county", "The county and its works", [*names, "calendar"])
    return made.write(folder)


def catalogue(folder: Path, count: int) -> list[Path]:
    """Write `count` small articles into folders below `folder`, each with a chart, a table and a statement; return them."""
    return list(_catalogue(folder, count))


def _catalogue(folder: Path, count: int) -> Iterator[Path]:
    for number in range(1, count + 1):
        made = _Folder(Random(f"article {number}"))
        place, thing = _PLACES[number % len(_PLACES)], _THINGS[number * 7 % len(_THINGS)]
        text = _chapter(made, "only", f"The {thing} of {place}", chart=True, parts=1)
        made.files["sections/only.md"] = text
        made.files["article.yaml"] = _meta(f"article-{number:04}", f"The {thing} of {place}", ["only"])
        yield made.write(folder / f"article-{number:04}")


def _meta(id_: str, title: str, sections: Sequence[str]) -> str:
    return f"""\
id: {id_}
title: {title}
subtitle: An invented account
summary: What was built and counted in a county that is not there. Everything in it is made up.
language: en-GB
publisher: The invented press
subjects: [Example]
rights:
  licence: CC0-1.0
  name: Creative Commons Zero
  url: https://creativecommons.org/publicdomain/zero/1.0/
  holder: Nobody
  statement: This may be used for anything.
edition:
  number: 1
  date: 2026-11-23
  changes:
    - kind: new
      what: First edition.
sections: [{", ".join(sections)}]
formats: [a4, epub]
"""


def _chapter(made: _Folder, name: str, title: str, *, chart: bool, parts: int = 3) -> str:
    """Add a chapter's records, and return its text."""
    person = _people(made, name)
    facts = _facts(made, name, title, person)
    made.add("events.yaml", _event(made, name, title))
    statements = [_statement(made, name, number, person) for number in range(2)]
    text = [f"# {title}", f":::{{lead}}\n{made.prose(2)}\n:::"]
    for part in range(parts):
        value, other = facts[2 * part : 2 * part + 2]
        text += [
            *([f"## {_OPENINGS[made.random.randrange(len(_OPENINGS))]}"] if parts > 1 else []),
            f"{made.prose(3)} The {{term}}`{person}` gave {{value}}`{value}` for it.{{cite}}`{value}` {made.prose(2)}",
            f"{made.prose(4)} There were {{value}}`{other}` in {{date}}`{name}-opening|year`.{{cite}}`{other}`",
            made.prose(5),
        ]
    text.insert(4, f":::{{statement}} {' '.join(statements)}\n:::")
    text.append(f":::{{table}} {' '.join(facts)}\n:caption: What was counted, and by whom\n:::")
    text.append("\n".join(f"- {made.sentence()}" for _ in range(3)))
    if chart:
        made.files[f"series/{name}-use.yaml"] = _series(made, name, title, person)
        text.insert(-2, f"As {{ref}}`{name}-use` shows, the count rose and fell. {made.prose(2)}")
        text.insert(-2, f":::{{chart}} {name}-use\n:::")
    if parts > 1:
        text.append(f":::{{note}} How to read the figures\n{made.prose(2)}\n:::")
        text.append(made.prose(6))
    return "\n\n".join(text) + "\n"


def _people(made: _Folder, name: str) -> str:
    first, last = made.random.choice(_FIRST), made.random.choice(_LAST)
    made.add("people.yaml", f"{name}-keeper:\n  kind: person\n  name: {first} {last}\n  short: {last}\n  sort: {last}, {first}\n")
    made.add(
        "sources.yaml",
        f"{name}-ledger:\n  type: book\n  author: {name}-keeper\n  title: Ledger\n"
        f"  issued: {made.random.randrange(1890, 1930)}\n",
    )
    return f"{name}-keeper"


def _facts(made: _Folder, name: str, title: str, person: str) -> list[str]:
    ids = [f"{name}-fact-{number}" for number in range(1, 7)]
    for id_ in ids:
        made.add(
            "facts.yaml",
            f"{id_}:\n  what: {made.random.choice(_OPENINGS).split(' ', 2)[2].capitalize()}\n"
            f"  quantity: {made.random.randrange(12, 9000)}\n  unit: {made.random.choice(_UNITS)}\n  by: {person}\n"
            f"  source: {name}-ledger\n  at: folio {made.random.randrange(1, 200)}\n",
        )
    return ids


def _event(made: _Folder, name: str, title: str) -> str:
    year, month, day = made.random.randrange(1890, 1930), made.random.randrange(1, 13), made.random.randrange(1, 29)
    return (
        f"{name}-opening:\n  date: {year}-{month:02}-{day:02}\n  title: {title} opens\n  what: {title} is opened.\n"
        f"  source: {name}-ledger\n"
    )


def _statement(made: _Folder, name: str, number: int, person: str) -> str:
    id_ = f"{name}-said-{number}"
    made.add(
        "statements.yaml",
        f"{id_}:\n  speaker: {person}\n  exact: {made.random.choice(_ENDS)}\n  source: {name}-ledger\n"
        f"  at: folio {made.random.randrange(1, 200)}\n",
    )
    return id_


def _series(made: _Folder, name: str, title: str, person: str) -> str:
    first = made.random.randrange(1890, 1920)
    observations = "".join(
        f"  {year}:\n    date: {year}\n    quantity: {made.random.randrange(200, 4000)}\n    basis: counted\n    by: {person}\n"
        f"    reported: the keeper\n    source: {name}-ledger\n"
        for year in range(first, first + made.random.randrange(4, 8))
    )
    return (
        f"title: Use of {title[0].lower()}{title[1:]}\nunit: {made.random.choice(_UNITS)}\nbases:\n  counted:\n"
        f"    counted: uses that the keeper counted\n    label: counted by the keeper\nobservations:\n{observations}"
        f"chart:\n  title: {title} in use\n  subtitle: Counted by the keeper, by year\n"
    )
