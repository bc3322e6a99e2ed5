"""Composition as a whole: one document, reviewed as text, and what holds of every document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.dump import dump
from support.reading import fold
from support.small_article import A4, BRIDGE, BRIEF, VOICES, first_section, run, small_article, with_blocks
from support.soak import times

from report.compose import compose
from report.compose.wording import plain
from report.load import load_article
from report.load.formats import read_formats
from report.model import document as doc
from report.model.prose import Directive, FootnoteReference, Para, RoleCall, Section, SectionHeading
from report.problems import Place, ProblemsFound
from report.system import places


def nodes(value: Any) -> Iterator[Any]:
    """Yield every record inside a value."""
    if is_dataclass(value):
        yield value
        for item in fields(value):
            yield from nodes(getattr(value, item.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from nodes(item)


def ids(document: doc.Document) -> list[str]:
    """Return the id of everything in the document that has one."""
    return [node.id for node in nodes(document.parts) if getattr(node, "id", "")]


def check(document: doc.Document) -> None:
    """What holds of every document."""
    known = ids(document)
    assert len(known) == len(set(known))
    notes = [note for part in document.parts for note in part.notes]
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    calls = [node for part in document.parts for node in nodes((part.title, part.blocks)) if isinstance(node, doc.NoteCall)]
    first = [call for call in calls if not call.again]
    assert [(call.note, call.number) for call in first] == [(note.id, note.number) for note in notes]
    for note in notes:
        assert note.calls == tuple(call.id for call in calls if call.note == note.id)
    numbers = {call.note: call.number for call in first}
    assert all(numbers[call.note] == call.number for call in calls)
    for node in nodes(document.parts):
        if isinstance(node, doc.CrossReference):
            assert node.target in known
        elif isinstance(node, doc.Value):
            assert not node.target or node.target in known
        elif isinstance(node, doc.Uses):
            assert node.targets
            assert set(node.targets) <= set(known)
    for entries in (document.contents, document.figures, document.tables):
        for entry in nodes(entries):
            assert entry.target in known
            assert entry.text
            assert entry.part in {part.id for part in document.parts}


@pytest.mark.parametrize(("case", "form", "language"), [("full", A4, "en"), ("german", A4, "de"), ("brief", BRIEF, "en")])
def test_document_is_as_reviewed(
    case: str, form: Any, language: str, golden: Callable[[Path, str], None], golden_folder: Path
) -> None:
    document = compose(small_article(language=language), form, families=("Serif", "Sans"), version="1.2")
    check(document)
    golden(golden_folder / "document" / case / "expected.txt", dump(document))


@pytest.mark.parametrize("language", ["uk", "sr", "bg", "hr", "sl", "lv", "hu", "mk", "ru"])
@pytest.mark.parametrize("form", [A4, BRIEF])
def test_no_sentence_ends_twice_in_languages_whose_dates_end_in_a_full_stop(language: str, form: Any) -> None:
    document = compose(small_article(language=language), form, families=("Serif", "Sans"), version="1.2")
    assert re.findall(r".*\w\.[”“»]?>?\.(?!\.).*", dump(document)) == []


def test_notes_come_in_the_order_of_the_page() -> None:
    document = compose(small_article(), A4)
    check(document)
    assert sum(len(part.notes) for part in document.parts) > 3


def sources_of(document: doc.Document) -> list[tuple[int, str]]:
    """Return number and words of each note."""
    return [(note.number, plain(note.inlines)) for part in document.parts for note in part.notes]


def test_notes_that_follow_each_other_in_a_paragraph_and_say_the_same_are_one() -> None:
    blocks = (
        Para(run("One.", RoleCall("cite", "meadow"), " Two.", RoleCall("cite", "meadow, meadow-acres"), " Three.")),
        Para(run("Four.", RoleCall("cite", "meadow"), " Five.", RoleCall("cite", "film"), " Six.", RoleCall("cite", "meadow"))),
        Para(run("Seven.", RoleCall("cite", "meadow"), " Eight.", FootnoteReference("a"), " Nine.", RoleCall("cite", "meadow"))),
    )
    own = (("a", (Para(run("Or so.")),)),)
    document = compose(small_article(sections=(Section("only", run("Only"), blocks, own),)), A4)
    calls = [
        [(before.text.strip(), call.number) for before, call in pairwise(block.inlines) if isinstance(call, doc.NoteCall)]
        for block in first_section(document).blocks
        if isinstance(block, doc.Paragraph)
    ]
    assert calls == [[("Two.", 1)], [("Four.", 1), ("Five.", 2), ("Six.", 1)], [("Seven.", 1), ("Eight.", 3), ("Nine.", 1)]]
    assert sources_of(document)[0] == (1, "“Bridges of the valley”, The Gazette, 3\u00a0May 2019 (page 2).")


def test_what_is_called_again_has_the_number_that_it_had_and_leads_back_to_all_its_calls() -> None:
    one = (Para(run("One.", RoleCall("cite", "meadow"), " Two.", FootnoteReference("a"))),)
    two = (Para(run("Three.", FootnoteReference("a"), " Four.", RoleCall("cite", "meadow"))),)
    own = (("a", (Para(run("Or so.")),)),)
    sections = (Section("one", run("One"), one, own), Section("two", run("Two"), two, own))
    document = compose(small_article(sections=sections), A4)
    check(document)
    assert [(note.number, len(note.calls)) for part in document.parts for note in part.notes] == [(1, 2), (2, 1), (3, 1)]


def test_full_width_blocks_name_their_sources_in_words_and_call_no_notes() -> None:
    named = (Directive("table", ("meadow", "keeper")), Directive("statement", ("reply",)))
    document = compose(with_blocks(*named, Directive("timeline"), Directive("accounts")), A4)
    assert [node for part in document.parts for node in nodes(part.blocks) if isinstance(node, doc.NoteCall)] == []
    entries = [node for node in nodes(document.parts) if isinstance(node, doc.TimelineEntry | doc.StatementEntry)]
    assert entries
    assert all(plain(entry.source) for entry in entries)


def test_the_main_source_is_named_once_and_then_by_the_place_in_it_alone() -> None:
    cites = ["meadow", "meadow", "hurt", "film", "meadow-acres"]
    article = with_blocks(*(Para(run("All.", RoleCall("cite", id_))) for id_ in cites), Directive("table", ("meadow", "hurt")))
    resting = replace(article, meta=article.meta.model_copy(update={"rests_on": "gazette"}))
    document = compose(resting, A4)
    check(document)
    assert [text for _, text in sources_of(document)][:3] == [
        "“Bridges of the valley”, The Gazette, 3\u00a0May 2019; below only the place in it is given: page 2.",
        "page 2.",
        "“Bridges of the valley”.",
    ]
    (table,) = (block for block in first_section(document).blocks if isinstance(block, doc.Table))
    assert [plain(row[-1]) for row in table.rows] == ["page 2", "“Bridges of the valley”"]


def test_a_note_names_each_source_once_with_all_places_in_it() -> None:
    document = compose(with_blocks(Para(run("All.", RoleCall("cite", "meadow, hurt, reply")))), A4)
    assert sources_of(document) == [(1, "“Bridges of the valley”, The Gazette, 3\u00a0May 2019 (page 2; page 3).")]


def test_charts_are_told_in_words_in_an_appendix_where_the_format_asks_for_it() -> None:
    plain_one = compose(small_article(), A4)
    asked = compose(small_article(), A4.model_copy(update={"appendices": ("descriptions",)}))
    (described,) = (part for part in asked.parts if part.kind is doc.PartKind.DESCRIPTIONS)
    assert [part for part in asked.parts if part is not described] == list(plain_one.parts)
    figures = [node for node in nodes(plain_one.parts) if isinstance(node, doc.Figure) and node.long_description]
    assert figures
    paragraphs = [block for block in described.blocks if isinstance(block, doc.Paragraph)]
    for figure in figures:
        assert figure.told == " ".join((figure.alternative_text, *figure.long_description))
        said = tuple(fold(plain(one.inlines)) for one in paragraphs if one.id.startswith(f"{figure.id}-"))
        assert said == tuple(map(fold, figure.long_description))


def test_composing_twice_gives_the_same_document() -> None:
    assert compose(small_article(), A4) == compose(small_article(), A4)


blocks = st.lists(st.sampled_from([*BRIDGE, *VOICES]), max_size=12)


@settings(max_examples=times(15, 400), deadline=None, derandomize=True, database=None)
@given(blocks, blocks)
def test_any_order_of_blocks_keeps_ids_unique_and_notes_in_order(first: list[Any], second: list[Any]) -> None:
    body = (Section("one", run("One"), (*BRIDGE[2:6], *first), (("a", (Para(run("Or so.")),)),)),)
    body += (Section("two", run("Two"), tuple(second), (("a", (Para(run("Or so.")),)),)),)
    check(compose(small_article(sections=body), A4))


def test_a_heading_that_is_called_as_a_section_gets_its_own_id() -> None:
    document = compose(
        with_blocks(SectionHeading(2, run("Only")), SectionHeading(2, run("Sources")), SectionHeading(2, run("Only"))), A4
    )
    assert [node.id for node in first_section(document).blocks if isinstance(node, doc.Heading)] == [
        "only-2",
        "sources-2",
        "only-3",
    ]


def test_a_section_may_be_called_as_a_part_of_the_programs() -> None:
    document = compose(small_article(sections=(Section("sources", run("Sources"), BRIDGE[1:2]),)), A4)
    check(document)
    assert [part.id for part in document.parts] == [
        "imprint",
        "glance",
        "sources",
        "differences",
        "sources-2",
        "provenance",
        "abbreviations",
        "colophon",
    ]


def test_a_number_holds_on_to_its_word_and_a_date_does_not() -> None:
    body = Para(
        run(
            RoleCall("value", "walkers.2015"),
            " walkers in ",
            RoleCall("date", "flood"),
            " walked; ",
            RoleCall("ref", "only"),
            " says",
        )
    )
    made = first_section(compose(with_blocks(body), A4)).blocks[0]
    assert isinstance(made, doc.Paragraph)
    assert [node.text for node in made.inlines if isinstance(node, doc.Text)] == ["\u00a0walkers in ", " walked; ", " says"]


def test_identifier_is_the_same_over_editions_and_differs_by_format() -> None:
    first = compose(small_article(), A4).metadata.identifier
    assert first == compose(small_article(sections=()), A4).metadata.identifier
    assert first != compose(small_article(), A4.model_copy(update={"name": "letter"})).metadata.identifier


@pytest.mark.parametrize(
    ("role", "target"),
    [
        ("value", "nothing"),
        ("value", "walkers.1999"),
        ("value", "opening"),
        ("date", "hurt"),
        ("cite", "nothing"),
        ("cite", "board"),
        ("quote", "complaint"),
        ("term", "gazette"),
        ("ref", "nothing"),
        ("sparkle", "x"),
    ],
)
def test_a_reference_that_leads_nowhere_is_one_problem_at_its_place(role: str, target: str) -> None:
    place = Place("sections/only.md", 3, 7)
    with pytest.raises(ProblemsFound) as found:
        compose(with_blocks(Para((RoleCall(role, target, place),))), A4)
    assert [(problem.rule, problem.place) for problem in found.value.problems] == [("CLM-901", place)]
    assert found.value.problems[0].hint


@pytest.mark.parametrize(
    "directive",
    [
        ("chart", "nothing"),
        ("table", "nothing"),
        ("table", "opening"),
        ("timeline", "nothing"),
        ("statement", "nothing"),
        ("accounts", "nothing"),
        ("image", "nothing"),
        ("key-figure", "nothing"),
        ("sparkle", "x"),
        ("chart",),
        ("image",),
        ("table",),
    ],
)
def test_a_directive_that_names_nothing_is_one_problem_at_its_place(directive: tuple[str, ...]) -> None:
    place = Place("sections/only.md", 5, 1)
    with pytest.raises(ProblemsFound) as found:
        compose(with_blocks(Directive(directive[0], directive[1:], place=place)), A4)
    assert [(problem.rule, problem.place) for problem in found.value.problems] == [("CLM-901", place)]


def test_a_brief_of_an_article_without_one_is_a_problem() -> None:
    article = small_article()
    bare = article.meta.model_copy(update={"brief": None})
    with pytest.raises(ProblemsFound, match="has none"):
        compose(type(article)("x", bare), BRIEF)


def test_sources_list_what_was_named_and_nothing_else() -> None:
    document = compose(small_article(), A4)
    listed = [node.id for node in nodes(document.parts) if isinstance(node, doc.SourceEntry)]
    assert listed == ["source-gazette", "source-film", "source-survey"]


@pytest.mark.parametrize("name", ["a4", "brief"])
def test_whatever_has_a_place_has_one_in_the_articles_files(name: str) -> None:
    article, _ = load_article(places.shipped_article())
    assert article is not None
    (form,) = read_formats([name])
    document = compose(article, form)
    assert {place.path.rpartition("/")[2].rpartition(".")[2] for place in document.places.values()} <= {"md", "yaml"}
    assert {part.id for part in document.parts if part.matter == "bodymatter" and part.kind != "basis"} <= document.places.keys()
