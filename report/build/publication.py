"""One format of an article on its way to a publication, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report import copies
from report.build.steps import PUBLISH
from report.intake.warehouse import Warehouse
from report.limits import beyond, limits
from report.load.formats import read_formats
from report.look.theme import Sheet, followed, read_sheet
from report.model.document import Document
from report.model.format import Format
from report.problems import Place, Problem, ProblemsFound, Rule, Severity
from report.system import places
from report.system.laps import ended_after

if TYPE_CHECKING:
    from report.build.workroom import Workroom
    from report.model.figure import Picture
    from report.model.pages import PageMap
    from report.output.pdf import Rendered

RIGHT_TO_LEFT = Rule(
    "CFG-066",
    Severity.ERROR,
    "Print in a language that is written from right to left",
    "Words from right to left stand in any text: names, titles, quotations. A whole publication in such a language needs pages "
    "that are mirrored, which the style sheets for print don't know. The e-book says its direction, and reading systems turn it.",
)

UNPAGED = Rule(
    "CFG-067",
    Severity.WARNING,
    "E-book without the pages of print",
    "An e-book marks where the pages of a print format begin, so that everyone can be told the same page (`page-list` in its "
    "preset). Where those pages can't be laid out, since a table is wider than they are, for example, the e-book is whole "
    "without them: it lists no pages, and says in its metadata nothing of any. Mend what print is refused for, or leave "
    "page-list out of a preset of your own.",
)


@dataclass
class Draft:
    """One format of an article on its way to a publication."""

    room: Workroom
    format: Format
    pages: PageMap | None = None
    """Those that a book marks."""
    document: Document = field(init=False)
    pictures: Mapping[str, Picture] = field(init=False)
    theme: Sheet | None = None
    carried: tuple[copies.Carried, ...] = ()
    printed: Rendered | None = None
    """The pages of a print format, once they are laid out."""
    data: bytes = b""

    @property
    def look(self) -> Mapping[str, str]:
        """The values of all tokens."""
        return self.room.tokens.resolved(self.format)


def made(room: Workroom, format_: Format) -> Draft:
    """Return a format with every step taken; ProblemsFound says why one can't be."""
    draft = Draft(room, format_)
    for step in PUBLISH:
        step(draft)
    return draft


def find_pages(draft: Draft) -> None:
    """Lay out the pages that a book marks; refuse pages that can't be laid out, but never a book for them."""
    room, format_, meta = draft.room, draft.format, draft.room.article.meta
    if format_.medium == "pdf" and room.from_right:
        sentence = f"“{meta.language}” is written from right to left, and pages can't be laid out so yet"
        hint = "build the e-book, whose reading systems can"
        raise ProblemsFound([RIGHT_TO_LEFT.at(meta.at("language"), sentence, hint=hint)])
    if format_.medium == "epub" and format_.page_list and not room.from_right:
        (paged,) = read_formats([format_.page_list], room.presets)
        try:
            draft.pages = room.printed(paged).pages
        except ProblemsFound as found:
            room.warnings[format_.name] = [_unpaged(paged, found.problems)]


def _unpaged(paged: Format, problems: Sequence[Problem]) -> Problem:
    """Say why a book marks no pages, in the words of what print is refused for first."""
    first, others = problems[0], len(problems) - 1
    more = f" ({first.rule}, and {others} more)" if others else f" ({first.rule})"
    sentence = f"the e-book lists no pages, since those of “{paged.title}” can't be laid out: {first.sentence}{more}"
    return UNPAGED.at(first.place, sentence, hint=first.hint)


def compose(draft: Draft) -> None:
    """Compose the document: every word that is printed, in its place."""
    draft.document = draft.room.compose(draft.format)


def draw(draft: Draft) -> None:
    """Draw the pictures of the document, a book's cover first, or take those that are kept."""
    cover: dict[str, Picture] = {}
    if draft.format.medium == "epub":
        from report.figures.pictures import draw_cover
        from report.output.epub import COVER_PICTURE

        room = draft.room
        cover = {COVER_PICTURE: draw_cover(draft.document.cover, room.tokens, draft.format, room.fonts, room.kept)}
    draft.pictures = {**draft.room.pictures(draft.document, draft.format), **cover}


def dress(draft: Draft) -> None:
    """Read the style sheet of the article's own theme, if it has one."""
    draft.theme = read_sheet(draft.room.folder, "print.css" if draft.format.medium == "pdf" else "epub.css", draft.look)


def carry(draft: Draft) -> None:
    """Gather what every copy carries."""
    draft.carried = draft.room.carried(draft.format)


def make(draft: Draft) -> None:
    """Lay out the pages of a print format, or bind a book."""
    if draft.format.medium == "pdf":
        _lay_out(draft)
    else:
        _bind(draft)


def _lay_out(draft: Draft) -> None:
    from report import markup
    from report.output import pdf

    room, format_, theme = draft.room, draft.format, draft.theme or Sheet()
    drawn = {f"{markup.PICTURES}{id_}": (picture.data, picture.media_type) for id_, picture in draft.pictures.items()}
    roots = [room.folder, places.templates(), room.fonts.folder]
    warehouse = Warehouse(roots, {**drawn, **theme.files})
    styles = [room.tokens.css(format_), *markup.print_styles(format_), theme.text]
    html = markup.publication(draft.document, format_, markup.marker(draft.document, room.has_small), draft.pictures)
    fitting = room.fitting(format_)
    attachments = [
        pdf.Attachment(item.name, item.data, item.media_type, item.relationship, item.description) for item in draft.carried
    ]
    sheets = [markup.resolve(sheet, draft.look) for sheet in styles]
    origins = {sheets[-1]: Place((room.folder / "theme" / "print.css").as_posix())} if theme.text else {}
    most = limits().layout
    place = Place((room.folder / ("theme/print.css" if theme.text else "article.yaml")).as_posix())

    def late() -> ProblemsFound:
        return ProblemsFound([beyond(place, f"the pages aren't laid out after {most:,} seconds of work", "layout")])

    with ended_after(most, late), followed(room.folder) if theme.text else nullcontext():
        draft.printed = pdf.render(
            draft.document, format_, html, sheets, warehouse, attachments, fitting=fitting, origins=origins
        )
    draft.data = draft.printed.data
    room.warnings[format_.name] = fitting.problems if fitting else []


def _bind(draft: Draft) -> None:
    from report.output import epub

    draft.data = epub.render(
        draft.document,
        look=draft.look,
        pictures=draft.pictures,
        fonts=draft.room.fonts,
        pages=draft.pages,
        attachments=[epub.Attachment(item.name, item.media_type, item.data) for item in draft.carried],
        certifier=draft.room.certifier(),
        theme=[draft.theme.text] if draft.theme else [],
    )
