"""The book's content documents: cover, title page, parts with their notes, descriptions of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree
from markupsafe import Markup

from report import markup
from report.model.document import Document, Figure, Inlines, Matter, Part, PartKind
from report.model.figure import Picture
from report.output.epub import long_words, plan, tables, xhtml
from report.output.rendition import COVER_PICTURE

_KINDS = {
    PartKind.IMPRINT: ("imprint", ""),
    PartKind.GLANCE: ("abstract", "doc-abstract"),
    PartKind.CHANGES: ("preface", "doc-preface"),
    PartKind.SECTION: ("chapter", "doc-chapter"),
    PartKind.SOURCES: ("bibliography", "doc-bibliography"),
    PartKind.DIFFERENCES: ("appendix", "doc-appendix"),
    PartKind.PROVENANCE: ("appendix", "doc-appendix"),
    PartKind.ABBREVIATIONS: ("glossary", "doc-glossary"),
    PartKind.COLOPHON: ("colophon", "doc-colophon"),
}
"""What a part is: its `epub:type`, and the role that says the same to assistive technology."""


class Content:
    """Makes the content documents of one document, as trees by file name."""

    def __init__(self, document: Document, pictures: Mapping[str, Picture]) -> None:
        self.document = document
        self.pictures = pictures
        self.places = plan.Plan.of(document)
        self.labels = dict(document.words)
        self._caps = markup.marker(document)
        self._notes = markup.notes(document)

    def page(self, file: str, body: str, *, title: str, kind: str = "") -> etree._Element:
        """Return the tree of one file, `body` being finished markup."""
        tree = xhtml.document_tree(file, body, title=title, language=self.document.language, kind=kind)
        xhtml.set_languages(tree)
        xhtml.quieten_asides(tree)
        tables.prepare_for_stacking(tree)
        long_words.let_break(tree)
        return tree

    def front(self) -> dict[str, etree._Element]:
        """Return what stands before the parts: the cover, if there is a picture of it, and the title page."""
        cover = self.document.cover
        made: dict[str, etree._Element] = {}
        if COVER_PICTURE in self.pictures:
            said = [f"{self.labels['cover']}: {cover.title}", cover.subtitle, f"{cover.edition}, {cover.date}", cover.publisher]
            body = markup.template(
                "epub/cover.xhtml.j2",
                source=self._picture(COVER_PICTURE, plan.COVER),
                alternative_text=". ".join(filter(None, said)),
            )
            made[plan.COVER] = self.page(plan.COVER, body, title=self.labels["cover"], kind=Matter.FRONT)
        body = markup.template("epub/titlepage.xhtml.j2", cover=cover)
        made[plan.TITLE_PAGE] = self.page(plan.TITLE_PAGE, body, title=cover.title, kind=Matter.FRONT)
        return made

    def parts(self) -> dict[str, etree._Element]:
        """Return a file for each part, in order."""
        return {plan.part_file(part): self._part(part) for part in self.document.parts}

    def descriptions(self) -> dict[str, etree._Element]:
        """Return a file for each figure that has more to say than its alternative text."""
        shown = [figure for _, figure in plan.figures(self.document) if figure.long_description]
        return {plan.description_file(figure): self._description(figure) for figure in shown}

    def _part(self, part: Part) -> etree._Element:
        file = plan.part_file(part)
        type_, role = _KINDS[part.kind]
        body = markup.template(
            "epub/part.xhtml.j2",
            part=part,
            type=type_,
            role=role,
            labels=self.labels,
            at=self._at(file),
            title=self._inlines(part.title, file),
            blocks=self._blocks(part, file),
            notes=[(note, self._inlines(note.inlines, file)) for note in part.notes],
        )
        return self.page(file, body, title=_plain(self._inlines(part.title, file)), kind=part.matter)

    def _description(self, figure: Figure) -> etree._Element:
        file = plan.description_file(figure)
        numbers = (replace(figure.data, id=plan.numbers_id(figure)),) if figure.data else ()
        data = Part(f"{figure.id}-data", PartKind.SECTION, Matter.BODY, (), numbers) if numbers else None
        body = markup.template(
            "epub/description.xhtml.j2",
            figure=figure,
            title=self._inlines(figure.title, file),
            data=self._blocks(data, file) if data else "",
            back=self.places.href(figure.id, seen_from=file),
            labels=self.labels,
        )
        return self.page(
            file, body, title=": ".join(filter(None, [self.labels["description_of"], figure.label])), kind=Matter.BODY
        )

    def _at(self, file: str) -> markup.At:
        return markup.At(
            xml=True,
            words=self.labels,
            href=self.places.links(file),
            picture=lambda name: self._picture(name, file),
            size=self._size,
            notes=self._notes,
            caps=self._caps,
        )

    def _blocks(self, part: Part, file: str) -> Markup:
        return Markup(markup.part(self._at(file), part))

    def _inlines(self, inlines: Inlines, file: str) -> Markup:
        return Markup(markup.inlines(self._at(file), inlines))

    def _picture(self, figure: str, file: str) -> str:
        if figure not in self.pictures:
            raise LookupError(f"there is no picture of “{figure}”")
        return plan.link(plan.picture_file(figure, self.pictures[figure].media_type), seen_from=file)

    def _size(self, figure: str) -> Markup:
        """Return the attribute that sets a formula on the line of text; no other picture has a size of its own."""
        return markup.in_em(self.pictures[figure]) if figure.startswith(markup.FORMULA) else Markup()


def _plain(made: Markup) -> str:
    """Return the text of inline markup."""
    return " ".join(made.striptags().split())
