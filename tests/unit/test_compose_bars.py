"""Charts of bars: what is drawn, what is said of it, and what can't be a bar."""

from __future__ import annotations

import pytest
from support.dump import line
from support.small_article import A4, FACTS, first_section, keyed, option, with_blocks

from report.compose import compose
from report.compose.figures.parts import LONGEST
from report.model import document as doc
from report.model.charts.bars import Bar, BarsDrawing
from report.model.evidence import Fact
from report.model.prose import Directive
from report.problems import ProblemsFound

WALKERS = keyed(
    Fact,
    came={
        "what": "Walkers who came", "quantity": {"number": "310", "upper": "1200"}, "unit": "walker|walkers",
        "basis": "those at the gate", "by": "ortiz", "date": "2018", "source": "survey", "at": "page 4",
    },
    vague={"what": "Others", "quantity": {"qualifier": "hundreds of"}, "unit": "walker|walkers", "source": "survey"},
    less={"what": "Change", "quantity": "-3", "unit": "hectare", "source": "survey"},
    yearly={"what": "Grant", "quantity": "9", "unit": "ALL", "per": "year", "source": "survey"},
)  # fmt: skip


def _figure(*refs: str, **facts: Fact) -> doc.Figure:
    chart = Directive("chart", refs, option(form="bars", title="Walkers", subtitle="In numbers"))
    (figure,) = first_section(compose(with_blocks(chart, facts={**FACTS, **WALKERS, **facts}), A4)).blocks
    assert isinstance(figure, doc.Figure)
    return figure


def test_facts_become_bars_in_the_author_s_order() -> None:
    figure = _figure("hurt", "came")
    assert figure.picture == BarsDrawing(
        "en",
        (
            Bar(1, None, "at least 1", "Walkers hurt", ""),
            Bar(310, 1200, "310–1,200", "Walkers who came", "those at the gate; Ana Ortiz; 2018"),
        ),
    )
    assert (figure.id, line(figure.title), line(figure.subtitle)) == ("figure-hurt", "Walkers", "In numbers")


def test_a_measure_keeps_its_unit_and_a_derived_value_says_what_it_comes_from() -> None:
    figure = _figure("meadow-acres")
    assert isinstance(figure.picture, BarsDrawing)
    (bar,) = figure.picture.bars
    assert bar.label.replace("\u00a0", " ") == "84 acres"
    assert bar.detail == "computed from: Area of the meadow"


def test_alternative_text_and_description_come_from_the_records() -> None:
    figure = _figure("hurt", "came")
    assert figure.alternative_text == (
        "Bar chart with 2 values. Walkers hurt: at least 1 walker; Walkers who came: 310–1,200 walkers."
    )
    assert [text.replace("\u00a0", " ") for text in figure.long_description] == [
        "Each bar begins at zero and is as long as its value. The values are in: walkers. "
        "Where the source gives bounds, a bar is full up to the lower one, and pale up to the upper one.",
        "Walkers hurt: at least 1 walker; the source itself.",
        "Walkers who came: 310–1,200 walkers; those at the gate; Ana Ortiz; 2018.",
    ]


def test_alternative_text_of_many_bars_names_the_longest_and_the_shortest() -> None:
    many = keyed(
        Fact,
        **{f"f{n}": {"what": f"Fact number {n}", "quantity": str(n), "unit": "hectare", "source": "survey"} for n in range(40)},
    )
    text = _figure(*many, **many).alternative_text
    assert len(text) <= LONGEST
    assert text == (
        "Bar chart with 40 values. The longest bar is Fact number 39: 39 hectares; the shortest is Fact number 0: 0 hectares."
    )


def test_the_data_have_value_basis_and_source_in_words() -> None:
    data = _figure("hurt", "came").data
    assert data is not None
    assert (data.id, line(data.caption)) == ("figure-hurt-data", "Walkers")
    assert [line(cell) for cell in data.rows[1][:3]] == [
        "Walkers who came", "<came: 310–1,200~walkers>", "those at the gate; Ana Ortiz; 2018",
    ]  # fmt: skip
    assert "(page 4)" in line(data.rows[1][3])


@pytest.mark.parametrize(
    ("refs", "rule", "sentence"),
    [
        ((), "CLM-901", "the chart names no facts"),
        (("nobody",), "CLM-901", "no fact is called “nobody”"),
        (("flood",), "CLM-901", "no fact is called “flood”"),
        (("keeper",), "CLM-902", "the fact “keeper” has no number, and gives no bar"),
        (("vague",), "CLM-902", "the fact “vague” has no number, and gives no bar"),
        (("meadow", "hurt"), "CLM-902", "the chart sets “hurt” (walker|walkers) beside “meadow” (hectare)"),
        (("toll", "yearly"), "CLM-902", "the chart sets “yearly” (ALL a year) beside “toll” (ALL a month)"),
    ],
)
def test_what_cant_be_a_bar_is_refused(refs: tuple[str, ...], rule: str, sentence: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        _figure(*refs)
    assert [(problem.rule, problem.sentence) for problem in found.value.problems] == [(rule, sentence)]


def test_a_measure_below_zero_is_a_bar_and_told_so() -> None:
    figure = _figure("meadow", "less")
    assert isinstance(figure.picture, BarsDrawing)
    assert [bar.value for bar in figure.picture.bars] == [34, -3]
    assert "Bars of values below zero go to the other side." in figure.long_description[0]


def test_bars_are_sorted_by_their_values_where_that_is_asked_for() -> None:
    refs = ("hurt", "came")
    sorted_ = Directive("chart", refs, option(form="bars", title="Walkers", subtitle="In numbers", sort="value"))
    (figure,) = first_section(compose(with_blocks(sorted_, facts={**FACTS, **WALKERS}), A4)).blocks
    assert isinstance(figure, doc.Figure)
    assert isinstance(figure.picture, BarsDrawing)
    assert [bar.words for bar in figure.picture.bars] == ["Walkers who came", "Walkers hurt"]
    assert figure.data is not None
    assert [line(row[0]) for row in figure.data.rows] == ["Walkers who came", "Walkers hurt"]
    assert figure.alternative_text.startswith("Bar chart with 2 values. Walkers who came:")


def test_what_is_common_to_many_bars_is_said_once() -> None:
    many = keyed(Fact, **{
        f"walkers{n}": {
            "what": f"Walkers from valley {n}", "quantity": str(40 - n), "unit": "walker|walkers", "basis": "those at the gate",
            "date": "2018", "source": "survey",
        }
        for n in range(13)
    })  # fmt: skip
    figure = _figure(*many, **many)
    assert isinstance(figure.picture, BarsDrawing)
    assert {bar.detail for bar in figure.picture.bars} == {""}
    assert line(figure.caption) == "Those at the gate; 2018."
