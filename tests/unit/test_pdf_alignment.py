"""Laid-out text is found again in its source, whatever the layout did to it."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from report.output.pdf.alignment import Alignment
from report.output.pdf.trace import Run, Trace, Zone


def test_text_of_an_element_is_found_around_its_children() -> None:
    paragraph = fromstring("<p>One <em>two</em>\n three</p>")
    alignment = Alignment(paragraph)
    emphasis = paragraph[0]
    assert alignment.find(paragraph, "One ") == (0, 3, False)
    assert alignment.find(emphasis, "two") == (4, 7, False)
    assert alignment.find(paragraph, "three") == (9, 14, False)
    assert alignment.spaced(7, 9)
    assert not alignment.spaced(6, 7)


def test_hyphen_at_the_end_of_a_line_is_told_from_a_written_one() -> None:
    paragraph = fromstring("<p>well-known words</p>")
    alignment = Alignment(paragraph)
    assert alignment.find(paragraph, "well-") == (0, 5, False)
    assert alignment.find(paragraph, "kn-") == (5, 7, True)
    assert alignment.find(paragraph, "own words") == (7, 16, False)


@pytest.mark.parametrize(
    ("source", "laid_out"), [("Title", "TITLE"), ("Straße", "STRASSE"), ("ﬁne", "FINE"), ("two words", "Two Words")]
)
def test_changed_case_is_followed(source: str, laid_out: str) -> None:
    element = fromstring(f"<p>{source}</p>")
    assert Alignment(element).find(element, laid_out) == (0, len(source), False)


def test_soft_hyphens_and_added_characters_leave_no_trace() -> None:
    element = fromstring("<p>hy\u00adphen</p>")
    assert Alignment(element).find(element, "\u200bhyphen") == (0, 7, False)


def test_text_that_is_not_there_is_not_found() -> None:
    element = fromstring("<p>one</p>")
    assert Alignment(element).find(element, "other") == (-1, -1, False)


def test_notes_stand_behind_everything_else() -> None:
    element = fromstring("<p>one<span>a note</span> two</p>")
    alignment = Alignment(element, notes=[element[0]])
    assert alignment.text == "one twoa note"


def test_note_that_is_on_no_page_is_told() -> None:
    page = fromstring("<body><p>one<span>printed</span><span>lost</span></p></body>")
    printed, lost = page[0]
    run = Run(0, printed, "", Zone.NOTE)
    trace = Trace(page, [run], [], [None], Alignment(page, [printed, lost]), notes=[printed, lost])
    assert trace.lost_notes() == [lost]


def test_note_that_is_printed_before_its_call_is_told() -> None:
    page = fromstring("<body><p>one<span>early</span><span>in time</span><span>late</span></p></body>")
    early, in_time, late = page[0]
    runs = [Run(at, note, "", Zone.NOTE) for at, note in ((0, early), (1, in_time), (2, late))]
    notes = [early, in_time, late]
    trace = Trace(page, runs, [], [None] * 3, Alignment(page, notes), notes=notes, calls=dict.fromkeys(notes, 1))
    assert trace.lost_notes() == [early]
