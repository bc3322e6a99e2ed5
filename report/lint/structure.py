"""The article as a whole: sections that the brief names, and records that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from report.model.grammar import KINDS
from report.model.survey import Survey
from report.problems import Problem, Rule, Severity

UNKNOWN_SECTION = Rule(
    "STR-101",
    Severity.ERROR,
    "Brief names a section that isn't there",
    "`text:` in the brief lists sections whose leads the brief prints. Each must be a section of the article.",
)
UNUSED_EVIDENCE = Rule(
    "STR-102",
    Severity.WARNING,
    "Source or statement that nothing uses",
    "A source in sources.yaml that no record and no note names, or a statement that is printed nowhere, is either left over or "
    "was forgotten. Being answered or contradicted isn't being printed.",
)
UNUSED_RECORD = Rule(
    "STR-103",
    Severity.NOTE,
    "Record that nothing uses",
    "An event, a fact or a series that appears nowhere in the publication. It does no harm, may be meant for later, and no copy "
    "carries it. An account is printed in any case: in the appendix of the full report, where no section has it.",
)


def unknown_section(survey: Survey) -> Iterator[Problem]:
    """Find sections that the brief names and the article lacks."""
    brief = survey.article.meta.brief
    known = [section.id for section in survey.article.sections]
    for id_ in brief.text if brief else ():
        if id_ not in known and not survey.left_out(id_):
            assert brief is not None
            hint = f"name one of these: {', '.join(known)}"
            yield UNKNOWN_SECTION.at(brief.place, f"the brief names the section “{id_}”, which isn't there", hint=hint)


def _unused(survey: Survey, as_what: str) -> Iterator[tuple[str, str]]:
    if survey.article.left_out:
        return  # what the missing records use can't be known
    used = {naming.target for naming in survey.namings if naming.uses}
    used |= {id_.partition(".")[0] for id_ in used}
    kinds = {kind for kind, one in KINDS.items() if one.unused == as_what}
    yield from ((id_, kind) for id_, kind in survey.kinds.items() if kind in kinds and id_ not in used)


def unused_evidence(survey: Survey) -> Iterator[Problem]:
    """Find sources and statements that nothing uses."""
    for id_, kind in _unused(survey, "forgotten"):
        if id_ in survey.article.entries:  # a library has more than an article needs
            continue
        record = survey.article.find(id_)
        assert record is not None
        how = "name it under source: or by {cite},"
        if kind == "statement":
            how = "print it by a directive, or cite it where the text tells of it,"
        yield UNUSED_EVIDENCE.at(record.place, f"nothing uses the {kind} “{id_}”", hint=f"{how} or take it out")


def unused_record(survey: Survey) -> Iterator[Problem]:
    """Find other records that nothing uses."""
    for id_, kind in _unused(survey, "spare"):
        record = survey.article.find(id_)
        assert record is not None
        yield UNUSED_RECORD.at(record.place, f"nothing uses the {kind} “{id_}”", hint="use it, or take it out")
