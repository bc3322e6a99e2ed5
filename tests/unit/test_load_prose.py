"""Markdown to prose: nodes, and the place of each."""

from __future__ import annotations

import re

import pytest

from report.intake.files import SourceText
from report.load.markdown import without_comments
from report.load.sections import read_section, section_id
from report.model.prose import (
    Block,
    CodeSpan,
    Directive,
    Emph,
    FootnoteReference,
    HardBreak,
    Inline,
    InlineLink,
    MarkdownList,
    Para,
    PlainTable,
    QuoteBlock,
    RoleCall,
    Section,
    SectionHeading,
    StrongEmph,
    Typed,
)
from report.problems import Place, Problem


def section_of(text: str) -> Section:
    problems: list[object] = []
    section, _ = read_section(SourceText("a.md", text), "a", problems)  # type: ignore[arg-type]
    assert problems == []
    return section


def blocks_of(text: str) -> tuple[Block, ...]:
    return section_of(f"# T\n\n{text}").blocks


def inlines_of(text: str) -> tuple[Inline, ...]:
    (paragraph,) = blocks_of(text)
    assert isinstance(paragraph, Para)
    return paragraph.inlines


def at(line: int, column: int) -> Place:
    return Place("a.md", line, column)


def test_the_title_is_taken_out_of_the_blocks() -> None:
    section = section_of("# On *mills*\n\nWords.\n")
    assert section.title == (Typed("On ", at(1, 3)), Emph((Typed("mills", at(1, 7)),)))
    assert section.blocks == (Para((Typed("Words.", at(3, 1)),), at(3, 1)),)


def test_all_inlines_have_their_places() -> None:
    assert inlines_of("a {value}`x|bare` **b {cite}`y, z`** `c`\n[l](http://e.org) d[^n]  \ne\n\n[^n]: f\n") == (
        Typed("a ", at(3, 1)),
        RoleCall("value", "x|bare", at(3, 3)),
        Typed(" ", at(3, 18)),
        StrongEmph((Typed("b ", at(3, 21)), RoleCall("cite", "y, z", at(3, 23)))),
        Typed(" ", at(3, 37)),
        CodeSpan("c", at(3, 38)),
        Typed(" ", at(3, 41)),
        InlineLink("http://e.org", (Typed("l", at(4, 2)),), at(4, 1)),
        Typed(" d", at(4, 18)),
        FootnoteReference("n", at(4, 20)),
        HardBreak(),
        Typed("e", at(5, 1)),
    )


def test_the_same_words_twice_have_two_places() -> None:
    roles = [node for node in inlines_of("{value}`a` and {value}`a` and\n{value}`a`\n") if isinstance(node, RoleCall)]
    assert [role.place for role in roles] == [at(3, 1), at(3, 16), at(4, 1)]


def problems_of(text: str) -> list[tuple[str, str, str]]:
    problems: list[Problem] = []
    read_section(SourceText("a.md", f"# T\n\n{text}"), "a", problems)
    return [(str(problem.place), problem.rule, problem.hint) for problem in problems]


def printed(text: str) -> str:
    """Return a section's blocks without their places."""
    return re.sub(r"Place\([^)]*\)", "", repr(section_of(text)))


COMMENTED = (
    "a <!-- TODO: 5 of {value}`x` --> b\n",
    "a\n<!-- between two lines parts them -->\nb\n",
    "<!--\n# no heading\n\n:::{chart} none\n:::\n-->\n\na\n",
    "<!-- one --> <!-- two -->\n\na\n",
    "- a\n- b <!-- x -->\n  <!-- in an item -->\n- c\n",
    "- a\n<!-- ends a list -->\n- b\n",
    "> a\n> <!-- x\n> y -->\n> b\n",
    "| a <!-- x --> | b |\n| --- | --- |\n| c | <!-- y --> d |\n",
    "## a <!-- x --> {#h}\n\na\n",
    ":::{note} N\na <!-- x -->\n\n<!-- y -->\n:::\n",
    "a[^n]\n\n[^n]: b <!-- x -->\n",
    "a `<!-- kept -->` {literal}`<!-- kept -->` \\<!-- kept \\--> b <!-- gone -->\n",
    "a ` b\n<!-- ` gone -->\n\nc\n",
    "``a ` <!-- kept -->`` <!-- ` gone --> `b`\n",
)


@pytest.mark.parametrize("text", COMMENTED)
def test_a_comment_is_no_text_and_what_it_says_can_be_left_out(text: str) -> None:
    text = f"# T\n\n{text}"
    bare = without_comments(text)
    assert printed(bare) == printed(text)
    assert without_comments(bare) == bare
    assert not [
        word for word in ("TODO", "gone", "x -->", "y -->", "between", "ends", "no heading", "one", "two") if word in bare
    ]
    assert bare.count("kept") == text.count("kept")


def test_only_whole_comments_in_sections_are_passed_over() -> None:
    assert [rule for _, rule, _ in problems_of("<!-- x --> and text\n")] == ["STR-004"]
    assert problems_of("<!-- never ends\n\na\n") == [
        ("a.md:3:1", "STR-004", "end the comment with -->, and write what follows it on a line of its own")
    ]
    assert [rule for _, rule, _ in problems_of(":::{table}\n:caption: a <!-- x -->\n\n| a |\n| --- |\n| b |\n:::\n")] == [
        "STR-004"
    ]


def test_a_literal_keeps_its_spaces_and_digits() -> None:
    assert inlines_of("{literal}`Ashraf  3`\n") == (RoleCall("literal", "Ashraf  3", at(3, 1)),)


def test_an_escaped_brace_is_text() -> None:
    (text,) = inlines_of("a \\{value} b\n")
    assert isinstance(text, Typed)
    assert text.text == "a {value} b"


def test_places_hold_in_lists_quotes_and_tables() -> None:
    listed, quoted, table = blocks_of("- a\n  - b {ref}`x`\n\n> c\n> d {ref}`y`\n\n| h | h |\n|:--|:-:|\n| h | h {ref}`z` |\n")
    assert isinstance(listed, MarkdownList)
    inner = listed.items[0][1]
    assert isinstance(inner, MarkdownList)
    assert isinstance(inner.items[0][0], Para)
    assert inner.items[0][0].inlines[1] == RoleCall("ref", "x", at(4, 7))
    assert isinstance(quoted, QuoteBlock)
    assert isinstance(quoted.blocks[0], Para)
    assert quoted.blocks[0].inlines[-1] == RoleCall("ref", "y", at(7, 5))
    assert isinstance(table, PlainTable)
    assert table.align == ("left", "center")
    assert table.rows[0][1] == (Typed("h ", at(11, 7)), RoleCall("ref", "z", at(11, 9)))


def test_a_list_knows_its_start_and_whether_it_is_tight() -> None:
    tight, loose = blocks_of("3. a\n4. b\n\n- c\n\n- d\n")
    assert isinstance(tight, MarkdownList)
    assert isinstance(loose, MarkdownList)
    assert (tight.ordered, tight.start, tight.tight, len(tight.items)) == (True, 3, True, 2)
    assert (loose.ordered, loose.tight) == (False, False)


def test_a_heading_takes_the_id_that_is_given() -> None:
    assert blocks_of("## The *gate* {#gate}\n") == (
        SectionHeading(2, (Typed("The ", at(3, 4)), Emph((Typed("gate", at(3, 9)),))), "gate", at(3, 1)),
    )


def test_a_directive_has_arguments_options_and_body() -> None:
    (note,) = blocks_of(
        "::::{note} Of {this}\n:id: x\n\nWords {ref}`y`.\n\n:::{table} a b\n:caption: One\n  two {value}`z`\n:::\n::::\n"
    )
    assert isinstance(note, Directive)
    assert (note.name, note.arguments, note.place) == ("note", ("Of", "{this}"), at(3, 1))
    words, table = note.body
    assert isinstance(words, Para)
    assert words.inlines[1] == RoleCall("ref", "y", at(6, 7))
    assert isinstance(table, Directive)
    caption = table.option("caption")
    assert caption is not None
    assert caption.inlines == (Typed("One ", at(9, 11)), Typed("two ", at(10, 3)), RoleCall("value", "z", at(10, 7)))
    assert table.option("id") is None


def test_options_may_stand_without_a_blank_line_before_the_body() -> None:
    (figure,) = blocks_of(":::{key-figure} a\n:id: b\nwords\n:::\n")
    assert isinstance(figure, Directive)
    assert figure.body == (Para((Typed("words", at(5, 1)),), at(5, 1)),)


def test_notes_are_kept_apart_even_those_called_in_a_directive() -> None:
    section = section_of("# T\n\n:::{note} N\nWords[^a].\n:::\n\n[^a]: One {ref}`x`\n\n    Two\n")
    ((label, blocks),) = section.footnotes
    assert label == "a"
    assert isinstance(blocks[0], Para)
    assert blocks[0].inlines == (Typed("One ", at(7, 7)), RoleCall("ref", "x", at(7, 11)))
    assert blocks[1] == Para((Typed("Two", at(9, 5)),), at(9, 5))


def test_reference_links_work_inside_of_directives() -> None:
    (note,) = blocks_of(":::{note} N\n[a][b]\n:::\n\n[b]: http://e.org\n")
    assert isinstance(note, Directive)
    assert isinstance(note.body[0], Para)
    assert isinstance(note.body[0].inlines[0], InlineLink)


@pytest.mark.parametrize(
    ("name", "id_"),
    [("10-history.md", "history"), ("history.md", "history"), ("2013-move.md", "move"), ("a-10.md", "a-10"), ("10-.md", "10-")],
)
def test_a_section_goes_by_its_file_without_sorting_digits(name: str, id_: str) -> None:
    assert section_id(name) == id_
