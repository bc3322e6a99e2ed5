"""One publication in the engine: its page and its style sheets, read once, laid out as often as it takes, written once."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from report.intake.warehouse import Warehouse
from report.output.pdf.engine.fetch import NotFetched, fetcher
from report.output.pdf.engine.marks import marked_pages
from report.output.pdf.engine.messages import collected, placed
from report.output.pdf.engine.notelinks import link_notes
from report.output.pdf.engine.walk import Walked, walked
from report.output.pdf.trace import LinkArea, Run, Trace
from report.problems import Place, Problem

BASE = "template:/"
"""Addresses in pages and style sheets are full ones; one that isn't is refused under this name."""

GROUND = 'html { hyphenate-character: "-" }'
"""Comes before all style sheets. Fonts have one glyph for U+002D and U+2010, and a glyph is copied as what it was first."""


class AddressesRefused(Exception):
    """The page asks for what it may not have."""

    def __init__(self, refusals: Sequence[NotFetched], problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(refusal.url for refusal in refusals))
        self.refusals = refusals
        self.problems = problems
        """What was objected to before."""


@dataclass(frozen=True, slots=True)
class Press:
    """A publication that can be laid out."""

    problems: list[Problem]
    """What the engine has objected to so far."""
    version: str
    """The engine's."""
    _root: Element
    _render: Callable[..., Any]
    _read: Callable[[Warehouse, Sequence[str]], Press]

    def anew(self, warehouse: Warehouse, stylesheets: Sequence[str]) -> Press:
        """Return it as it was read, with the pictures of another warehouse, and with these style sheets."""
        return self._read(warehouse, stylesheets)

    def laid_out(self, *rules: str) -> LaidOut:
        """Lay it out, with further style rules."""
        return LaidOut.of(self._render(*rules), self._root)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A publication as it was laid out once."""

    trace: Trace
    untrue: Sequence[str]
    """What an index says of pages and isn't so."""
    _document: Any
    _walked: Walked

    @classmethod
    def of(cls, document: Any, root: Element) -> LaidOut:
        """Write down what stands where."""
        from report.output.pdf.engine.mends.pagination import untrue

        boxes = [page._page_box for page in document.pages]
        link_notes(boxes)
        found = walked(root, boxes)
        return cls(found.trace, untrue(root, boxes, found.trace.folios), document, found)

    def written(self, variant: str, order: Callable[[], Mapping[Run, tuple[int, int]]]) -> bytes:
        """Return it as PDF of the given variant, once, and note in the trace under which numbers its content is there.

        `order` is asked when this is known, and says in which order the content is heard.

        Raises:
            NotOnPage: text is painted where it can't be marked.
        """
        pages = marked_pages(self._walked, self._document.pages)

        def put_in_order(*_: Any) -> None:
            places = order()
            for page in pages:
                page.put_in_order(places)

        with warnings.catch_warnings():
            # WeasyPrint leaves the file of its colour profile to be closed by the garbage collector.
            warnings.filterwarnings("ignore", message="unclosed file", category=ResourceWarning)
            data: bytes = self._document.copy(pages).write_pdf(pdf_variant=variant, finisher=put_in_order, pdf_tags=True)
        for item, box in zip(self.trace.items, self._walked.boxes, strict=True):
            if isinstance(item, LinkArea) and box.link_annotation is not None:
                item.annotation = box.link_annotation.number
        return data


@contextmanager
def press(
    html: str,
    stylesheets: Sequence[str],
    warehouse: Warehouse,
    variant: str,
    *,
    place: Place,
    origins: Mapping[str, Place],
    places: Mapping[str, Place],
) -> Iterator[Press]:
    """Read `html` and `stylesheets`, in this order, to be laid out inside the block.

    `origins` tells of style sheets that are the article's own where they come from, `places` of blocks where the author wrote
    them, by id; `place` stands for the rest.

    Raises:
        AddressesRefused: an address was refused, now or inside the block.
        Unknown: the engine that is installed isn't one that can be mended.
    """
    refusals: list[NotFetched] = []
    with collected(place, places) as problems:
        import weasyprint
        from weasyprint.urls import FatalURLFetchingError

        from report.output.pdf.engine.mends import mend
        from report.output.pdf.engine.shared import fonts_for, parsed

        mend()
        fetch = fetcher(warehouse, refusals.append)
        fonts = fonts_for(stylesheets)

        def parse(sheet: str) -> weasyprint.CSS:
            with placed(problems, origins.get(sheet)):
                return weasyprint.CSS(string=sheet, base_url=BASE, url_fetcher=fetch, font_config=fonts)

        try:

            def read(warehouse: Warehouse, stylesheets: Sequence[str]) -> Press:
                sheets = [parsed(sheet, parse, problems) for sheet in (GROUND, *stylesheets)]
                page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher(warehouse, refusals.append))

                def render(*rules: str) -> Any:
                    return page.render(font_config=fonts, stylesheets=[*sheets, *map(parse, rules)], pdf_variant=variant)

                return Press(problems, weasyprint.__version__, page.etree_element, render, read)

            yield read(warehouse, stylesheets)
        except FatalURLFetchingError:
            raise AddressesRefused(refusals, problems) from None
