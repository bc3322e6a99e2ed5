"""Makes the PDF of a rendition: lays out its page of HTML, and gives back the file with the map of its pages."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from copy import copy

from report import markup
from report.intake.warehouse import Warehouse
from report.limits import beyond, limits
from report.look.capitals import Small
from report.look.theme import Sheet, followed
from report.model.document import Document, Figure, walk
from report.model.figure import SizedChart
from report.model.format import Format
from report.output.pdf.heights import Free
from report.output.pdf.proof.fit import Fitting, overfull
from report.output.rendition import Attachment, Rendered, Rendition
from report.problems import Place, ProblemsFound
from report.system import places
from report.system.laps import ended_after

_STEP = 0.2
"""Points by which a translation that doesn't fit is set smaller, again and again."""


def made(rendition: Rendition) -> Rendered:
    """Return the PDF with the map of its pages; a translation that doesn't fit is set smaller, as far as its format lets it."""
    tried, text = copy(rendition), rendition.format.text
    least = (text.least or text.base) if rendition.article.translated else text.base
    while True:
        try:
            return _made(tried)
        except ProblemsFound as found:
            if text.base <= least or not overfull(found):
                raise
        text = text.model_copy(update={"base": max(round(text.base - _STEP, 2), least)})
        tried.format = tried.format.model_copy(update={"text": text})


def _made(rendition: Rendition) -> Rendered:
    document, format_, folder, theme = rendition.document, rendition.format, rendition.folder, rendition.theme or Sheet()
    drawn = {f"{markup.PICTURES}{id_}": (picture.data, picture.media_type) for id_, picture in rendition.pictures.items()}
    warehouse = Warehouse([folder, places.templates(), rendition.fonts.folder], {**drawn, **theme.files})
    html = markup.publication(document, format_, markup.marker(document, _small(rendition)), rendition.pictures)
    styles = markup.print_styles(format_, rendition.tokens.css(format_), theme.text, document.language)
    sheets = [markup.resolve(sheet, rendition.look) for sheet in styles]
    closer = rendition.tokens.tighter(format_)
    tighter = [markup.resolve(sheet, {**rendition.look, **closer}) for sheet in styles] if closer else []
    own = Place((folder / "theme" / "print.css").as_posix())
    origins = {sheets[-1]: own} if theme.text else {}
    most = limits().layout
    place = own if theme.text else Place((folder / "article.yaml").as_posix())

    def late() -> ProblemsFound:
        return ProblemsFound([beyond(place, f"the pages aren't laid out after {most:,} seconds of work", "layout")])

    with ended_after(most, late), followed(own) if theme.text else nullcontext():
        fitting, free = _fitting(rendition), _free(rendition)
        return render(document, format_, html, sheets, warehouse, rendition.attachments, fitting, free, origins, tighter)


def _small(rendition: Rendition) -> Small:
    """Return what tells whether the faces of running text and of what stands beside it have small capitals for some letters."""
    families = dict.fromkeys(rendition.tokens.family[name] for name in ("text", "display"))
    return lambda letters: all(rendition.fonts.has_small(family, letters) for family in families)


def _free(rendition: Rendition) -> Free | None:
    """Return the charts for which the pages choose a height."""
    charts = {
        block.id: block.picture.height
        for part in rendition.document.parts
        for block in walk(part.blocks)
        if isinstance(block, Figure) and isinstance(block.picture, SizedChart) and block.picture.free
    }
    return Free(charts, rendition.redrawn) if charts else None


def _fitting(rendition: Rendition) -> Fitting | None:
    """Return the number of pages that the format may have, with the place where an editor chooses what stands on them."""
    format_, article = rendition.format, rendition.article
    if not format_.most_pages:
        return None
    if format_.content == "brief" and article.meta.brief is not None:
        return Fitting(format_.most_pages, "the brief", article.meta.brief.place, article.translated)
    return Fitting(format_.most_pages, f"“{format_.title}”", article.meta.place, article.translated)


def render(
    document: Document,
    format_: Format,
    html: str,
    stylesheets: Sequence[str],
    warehouse: Warehouse,
    attachments: Sequence[Attachment] = (),
    fitting: Fitting | None = None,
    free: Free | None = None,
    origins: Mapping[str, Place] | None = None,
    tighter: Sequence[str] = (),
) -> Rendered:
    """Lay out `html` with `stylesheets`, in this order, and return the PDF that the format's standard asks for.

    With `fitting`, it has to fit into a number of pages; what is to be said of that is in it then.
    `free` has the charts for which the pages choose a height.
    `origins` tells of style sheets that are the article's own where they come from.
    `tighter` are the style sheets by which lines stand a little closer, for where that spares a page.
    Everything that the page asks for comes from `warehouse`; full addresses only. Dates are those of the edition.

    Raises:
        ProblemsFound: an address was refused, text runs off the page, or the layout engine objected; all its objections are
            in it.
    """
    from report.output.pdf.file.finish import finished
    from report.output.pdf.file.labels import numbered, words
    from report.output.pdf.pagemap import page_map
    from report.output.pdf.pages import printed
    from report.output.pdf.structure import Node, Paper, structured
    from report.output.pdf.trace import Trace

    metadata = document.metadata
    standard, variant = format_.standard, f"pdf/{format_.standard.partition('+')[2]}"
    # Our own pages are laid out daily: what has no place in the article goes wrong because of the theme, where there is one.
    place = next(iter((origins or {}).values()), Place(f"{document.article}-{format_.name}.pdf"))

    def tree(trace: Trace) -> Node:
        labels = words(numbered(trace.folios))
        return structured(trace, Paper(metadata.language, labels, dict(document.words), standard == "ua-2+a-4f"))

    with _undisturbed():
        pages = printed(
            html,
            stylesheets,
            warehouse,
            variant,
            tree,
            place=place,
            fitting=fitting,
            free=free,
            origins=origins or {},
            places=document.places,
            tighter=tighter,
        )
        labels = numbered(pages.trace.folios)
        data = finished(pages, document, labels, attachments, standard, format_.page.bleed if format_.page else 0)
        title = f"{metadata.title} ({format_.title})"
        map_ = page_map(pages.trace, words(labels), metadata.identifier, title)
        return Rendered(data, map_, tuple(fitting.problems) if fitting else ())


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the garbage collector from going through all boxes again and again, of which it can free hardly any.

    It takes an eighth of the time otherwise, and its share grows with the pages; what it would free is a tenth of the memory.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
