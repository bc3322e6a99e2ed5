"""Composes the page at a glance: what the article comes to, for who reads one page of it.

What an author doesn't give for it is taken from the brief; an article that has neither gets its summary and the axis of time.
Its figures name what was counted and who says so beside them, so that it needs no notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import pairwise

from report.compose.desk import FIGURE, Desk, Referent
from report.compose.directives import key_figure
from report.compose.figures import overview
from report.compose.figures.courses import usual_form
from report.compose.inlines import field, words
from report.compose.select import key_figure as as_directive
from report.compose.table_room import ems, longest
from report.compose.wording import plain
from report.model import document as doc
from report.model.article import Article, Glance
from report.model.format import Format
from report.model.prose import Directive

_IN_A_ROW = 4
_NUMBER, _WORDS, _BETWEEN = 1.85, 0.8, 1.2
"""The sizes of a key figure's number, as wide as its light signs are, and of its words, and the space between two, as ratios of
the text's size."""
_POINTS_PER_MM = 72 / 25.4


def wanted(article: Article) -> bool:
    """Tell whether there is more for such a page than the summary alone."""
    return bool(article.meta.glance or article.meta.brief or article.events or article.accounts)


def opening(desk: Desk, form: Format) -> tuple[doc.Block, ...]:
    """Return standfirst, key figures and axis or chart: what stands above what the chapters lead to.

    Names are introduced here for this page alone, so that the chapters read as they do without it.
    """
    introduced, desk.introduced = desk.introduced, set()
    meta = desk.article.meta
    glance, brief = meta.glance or Glance(), meta.brief
    standfirst = glance.standfirst or (brief.standfirst if brief else meta.summary)
    lead = doc.Paragraph(desk.block_id("p"), field(desk, standfirst), lead=True)
    refs = glance.key_figures or (brief.key_figures[:_IN_A_ROW] if brief else ())
    rows = tuple(_rows(desk, refs, form))
    shown = _chart(desk, glance.chart) if glance.chart is not None else overview.figure(desk)
    desk.introduced = introduced
    if shown is not None and form.page is not None:  # print tells of it in the alternative text, a book on a page of its own
        shown = replace(shown, long_description=(), data=None)
    return (lead, *rows, *((shown,) if shown is not None else ()))


def _rows(desk: Desk, refs: Sequence[str], form: Format) -> Iterator[doc.KeyFigureRow]:
    """Yield the figures in rows of one kind: how many people died or were hurt stands by itself, below the others.

    Rows are as few as have room, and about as long as each other.
    """
    made = [
        key_figure.figure(desk, as_directive(desk.article, ref, desk.labels, cited=False), f"glance-{ref.replace('.', '-')}")
        for ref in refs
    ]
    for quiet in (False, True):
        figures = [one for one in made if one.quiet is quiet]
        count = -(-len(figures) // _in_a_row(figures, form))
        ends = [-(-len(figures) * row // count) for row in range(count + 1)] if count else []
        for first, end in pairwise(ends):
            yield doc.KeyFigureRow(desk.block_id("k"), tuple(figures[first:end]))


def _in_a_row(figures: Sequence[doc.KeyFigure], form: Format) -> int:
    """Return how many figures have room side by side; neither their numbers nor their words are broken."""
    if form.page is None or not figures:
        return _IN_A_ROW

    def wide(figure: doc.KeyFigure) -> float:
        number, said = plain(figure.value), longest(plain(figure.words))
        return max(longest(number), said) if figure.quiet else max(_NUMBER * ems(number), _WORDS * said)

    em = form.text.base / _POINTS_PER_MM
    return max(1, min(_IN_A_ROW, int(form.page.full_width / em / (max(map(wide, figures)) + _BETWEEN))))


def _chart(desk: Desk, series: str) -> doc.Figure:
    directive = Directive("chart", (series,), place=desk.article.meta.at("glance"))
    target = Referent(desk.ids.claim("glance-chart", FIGURE), "")
    made: doc.Figure = import_module(f"report.compose.figures.{usual_form(desk, directive)}").chart(desk, directive, target)
    return made


def closing(desk: Desk, parts: Sequence[doc.Part]) -> tuple[doc.Block, ...]:
    """Return what the chapters tell in more than one way, with the places, and what the article rests on."""
    label = desk.labels.gettext
    accounts = [block for part in parts for block in doc.walk(part.blocks) if isinstance(block, doc.AccountBlock)]
    halves: list[tuple[doc.Block, ...]] = []
    if accounts:
        entries = tuple((account.matter, account.id) for account in accounts)
        places = doc.PlaceList(desk.block_id("l"), entries)
        halves.append((_heading(desk, label("Told in more than one way")), places))
    if note := desk.article.meta.source_note:
        paragraph = doc.Paragraph(desk.block_id("p"), field(desk, note))
        halves.append((_heading(desk, label("What this rests on")), paragraph))
    return (doc.Halves(desk.block_id("h"), tuple(halves)),) if halves else ()


def _heading(desk: Desk, text: str) -> doc.Heading:
    return doc.Heading(desk.block_id("t"), 2, words(desk, text))
