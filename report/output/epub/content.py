"""The book's content documents: cover, title page, parts with their notes, descriptions of figures."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from markupsafe import Markup

from report import markup
from report.model.cldr import direction, separator
from report.model.document import Document, Figure, Matter, Part
from report.model.figure import Picture
from report.output import stacking, xhtml
from report.output.epub import plan
from report.output.parts import numbers, part_body
from report.output.rendition import COVER_PICTURE
from report.output.targets import figures


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
        page = markup.template(
            "epub/page.xhtml.j2",
            title=title,
            language=self.document.language,
            direction=direction(self.document.language),
            styles=plan.link(plan.STYLES, seen_from=file),
            kind=kind,
            body=Markup(body),
        )
        tree = xhtml.parse(page)
        stacking.say_roles(tree)
        return xhtml.set_languages(xhtml.made_ready(tree))

    def front(self) -> dict[str, etree._Element]:
        """Return what stands before the parts: the cover, if there is a picture of it, and the title page."""
        cover = self.document.cover
        made: dict[str, etree._Element] = {}
        if COVER_PICTURE in self.pictures:
            said = [
                f"{self.labels['cover']}: {cover.title}",
                cover.subtitle,
                separator(", ", self.document.language).join((cover.edition, cover.date)),
                cover.publisher,
            ]
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
        shown = [figure for _, figure in figures(self.document) if figure.long_description]
        return {plan.description_file(figure): self._description(figure) for figure in shown}

    def _part(self, part: Part) -> etree._Element:
        file = plan.part_file(part)
        at = self._at(file)
        title = _plain(Markup(markup.inlines(at, part.title)))
        return self.page(file, part_body(at, part, self.labels), title=title, kind=part.matter)

    def _description(self, figure: Figure) -> etree._Element:
        file = plan.description_file(figure)
        at = self._at(file)
        body = markup.template(
            "epub/description.xhtml.j2",
            figure=figure,
            title=Markup(markup.inlines(at, figure.title)),
            data=numbers(at, figure),
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
            pictures=self.pictures,
            language=self.document.language,
        )

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
