"""JSON Schemas: shipped as the models say, and as generous as the loader."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from report.load.schemas import as_text, schemas, write

ROOT = Path(__file__).resolve().parent.parent.parent
BASE = ROOT / "tests" / "golden" / "problems" / "base"
SHIPPED = ROOT / "report" / "schemas"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))


@cache
def known() -> dict[str, dict[str, Any]]:
    """Return the schemas as the models say, made when they are asked for."""
    return schemas()


def schema_of(file: str) -> dict[str, Any]:
    return known()["series" if file.startswith("series/") else Path(file).stem]


class EditorConstructor(SafeConstructor):
    """Leaves dates as text."""


EditorConstructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def as_an_editor_reads(text: str) -> Any:
    """Parse YAML as an editor's language server does: YAML 1.2, dates as text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = EditorConstructor
    return without_number_keys(yaml.load(text))


def without_number_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): without_number_keys(inner) for key, inner in value.items()}
    return [without_number_keys(inner) for inner in value] if isinstance(value, list) else value


def errors_of(file: str, text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(schema_of(file)).iter_errors(as_an_editor_reads(text))]


def test_the_shipped_schemas_are_current() -> None:
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.iterdir()}
    assert shipped == {f"{name}.schema.json": as_text(schema) for name, schema in known().items()}


def test_schemas_are_written_as_they_are_shipped(tmp_path: Path) -> None:
    paths = write(tmp_path / "schemas")
    assert {path.name: path.read_bytes() for path in paths} == {path.name: path.read_bytes() for path in SHIPPED.iterdir()}


@pytest.mark.parametrize("name", sorted(path.name.partition(".")[0] for path in SHIPPED.iterdir()))
def test_every_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(known()[name])


@pytest.mark.parametrize("file", FILES)
def test_what_the_loader_accepts_the_schema_accepts(file: str) -> None:
    assert errors_of(file, (BASE / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("events.yaml", "title: The flood", "title: 1984"),
        ("events.yaml", "title: The flood", "title: true"),
        ("statements.yaml", "date: 2019-07-13", "date: 2019"),
        ("facts.yaml", "quantity: 12.5", 'quantity: {number: "12"}'),
        ("facts.yaml", "source: survey", "source: [survey]\n  at: 2.5"),
        ("article.yaml", "number: 1", "number: '1'"),
        ("series/visits.yaml", "unit: visitor|visitors", "unit: {symbol: µg/m³}\ndecimals: 2"),
        ("series/visits.yaml", "unit: visitor|visitors", "unit: {one: visitor, other: visitors}"),
        ("facts.yaml", "quantity: 12.5", "decimals: '2'\n  quantity: 12.5"),
    ],
)
def test_values_may_be_typed_without_quotes(file: str, old: str, new: str) -> None:
    text = (BASE / file).read_text(encoding="utf-8")
    assert old in text
    assert errors_of(file, text.replace(old, new)) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("facts.yaml", "source: survey", "sorce: survey"),
        ("facts.yaml", "what: Height of the mill", "what: [a]"),
        ("facts.yaml", "height:", "Height:"),
        ("series/visits.yaml", "unit: visitor|visitors", "unit: {symbl: µg/m³}"),
        ("series/visits.yaml", "unit: visitor|visitors", "unit: {one: visitor}"),
        ("series/visits.yaml", "unit: visitor|visitors", "unit: {symbol: m, other: visitors}"),
        ("series/visits.yaml", "unit: visitor|visitors", "unit: [m]"),
        ("series/visits.yaml", "unit: visitor|visitors", "unit: visitor|visitors\ndecimals: -1"),
        ("facts.yaml", "words: a keeper", "words: null"),
        ("people.yaml", "kind: body", "kind: bodi"),
        ("accounts.yaml", "    - keeper-pride\n", ""),
        ("events.yaml", "  source: survey\n", ""),
        ("article.yaml", "language: en-GB", "place: x\nlanguage: en-GB"),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(file: str, old: str, new: str) -> None:
    text = (BASE / file).read_text(encoding="utf-8")
    assert old in text
    assert errors_of(file, text.replace(old, new)) != []


def test_keys_are_described_from_the_model() -> None:
    series = known()["facts"]["$defs"]["Fact"]["properties"]
    assert series["per"]["description"] == 'For a rate: "month".'
    assert "__place__" not in series
    assert "id" not in series


SHARED = "title: Loans\nunit: book|books\nby: staff\nsource: [report, survey]\n"
DESCRIBED = "basis: {counted: books that were lent out, label: lent out}\n"
TABLE = "data:\n  file: data/loans.csv\n  date: year\n  value: loans\n"


@pytest.mark.parametrize(
    "text",
    [
        SHARED + DESCRIBED + TABLE,
        SHARED + DESCRIBED + "reported: the staff\nat: page 4\nqualifier: about\n"
        "observations: {2019: {date: 2019, quantity: 4}}\n",
        SHARED + "bases: {lent: {counted: books, label: lent}}\nbasis: lent\n" + TABLE,
        SHARED + DESCRIBED + TABLE + '  sheet: 2\n  low: low\n  high: high\n  line: branch\n'
        '  only: {branch: [East, 7], kind: book}\n'
        '  decimals: 1\n  missing: ["", n/a, -99]\n  format: {date: "%d.%m.%Y"}\n  decimal: ","\n  thousands: "."\n'
        "  scale: million\n  year-begins: 4\n",
        SHARED + DESCRIBED + TABLE + '  missing: ""\n',
    ],
)  # fmt: skip
def test_a_series_from_a_table_is_accepted(text: str) -> None:
    assert errors_of("series/loans.yaml", text) == []


@pytest.mark.parametrize(
    "wrong", ["  decimal: ';'\n", "  only: [East]\n", "  format: '%d'\n", "  colum: a\n", "  scale: dozen\n"]
)
def test_rules_of_a_table_that_make_no_sense_are_refused(wrong: str) -> None:
    assert len(errors_of("series/loans.yaml", SHARED + DESCRIBED + TABLE + wrong)) == 1
