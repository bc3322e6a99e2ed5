"""Every rule there is, for `report explain`: imports the modules that declare rules, none of which is heavy."""

from __future__ import annotations

from importlib import import_module

from report.output.family import families
from report.problems import Rule, known_rules

DECLARING = (
    "report.load",
    "report.lint",
    "report.compose.lookup",
    "report.compose.figures.marks",
    "report.compose.figures.multiples",
    "report.compose.figures.slope",
    "report.figures.rules",
    "report.verify",
    "report.command_line.new",
    "report.preview.rules",
    "report.build.check",
    "report.build.delivery",
    "report.build.workers.cluster",
    "report.system.writing",
    "report.system.hold",
    "report.system.bounds",
    "report.limits",
    "report.look.theme",
    "report.look.tokens",
    "report.look.fonts",
    "report.intake.warehouse",
    "report.copies.rules",
    "report.intake.images.rules",
)


def all_rules() -> dict[str, Rule]:
    """Return every rule by id, in order."""
    for module in (*DECLARING, *(module for family in families().values() for module in family.declaring)):
        import_module(module)
    return known_rules()
