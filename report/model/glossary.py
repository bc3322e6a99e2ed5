"""Words that an article explains."""

from __future__ import annotations

from report.model.fields import Keyed, Language, Remark, Said


class Term(Keyed):
    """An abbreviation, a name or a term; digits that belong to a name are free in prose."""

    term: Said
    expansion: Said | None = None
    language: Language | None = None
    note: Remark | None = None
    """For editors; printed nowhere."""
