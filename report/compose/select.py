"""Chooses what goes into a format: the whole article, or the two pages of the brief."""

from __future__ import annotations

from dataclasses import dataclass

from report.compose.lookup import DANGLING, need, refuse
from report.model.article import Article, Brief
from report.model.evidence import Fact, Observation
from report.model.fields import Refs
from report.model.format import Format
from report.model.prose import Block, Directive, Paragraph, Prose, Section, Text


@dataclass(frozen=True, slots=True)
class Selection:
    """The sections of a document in reading order, and which parts stand around them."""

    sections: tuple[Section, ...]
    imprint: bool = True
    descriptions: bool = True
    """Whether charts are told in words in a part of their own."""
    abbreviations: bool = True
    colophon: bool = True


def select(article: Article, form: Format) -> Selection:
    """Return what of the article goes into the format."""
    if form.content == "full":
        return Selection(article.sections, descriptions=form.medium == "pdf")
    if article.meta.brief is None:
        refuse(
            DANGLING,
            article.meta.place,
            f"the format “{form.name}” prints a brief, and the article has none",
            "add brief: to article.yaml",
        )
    return Selection((_brief(article, article.meta.brief),), imprint=False, descriptions=False, abbreviations=False)


def _brief(article: Article, brief: Brief) -> Section:
    """Return the brief as one section, made of the blocks that authors use themselves."""
    blocks: list[Block] = [Directive("lead", body=(Paragraph(brief.standfirst.inlines, brief.standfirst.place),))]
    blocks += [_key_figure(article, ref) for ref in brief.key_figures]
    for section in article.sections:
        if section.id in brief.text:
            blocks += [inner for block in section.blocks if _is_lead(block) for inner in _body(block)]
    if brief.chart is not None:
        blocks.append(Directive("chart", (brief.chart,)))
    blocks += _listed("timeline", brief.events)
    blocks += [Directive("statement", (ref,)) for ref in brief.statements]
    blocks += _listed("accounts", brief.accounts)
    return Section("brief", (Text(article.meta.title),), tuple(blocks))


def _listed(name: str, refs: Refs) -> list[Block]:
    return [Directive(name, tuple(refs))] if refs else []


def _is_lead(block: Block) -> bool:
    return isinstance(block, Directive) and block.name == "lead"


def _body(block: Block) -> tuple[Block, ...]:
    return block.body if isinstance(block, Directive) else ()


def _key_figure(article: Article, ref: str) -> Directive:
    record = need(article, ref)
    words = ""
    if isinstance(record, Observation):
        words = article.series[ref.partition(".")[0]].bases[record.basis].counted
    elif isinstance(record, Fact):
        words = record.what
    return Directive("key-figure", (ref,), body=(Paragraph(Prose.plain(words).inlines),))
