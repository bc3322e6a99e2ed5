"""The page at a glance: what is given for it, what it takes from the brief, and what it does without."""

from dataclasses import replace
from typing import Any

import pytest
from support.dump import line
from support.small_article import A4, BRIEF, FACTS, prose, small_article, with_blocks

from report.compose import compose
from report.compose.wording import plain
from report.model import document as doc
from report.model.article import Article, Glance
from report.model.format import ChartBox, Format, Typesetting
from report.model.overview import OverviewDrawing

BOOK = Format(
    medium="epub", name="epub", title="E-book", standard="epub-3.3", text=Typesetting(base=10, floor=8, leading=1.4),
    chart=ChartBox(width=90, ratio=0.8, pixels=1400),
)  # fmt: skip


def article(brief: bool = True, **glance: Any) -> Article:
    made = small_article()
    changed = {"glance": Glance(**glance) if glance else None, **({} if brief else {"brief": None})}
    return replace(made, meta=made.meta.model_copy(update=changed))


def page(made: Article, form: Format = A4) -> doc.Part:
    (found,) = (part for part in compose(made, form).parts if part.kind is doc.PartKind.GLANCE)
    return found


def lead(part: doc.Part) -> str:
    first = part.blocks[0]
    assert isinstance(first, doc.Paragraph)
    return line(first.inlines)


def figures(part: doc.Part) -> list[list[str]]:
    return [[figure.id for figure in row.figures] for row in part.blocks if isinstance(row, doc.KeyFigureRow)]


def test_what_is_given_comes_before_what_the_brief_has() -> None:
    assert lead(page(article())) == "In short."
    assert lead(page(article(standfirst=prose("Shorter.")))) == "Shorter."
    assert figures(page(article())) == [["glance-walkers-2018", "glance-meadow"]]
    assert figures(page(article(key_figures=("meadow",)))) == [["glance-meadow"]]


def test_with_neither_there_are_summary_and_axis() -> None:
    part = page(article(brief=False))
    assert lead(part).startswith("What the ")
    assert figures(part) == []
    assert isinstance(part.blocks[1], doc.Figure)
    assert isinstance(part.blocks[1].picture, OverviewDrawing)
    assert part.blocks[1].picture.free


def test_an_article_with_nothing_but_a_summary_has_no_such_page() -> None:
    made = with_blocks(events={}, accounts={})
    made = replace(made, meta=made.meta.model_copy(update={"subtitle": prose("On foot")}))
    assert doc.PartKind.GLANCE not in {part.kind for part in compose(made, A4).parts}


def test_a_brief_has_none() -> None:
    assert doc.PartKind.GLANCE not in {part.kind for part in compose(article(), BRIEF).parts}


def test_deaths_and_injuries_stand_in_a_quiet_row_of_their_own() -> None:
    facts = {**FACTS, "meadow": FACTS["meadow"].model_copy(update={"harm": "deaths"})}
    part = page(replace(article(), facts=facts))
    assert figures(part) == [["glance-walkers-2018"], ["glance-meadow"]]
    assert [figure.quiet for row in part.blocks if isinstance(row, doc.KeyFigureRow) for figure in row.figures] == [False, True]


def test_more_than_four_figures_begin_another_row() -> None:
    part = page(article(key_figures=("meadow",) * 5))
    assert [len(row) for row in figures(part)] == [3, 2]


@pytest.mark.parametrize(("width", "base", "rows"), [(167, 10, [4]), (118, 14, [2, 2]), (84, 7, [2, 2]), (84, 16, [1, 1, 1, 1])])
def test_no_more_stand_side_by_side_than_have_room(width: float, base: float, rows: list[int]) -> None:
    assert A4.page is not None
    narrow = A4.page.model_copy(update={"width": width + A4.page.left + A4.page.right})
    text = A4.text.model_copy(update={"base": base})
    part = page(article(key_figures=("meadow",) * 4), A4.model_copy(update={"page": narrow, "text": text}))
    assert [len(row) for row in figures(part)] == rows


def test_a_chart_may_stand_in_place_of_the_axis_and_has_no_number() -> None:
    part = page(article(chart="walkers"))
    (figure,) = (block for block in part.blocks if isinstance(block, doc.Figure))
    assert (figure.id, figure.label) == ("glance-chart", "")
    assert not isinstance(figure.picture, OverviewDrawing)


def test_a_book_tells_the_axis_on_a_page_of_its_own_and_print_in_its_alternative_text() -> None:
    (printed,) = (block for block in page(article()).blocks if isinstance(block, doc.Figure))
    (bound,) = (block for block in page(article(), BOOK).blocks if isinstance(block, doc.Figure))
    assert (printed.long_description, printed.data) == ((), None)
    assert len(bound.long_description) == 1 + len(small_article().events)
    assert bound.data is not None
    assert printed.alternative_text == bound.alternative_text


def test_every_account_is_named_with_its_place_be_it_of_a_section_or_not() -> None:
    for made in (article(), replace(article(), sections=article().sections[:1])):
        places = [block for block in doc.walk(page(made).blocks) if isinstance(block, doc.PlaceList)]
        printed = [
            block.id for part in compose(made, A4).parts for block in doc.walk(part.blocks) if isinstance(block, doc.AccountBlock)
        ]
        assert printed
        assert [target for place in places for _, target in place.entries] == printed


def test_the_chapters_read_as_they_do_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def told() -> list[str]:
        sections = [part for part in compose(article(), A4).parts if part.kind is doc.PartKind.SECTION]
        return [plain(block.inlines) for part in sections for block in doc.walk(part.blocks) if isinstance(block, doc.Paragraph)]

    with_it = told()
    monkeypatch.setattr("report.compose.glance.wanted", lambda _: False)
    assert with_it == told() != []


@pytest.mark.parametrize("form", [A4, BOOK], ids=["print", "book"])
def test_contents_begin_with_it_and_lists_of_figures_leave_its_axis_out(form: Format) -> None:
    document = compose(article(), form)
    assert document.contents[0].target == "glance"
    assert not [entry for entry in document.figures if entry.target.startswith("glance")]
