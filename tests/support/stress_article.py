"""An article that strains every page: a long title, no chart, 40 rows, 60 events on one day, photographs, a long section."""

from __future__ import annotations

from pathlib import Path
from random import Random

from PIL import Image

ROWS, EVENTS, WORDS = 40, 60, 1500
_STEMS = [
    "river",
    "meadow",
    "ferry",
    "bridge",
    "keeper",
    "valley",
    "toll",
    "walker",
    "engineer",
    "board",
    "market",
    "flood",
    "harvest",
    "summer",
    "winter",
    "morning",
    "archive",
    "negotiation",
    "responsibility",
    "transportation",
    "characteristically",
    "administration",
    "neighbourhood",
    "correspondence",
    "a",
    "I",
    "on",
    "of",
    "in",
    "and",
    "the",
    "at",
    "by",
    "it",
    "is",
    "was",
    "that",
    "with",
    "from",
    "under",
    "between",
    "because",
    "although",
    "therefore",
    "nevertheless",
    "Dr.~Ortiz",
    "Gen.~Bell",
    "Mr.~Cole",
    "the",
    "VWB",
]

_META = """
id: strained
title: The long and much contested history of the bridge over the valley, of those who kept it, and of those who never crossed
native-title: {text: پل ۳, language: fa}
subtitle: An account in many words of everything that was ever said about a bridge, with photographs and no chart
summary: Everything in this example is made up.
language: en-GB
publisher: The Society for the History of Bridges, Ferries and Fords
subjects: [Example]
rights:
  licence: CC0-1.0
  name: Creative Commons Zero
  url: https://creativecommons.org/publicdomain/zero/1.0/
  holder: Nobody
  statement: This example may be used for anything.
edition: {number: 1, date: 2026-11-23, changes: [{kind: new, what: First edition.}]}
sections: [history, counts, one-day]
formats: [a4, letter, large-print, brief, epub]
brief:
  standfirst: What was said about a bridge, in short.
  key-figures: [fact-one, fact-two, fact-three, fact-four]
  known:
    - {title: The bridge, text: "It stands.{cite}`gazette`"}
  events: [event-one, event-two, event-three]
"""
_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty"]


def _name(number: int) -> str:
    """Return a number from 1 to 69 in words, for ids."""
    if number < 20:
        return _ONES[number - 1]
    ten, one = divmod(number, 10)
    return _TENS[ten - 2] + (f"-{_ONES[one - 1]}" if one else "")


def stress_article(folder: Path) -> Path:
    """Write the article into a folder, which may not be there yet, and return the folder."""
    chance = Random(4)
    for part in ("sections", "images"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, size in (("wide", (900, 500)), ("tall", (500, 800))):
        Image.linear_gradient("L").resize(size).convert("RGB").save(folder / "images" / f"{name}.png")
    _write(folder / "article.yaml", _META)
    _write(
        folder / "sources.yaml",
        "gazette: {type: article-newspaper, title: Bridges of the valley, container-title: The Gazette, issued: 2019-05-03}\n"
        "survey: {type: report, title: A survey of everything that crosses the river at any time of the year, issued: 2018}\n",
    )
    _write(folder / "facts.yaml", "".join(_fact(number, chance) for number in range(1, ROWS + 1)))
    _write(folder / "events.yaml", "".join(_event(number, chance) for number in range(1, EVENTS + 1)))
    _write(
        folder / "images.yaml",
        "".join(
            f"{name}:\n  file: images/{name}.png\n  credit: A. Ortiz\n  rights: CC0\n  alternative-text: The bridge\n"
            f"  title: The bridge, {name}\n  source: gazette\n"
            for name in ("wide", "tall")
        ),
    )
    _write(folder / "sections" / "history.md", _history(chance).replace("~", " "))
    names = " ".join(f"fact-{_name(number)}" for number in range(1, ROWS + 1))
    _write(
        folder / "sections" / "counts.md",
        f"# Counts\n\n:::{{lead}}\nMany rows.\n:::\n\n:::{{table}} {names}\n:caption: All that was counted, and by whom\n:::\n",
    )
    _write(
        folder / "sections" / "one-day.md",
        "# One day\n\n:::{lead}\nMuch happened.\n:::\n\n:::{timeline}\n:::\n",
    )
    return folder


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _fact(number: int, chance: Random) -> str:
    what = " ".join(chance.choices(_STEMS[:17], k=chance.randint(1, 9)))
    source = chance.choice(["gazette", "survey"])
    return (
        f"fact-{_name(number)}:\n  what: The {what}\n  quantity: {chance.randint(1, 90000)}\n  unit: walker|walkers\n"
        f"  source: {source}\n"
    )


def _event(number: int, chance: Random) -> str:
    what = " ".join(chance.choices(_STEMS[:17], k=chance.randint(2, 30)))
    return (
        f"event-{_name(number)}:\n  date: 2020-06-20\n  title: The {what.split()[0]} {_name(number)}\n"
        f"  what: The {what}.\n  source: {chance.choice(['gazette', 'survey'])}\n"
    )


def _history(chance: Random) -> str:
    parts = ["# A history", ":::{lead}\nIt is long.\n:::"]
    words = 0
    while words < WORDS:
        count = chance.randint(20, 160)
        text = " ".join(chance.choices(_STEMS, k=count))
        parts.append(f"The {text}.{{cite}}`gazette` It {' '.join(chance.choices(_STEMS[:24], k=12))}.{{cite}}`survey`")
        words += count
        if chance.random() < 0.25:
            parts.append(f"{'#' * chance.choice([2, 2, 3])} What the {' '.join(chance.choices(_STEMS[:17], k=3))}")
            parts.append("The bridge stood.{cite}`gazette`")
        if chance.random() < 0.1:
            parts.append("- a ferry\n- a ford\n- a bridge")
    parts.insert(6, ":::{image} wide\n:::")
    parts.insert(14, ":::{image} tall\n:::")
    return "\n\n".join(parts) + "\n"
