"""Turns an author's blocks into those of a document; each directive has its own module."""

from __future__ import annotations

from dataclasses import replace

from report.compose.desk import Desk
from report.compose.directives import composing
from report.compose.inlines import paragraphs, prose
from report.compose.language import NBSP
from report.compose.lookup import DANGLING, refuse
from report.compose.plan import take
from report.compose.tables import markdown_table
from report.model import document as doc
from report.model import prose as src
from report.model.grammar import DIRECTIVES
from report.problems import NOWHERE

_OPEN, _TICKED = f"☐{NBSP}", f"☑{NBSP}"


def blocks(desk: Desk, nodes: tuple[src.Block, ...]) -> tuple[doc.Block, ...]:
    """Return the blocks for the document, in order."""
    result: list[doc.Block] = []
    for node in nodes:
        for made in _block(desk, node):
            if node.place != NOWHERE:  # the brief makes nodes of its own; they go by the place of their part
                for block in (made, *getattr(made, "statements", ())):
                    desk.places.setdefault(block.id, node.place)
            result.append(made)
    return tuple(result)


def _block(desk: Desk, node: src.Block) -> list[doc.Block]:
    match node:
        case src.Para():
            return [doc.Paragraph(desk.block_id("p"), prose(desk, node.inlines))]
        case src.SectionHeading():
            return [doc.Heading(take(desk, node).id, node.level, prose(desk, node.inlines, quiet=True))]
        case src.MarkdownList():
            return [_list(desk, node)]
        case src.TermList():
            id_ = desk.block_id("d")
            return [doc.DefinitionList(id_, tuple((prose(desk, term), paragraphs(desk, said)) for term, said in node.items))]
        case src.QuoteBlock():
            id_ = desk.block_id("q")
            return [doc.BlockQuote(id_, blocks(desk, node.blocks))]
        case src.PlainTable():
            return markdown_table(desk, node, take(desk, node), ())
        case src.Directive():
            return _directive(desk, node)


def _list(desk: Desk, node: src.MarkdownList) -> doc.ListBlock:
    id_, items = desk.block_id("l"), [blocks(desk, item) for item in node.items]
    for index, done in enumerate(node.done):
        match items[index]:
            case (doc.Paragraph() as first, *rest) if done is not None:
                items[index] = (replace(first, inlines=(doc.Text(_TICKED if done else _OPEN), *first.inlines)), *rest)
    tasks = bool(node.done) and None not in node.done
    return doc.ListBlock(id_, node.ordered, tuple(items), node.start, node.tight, tasks)


def _directive(desk: Desk, node: src.Directive) -> list[doc.Block]:
    if node.name not in DIRECTIVES:
        refuse(DANGLING, node.place, f"no directive is called “{node.name}”", f"use one of {', '.join(sorted(DIRECTIVES))}")
    return composing(node.name)(desk, node)
