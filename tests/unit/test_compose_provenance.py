"""Every printed value leads to where it comes from, and no account that the article holds is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.dump import line
from support.small_article import A4, ACCOUNTS, BRIEF, run, small_article, with_blocks

from report.compose import compose
from report.model import document as doc
from report.model.article import Article
from report.model.prose import Directive, Inline, InlineLink, Para, RoleCall, SectionHeading
from tests.unit.test_compose_document import nodes


def part(document: doc.Document, kind: str) -> doc.Part | None:
    return next((part for part in document.parts if part.kind == kind), None)


def values(article: Article, form: Any = A4) -> list[doc.Value]:
    """Return the values of the body, in order, without the data of charts, which has its sources beside it."""
    document = compose(article, form)
    blocks = [
        replace(block, data=None) if isinstance(block, doc.Figure) else block
        for part in document.parts
        if part.matter == "bodymatter"
        for block in (doc.Paragraph("", part.title), *part.blocks)
    ]
    return [node for block in blocks for node in nodes(block) if isinstance(node, doc.Value)]


def only(*inlines: str | Inline, form: Any = A4) -> list[doc.Value]:
    return values(with_blocks(Para(run(*inlines))), form)


def test_a_source_that_only_a_row_leads_to_is_listed() -> None:
    document = compose(with_blocks(Para(run("Of ", RoleCall("value", "toll"), ".")), accounts={}), A4)
    listed = {node.id for node in nodes(document.parts) if isinstance(node, doc.SourceEntry)}
    led = {node.target for node in nodes(part(document, "provenance")) if isinstance(node, doc.CrossReference)}
    assert led
    assert led <= listed


@pytest.mark.parametrize("role", ["value", "date"])
def test_an_observation_leads_to_its_row(role: str) -> None:
    (value,) = only(RoleCall(role, "walkers.2017"))
    assert value.target == "origin-walkers"


def test_a_date_of_anything_else_leads_to_its_source() -> None:
    assert [value.target for value in only(RoleCall("date", "opening"), RoleCall("date", "gazette"))] == ["source-gazette"] * 2


def test_in_a_heading_too_but_not_inside_a_link_nor_where_nobody_can_follow() -> None:
    heading = SectionHeading(2, run("Of ", RoleCall("value", "meadow")), "of")
    link = InlineLink("https://example.org", run("see ", RoleCall("value", "toll")))
    article = with_blocks(heading, Para(run(link)), accounts={})
    assert [(value.record, value.target) for value in values(article)] == [("meadow", "origin-meadow"), ("toll", "")]
    document = compose(article, A4)
    (entry,) = (entry for entry in document.contents if entry.part == "only")
    assert [inner.text for inner in entry.entries] == ["Of 34\u00a0hectares"]
    listed = part(document, "provenance")
    assert listed is not None
    assert [entry.id for entry in nodes(listed) if isinstance(entry, doc.OriginEntry)] == ["origin-meadow"]


def test_every_value_of_the_article_s_body_leads_somewhere() -> None:
    assert {value.target.partition("-")[0] for value in values(small_article())} == {"origin", "source"}
    assert {value.target.partition("-")[0] for value in values(small_article(), BRIEF)} == {"source"}


def test_a_row_lists_each_place_once_and_a_chart_by_its_figure() -> None:
    twice = Para(run(RoleCall("value", "walkers.2017"), " and ", RoleCall("value", "walkers.2017|digits")))
    document = compose(with_blocks(twice, Directive("chart", ("walkers",)), accounts={}), A4)
    listed = part(document, "provenance")
    assert listed is not None
    rows = {entry.id: entry for entry in nodes(listed) if isinstance(entry, doc.OriginEntry)}
    assert list(rows) == ["origin-walkers"]
    (uses,) = rows["origin-walkers"].uses
    assert uses == doc.Uses("Only", ("origin-walkers-use-1", "origin-walkers-use-2", "figure-walkers"))
    assert "<walkers.2017: about 310>: walkers who crossed; an engineer; June 2017." in line(rows["origin-walkers"].basis)


def test_a_row_of_a_series_tells_of_the_values_that_are_printed() -> None:
    listed = part(compose(with_blocks(Para(run(RoleCall("value", "walkers.2017"))), accounts={}), A4), "provenance")
    assert listed is not None
    (row,) = [entry for entry in nodes(listed) if isinstance(entry, doc.OriginEntry)]
    assert line(row.value) == "<walkers.2017: about 310>"


def test_without_a_value_there_is_no_appendix() -> None:
    assert part(compose(with_blocks(Para(run("Nothing.")), accounts={}), A4), "provenance") is None
    assert part(compose(small_article(), BRIEF), "provenance") is None


def test_an_account_that_no_section_prints_has_an_appendix() -> None:
    bare = with_blocks(Para(run("Nothing.")))
    hidden = part(compose(bare, A4), "differences")
    assert hidden is not None
    assert [block.id for block in hidden.blocks] == [f"account-{id_}" for id_ in ACCOUNTS]
    assert part(compose(small_article(), A4), "differences") is None
    assert part(compose(small_article(), BRIEF), "differences") is None
