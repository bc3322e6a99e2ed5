"""Parts of a document, their notes and the descriptions of figures as markup, for formats that have no pages of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from report import markup
from report.model.document import Figure, Matter, Part, PartKind
from report.output.targets import numbers_id

_CHAPTER = "chapter", "doc-chapter"
_KINDS = {
    PartKind.IMPRINT: ("imprint", ""),
    PartKind.GLANCE: ("abstract", "doc-abstract"),
    PartKind.CHANGES: ("preface", "doc-preface"),
    PartKind.SOURCES: ("bibliography", "doc-bibliography"),
    PartKind.DIFFERENCES: ("appendix", "doc-appendix"),
    PartKind.PROVENANCE: ("appendix", "doc-appendix"),
    PartKind.ABBREVIATIONS: ("glossary", "doc-glossary"),
    PartKind.COLOPHON: ("colophon", "doc-colophon"),
}
"""What a part is: its `epub:type`, and the role that says the same to assistive technology."""


def part_body(at: markup.At, part: Part, labels: Mapping[str, str]) -> str:
    """Return a part with its title, its blocks, and the notes that are called in it."""
    type_, role = _KINDS.get(part.kind, _CHAPTER)
    return markup.template(
        "epub/part.xhtml.j2",
        part=part,
        type=type_,
        role=role,
        labels=labels,
        at=at,
        language=at.language,
        title=Markup(markup.inlines(at, part.title)),
        blocks=Markup(markup.part(at, part)),
        notes=[(note, Markup(markup.inlines(at, note.inlines))) for note in part.notes],
    )


def numbers(at: markup.At, figure: Figure) -> Markup:
    """Return the table of a figure's data; nothing where it has none."""
    if not figure.data:
        return Markup()
    table = replace(figure.data, id=numbers_id(figure))
    return Markup(markup.part(at, Part(f"{figure.id}-data", PartKind.SECTION, Matter.BODY, (), (table,))))
