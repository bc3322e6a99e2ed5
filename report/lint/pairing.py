"""Statements that belong together: an answer and what it answers are printed both, or neither."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from report.model.survey import Naming, Survey
from report.problems import Place, Problem, Rule, Severity

UNPAIRED_STATEMENT = Rule(
    "CLM-141",
    Severity.ERROR,
    "Statement without the one that belongs to it",
    "Who prints what somebody says also prints what was answered, and never an answer without what it answers. The same "
    "holds for statements that contradict each other or are set side by side. A statement counts as printed where a "
    "directive or {quote} shows it, or an account has it as a side: an account that no section prints stands in an appendix of "
    "the full report. The full report is looked at as a whole, and the brief by itself.",
)

RELATIONS = {
    "answers": ("answers “{other}”", "is answered by “{other}”"),
    "contradicts": ("contradicts “{other}”", "is contradicted by “{other}”"),
    "set_beside": ("is set beside “{other}”", "is set beside “{other}”"),
}
"""How a statement stands to the one that it names, and the other way round."""


def _printed(survey: Survey, chosen: Callable[[Naming], bool], *, accounts: bool) -> dict[str, Place]:
    """Return the statements that are printed, each with the first place that prints it; with `accounts`, all of these are.

    What a printed record says in its own fields is printed with it, and so are the sides of an account.
    """
    places: dict[str, Place] = {}
    waiting = [(naming.target, naming.place) for naming in survey.namings if chosen(naming)]
    waiting += [(id_, account.place) for id_, account in survey.article.accounts.items()] if accounts else []
    while waiting:
        id_, place = waiting.pop(0)
        if id_ in places:
            continue
        places[id_] = place
        if account := survey.article.accounts.get(id_):
            waiting += [(str(side.record), place) for side in account.sides]
        waiting += [(naming.target, place) for naming in survey.namings if naming.owner == id_ and naming.role == "quote"]
    return {id_: place for id_, place in places.items() if id_ in survey.article.statements}


def _in_sections(naming: Naming) -> bool:
    return bool(naming.section) and (naming.role == "quote" or bool(naming.directive))


_BRIEF_PROSE = frozenset({"standfirst", "text", "care"})
"""Prose of the brief's own in article.yaml."""


def _in_brief(survey: Survey) -> Callable[[Naming], bool]:
    brief = survey.article.meta.brief
    leads = set(brief.text) if brief else set()

    def chosen(naming: Naming) -> bool:
        if naming.role == "quote":
            return (not naming.owner and naming.field in _BRIEF_PROSE) or (naming.section in leads and "lead" in naming.inside)
        return not naming.owner and naming.field in {"statements", "accounts", "events"}

    return chosen


def unpaired_statement(survey: Survey) -> Iterator[Problem]:
    """Find statements that are printed without what belongs to them."""
    if survey.article.left_out:
        return  # a section or a directive may be among what couldn't be read
    yield from _unpaired(survey, _printed(survey, _in_sections, accounts=True), "the full report")
    if survey.article.meta.brief:
        yield from _unpaired(survey, _printed(survey, _in_brief(survey), accounts=False), "the brief")


def _unpaired(survey: Survey, printed: dict[str, Place], where: str) -> Iterator[Problem]:
    statements = survey.article.statements
    for id_, statement in statements.items():
        for name, (forth, back) in RELATIONS.items():
            other = getattr(statement, name)
            if other is None or other == id_ or other not in statements or (id_ in printed) == (other in printed):
                continue
            here, missing, relation = (id_, str(other), forth) if id_ in printed else (str(other), id_, back)
            sentence = f"“{here}” stands in {where} and {relation.format(other=missing)}, which doesn't"
            hint = f"print “{missing}” too, as in :::{{statement}} {other} {id_}"
            if where == "the brief":
                hint = f"add “{missing}” to the brief's statements, or leave “{here}” out"
            yield UNPAIRED_STATEMENT.at(printed[here], sentence, hint=hint)
