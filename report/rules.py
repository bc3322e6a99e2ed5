"""Every rule there is, for `report explain`: imports the modules that declare rules, none of which is heavy."""

from __future__ import annotations

from importlib import import_module

from report.problems import Rule, known_rules

DECLARING = (
    "report.load", "report.lint", "report.compose.lookup", "report.figure_rules",
    "report.output.pdf", "report.output.pdf.pages",
    "report.verify", "report.new", "report.delivery", "report.cluster",
    "report.workroom", "report.writing", "report.hold", "report.bounds",
    "report.limits", "report.theme", "report.tokens", "report.fonts", "report.resources",
    "report.copies.rules",
)  # fmt: skip


def all_rules() -> dict[str, Rule]:
    """Return every rule by id, in order."""
    for module in DECLARING:
        import_module(module)
    return known_rules()
