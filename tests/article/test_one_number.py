"""One number, changed in its series file alone, follows everywhere in every format, and nothing else changes."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from report.compose import compose
from report.copies.tables import tables
from report.load import load_article, load_format
from report.model import document as doc
from report.model.article import Article
from report.system import places
from tests.unit.test_compose_document import nodes

FORMATS = sorted(path.stem for path in (places.templates() / "formats").glob("*.toml"))


def article(folder: Path, number: str) -> Article:
    """Return the shipped article with that number for its second observation, which is a key figure, too."""
    shutil.copytree(places.shipped_article(), folder)
    for name, old, new in (
        ("series/membership.yaml", "number: 2300", f"number: {number}"),
        ("article.yaml", "key-figures: [membership.2013, membership.2022,", "key-figures: [membership.2013, membership.2018,"),
        (
            "sections/life.md",
            "## How many live there",
            ":::{key-figure} membership.2018\nreported\n:::\n\n## How many live there",
        ),
    ):
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    loaded, problems = load_article(folder)
    assert loaded is not None, problems
    return replace(loaded, folder="")


def told(document: doc.Document) -> Iterator[tuple[str, str]]:
    """Yield what says the number in a document: the kind of each piece, and its words."""
    for node in nodes(document):
        match node:
            case doc.Figure():
                yield "drawing", repr(node.picture)
                yield "alternative text", node.alternative_text
                yield "long description", " ".join(node.long_description)
                yield "data", repr(node.data)
            case doc.Paragraph():
                yield "prose", repr(node)
            case doc.Table():
                yield "table", repr(node)
            case doc.KeyFigure():
                yield "key figure", repr(node.value)
            case doc.OriginEntry():
                yield "appendix", repr(node.value)


@pytest.mark.parametrize("name", FORMATS)
def test_a_number_follows_everywhere(name: str, tmp_path: Path) -> None:
    preset, _ = load_format(places.templates() / "formats" / f"{name}.toml")
    assert preset is not None
    before, after = (article(tmp_path / number, number) for number in ("2300", "2400"))
    old, new = (compose(one, preset) for one in (before, after))
    assert repr(old).replace("2,300", "2,400").replace("2300.0", "2400.0") == repr(new)
    assert "2,300" not in repr(new)
    holding: set[str] = {kind for kind, words in told(new) if "2,400" in words}
    wanted = {"drawing", "alternative text", "long description", "data", "key figure"}
    assert holding >= (wanted if name == "brief" else wanted | {"prose", "table", "appendix"})
    csv = [next(table.csv.decode() for table in tables(one) if table.series == "membership") for one in (before, after)]
    assert [line.replace(",2300,", ",2400,") for line in csv[0].splitlines()] == csv[1].splitlines()
    assert csv[0] != csv[1]


def test_the_report_tells_the_membership_in_few_places() -> None:
    """At a glance, in prose, in one chart, in one table and in one row of origins; the timeline tells what happened."""
    preset, _ = load_format(places.templates() / "formats" / "a4.toml")
    article, problems = load_article(places.shipped_article())
    assert preset is not None
    assert article is not None, problems
    told = Counter(
        (part.id, type(node).__name__)
        for part in compose(article, preset).parts
        for block in doc.walk(part.blocks)
        for node in (block.entries if isinstance(block, doc.OriginList) else (block,))
        if not block.inside and holds_a_value(node)
    )
    assert told == {
        ("glance", "KeyFigure"): 3,
        ("camp", "Paragraph"): 1,
        ("life", "Paragraph"): 1,
        ("life", "Table"): 1,
        ("life", "Figure"): 1,
        ("provenance", "OriginEntry"): 1,
    }


def holds_a_value(block: doc.Block | doc.OriginEntry) -> bool:
    """Tell whether a block prints a number of the membership, not just the year of one."""
    values = (node for node in nodes(block) if isinstance(node, doc.Value) and node.record.startswith("membership."))
    return any("," in value.text for value in values)
