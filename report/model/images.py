"""Photographs, maps and logos."""

from __future__ import annotations

from report.model.fields import Keyed, Name, ProseField, Said, SourceRefs, Words


class Image(Keyed):
    """A photograph, a map or a logo in the article's folder."""

    file: Words
    credit: Name
    """Who made it: as printed, or an id of people.yaml."""
    rights: Said
    alternative_text: ProseField
    title: ProseField | None = None
    caption: ProseField | None = None
    long_description: ProseField | None = None
    source: SourceRefs = ()
