"""{ref}: that what it points at is somewhere in the sections."""

from __future__ import annotations

from collections.abc import Iterator

from report.lint.references import nearest
from report.model.anchors import anchors
from report.model.prose import Directive
from report.model.slugs import slug
from report.model.survey import Survey
from report.model.survey.walk import GAP, piece
from report.problems import Problem, Rule, Severity

DANGLING_CROSS_REFERENCE = Rule(
    "CLM-108",
    Severity.ERROR,
    "Cross-reference to nothing",
    "{ref} takes the id of a section, a heading, an account, or of what a chart, table, image or timeline directive prints: its "
    ":id:, or else the id of its series, its image or its first bar. A record is a target only where a directive prints it: a "
    "series that has no chart and no table has no place to point at.",
)


def targets(survey: Survey) -> set[str]:
    """Return everything that {ref} may point at.

    A heading without an id of its own has one made from its words. One that has a role in it can't be pointed at: its
    words change with the record.
    """
    found = {section.id for section in survey.article.sections}
    for spot in survey.spots:
        if isinstance(spot.block, Directive):
            found.update(anchors(spot.block, survey.article))
            continue
        words = piece(spot.block.own or spot.block.inlines, "", spot.block.place)
        found.add(spot.block.id or ("" if GAP in words.text else slug(words.text)))
    return found - {""}


def dangling_cross_reference(survey: Survey) -> Iterator[Problem]:
    """Find {ref} to what isn't in the sections."""
    roles = [role for part in survey.pieces for role in part.roles if role.name == "ref"]
    known = targets(survey) if roles else set()
    for role in roles:
        target = role.target.strip()
        if target in known or survey.left_out(target):
            continue
        close = nearest(target, sorted(known))
        if kind := survey.kinds.get(target):
            sentence = f"{{ref}} points at the {kind} “{target}”, which no directive prints"
            hint = "print it with a directive, or point at the section that tells of it"
        else:
            sentence = f"{{ref}} points at “{target}”, which is nowhere in the sections"
            hint = f"did you mean “{close}”?" if close else "name a section, a heading's {#id}, or what a directive prints"
        yield DANGLING_CROSS_REFERENCE.at(role.place, sentence, hint=hint)
