"""`report diff` between two PDFs: exactly the changes that were made to the article in between, and none for the same."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from support.soak import times

from report.command_line.cli import main
from report.copies import Baggage, carried
from report.load import load_article
from report.output.pdf.file.attachments import attach
from report.system import places

MINIMAL = places.articles() / places.MINIMAL
PRESET = places.templates() / "formats" / "a4.toml"
WORDS = st.lists(
    st.sampled_from(["reading", "room", "visitors", "of", "the", "and", "quiet", "Überblick"]), min_size=1, max_size=5
)
PHRASES = WORDS.map(" ".join)
NUMBERS = st.integers(1, 10**9)
YEARS = st.integers(1900, 2021).map(str)


@st.composite
def edits(draw: st.DrawFn) -> dict[str, Any]:
    """What an editor does between two editions: numbers, observations added, facts, words of the text."""
    return {
        "numbers": draw(st.dictionaries(st.sampled_from(["2022", "2023"]), NUMBERS, max_size=2)),
        "added": draw(st.dictionaries(YEARS, NUMBERS, max_size=3)),
        "facts": draw(st.dictionaries(st.sampled_from(["area", "rooms", "staff-size"]), st.tuples(PHRASES, NUMBERS), max_size=3)),
        "text": draw(PHRASES | st.just("")),
    }


def edited(folder: Path, made: dict[str, Any]) -> Path:
    """Write the minimal article with these edits; a section prints the facts, since what isn't published isn't compared."""
    shutil.copytree(MINIMAL, folder)
    yaml = YAML()
    file = folder / "series" / "visits.yaml"
    series = yaml.load(file)
    found = series["observations"]
    usual = {key: value for key, value in found[next(iter(found))].items() if key not in {"date", "quantity"}}
    for year, number in made["numbers"].items():
        for key in found:
            if str(key) == year:
                found[key]["quantity"] = number
    for year, number in made["added"].items():
        found[int(year)] = {"date": int(year), "quantity": number, **usual}
    yaml.dump(series, file)
    facts = {
        id_: {"what": what, "quantity": n, "unit": "hectare", "source": "annual-report"}
        for id_, (what, n) in made["facts"].items()
    }
    if facts:
        yaml.dump(facts, folder / "facts.yaml")
        (folder / "sections" / "figures.md").write_text(f"# Figures\n\n:::{{table}} {' '.join(facts)}\n:caption: All\n:::\n")
        meta = folder / "article.yaml"
        meta.write_text(meta.read_text(encoding="utf-8").replace("[reading-room]", "[reading-room, figures]"), encoding="utf-8")
    if made["text"]:
        section = folder / "sections" / "reading-room.md"
        section.write_text(section.read_text(encoding="utf-8").rstrip("\n") + f"\n\n{made['text']}\n", encoding="utf-8")
    return folder


def copy(folder: Path, file: Path) -> Path:
    """Write a PDF of one empty page that carries the article, as every PDF of ours does."""
    article, problems = load_article(folder)
    assert article is not None, problems
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        files = carried(Baggage.of(article, folder), [PRESET], {"report": "1"})
        attach(pdf, files, date(2026, 1, 1))
        pdf.save(file)
    return file


def numbers(made: dict[str, Any]) -> dict[str, str]:
    usual = {"2022": "about 1200", "2023": "1450"}
    return {**usual, **{year: str(n) for year, n in {**made["numbers"], **made["added"]}.items()}}


@settings(max_examples=times(6, 150), deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(first=edits(), second=edits())
def test_the_difference_of_two_pdfs_is_what_was_changed(first: dict[str, Any], second: dict[str, Any]) -> None:
    with TemporaryDirectory() as name:
        home = Path(name)
        old = copy(edited(home / "one", first), home / "one.pdf")
        new = copy(edited(home / "two", second), home / "two.pdf")
        assert told(old, old)["same"]
        found = told(old, new)
    before, after = numbers(first), numbers(second)
    wanted = {f"visits.{year}": how(before.get(year), after.get(year)) for year in before.keys() | after.keys()}
    ids = first["facts"].keys() | second["facts"].keys()
    wanted |= {id_: how(first["facts"].get(id_), second["facts"].get(id_)) for id_ in ids}
    listed = {
        record["id"]: record["how"] for record in found["records"] if record["how"] != "moved" and record["kind"] != "article"
    }
    assert listed == {id_: change for id_, change in wanted.items() if change}
    assert {text["section"]: text["how"] for text in found["texts"] if text["section"] != "figures"} == (
        {"reading-room": "changed"} if first["text"] != second["text"] else {}
    )


def how(before: object, after: object) -> str:
    """Say what became of a record; nothing where it is the same."""
    if before == after:
        return ""
    return "added" if before is None else "removed" if after is None else "changed"


def told(old: Path, new: Path) -> dict[str, Any]:
    """Return what the command prints for machines; its exit status says whether anything differs."""
    from contextlib import redirect_stdout
    from io import StringIO

    with redirect_stdout(StringIO()) as out:
        status = main(["diff", str(old), str(new), "--json"])
    found: dict[str, Any] = json.loads(out.getvalue())
    assert status == (0 if found["same"] else 1)
    return found
