"""Words and addresses that are longer than a line: what is marked so that it may break, and what is left alone."""

from __future__ import annotations

from lxml import etree

from report.output.flow import XHTML, Flow
from report.output.long_words import let_break

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def page(body: str) -> etree._Element:
    return etree.fromstring(f'<html xmlns="{XHTML}"><body>{body}</body></html>')


def table(*rows: tuple[str, ...], kind: str = "table") -> etree._Element:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return page(f'<div class="{kind}"><table><tbody>{cells}</tbody></table></div>')


def breaking(tree: etree._Element) -> list[str]:
    return [mark.text or "" for mark in tree.iter(f"{{{XHTML}}}span") if mark.get("class") == "breaks"]


def let(tree: etree._Element) -> list[str]:
    before = Flow.of(tree).text
    let_break(tree)
    assert Flow.of(tree).text == before
    return breaking(tree)


def test_a_word_too_long_for_a_table_may_break() -> None:
    assert let(table(("Name", "What"), (LONG, "short words beside it"))) == [LONG]


def test_words_that_fit_beside_each_other_stay_whole() -> None:
    assert let(table(("Bundesverfassungsgericht", "the court"), ("in Karlsruhe", "of Germany"))) == []


def test_two_words_too_long_together_may_both_break() -> None:
    words = "Bundesverfassungsgericht", "Oberlandesgerichtspräsident"
    assert let(table(words)) == list(words)


def test_the_short_word_beside_a_long_one_stays_whole() -> None:
    assert let(table((LONG, "Karlsruhe"))) == [LONG]


def test_every_long_word_is_marked_in_its_place() -> None:
    tree = table((f"one {LONG} two <em>{LONG}x</em> three {LONG}y {LONG}z end", "short"))
    assert let(tree) == [LONG, f"{LONG}x", f"{LONG}y", f"{LONG}z"]


def test_a_table_that_stacks_has_more_room_where_it_is_one() -> None:
    rows = ("Bundesverfassungsgericht", "about 1,200", "Karlsruhe")
    assert let(table(rows, kind="table stacks")) == []
    assert let(table((LONG, *rows[1:]), kind="table stacks")) == [LONG]


def test_running_text_has_no_marks() -> None:
    tree = page(f"<p>{LONG} and <code>{LONG}</code></p>")
    assert let(tree) == []


def test_an_address_takes_no_hyphen() -> None:
    tree = page('<p><a class="outside" href="https://a.org/b">https://a.org/b</a> <a class="outside" href="x">a page</a></p>')
    let_break(tree)
    assert [link.get("class") for link in tree.iter(f"{{{XHTML}}}a")] == ["outside address", "outside"]


def test_a_table_of_nothing_is_left_alone() -> None:
    assert let(table(("", ""))) == []
    assert let(page('<div class="table"><table></table></div>')) == []
