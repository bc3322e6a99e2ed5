"""A file of prose to a section: its title, the order of its headings, its notes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from report.intake.files import SourceText
from report.load.blocks import BlockReader
from report.load.prose_rules import (
    BAD_ROLE,
    DIALECT,
    HEADING_LEVEL,
    NO_FOOTNOTE,
    NO_TITLE,
    SECOND_TITLE,
    UNUSED_ADDRESS,
    UNUSED_FOOTNOTE,
)
from report.load.suggestions import nearest
from report.load.wording import Say, as_typed
from report.model.prose import Block, Inline, Section, SectionHeading, says_something
from report.problems import Place, Problem

DEEPEST_HEADING = 3
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(?:[^\n]{0,1000}\n){0,200}?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)")
"""Fields between lines of hyphens or plus signs at the very beginning."""


def section_id(name: str) -> str:
    """Return the id of the section that a file holds: its stem without leading digits for sorting."""
    stem = PurePosixPath(name).stem
    digits, hyphen, rest = stem.partition("-")
    return rest if hyphen and digits.isdecimal() and rest else stem


def read_section(
    source: SourceText, id_: str, problems: list[Problem], say: Say = as_typed
) -> tuple[Section, list[tuple[str, Place]]]:
    """Read a section; also return the ids that its headings and directives have, with their places.

    A section without a title gets an empty one, so that whatever else is wrong is found, too.
    """
    reader = BlockReader(source, problems, say)
    blocks = reader.read(_without_front(source, problems), 1)
    titles = {block.place for block in blocks if isinstance(block, SectionHeading) and block.level == 1}  # their ids are refused
    title, blocks = _title(source, blocks, problems)
    _levels(blocks, problems)
    _footnotes(reader, problems)
    _addresses(reader, problems)
    footnotes = tuple((label, body) for label, (_, body) in reader.footnotes.items())
    place = Place(source.path, 1, 1)
    held = [(given, where) for given, where in reader.ids if where not in titles]
    return Section(id_, title, tuple(blocks), footnotes, place), held


def _without_front(source: SourceText, problems: list[Problem]) -> str:
    """Return the text with empty lines in place of fields that stand before it, as other programs want them."""
    front = _FRONT.match(source.text)
    if front is None:
        return source.text
    hint = "delete it; title, authors and the rest stand in article.yaml, and a section begins with # Title"
    problems.append(DIALECT.at(Place(source.path, 1, 1), "front matter stands before the section", hint=hint))
    return "\n" * front[0].count("\n") + source.text[front.end() :]


def _title(source: SourceText, blocks: list[Block], problems: list[Problem]) -> tuple[tuple[Inline, ...], list[Block]]:
    titles = [block for block in blocks if isinstance(block, SectionHeading) and block.level == 1]
    first = blocks[0] if blocks else None
    rest = [block for block in blocks if block not in titles]
    if not titles:
        place = Place(source.path, 1, 1)
        problems.append(NO_TITLE.at(place, "the section has no title", hint="begin the file with a line # Title"))
        return (), rest
    title = titles[0]
    if first is not title:
        hint = "move the line that begins with # to the top"
        problems.append(NO_TITLE.at(title.place, "the section's title doesn't stand at its beginning", hint=hint))
    if not says_something(title.inlines):
        problems.append(NO_TITLE.at(title.place, "the section's title has no words", hint="write them after the #"))
    if title.id:
        hint = "delete it; a section goes by the name of its file"
        problems.append(BAD_ROLE.at(title.place, f"the title has the id “{title.id}”", hint=hint))
    for second in titles[1:]:
        hint = "write ## for a heading inside of the section, or begin a new file"
        problems.append(SECOND_TITLE.at(second.place, "a second title stands in this section", hint=hint))
    return title.inlines, rest


def _levels(blocks: list[Block], problems: list[Problem]) -> None:
    above = 1
    for block in blocks:
        if not isinstance(block, SectionHeading):
            continue
        marks = "#" * block.level
        if block.level > DEEPEST_HEADING:
            sentence = f"{marks} is finer than a report needs"
            problems.append(HEADING_LEVEL.at(block.place, sentence, hint="write ### or a paragraph"))
        elif block.level > above + 1:
            sentence = f"{marks} follows {'#' * above}; a level is left out"
            problems.append(HEADING_LEVEL.at(block.place, sentence, hint=f"write {'#' * (above + 1)}"))
        above = min(block.level, DEEPEST_HEADING)


def _addresses(reader: BlockReader, problems: list[Problem]) -> None:
    for label, place in reader.addresses.items():
        if label not in reader.labels:
            hint = "delete it, or write \\[ where the line is text"
            problems.append(
                UNUSED_ADDRESS.at(place, "no link uses the address in this line, and nothing of it is printed", hint=hint)
            )


def _footnotes(reader: BlockReader, problems: list[Problem]) -> None:
    called = {label for label, _ in reader.calls}
    for label, place in reader.calls:
        if label not in reader.footnotes:
            known = list(reader.footnotes)
            hint = nearest(label, known) if known else f"add a line [^{label}]: with its words"
            problems.append(NO_FOOTNOTE.at(place, f"there is no note [^{label}] in this section", hint=hint))
    for label, (place, _) in reader.footnotes.items():
        if label not in called:
            hint = f"write [^{label}] where it belongs, or delete it"
            problems.append(UNUSED_FOOTNOTE.at(place, f"the note [^{label}] is never called", hint=hint))
