"""Relations that lead back to themselves, and accounts of one side."""

from __future__ import annotations

from lint_samples import clean, directive, event, ids, make, only, ref, source, statement

from report.lint import lint
from report.lint.relations import cycles
from report.problems import NOWHERE, Place


def _after(id_: str, other: str, line: int) -> object:
    return event(id_, line=line, when={"words": "a week later", "after": ref(other, line)})


def test_circular_date_is_one_problem_for_the_circle() -> None:
    events = [_after("ban", "rally", 4), _after("rally", "court", 8), _after("court", "ban", 12)]
    problem = only(make(directive("timeline"), events=events))
    assert (problem.rule, problem.place) == ("CLM-111", Place("records.yaml", 4, 9))
    assert problem.sentence == "dates hang on each other: ban → rally → court → ban"


def test_circular_date_of_an_event_that_hangs_on_itself() -> None:
    assert only(make(directive("timeline"), events=[_after("ban", "ban", 4)])).sentence == "the date of “ban” hangs on itself"


def test_a_chain_of_dates_that_ends_is_fine() -> None:
    assert clean(make(directive("timeline"), events=[_after("ban", "raid", 4), _after("court", "ban", 8)]))


def test_circular_relation_to_itself() -> None:
    problem = only(make(directive("statement", "told"), statements=[statement("told", answers=ref("told", 5))]))
    assert (problem.rule, problem.sentence) == ("CLM-112", "“told” names itself under answers")
    assert problem.place.line == 5


def test_circular_relation_is_shown_where_it_is_said_again() -> None:
    both = [statement("one", contradicts=ref("two", 5)), statement("two", contradicts=ref("one", 9))]
    problem = only(make(directive("statement", "one", "two"), statements=both))
    assert (problem.rule, problem.place.line) == ("CLM-112", 9)
    assert problem.hint == "drop contradicts: from “two”"


def test_statements_related_one_way_are_fine() -> None:
    both = [statement("one"), statement("two", answers=ref("one"), set_beside=ref("said"))]
    assert clean(make(directive("statement", "one", "two"), statements=both))


def test_circular_via() -> None:
    both = [source("book", via=ref("paper", 3)), source("paper", via=ref("book", 6))]
    problem = only(make(sources=both))
    assert (problem.rule, problem.place.line) == ("CLM-113", 3)
    assert problem.sentence == "sources pass on each other: book → paper → book"
    assert clean(make(text="So.{cite}`book`", sources=[source("book", via=ref("origin"))]))


def test_two_circles_are_two_problems() -> None:
    four = [_after("a", "b", 1), _after("b", "a", 2), _after("c", "d", 3), _after("d", "c", 4)]
    assert ids(lint(make(directive("timeline"), events=four))) == ["CLM-111", "CLM-111"]


def test_cycles_begin_with_the_first_node() -> None:
    graph = {"x": {"y": NOWHERE}, "z": {"x": NOWHERE}, "y": {"z": NOWHERE}}
    assert list(cycles(graph)) == [["x", "y", "z"]]
    assert list(cycles({"x": {"y": NOWHERE}})) == []
