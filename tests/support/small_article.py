"""A small article made of model objects, with one of everything that composition knows; nothing is read from disk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from report.markup import At, marker, notes
from report.model.article import Article, ArticleFile
from report.model.document import Document, Part, PartKind
from report.model.events import Event
from report.model.evidence import Fact, Series
from report.model.format import Format
from report.model.glossary import Term
from report.model.images import Image
from report.model.people import Party
from report.model.prose import (
    Block,
    Directive,
    Emph,
    FootnoteReference,
    Inline,
    MarkdownList,
    Para,
    PlainTable,
    Prose,
    QuoteBlock,
    RoleCall,
    Section,
    SectionHeading,
    Typed,
)
from report.model.sources import Source
from report.model.statements import Account, Statement

A4 = Format.model_validate(
    {
        "name": "a4",
        "medium": "pdf",
        "title": "A4 report",
        "standard": "ua-1+a-3a",
        "page": {"width": 210, "height": 297, "head": 26, "foot": 25, "left": 22, "right": 21},
        "text": {"base": 10, "floor": 7, "leading": 1.4},
        "chart": {"width": 120, "ratio": 0.5, "base": 8},
    }
)
BRIEF = A4.model_copy(update={"name": "brief", "content": "brief"})


def run(*pieces: str | Inline) -> tuple[Inline, ...]:
    """Return inlines: plain strings are text, `value:id` in a Role is left to the caller."""
    return tuple(Typed(piece) if isinstance(piece, str) else piece for piece in pieces)


def prose(*pieces: str | Inline) -> Prose:
    """Return a prose field."""
    return Prose("…", run(*pieces))


def keyed(kind: Any, **records: dict[str, Any]) -> dict[str, Any]:
    """Return records of a kind by id; underscores in keywords stand for hyphens."""
    found = {name.replace("_", "-"): values for name, values in records.items()}
    return {id_: kind.model_validate({"id": id_, **values}) for id_, values in found.items()}


def option(**options: str | Prose) -> tuple[tuple[str, Prose], ...]:
    """Return a directive's options."""
    return tuple((name, Prose.plain(value) if isinstance(value, str) else value) for name, value in options.items())


SOURCES = keyed(
    Source,
    gazette={
        "type": "article-newspaper",
        "title": "Bridges of the valley",
        "container_title": "The Gazette",
        "issued": "2019-05-03",
    },
    survey={"type": "report", "author": "ortiz", "issued": "2018", "via": "gazette"},
    film={"type": "motion_picture", "title": "Der Fluss", "language": "de", "URL": "https://example.org/film"},
    unused={"type": "book", "title": "Never cited"},
)
PEOPLE = keyed(
    Party,
    ortiz={"kind": "person", "name": "Ana Ortiz", "short": "Ortiz", "sort": "Ortiz, Ana", "roles": [{"title": "engineer"}]},
    board={"kind": "body", "name": "Valley Water Board", "abbreviation": "VWB"},
    ferrymen={"kind": "group", "name": "Several ferrymen"},
)
BASES = {
    "counted": {"counted": "walkers who crossed", "label": "counted"},
    "planned": {"counted": "walkers whom the plan allowed for", "label": "planned for"},
}
OBSERVATIONS = {
    "2015": {"date": "2015", "quantity": "400", "basis": "planned", "by": "board", "reported": "the board", "source": "gazette"},
    "2017": {
        "date": "2017-06",
        "quantity": {"number": "310", "qualifier": "about"},
        "basis": "counted",
        "by": "ortiz",
        "reported": "an engineer",
        "source": "survey",
        "at": "page 4",
    },
    "2018": {
        "date": "2018",
        "quantity": {"number": "350", "upper": "360"},
        "basis": "counted",
        "by": "ortiz",
        "reported": "an engineer",
        "source": "survey",
    },
}
SERIES = keyed(
    Series,
    walkers={
        "title": "Walkers on the bridge",
        "unit": "walker|walkers",
        "bases": BASES,
        "observations": {key: {"id": key, **values} for key, values in OBSERVATIONS.items()},
        "chart": {
            "title": Prose.plain("Walkers, planned and counted"),
            "subtitle": Prose.plain("Walkers a day"),
            "events": ["opening"],
        },
    },
)
FACTS = keyed(
    Fact,
    meadow={"what": "Area of the meadow", "quantity": {"number": "34"}, "unit": "hectare", "source": "gazette", "at": "page 2"},
    meadow_acres={"what": "Area in acres", "derived": {"by": "convert", "of": "meadow"}, "unit": "acre"},
    toll={"what": "Toll", "quantity": {"number": "30000"}, "unit": "ALL", "per": "month", "by": "board", "source": "gazette"},
    hurt={
        "what": "Walkers hurt",
        "quantity": {"number": "1", "qualifier": "at least"},
        "unit": "walker|walkers",
        "source": "gazette",
    },
    keeper={"what": "Who keeps the bridge", "words": "the board keeps it", "source": "survey", "date": "2018"},
)
EVENTS = keyed(
    Event,
    opening={"date": "2016-04-09", "title": "Bridge opens", "what": prose("The bridge opens."), "source": "gazette"},
    flood={"date": "2014", "title": "Flood", "what": prose("The river floods."), "source": "survey", "at": "page 1"},
    closure={
        "when": {"words": "a week later", "after": "opening"},
        "title": "Bridge closes",
        "what": prose("It closes."),
        "source": "gazette",
    },
    markets={"date": "2016/..", "title": "Markets", "what": prose("Markets are held."), "source": "gazette"},
)
STATEMENTS = keyed(
    Statement,
    complaint={
        "speaker": "ferrymen",
        "paraphrase": prose("The bridge took their trade."),
        "hedge": "alleged",
        "via": "ortiz",
        "date": "2018",
        "source": "survey",
    },
    reply={
        "speaker": "board",
        "exact": "Ferries were ‘free’ to stay",
        "answers": "complaint",
        "source": "gazette",
        "at": "page 3",
    },
    motto={
        "speaker": "board",
        "exact": "a bridge for all",
        "paraphrase": prose("It is ", RoleCall("quote", "motto")),
        "source": "gazette",
    },
)
ACCOUNTS = keyed(
    Account,
    who_keeps={
        "matter": "Who keeps the bridge",
        "sides": ["keeper", {"record": "complaint"}, {"record": "flood", "label": "In the survey"}, "walkers.2017"],
        "note": prose("Nothing settles it."),
    },
)
GLOSSARY = keyed(Term, ura={"term": "پل", "language": "fa"}, dn={"term": "DN", "expansion": "nominal diameter"})
IMAGES = keyed(
    Image,
    view={
        "file": "images/view.png",
        "credit": "A. Ortiz",
        "rights": "CC0",
        "alternative_text": prose("The bridge from the south"),
        "title": prose("The bridge"),
        "long_description": prose("Three arches."),
        "source": "gazette",
    },
)

BRIDGE: tuple[Block, ...] = (
    Directive("lead", body=(Para(run("A bridge that 'everybody' crosses -- or nearly so.")),)),
    Para(
        run(
            "The ",
            RoleCall("term", "board"),
            " keeps a meadow of ",
            RoleCall("value", "meadow"),
            " (",
            RoleCall("value", "meadow-acres"),
            ").",
            RoleCall("cite", "meadow"),
            " The ",
            RoleCall("term", "board"),
            " asks ",
            RoleCall("value", "toll"),
            "; ",
            RoleCall("value", "hurt"),
            " walker was hurt. ",
            RoleCall("term", "ura"),
            RoleCall("cite", "hurt, survey"),
        )
    ),
    SectionHeading(2, run("What ", RoleCall("term", "ortiz"), " counted"), "counts"),
    Para(
        run(
            "As ",
            RoleCall("ref", "walkers"),
            " shows,",
            FootnoteReference("a"),
            " ",
            RoleCall("value", "walkers.2017|unit"),
            " came.",
        )
    ),
    Directive("chart", ("walkers",)),
    Directive("table", ("walkers",), option(caption="Walkers")),
    Directive("table", ("meadow", "meadow-acres", "hurt", "keeper"), option(caption="Facts")),
    PlainTable((run("Arch"), run("Width")), ((run("North"), run("wide")),), ("", "right")),
    Directive("key-figure", ("hurt",), body=(Para(run("hurt on the first day")),)),
    MarkdownList(True, ((Para(run("first")),), (Para(run("second")),)), start=3),
    QuoteBlock((Para(run("set apart")),)),
    Directive("note", ("How", "to", "read"), body=(Para(run("With ", Emph(run("care")), ".")),)),
)
VOICES: tuple[Block, ...] = (
    Para(
        run(
            RoleCall("term", "ortiz"),
            " and ",
            RoleCall("term", "ortiz"),
            " said ",
            RoleCall("quote", "motto"),
            ". See ",
            RoleCall("ref", "counts"),
        )
    ),
    Directive("statement", ("complaint", "reply")),
    Directive("statement", ("motto",)),
    Directive("accounts"),
    Directive("chart", (), option(form="timeline", title="Events", subtitle="All", id="events")),
    Directive("timeline"),
    Directive("image", ("view",)),
    SectionHeading(2, run("Details")),
    SectionHeading(3, run("Details")),
    Para(
        run(
            "Pipes of ",
            RoleCall("term", "dn"),
            " and a film.",
            RoleCall("cite", "film"),
            " On ",
            RoleCall("date", "opening"),
            ".",
        )
    ),
)
META = {
    "id": "bridge",
    "title": "The bridge",
    "native_title": {"text": "پل", "language": "fa"},
    "subtitle": prose("From ", RoleCall("date", "flood"), " on"),
    "summary": prose("What the ", RoleCall("term", "board"), " did."),
    "language": "en",
    "publisher": "Valley Press",
    "authors": ["B. Bell", "C. Cole"],
    "rights": {
        "licence": "CC0-1.0",
        "name": "Public domain",
        "url": "https://example.org/cc0",
        "holder": "Valley Press",
        "statement": prose("Free to use."),
    },
    "source_note": prose("This rests on a newspaper."),
    "edition": {
        "number": "2",
        "date": "2020-01-05",
        "changes": [{"kind": "correction", "what": prose("The toll."), "why": prose("It was wrong.")}],
    },
    "sections": ["bridge-itself", "voices"],
    "brief": {
        "standfirst": prose("In short."),
        "key_figures": ["walkers.2018", "meadow"],
        "chart": "walkers",
        "events": ["flood", "closure"],
        "accounts": ["who-keeps"],
        "statements": ["reply"],
        "text": ["bridge-itself"],
    },
}


def small_article(*, language: str = "en", sections: tuple[Section, ...] | None = None, **records: Any) -> Article:
    """Return the article, in another language or with other sections and records where given."""
    usual = (
        Section(
            "bridge-itself", run("The bridge of ", RoleCall("date", "opening|year")), BRIDGE, (("a", (Para(run("Or so.")),)),)
        ),
        Section("voices", run("Voices"), VOICES),
    )
    held: dict[str, Any] = {
        "sources": SOURCES,
        "people": PEOPLE,
        "series": SERIES,
        "facts": FACTS,
        "events": EVENTS,
        "statements": STATEMENTS,
        "accounts": ACCOUNTS,
        "glossary": GLOSSARY,
        "images": IMAGES,
    }
    meta = ArticleFile.model_validate({**META, "language": language})
    return Article("bridge", meta, sections=usual if sections is None else sections, **{**held, **records})


def with_blocks(*blocks: Block, **records: Any) -> Article:
    """Return the article with one section of these blocks, and no brief."""
    article = small_article(sections=(Section("only", run("Only"), blocks),), **records)
    return replace(article, meta=article.meta.model_copy(update={"brief": None}))


def first_section(document: Document) -> Part:
    """Return the first part that is a section of the author's."""
    return next(part for part in document.parts if part.kind is PartKind.SECTION)


def in_book(document: Document) -> At:
    """Return where markup of the document is made for in an e-book that is one file."""
    caps, words = marker(document), dict(document.words)
    return At(xml=True, words=words, href=str, picture=str, size=lambda _: "", notes=notes(document), caps=caps)
