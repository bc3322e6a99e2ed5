"""Lays out a finished page of HTML and makes a PDF of it: the file, and the map of its pages."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

from report.model.document import Document
from report.model.format import Format
from report.output.pdf.engine.fetch import Resources
from report.output.pdf.proof.fit import Fitting
from report.output.rendition import Attachment, Rendered
from report.problems import Place

_VARIANTS: Mapping[str, tuple[Literal["ua-1+a-3a", "ua-2+a-4f"], str]] = {
    "ua-1+a-3a": ("ua-1+a-3a", "pdf/a-3a"),
    "ua-2+a-4f": ("ua-2+a-4f", "pdf/a-4f"),
}


def render(
    document: Document,
    format_: Format,
    html: str,
    stylesheets: Sequence[str],
    warehouse: Resources,
    attachments: Sequence[Attachment] = (),
    fitting: Fitting | None = None,
    origins: Mapping[str, Place] | None = None,
) -> Rendered:
    """Lay out `html` with `stylesheets`, in this order, and return the PDF that the format's standard asks for.

    With `fitting`, it has to fit into a number of pages; what is to be said of that is in it then.
    `origins` tells of style sheets that are the article's own where they come from.
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
    standard, variant = _VARIANTS[format_.standard]
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
            origins=origins or {},
            places=document.places,
        )
        labels = numbered(pages.trace.folios)
        data = finished(pages, document, labels, attachments, standard)
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
