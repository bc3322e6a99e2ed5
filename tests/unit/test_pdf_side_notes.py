"""Notes stand beside their calls where the outer column has room, and else at the foot of the page that calls them."""

from __future__ import annotations

import pytest
from support.layout import Line, Zone, read, watched
from support.printing import printed

from report.output.pdf.engine.beside import FURTHEST, fitted

STYLE = """
@page { size: 120mm 100mm; margin: 10mm }
body, p, div { margin: 0; font: 10pt/14pt "Source Serif 4"; widows: 1; orphans: 1 }
p { width: 60mm }
.note { float: footnote; footnote-policy: line; --beside: 30mm; font-size: 8pt }
.note::footnote-call { content: attr(data-number) }
.note::footnote-marker { content: attr(data-number) ". " }
.wide { height: 14pt; background: #eee }
"""


def note(key: str, text: str = "Told.", again: int = 0) -> str:
    id_ = f"{key}-{again}" if again else key
    return f'<span class="note" id="{id_}" data-note="{key}" data-number="{key}" role="doc-footnote">{text}</span>'


def lines(count: int) -> str:
    return "".join(f"<p>Line {number}.</p>" for number in range(count))


def laid_out(body: str) -> list[Line]:
    """Return the lines of the pages."""
    with watched() as seen:
        data = printed(body, STYLE).data
    return list(read(*seen[-1], data).lines)


def stand(body: str) -> list[tuple[int, str, str]]:
    """Return page, note and place of each note that is printed: `beside` or `foot`."""
    noted = [line for line in laid_out(body) if line.element.get("data-note")]
    where = {Zone.ASIDE: "beside", Zone.NOTE: "foot"}
    return sorted({(line.page, line.element.get("data-note", ""), where[line.zone]) for line in noted})


def test_a_note_stands_at_the_height_of_its_call() -> None:
    base = {line.zone: line.baseline for line in laid_out(f"{lines(5)}<p>Called{note('a')}</p>")}
    assert base[Zone.ASIDE] == pytest.approx(base[Zone.FLOW], abs=0.1)


def test_a_page_prints_a_note_once_and_a_later_page_that_calls_it_again() -> None:
    body = f"<p>One{note('a')}</p><p>Two{note('a', again=1)}</p>{lines(16)}<p>Three{note('a', again=2)}</p>"
    assert stand(body) == [(1, "a", "beside"), (2, "a", "beside")]


def test_where_the_column_is_full_a_note_goes_to_the_foot_of_its_page() -> None:
    long = "Told at length, " * 10
    body = f"<p>One{note('a', long)} two{note('b', long)}</p>{lines(20)}"
    assert stand(body) == [(1, "a", "beside"), (1, "b", "foot")]


def test_what_a_block_across_both_columns_calls_stands_at_the_foot() -> None:
    body = f"<p>One{note('a')}</p><div>Wide{note('b')}</div>"
    assert stand(body) == [(1, "a", "beside"), (1, "b", "foot")]


def test_no_note_is_printed_over_a_block_across_both_columns() -> None:
    found = laid_out(f"<p>One{note('a', 'Told at length, ' * 6)}</p><div>A block</div>{lines(9)}")
    block = next(line.rect for line in found if line.text == "A block")
    beside = [line.rect for line in found if line.zone is Zone.ASIDE]
    assert beside
    assert all(rect.bottom <= block.top or rect.top >= block.bottom for rect in beside)


def test_a_note_keeps_as_far_below_what_floats_as_its_margin_says() -> None:
    float_ = "<div style='float: right; width: 30mm; height: 40pt; margin: 0 -40mm {margin} 0'></div>"
    tops = [
        next(
            line for line in laid_out(f"{float_.format(margin=margin)}<p>Called{note('a')}</p>") if line.zone is Zone.ASIDE
        ).rect.top
        for margin in ("0", "14pt")
    ]
    assert 0 < tops[1] - tops[0] < 14, "a gap is there without a margin, too"


@pytest.mark.parametrize(
    ("wanted", "taken", "found"),
    [
        ([(10, 20)], [], [10]),
        ([(10, 20), (15, 20)], [], [10, 32]),
        ([(90, 20)], [], [80]),
        ([(70, 20), (90, 20)], [], [58, 80]),
        ([(10, 20)], [(0, 40)], [40]),
        ([(10, 30)], [(30, 60)], [0]),
        ([(10, 20), (12, 20)], [(25, 80)], [5, 80]),
        ([(float("inf"), 20)], [], [None]),
        ([(10, 120)], [], [None]),
    ],
)
def test_notes_are_fitted_into_what_is_free(
    wanted: list[tuple[float, float]], taken: list[tuple[float, float]], found: list[float | None]
) -> None:
    assert fitted(wanted, taken, 0, 100, 2) == found


def test_no_note_stands_far_from_its_call() -> None:
    assert fitted([(0, 10)], [(0, FURTHEST + 50)], 0, 2 * FURTHEST, 2) == [None]
