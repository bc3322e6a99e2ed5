"""A small article without problems, made from records, and the means to break it in one place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from report.lint import lint
from report.model.article import Article, ArticleFile
from report.model.events import Event
from report.model.evidence import Fact, Series
from report.model.glossary import Term
from report.model.images import Image
from report.model.people import Party
from report.model.prose import Block, Directive, Inline, Para, Prose, RoleCall, Section, SectionHeading, Typed
from report.model.reading import Ref
from report.model.sources import Source
from report.model.statements import Account, Statement
from report.problems import Place, Problem

FILE = "sections/main.md"
_ROLE = re.compile(r"\{([a-z]+)\}`([^`]*)`")


def at(line: int, column: int = 1, path: str = FILE) -> Place:
    return Place(path, line, column)


def ref(id_: str, line: int = 1, path: str = "records.yaml") -> Ref:
    return Ref(id_, Place(path, line, 9))


def inlines(text: str, line: int = 1) -> tuple[Inline, ...]:
    """Read text with roles in it; columns count from 1."""
    found: list[Inline] = []
    end = 0
    for role in _ROLE.finditer(text):
        if role.start() > end:
            found.append(Typed(text[end : role.start()], at(line, end + 1)))
        found.append(RoleCall(role[1], role[2], at(line, role.start() + 1)))
        end = role.end()
    if text[end:]:
        found.append(Typed(text[end:], at(line, end + 1)))
    return tuple(found)


def words(text: str, line: int = 1) -> Prose:
    return Prose(text, inlines(text, line), at(line))


def paragraph(text: str, line: int = 10) -> Para:
    return Para(inlines(text, line), at(line))


def heading(text: str, id_: str = "", line: int = 10) -> SectionHeading:
    return SectionHeading(2, inlines(text, line), id_, at(line))


def directive(name: str, *arguments: str, line: int = 10, body: tuple[Block, ...] = (), **options: str) -> Directive:
    given = tuple((key, words(value, line + 1)) for key, value in options.items())
    return Directive(name, arguments, given, body, at(line))


def _keyed(kind: type, id_: str, line: int, given: dict[str, Any]) -> Any:
    return kind(**given, id=id_, place=Place("records.yaml", line, 1))


def source(id_: str, *, line: int = 1, **given: Any) -> Source:
    return _keyed(Source, id_, line, {"type": "report"} | given)


def party(id_: str, *, line: int = 1, **given: Any) -> Party:
    return _keyed(Party, id_, line, {"kind": "person", "name": "Somebody"} | given)


def fact(id_: str, *, line: int = 1, **given: Any) -> Fact:
    usual: dict[str, Any] = {"what": "Something"}
    if "derived" not in given:
        usual["source"] = "origin"
    if not {"quantity", "words", "derived"} & given.keys():
        usual |= {"words": "as told"}
    return _keyed(Fact, id_, line, usual | given)


def event(id_: str, *, line: int = 1, **given: Any) -> Event:
    usual: dict[str, Any] = {"title": "It happens", "what": "Something happens.", "source": "origin"}
    return _keyed(Event, id_, line, usual | ({} if "when" in given else {"date": "2023-06-20"}) | given)


def statement(id_: str, *, line: int = 1, **given: Any) -> Statement:
    usual: dict[str, Any] = {"speaker": "speaker", "source": "origin"}
    return _keyed(Statement, id_, line, usual | ({} if "exact" in given else {"paraphrase": "It was so."}) | given)


def observation(*, line: int = 1, **given: Any) -> dict[str, Any]:
    usual = {"date": "2018", "quantity": "2300", "basis": "living", "by": "speaker", "reported": "one report", "source": "origin"}
    return usual | given | {"place": Place("series/count.yaml", line, 3)}


def series(id_: str = "count", *, line: int = 1, **given: Any) -> Series:
    usual = {
        "title": "Members",
        "unit": "member|members",
        "bases": {
            "living": {"counted": "members living there", "label": "living there"},
            "agreed": {"counted": "places agreed", "label": "agreed"},
        },
        "observations": {
            "y2013": observation(date="2013", quantity="3000", basis="agreed"),
            "y2018": observation(),
            "y2022": observation(date="2022", quantity="3100"),
        },
        "chart": {"title": "Figures of two kinds", "subtitle": "Members"},
    }
    return _keyed(Series, id_, line, usual | given)


def account(id_: str, *sides: Any, line: int = 1, **given: Any) -> Account:
    return _keyed(Account, id_, line, {"matter": "Who did it", "sides": sides} | given)


def term(id_: str, name: str, **given: Any) -> Term:
    return _keyed(Term, id_, 1, {"term": name} | given)


def image(id_: str, **given: Any) -> Image:
    usual = {"file": "gate.jpg", "credit": "A photographer", "rights": "CC BY", "alternative_text": "A gate"}
    return _keyed(Image, id_, 1, usual | given)


def meta(**given: Any) -> ArticleFile:
    usual: dict[str, Any] = {
        "id": "sample", "title": "A sample", "subtitle": "Of an article", "summary": "What it says.", "language": "en-GB",
        "publisher": "Nobody",
        "rights": {"licence": "CC0-1.0", "name": "CC0", "holder": "Nobody", "statement": "Take it."},
        "edition": {"number": "1", "date": "2026-11-23"}, "sections": ["main"],
        "place": Place("article.yaml", 1, 1),
    }  # fmt: skip
    return ArticleFile(**(usual | given))


USES = (
    "There were {value}`count.y2018` members, {value}`area` of land and {value}`dead` dead. It began in {date}`move` and ended "
    "on {date}`raid`. Somebody said {quote}`said`.{cite}`said`"
)


def make(*blocks: Block, text: str = "", title: str = "Main", footnotes: Any = (), **given: Any) -> Article:
    """Return the sample with these blocks, or a paragraph of this text (line 10), added; records are added by kind.

    `series` takes one series instead of the usual one; `meta` gives fields of article.yaml.
    """
    own = (*blocks, *((paragraph(text),) if text else ()))
    section = Section("main", inlines(title, 1), (paragraph(USES, 3), *own), footnotes, at(1))
    article = Article(
        folder="sample",
        meta=meta(**given.pop("meta", {})),
        sources=_by_id(source("origin"), *given.pop("sources", ())),
        people=_by_id(party("speaker"), *given.pop("people", ())),
        series=_by_id(given.pop("series", None) or series()),
        facts=_by_id(
            fact("area", what="Area", quantity="34", unit="hectare"),
            fact("dead", what="Dead", quantity="1", unit="death|deaths"),
            *given.pop("facts", ()),
        ),
        events=_by_id(event("move", date="2013"), event("raid"), *given.pop("events", ())),
        statements=_by_id(statement("said", exact="We went in by night"), *given.pop("statements", ())),
        accounts=_by_id(*given.pop("accounts", ())),
        glossary=_by_id(*given.pop("glossary", ())),
        images=_by_id(*given.pop("images", ())),
        sections=(section,),
    )
    return replace(article, **given)


def _by_id(*records: Any) -> dict[str, Any]:
    return {record.id: record for record in records}


def ids(problems: list[Problem]) -> list[str]:
    return [problem.rule for problem in problems]


def only(article: Article) -> Problem:
    """Return the one problem that lint finds."""
    problems = lint(article)
    assert len(problems) == 1, [f"{p} ({p.hint})" for p in problems]
    return problems[0]


def clean(article: Article) -> bool:
    """Tell that lint finds nothing; the assertion shows what it found."""
    assert [f"{p} ({p.hint})" for p in lint(article)] == []
    return True
