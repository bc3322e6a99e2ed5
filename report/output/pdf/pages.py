"""The pages of a publication: laid out, proofread, and laid out again as long as something has to move."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from report.intake.warehouse import Warehouse
from report.model.figure import Height
from report.output.pdf.engine.contract import Unknown
from report.output.pdf.engine.fetch import NotFetched
from report.output.pdf.engine.marks import NotOnPage
from report.output.pdf.engine.press import AddressesRefused, LaidOut, Press, press
from report.output.pdf.heights import LONGEST, MOST_TRIES, Drawn, Free, Looks, Resizing, proposed
from report.output.pdf.proof.fit import Fitting
from report.output.pdf.proof.hyphens import undivided
from report.output.pdf.proof.note_room import crowded
from report.output.pdf.proof.overprint import overprints
from report.output.pdf.proof.overrun import overruns
from report.output.pdf.proof.unseen import unseen
from report.output.pdf.structure import Node, heard_order
from report.output.pdf.trace import INLINE, Run, Trace
from report.problems import Place, Problem, ProblemsFound, Rule, Severity

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
    "A note is printed on the page that calls it, beside its call or at the foot. The layout engine loses one now and then, "
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

ENGINE_UNKNOWN = Rule(
    "PDF-011",
    Severity.ERROR,
    "A layout engine that was never tried",
    "Pages hang on much in WeasyPrint that its makers don't promise to keep, and some of its faults are mended from outside. So "
    "this program asks for one version of it. Where another is installed and lacks what is needed, nothing is printed with it.",
)

_NOWHERE: Mapping[str, Place] = MappingProxyType({})
Again = Callable[[Drawn, Sequence[str] | None], LaidOut | None]
"""Lays pages out again: with these pictures, and with these style sheets instead of the usual ones."""
_NONE_FREE = Free({}, lambda *_: None)
_MOST_MOVED = 4
"""Blocks that are moved to the next page for the sake of their notes, before the build gives up."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The pages as the engine wrote them, and the record of what stands where."""

    data: bytes
    trace: Trace
    tree: Node
    """The structure in which it is heard."""
    version: str
    """The engine's."""


def printed(
    html: str,
    stylesheets: Sequence[str],
    warehouse: Warehouse,
    variant: str,
    structured: Callable[[Trace], Node],
    *,
    place: Place,
    fitting: Fitting | None = None,
    free: Free | None = None,
    origins: Mapping[str, Place] = _NOWHERE,
    places: Mapping[str, Place] = _NOWHERE,
    tighter: Sequence[str] = (),
) -> Printed:
    """Lay out `html` with `stylesheets` in this order and write it as PDF of the given variant.

    `structured` makes the tree of what was painted, which says in which order pages are drawn; `free` has the charts for which
    the pages choose a height, and `tighter` are the style sheets by which lines stand closer, for where that spares one.
    `origins` tells of style sheets that are the article's own where they come from, `places` of blocks where the author wrote
    them, by id; `place` stands for the rest.

    Raises:
        ProblemsFound: it doesn't fit into the pages that it may have, text runs off a page or over other text, an address was
            refused, or the engine objected to something; all its objections are in it.
    """
    try:
        with press(html, stylesheets, warehouse, variant, place=place, origins=origins, places=places) as engine:
            problems = engine.problems

            def wrong(laid_out: LaidOut) -> list[Problem]:
                return _wrong(laid_out, places, place)

            def right(laid_out: LaidOut) -> LaidOut:
                if found := wrong(laid_out):
                    raise ProblemsFound([*problems, *found])
                return laid_out

            def anew(drawn: Drawn, styles: Sequence[str] | None = None) -> Press | None:
                return None if problems else engine.anew(warehouse.showing(drawn), styles or stylesheets)

            def again(drawn: Drawn, styles: Sequence[str] | None) -> LaidOut | None:
                other = anew(drawn, styles)
                return None if other is None else _tried(other, places, place)

            if fitting:
                laid_out = right(_fitted(engine, fitting, free, anew, wrong))
            else:
                laid_out = _settled(free or _NONE_FREE, tighter, lambda: right(_moved(engine, places, place)), again)
            trace = laid_out.trace
            data, tree = _written(laid_out, variant, structured)
    except Unknown as found:
        hint = "install this program anew with pip, which brings the WeasyPrint that it asks for"
        raise ProblemsFound([ENGINE_UNKNOWN.at(place, str(found), hint=hint)]) from None
    except AddressesRefused as found:
        raise ProblemsFound([*found.problems, *(_refused(refusal, place) for refusal in found.refusals)]) from None
    except NotOnPage as found:
        raise ProblemsFound([*problems, _not_marked(found, place)]) from None
    for run in trace.lost() if not problems else ():
        sentence = f"The text “{run.text.strip()}” isn't in the page's source."
        hint = "Please report it, with the article."
        problems.append(NOT_FOUND.at(trace.place(run.element, places, place), sentence, hint=hint))
    if problems:
        raise ProblemsFound(problems)
    return Printed(data, trace, tree, engine.version)


def _written(laid_out: LaidOut, variant: str, structured: Callable[[Trace], Node]) -> tuple[bytes, Node]:
    trees: list[Node] = []

    def order() -> Mapping[Run, tuple[int, int]]:
        trees.append(structured(laid_out.trace))
        return heard_order(trees[0], laid_out.trace)

    data = laid_out.written(variant, order)
    return data, trees[0]


def _fitted(
    engine: Press,
    fitting: Fitting,
    free: Free | None,
    anew: Callable[[Drawn], Press | None],
    wrong: Callable[[LaidOut], list[Problem]],
) -> LaidOut:
    """Return pages that are full; charts are lower where there is too much for them, and higher where there is too little."""
    overfull: ProblemsFound | None = None
    try:
        laid_out = _filled(engine, fitting)
    except ProblemsFound as found:
        overfull = found
    if free is not None and (overfull or fitting.problems):
        height: Height = "short" if overfull else "tall"
        other = replace(fitting, problems=[])
        resized = anew(free.drawn(dict.fromkeys(free.usual, height)))
        try:
            fitted = None if resized is None else _filled(resized, other)
        except ProblemsFound:
            fitted = None
        objected = bool(engine.problems) or (fitted is not None and bool(wrong(fitted)))
        if resized is not None:
            engine.problems.clear()  # those of the try
        if fitted is not None and not objected and (overfull or len(other.problems) < len(fitting.problems)):
            fitting.problems[:] = other.problems
            return fitted
    if overfull:
        raise overfull
    return laid_out


def _filled(engine: Press, fitting: Fitting) -> LaidOut:
    """Return pages that are full; nothing else is moved on them."""
    laid_out = engine.laid_out()
    for rules in fitting.rules(laid_out.trace.pages):
        fuller = engine.laid_out(rules)
        if len(fuller.trace.pages) == len(laid_out.trace.pages):
            return fuller
    return laid_out


def _settled(free: Free, tighter: Sequence[str], first: Callable[[], LaidOut], again: Again) -> LaidOut:
    """Return pages on which charts are as high, and lines as close, as pages want them, where that makes them better."""
    laid_out = first()
    looks, styles, failed = Looks(laid_out.trace, free.usual), None, set[Resizing]()
    for _ in range(MOST_TRIES if len(laid_out.trace.pages) <= LONGEST else 0):
        closer = tighter if looks.fullness.rest else ()
        attempts = proposed(looks, free, failed) if free.usual and not closer else []
        if not (closer or attempts):
            break
        heights = {**looks.heights, **{id_: height for one in attempts for id_, height in one.heights}}
        other = again(free.drawn(heights), closer or styles)
        new = None if other is None else Looks(other.trace, heights)
        fewer = other is not None and len(other.trace.pages) < len(laid_out.trace.pages)
        if other is not None and new is not None and new.better_than(looks) and (fewer or not closer):
            laid_out, looks, styles = other, new, closer or styles
        else:
            failed.update([one for one in attempts if new is None or new.no_better_in(one.part, looks)] or attempts)
        if closer:
            tighter = ()
        del other, new
        gc.collect(0)  # the pages that aren't kept hold on to each other
    return laid_out


def _tried(engine: Press, places: Mapping[str, Place], place: Place) -> LaidOut | None:
    """Return pages on which nothing is wrong; what is objected to in vain is forgotten."""
    laid_out = _moved(engine, places, place)
    wrong = engine.problems or _wrong(laid_out, places, place)
    engine.problems.clear()
    return None if wrong else laid_out


def _moved(engine: Press, places: Mapping[str, Place], place: Place) -> LaidOut:
    """Return pages without stacks of hyphens on which each note is where it is called, as far as moving blocks helps."""
    laid_out = engine.laid_out()
    if whole := undivided(laid_out.trace):
        laid_out = engine.laid_out(*whole)
    moved: list[str] = []
    while len(moved) < _MOST_MOVED and (apart := laid_out.trace.notes_apart()):
        if any(crowded(laid_out.trace, places, place)):
            break  # they are apart because a page has no room for them
        moved.append(_on_next_page(apart[0], laid_out.trace))
        other = engine.laid_out(*whole, *moved)
        if len(other.trace.lost_notes()) > len(laid_out.trace.lost_notes()):
            break
        laid_out = other
    return laid_out


def _wrong(laid_out: LaidOut, places: Mapping[str, Place], place: Place) -> list[Problem]:
    return list(crowded(laid_out.trace, places, place)) or list(_proofread(laid_out, places, place))


def _proofread(laid_out: LaidOut, places: Mapping[str, Place], place: Place) -> Iterator[Problem]:
    trace = laid_out.trace
    yield from (_lost(note, trace.place(note, places, place)) for note in trace.lost_notes())
    yield from (_untrue(words, place) for words in laid_out.untrue)
    yield from overruns(trace, places, place)
    yield from overprints(trace, places, place)
    yield from unseen(trace, places)


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
