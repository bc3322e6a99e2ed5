"""Chooses what goes into a format: the whole article, or the two pages of the brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from report.compose.labels import Labels
from report.compose.language import NBSP
from report.compose.lookup import DANGLING, need, need_party, refuse
from report.compose.wording import capital
from report.model.article import Article, Brief
from report.model.cldr import separator
from report.model.document import PartKind
from report.model.evidence import Fact, Observation
from report.model.format import Format
from report.model.prose import Block, Directive, HardBreak, Inline, Para, Prose, RoleCall, Section, SectionHeading, Typed
from report.model.reckoned import date_of
from report.problems import Place


@dataclass(frozen=True, slots=True)
class Selection:
    """The sections of a document in reading order, and which parts stand around them."""

    sections: tuple[Section, ...]
    kinds: tuple[PartKind, ...]
    """What each of the sections is."""
    imprint: bool = True
    descriptions: bool = True
    """Whether charts are told in words in a part of their own."""
    provenance: bool = True
    """Whether an appendix says where each value comes from, and another prints the accounts that no section prints."""
    abbreviations: bool = True
    colophon: bool = True
    brief: Brief | None = None
    """What the brief shows, where this is one."""

    @property
    def numbered(self) -> bool:
        """Whether sources are named by their numbers in the list of sources, and not in notes."""
        return self.brief is not None


def select(article: Article, form: Format) -> Selection:
    """Return what of the article goes into the format."""
    if form.content == "full":
        kinds = (PartKind.SECTION,) * len(article.sections)
        return Selection(article.sections, kinds, descriptions="descriptions" in form.appendices)
    brief = article.meta.brief
    if brief is None:
        sentence = f"the format “{form.name}” prints a brief, and the article has none"
        refuse(DANGLING, article.meta.at("formats"), sentence, "add brief: to article.yaml")
    sections = tuple(_sections(article, brief, Labels(article.meta.language)))
    return Selection(
        tuple(section for _, section in sections),
        tuple(kind for kind, _ in sections),
        imprint=False,
        descriptions=False,
        provenance=False,
        abbreviations=False,
        colophon=False,
        brief=brief,
    )


def _sections(article: Article, brief: Brief, labels: Labels) -> Iterator[tuple[PartKind, Section]]:
    """Yield the parts of the brief as sections, made of the blocks that authors use themselves."""
    summary: list[Block] = [Directive("lead", body=(Para(brief.standfirst.inlines, brief.standfirst.place),))]
    summary += [key_figure(article, ref, labels) for ref in brief.key_figures]
    if brief.chart is not None:
        options = (("caption", brief.care),) if brief.care else ()
        summary.append(Directive("chart", (brief.chart,), options))
    yield PartKind.SUMMARY, Section("brief", (Typed(article.meta.title),), tuple(summary), place=brief.place)
    if known := tuple(_known(article, brief)):
        yield PartKind.KNOWN, _section("brief-known", labels.gettext("What is known"), known, brief.place)
    if brief.events:
        events = (_named("timeline", brief.events),)
        yield PartKind.TIMELINE, _section("brief-timeline", labels.gettext("Timeline"), events, brief.place)
    sides: tuple[Block, ...] = tuple(_named("statement", group) for group in _groups(article, brief))
    if brief.accounts:
        sides = (*sides, _named("accounts", brief.accounts))
    if sides:
        yield PartKind.ACCOUNTS, _section("brief-accounts", labels.gettext("Where accounts differ"), sides, brief.place)


def _section(id_: str, title: str, blocks: tuple[Block, ...], place: Place) -> Section:
    return Section(id_, (Typed(title),), blocks, place=place)


def _named(name: str, refs: tuple[str, ...]) -> Directive:
    return Directive(name, tuple(refs))


def _groups(article: Article, brief: Brief) -> Iterator[tuple[str, ...]]:
    """Yield the brief's statements in their order, each together with the one that it answers or stands against."""
    waiting = [str(ref) for ref in brief.statements]
    while waiting:
        first = waiting.pop(0)
        partner = next((other for other in waiting if _belong(article, first, other)), None)
        if partner is None:
            yield (first,)
            continue
        waiting.remove(partner)
        answered = first in _related(article, partner)
        yield (first, partner) if answered else (partner, first)


def _belong(article: Article, one: str, other: str) -> bool:
    return other in _related(article, one) or one in _related(article, other)


def _related(article: Article, id_: str) -> set[str]:
    statement = article.statements.get(id_)
    found = (statement.answers, statement.contradicts, statement.set_beside) if statement else ()
    return {str(ref) for ref in found if ref}


def _known(article: Article, brief: Brief) -> Iterator[Block]:
    for matter in brief.known:
        yield SectionHeading(3, (Typed(matter.title),))
        yield Para(matter.text.inlines, matter.text.place)
    for section in article.sections:
        leads = [block for block in section.blocks if isinstance(block, Directive) and block.name == "lead"]
        if section.id in brief.text and leads:
            yield SectionHeading(3, section.title)
            yield from (inner for lead in leads for inner in lead.body)


def key_figure(article: Article, ref: str, labels: Labels, *, cited: bool = True) -> Directive:
    """Return a key figure with what was counted on lines of its own; below, when, who says so, and, where `cited`, the source."""
    record = need(article, ref)
    between = partial(separator, tag=article.meta.language)
    what: str | None = None
    told: list[list[Inline]] = []
    dated = isinstance(record, Observation | Fact) and date_of(article, ref) is not None
    if dated:
        told.append([RoleCall("date", ref)])
    if isinstance(record, Observation):
        what = capital(article.series[ref.partition(".")[0]].counted(record))
        told.append([Typed(record.reported)])
    elif isinstance(record, Fact):
        what = record.what
        if record.by is not None:
            told.append([Typed(need_party(article, record.by).name)])
        elif not (record.basis or record.derived):
            told.append([Typed(labels.gettext("the source itself"))])
    words: list[Inline] = []
    if what:
        comma = between(", " if dated else "; ").rstrip()
        words = [Typed(_held(what) + comma), HardBreak()] if told else [Typed(_held(what))]
    for number, piece in enumerate(told):
        words += [Typed(between("; ")), *piece] if number else piece
    source = (RoleCall("cite", ref),) if cited else ()
    return Directive("key-figure", (ref,), _as_in_text(article, ref), (Para((*words, *source)),))


def _as_in_text(article: Article, ref: str) -> tuple[tuple[str, Prose], ...]:
    """Return the form of the same key figure in the sections, where it has one: the brief sets no number longer than they do."""
    for block in (block for section in article.sections for block in section.blocks):
        if isinstance(block, Directive) and block.name == "key-figure" and block.arguments == (ref,):
            return tuple(option for option in block.options if option[0] == "form")
    return ()


def _held(text: str) -> str:
    """Return text of four words or more with its last two held together, so that a narrow column doesn't end in one word."""
    head, _, last = text.rpartition(" ")
    return f"{head}{NBSP}{last}" if head.count(" ") > 1 else text
