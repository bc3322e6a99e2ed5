"""Quotations: only from statements, and word for word as in the source text where the article keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.lint.names import titles
from report.lint.quotation import Passage, contains, nearest_passage, normalise
from report.model.grammar import targets
from report.model.survey import Survey
from report.model.survey.walk import GAP, InlineRun
from report.problems import Problem, Rule, Severity

TYPED_QUOTATION = Rule(
    "CLM-131",
    Severity.WARNING,
    "Quotation typed by hand",
    "Words in quotation marks are somebody's words. They belong into statements.yaml, with who said them and where, and "
    "reach prose by {quote}; then they can be checked, and can't change by accident. A single word in quotation marks is a "
    "quotation, too, or it takes a distance that the text should give a reason for. Names and titles of the article's own "
    "records may stand in quotation marks.",
)
INEXACT_WORDS = Rule(
    "CLM-132",
    Severity.ERROR,
    "Exact words that the source text doesn't have",
    "Where the article keeps a source text (texts/<source>.txt), exact words are looked for in it. Quotation marks of any "
    "kind, spaces and soft hyphens may differ. What you change stands in square brackets, what you leave out is marked by an "
    "ellipsis; everything else is verbatim.",
)
UNNOTED_QUOTATION = Rule(
    "CLM-133",
    Severity.WARNING,
    "Quotation without a note",
    "Whoever reads a quotation finds its source in one step. A {quote} in a sentence needs a {cite} in the same paragraph, of "
    "the statement or of anything else that comes from the same source. A statement, an event or an account that quotes has "
    "its own note in print, which names its own source.",
)

QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|„([^“”„]*)[“”]|«([^«»]*)»")
"""A passage in double quotation marks."""
_PRINTED = frozenset({"standfirst", "text", "care"})
"""Fields of article.yaml whose prose the brief prints with notes."""


def quoted(part: InlineRun) -> Iterator[tuple[int, int, str]]:
    """Yield where each passage in double quotation marks begins and ends, marks included, and what stands inside."""
    for found in QUOTED.finditer(part.text):
        yield found.start(), found.end(), next((group for group in found.groups() if group is not None), "")


def bare(text: str) -> str:
    """Return words as they are compared: without case, and without the marks around them."""
    return normalise(text).strip("' .,;:!?").casefold()


def typed_quotation(survey: Survey) -> Iterator[Problem]:
    """Find passages in quotation marks that don't come from a statement."""
    own: set[str] | None = None
    for part in survey.pieces:
        if part.label:
            continue
        for start, _, words in quoted(part):
            own = own if own is not None else {bare(title) for title in titles(survey.article)}
            plain = bare(words)
            if plain in own:
                continue
            shown = " ".join(words.replace(GAP, "…").split())
            if not plain.replace(GAP.casefold(), "").strip():
                hint = "leave the quotation marks out; {quote} prints its own, and other roles need none"
            else:
                held = (s.id for s in survey.article.statements.values() if s.exact and contains(bare(s.exact), plain))
                known = next(held, "")
                hint = f"write {{quote}}`{known}`" if known else "add the words to statements.yaml as exact:, and write {quote}"
            yield TYPED_QUOTATION.at(part.at(start), f"“{shown}” stands in quotation marks in {part.where}", hint=hint)


def unnoted_quotation(survey: Survey) -> Iterator[Problem]:
    """Find quotations whose paragraph, or whose record, names their source nowhere."""
    for part in survey.pieces:
        quotes = [role for role in part.roles if role.name == "quote"]
        if not quotes or not (part.owner or part.section or part.field in _PRINTED):
            continue
        cited = [target.id for role in part.roles if role.name == "cite" for target in targets("cite", role.target)]
        beside = set(cited).union(*(_sources(survey, id_) for id_ in (*cited, part.owner)))
        for role in quotes:
            id_ = targets("quote", role.target)[0].id
            statement = survey.article.statements.get(id_)
            if statement is None or not statement.exact or not statement.source or beside.intersection(statement.source):
                continue
            sentence = f"the words of “{id_}” in {part.where} have no note with their source"
            yield UNNOTED_QUOTATION.at(role.place, sentence, hint=f"write {{cite}}`{id_}` at the end of its sentence")


def _sources(survey: Survey, id_: str) -> tuple[str, ...]:
    return tuple(map(str, getattr(survey.article.find(id_), "source", ())))


def inexact_words(survey: Survey) -> Iterator[Problem]:
    """Find exact words that stand in none of the source texts that the article keeps for them."""
    texts: dict[str, str] = {}
    for statement in survey.article.statements.values():
        kept = [source for source in statement.source if source in survey.article.texts]
        if statement.exact is None or not kept:
            continue
        for source in kept:
            texts.setdefault(source, normalise(survey.article.texts[source]))
        if any(contains(texts[source], statement.exact) for source in kept):
            continue
        passages = [(source, passage) for source in kept if (passage := nearest_passage(texts[source], statement.exact))]
        passages.sort(key=lambda found: len(found[1].differences))
        where = " or ".join(f"texts/{source}.txt" for source in kept)
        sentence = f"the exact words of “{statement.id}” are not in {where}"
        if passages:
            hint = _difference(*passages[0])
        else:
            hint = "nothing there is like them; quote what the text has, or keep a paraphrase only"
        yield INEXACT_WORDS.at(statement.place, sentence, hint=hint)


def _difference(source: str, passage: Passage) -> str:
    changes = "; ".join(
        f"“{there}” there, “{here}” here" if here and there else f"“{there}” there only" if there else f"“{here}” here only"
        for here, there in passage.differences
    )
    return f"the nearest passage in texts/{source}.txt reads “{passage.text}” ({changes or 'the same words inside longer ones'})"
