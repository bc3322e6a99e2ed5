"""Makes the PDF of a rendition: markup, style sheets, and the one fetcher through which the pages get what they show."""

from __future__ import annotations

from contextlib import nullcontext

from report import markup
from report.intake.warehouse import Warehouse
from report.limits import beyond, limits
from report.look.capitals import Small
from report.look.theme import Sheet, followed
from report.output.pdf.proof.fit import Fitting
from report.output.pdf.render import render
from report.output.rendition import Rendered, Rendition
from report.problems import Place, ProblemsFound
from report.system import places
from report.system.laps import ended_after


def made(rendition: Rendition) -> Rendered:
    """Return the PDF with the map of its pages."""
    document, format_, folder, theme = rendition.document, rendition.format, rendition.folder, rendition.theme or Sheet()
    drawn = {f"{markup.PICTURES}{id_}": (picture.data, picture.media_type) for id_, picture in rendition.pictures.items()}
    warehouse = Warehouse([folder, places.templates(), rendition.fonts.folder], {**drawn, **theme.files})
    html = markup.publication(document, format_, markup.marker(document, _small(rendition)), rendition.pictures)
    styles = [rendition.tokens.css(format_), *markup.print_styles(format_), theme.text]
    sheets = [markup.resolve(sheet, rendition.look) for sheet in styles]
    own = Place((folder / "theme" / "print.css").as_posix())
    origins = {sheets[-1]: own} if theme.text else {}
    most = limits().layout
    place = own if theme.text else Place((folder / "article.yaml").as_posix())

    def late() -> ProblemsFound:
        return ProblemsFound([beyond(place, f"the pages aren't laid out after {most:,} seconds of work", "layout")])

    with ended_after(most, late), followed(own) if theme.text else nullcontext():
        return render(document, format_, html, sheets, warehouse, rendition.attachments, _fitting(rendition), origins)


def _small(rendition: Rendition) -> Small:
    """Return what tells whether the faces of running text and of what stands beside it have small capitals for some letters."""
    families = dict.fromkeys(rendition.tokens.family[name] for name in ("text", "display"))
    return lambda letters: all(rendition.fonts.has_small(family, letters) for family in families)


def _fitting(rendition: Rendition) -> Fitting | None:
    """Return the number of pages that the format may have, with the place where an editor chooses what stands on them."""
    format_, meta = rendition.format, rendition.article.meta
    if not format_.most_pages:
        return None
    if format_.content == "brief" and meta.brief is not None:
        return Fitting(format_.most_pages, "the brief", meta.brief.place)
    return Fitting(format_.most_pages, f"“{format_.title}”", meta.place)
