"""Single blocks and inlines: names, notes, statements, figures and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest
from support.dump import line
from support.small_article import (
    A4,
    BRIEF,
    EVENTS,
    SERIES,
    STATEMENTS,
    first_section,
    keyed,
    option,
    prose,
    run,
    small_article,
    with_blocks,
)

from report.compose import compose
from report.compose.figures.parts import LONGEST
from report.model import document as doc
from report.model.events import Event
from report.model.evidence import Series
from report.model.prose import Directive, FootnoteReference, Para, RoleCall, Section, SectionHeading
from report.model.statements import Statement


def made(*blocks: Any, **records: Any) -> tuple[doc.Block, ...]:
    """Return the blocks of a section with these blocks."""
    return first_section(compose(with_blocks(*blocks, **records), A4)).blocks


def text(*pieces: Any) -> str:
    """Return a paragraph of these inlines as text."""
    (block,) = made(Para(run(*pieces)))
    assert isinstance(block, doc.Paragraph)
    return line(block.inlines)


def test_a_party_is_named_in_full_once_and_in_short_after_that() -> None:
    board, ortiz = RoleCall("term", "board"), RoleCall("term", "ortiz")
    assert text(board, "; ", board) == "Valley Water Board (<abbr VWB=Valley Water Board>); <abbr VWB>"
    assert text(ortiz, "; ", ortiz, "; ", RoleCall("term", "ortiz|full")) == "Ana Ortiz; Ortiz; Ana Ortiz"
    assert text(RoleCall("term", "board|short"), "; ", board) == "<abbr VWB=Valley Water Board>; <abbr VWB>"


def test_a_name_and_a_date_stand_in_the_form_that_their_sentence_needs() -> None:
    said = RoleCall("term", "board|=Valley Water Boards")
    assert text(said, "; ", said) == "Valley Water Boards (<abbr VWB=Valley Water Board>); Valley Water Boards"
    assert text(RoleCall("date", "flood|=den Juni")) == "<flood: den Juni>"


def test_headings_introduce_nobody() -> None:
    heading, paragraph = made(SectionHeading(2, run(RoleCall("term", "board"))), Para(run(RoleCall("term", "board"))))
    assert isinstance(heading, doc.Heading)
    assert isinstance(paragraph, doc.Paragraph)
    assert line(heading.inlines) == "<abbr VWB>"
    assert line(paragraph.inlines).startswith("Valley Water Board (")


def test_a_note_call_follows_its_word_without_a_space() -> None:
    assert text("Opened ", RoleCall("cite", "opening")).startswith("Opened[1 ")


def test_what_a_footnote_cites_stands_in_the_footnote() -> None:
    body = (Para(run("So it is", RoleCall("cite", "film"))), Para(run("Or not.")))
    section = Section("only", run("Only"), (Para(run("Text", FootnoteReference("a"))),), (("a", body),))
    (note,) = first_section(compose(small_article(sections=(section,)), A4)).notes
    assert line(note.inlines) == "So it is (“<to source-film de: Der Fluss>”)<br>Or not."


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ({}, {"answers": "a"}, "in answer"),
        ({}, {"contradicts": "a"}, "against it"),
        ({"contradicts": "b"}, {}, "against it"),
        ({"set_beside": "b"}, {}, "set beside it"),
        ({"answers": "b"}, {}, ""),
        ({}, {}, ""),
    ],
)
def test_a_relation_says_only_what_the_records_say(first: dict[str, str], second: dict[str, str], relation: str) -> None:
    common = {"speaker": "ortiz", "exact": "words", "source": "gazette"}
    records = keyed(Statement, a={**common, **first}, b={**common, **second})
    (group,) = made(Directive("statement", ("a", "b")), statements=records, accounts={})
    assert isinstance(group, doc.StatementGroup)
    assert group.relation == relation


def test_exact_words_are_shown_once() -> None:
    apart, inside = made(Directive("statement", ("reply",)), Directive("statement", ("motto",)))
    assert isinstance(apart, doc.StatementGroup)
    assert isinstance(inside, doc.StatementGroup)
    assert apart.statements[0].exact is not None
    assert apart.statements[0].exact.text == f"“{STATEMENTS['reply'].exact}”"
    assert inside.statements[0].exact is None
    assert line(inside.statements[0].paraphrase).count("a\u00a0bridge for all") == 1


def test_alternative_texts_stay_short_and_name_their_ends() -> None:
    many = keyed(
        Event,
        **{
            f"e{n}": {"date": str(1900 + n), "title": f"Event number {n}", "what": prose("w"), "source": "gazette"}
            for n in range(40)
        },
    )
    (figure,) = made(Directive("chart", tuple(many), option(form="timeline", title="T", subtitle="S")), events={**EVENTS, **many})
    assert isinstance(figure, doc.Figure)
    assert len(figure.alternative_text) <= LONGEST
    assert figure.alternative_text.startswith("Timeline with 40 events. The first is 1900: Event number 0; the last is 1939")
    assert len(figure.long_description) == 41


def test_alternative_text_of_a_long_series_gives_up_details_before_values() -> None:
    raw = SERIES["walkers"]
    one = raw.observations["2017"]
    several = {str(1990 + n): one.model_copy(update={"id": str(1990 + n)}) for n in range(9)}
    (figure,) = made(
        Directive("chart", ("walkers",)),
        series={"walkers": raw.model_copy(update={"observations": several})},
        accounts={},
    )
    assert isinstance(figure, doc.Figure)
    assert len(figure.alternative_text) <= LONGEST
    assert figure.alternative_text.count("about 310") == 9
    assert "engineer" not in figure.alternative_text


def test_an_observation_without_a_number_is_told_but_not_drawn() -> None:
    raw = SERIES["walkers"]
    vague = Series.model_validate(
        {
            "id": "walkers", "title": raw.title, "unit": "walker|walkers", "bases": raw.bases, "chart": raw.chart,
            "observations": {
                "2017": raw.observations["2017"],
                "2019": {
                    "id": "2019", "date": "2019", "quantity": {"qualifier": "hundreds of"}, "basis": "counted", "by": "ortiz",
                    "reported": "an engineer", "source": "survey",
                },
            },
        }
    )  # fmt: skip
    (figure,) = made(Directive("chart", ("walkers",)), series={"walkers": vague})
    assert isinstance(figure, doc.Figure)
    assert [mark.label for mark in figure.picture.marks] == ["about 310"]  # type: ignore[union-attr]
    assert "Not drawn, since the source gives no number: 2019." in figure.long_description
    assert not any("joined" in paragraph for paragraph in figure.long_description)
    assert any(paragraph.startswith("2019: hundreds of walkers") for paragraph in figure.long_description)
    assert figure.data is not None
    assert line(figure.data.rows[1][1]) == "<walkers.2019: hundreds of>"


def test_the_brief_names_a_section_that_it_leaves_out_without_a_link() -> None:
    article = small_article()
    assert article.meta.brief is not None
    brief = article.meta.brief.model_copy(
        update={"standfirst": prose("See ", RoleCall("ref", "voices"), " and ", RoleCall("ref", "counts"))}
    )
    meta = article.meta.model_copy(update={"brief": brief})
    first = compose(type(article)(**{**vars(article), "meta": meta}), BRIEF).parts[0].blocks[0]
    assert isinstance(first, doc.Paragraph)
    assert line(first.inlines) == "See “Voices” and “What Ortiz counted”"
