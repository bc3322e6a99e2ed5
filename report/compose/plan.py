"""Numbers figures and tables and names headings before anything is composed, so that references can point forwards."""

from __future__ import annotations

from collections.abc import Iterator

from report.compose.desk import ACCOUNT, FIGURE, PART, Desk, Referent
from report.compose.inlines import prose
from report.compose.lookup import need_in
from report.compose.sources import anchor
from report.compose.typography import hold, polish
from report.compose.wording import plain
from report.model.anchors import anchors
from report.model.grammar import taken
from report.model.prose import Block, Directive, Inline, MarkdownList, PlainTable, QuoteBlock, Section, SectionHeading
from report.model.slugs import slug

RESERVED = (
    "imprint", "glance", "changes", "differences", "sources", "descriptions", "provenance", "abbreviations", "colophon",
)  # fmt: skip
"""Ids of parts that every document may have."""


def plan(desk: Desk) -> None:
    """Give every section, heading, figure, table and timeline its id and the words that refer to it."""
    for id_ in desk.article.sources:
        desk.ids.claim(anchor(id_))
    sections = [(section, desk.ids.claim(section.id, PART)) for section in desk.selection.sections]
    desk.own = {id_: desk.ids.claim(id_, PART) for id_ in RESERVED}
    counts = {"figure": 0, "table": 0}
    for section, id_ in sections:
        _keep(desk, section, Referent(id_, _title(desk, section.title)), section.id)
        for block in walk(section.blocks):
            if isinstance(block, SectionHeading):
                title = _title(desk, block.inlines)
                wanted = block.id or slug(plain(prose(desk, block.own or block.inlines, quiet=True, calls=False))) or "heading"
                _keep(desk, block, Referent(desk.ids.claim(wanted), title), wanted)
            elif isinstance(block, PlainTable):
                counts["table"] += 1
                claimed = desk.ids.claim(f"{section.id}-table-{counts['table']}")
                _keep(desk, block, Referent(claimed, _table(desk, counts["table"])))
            elif isinstance(block, Directive):
                _directive(desk, block, counts)
    _absent(desk)


def _absent(desk: Desk) -> None:
    """Name the sections and headings that this format leaves out, so that a reference to them is words without a link."""
    here = {section.id for section in desk.selection.sections}
    for section in desk.article.sections:
        if section.id not in here:
            desk.targets.setdefault(section.id, Referent("", _title(desk, section.title)))
            for block in walk(section.blocks):
                if isinstance(block, SectionHeading) and block.id:
                    desk.targets.setdefault(block.id, Referent("", _title(desk, block.inlines)))


def take(desk: Desk, node: Block | Section) -> Referent:
    """Return what was planned for a node; a node that stands in the article twice gets one target after the other."""
    return desk.planned[id(node)].pop(0)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks in reading order, with those inside lists, quotes and directives; a table's own body stays with it."""
    for block in blocks:
        yield block
        if isinstance(block, MarkdownList):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, QuoteBlock):
            yield from walk(block.blocks)
        elif isinstance(block, Directive) and taken(block).body == "blocks":
            yield from walk(block.body)


def _directive(desk: Desk, directive: Directive, counts: dict[str, int]) -> None:
    names = anchors(directive, desk.article)
    match directive.name:
        case "chart" | "image":
            counts["figure"] += 1
            text = desk.labels.gettext("Figure {n}").format(n=counts["figure"])
            id_ = desk.ids.claim(f"figure-{slug(names[0])}", FIGURE)
            _keep(desk, directive, Referent(id_, hold(text), desk.labels.language), *names)
        case "table":
            counts["table"] += 1
            id_ = desk.ids.claim(f"table-{slug(next(iter(names), str(counts['table'])))}")
            _keep(desk, directive, Referent(id_, _table(desk, counts["table"]), desk.labels.language), *names)
        case "timeline":
            text = desk.labels.gettext("the timeline")
            _keep(desk, directive, Referent(desk.ids.claim(names[0]), text, desk.labels.language), *names)
        case "accounts":
            for ref in names:
                account = need_in(desk.article.accounts, ref, "account", directive.place)
                text = desk.language.quoted(polish(account.matter, desk.language))
                _keep(desk, directive, Referent(desk.ids.claim(f"account-{account.id}", ACCOUNT), text), account.id)


def _keep(desk: Desk, node: Block | Section, target: Referent, *names: str) -> None:
    """Remember a target for its node, and for the names by which authors refer to it; the first of a name holds it."""
    desk.planned.setdefault(id(node), []).append(target)
    for name in names:
        if name:
            desk.targets.setdefault(name, target)


def _title(desk: Desk, inlines: tuple[Inline, ...]) -> str:
    return desk.language.quoted(plain(prose(desk, inlines, quiet=True, calls=False)))


def _table(desk: Desk, number: int) -> str:
    return hold(desk.labels.gettext("Table {n}").format(n=number))
