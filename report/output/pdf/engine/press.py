"""Pages from HTML: WeasyPrint lays them out and paints them; what it says on the way becomes problems."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

from report.output.pdf.engine.fetch import NotFetched, Warehouse, fetcher
from report.output.pdf.engine.marks import NotOnPage, marked_pages
from report.output.pdf.engine.mends.pagination import untrue
from report.output.pdf.engine.messages import collected, placed
from report.output.pdf.engine.notelinks import link_notes
from report.output.pdf.engine.walk import trace
from report.output.pdf.proof.fit import Fitting
from report.output.pdf.proof.hyphens import undivided
from report.output.pdf.proof.note_room import crowded
from report.output.pdf.proof.overprint import overprints
from report.output.pdf.proof.overrun import overruns
from report.output.pdf.proof.unseen import unseen
from report.output.pdf.trace import INLINE, Trace
from report.problems import Place, Problem, ProblemsFound, Rule, Severity

BASE = "template:/"
"""Addresses in pages and style sheets are full ones; one that isn't is refused under this name."""

GROUND = 'html { hyphenate-character: "-" }'
"""Comes before all style sheets. Fonts have one glyph for U+002D and U+2010, and a glyph is copied as what it was first."""

NOT_FETCHED = Rule(
    "PDF-002",
    Severity.ERROR,
    "A page asks for something that it may not have",
    "A page may show what lies in the article's folder, in the templates and in our fonts. Everything else is refused: "
    "other files, addresses on the web, links that lead out of those folders.",
)
NOT_MARKED = Rule(
    "PDF-003",
    Severity.ERROR,
    "Text is painted in a layer of its own",
    "Text under `opacity`, a mask or a blend mode is painted in a layer of its own, where it can't be tied to the structure "
    "that listeners hear. A lighter colour does what a low opacity was meant to do.",
)
NOT_FOUND = Rule(
    "PDF-004",
    Severity.ERROR,
    "Laid-out text isn't in the source",
    "Each stretch of text on a page is found again in the HTML that it was made from, so that page-lists and screen readers "
    "get the article's own words. Where that fails it is a fault of this program.",
)

NOTE_LOST = Rule(
    "PDF-005",
    Severity.ERROR,
    "A note is on no page, or before its call",
    "A note is printed at the foot of the page that calls it, or goes on from there. The layout engine loses one now and then, "
    "or leaves it on the page that its row was on before it was moved: where a page break splits a table's row or a box whose "
    "notes don't fit. Nothing may be lost, so the build stops.",
)

PAGES_UNTRUE = Rule(
    "PDF-006",
    Severity.ERROR,
    "An index names other pages than those of the text",
    "Where a publication says on which pages something is used, the pages are filled in when everything is laid out, and pages "
    "are made again as long as that moves anything. They are numbers as the folios print them. Where the folios count "
    "otherwise, or the pages don't come to rest, nothing false is printed: the build stops.",
)

_NOWHERE: Mapping[str, Place] = MappingProxyType({})
_MOST_MOVED = 4
"""Blocks that are moved to the next page for the sake of their notes, before the build gives up."""


@dataclass(frozen=True, slots=True)
class Press:
    """The pages as WeasyPrint wrote them, and the record of what stands where."""

    data: bytes
    trace: Trace
    version: str
    """WeasyPrint's."""


def press(
    html: str,
    stylesheets: Sequence[str],
    warehouse: Warehouse,
    *,
    place: Place,
    variant: str,
    fitting: Fitting | None = None,
    origins: Mapping[str, Place] = _NOWHERE,
    places: Mapping[str, Place] = _NOWHERE,
) -> Press:
    """Lay out `html` with `stylesheets` in this order and write it as PDF of the given variant.

    `origins` tells of style sheets that are the article's own where they come from, `places` of blocks where the author wrote
    them, by id; `place` stands for the rest.

    Raises:
        ProblemsFound: it doesn't fit into the pages that it may have, text runs off a page or over other text, an address was
            refused, or WeasyPrint objected to something; all its objections are in it.
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
            page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetch)
            sheets = [parsed(sheet, parse, problems) for sheet in (GROUND, *stylesheets)]

            def layout(*rules: str) -> weasyprint.Document:
                return page.render(font_config=fonts, stylesheets=[*sheets, *map(parse, rules)], pdf_variant=variant)

            document = layout()
            if fitting is not None:
                document = fitting.fitted(document, layout)
            moved: list[str] = []
            whole: list[str] | None = None
            while True:
                boxes = [made._page_box for made in document.pages]
                link_notes(boxes)
                laid_out = trace(page.etree_element, boxes)
                if whole is None and (whole := undivided(laid_out)) and fitting is None:
                    document = layout(*whole)
                    continue
                lost = laid_out.lost_notes()
                if full := list(crowded(laid_out, boxes, places, place)):
                    raise ProblemsFound([*problems, *full])
                if not lost or len(moved) == _MOST_MOVED or fitting is not None:
                    break
                moved.append(_on_next_page(lost[0], laid_out))
                document = layout(*(whole or ()), *moved)
            if wrong := [
                *(_lost(note, laid_out.place(note, places, place)) for note in lost),
                *(_untrue(words, place) for words in untrue(page.etree_element, boxes, laid_out.folios)),
                *overruns(laid_out, [(box.margin_width(), box.margin_height()) for box in boxes], places, place),
                *overprints(laid_out, places, place),
                *unseen(laid_out, places),
            ]:
                raise ProblemsFound([*problems, *wrong])
            pages = marked_pages(laid_out, document.pages)
            with warnings.catch_warnings():
                # WeasyPrint leaves the file of its colour profile to be closed by the garbage collector.
                warnings.filterwarnings("ignore", message="unclosed file", category=ResourceWarning)
                data = document.copy(pages).write_pdf(pdf_variant=variant, pdf_tags=True)
        except FatalURLFetchingError:
            raise ProblemsFound([*problems, *(_refused(refusal, place) for refusal in refusals)]) from None
        except NotOnPage as found:
            raise ProblemsFound([*problems, _not_marked(found, place)]) from None
    for run in laid_out.lost() if not problems else ():
        sentence = f"The text “{run.text.strip()}” isn't in the page's source."
        problems.append(
            NOT_FOUND.at(laid_out.place(run.element, places, place), sentence, hint="Please report it, with the article.")
        )
    if problems:
        raise ProblemsFound(problems)
    return Press(data, laid_out, weasyprint.__version__)


def _refused(refusal: NotFetched, place: Place) -> Problem:
    return NOT_FETCHED.at(
        place,
        f"The page asks for “{refusal.url}”, which it may not have.",
        hint="Put the file into the article's folder and name it relative to that.",
        cause=str(refusal.cause),
    )


def _on_next_page(note: Element, laid_out: Trace) -> str:
    """Return a rule by which the block that calls a lost note begins the next page: rather a short page than a lost note."""
    blocks = [up for up in laid_out.ancestors(note) if up is not note and up.get("id") and up.tag not in INLINE]
    return f'[id="{blocks[0].get("id")}"] {{ break-before: page !important }}' if blocks else ""


def _lost(note: Element, place: Place) -> Problem:
    words = " ".join("".join(note.itertext()).split())
    return NOTE_LOST.at(
        place,
        f"The note “{words}” is on no page, or on one before its call.",
        hint="Set `break-inside: avoid` on the row or the box that calls it, or call it elsewhere.",
    )


def _untrue(words: str, place: Place) -> Problem:
    return PAGES_UNTRUE.at(
        place,
        f"“{words}” is not where its value is used.",
        hint="In a theme, leave the folios as they are: counter(page), in Arabic numerals. Otherwise please report it.",
    )


def _not_marked(found: NotOnPage, place: Place) -> Problem:
    return NOT_MARKED.at(
        place,
        f"The text “{found.run.text.strip()}” is painted in a layer of its own.",
        hint="In the style sheet, use a colour instead of `opacity`.",
    )
