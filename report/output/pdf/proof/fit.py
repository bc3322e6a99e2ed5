"""Fits a publication into a number of pages: says by how much it is too long, and sets every page full to the same foot line.

What is left over at a page's foot, if it is little, is shared out between the blocks above it. Lengths of boxes are in CSS
pixels, as the layout engine has them; those in sentences are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from report.output.pdf.page_area import BlockArea, PageArea
from report.problems import NOWHERE, Place, Problem, ProblemsFound, Rule, Severity

OVERFULL = Rule(
    "PDF-020",
    Severity.ERROR,
    "More than the pages hold",
    "A format may have a largest number of pages, as the brief has two. What is longer isn't cut and isn't set smaller: the "
    "sentence says how many millimetres are too many, and the hint how long each part is, so that an editor can choose. "
    "A translation says what the original says, and can leave out nothing: it is set smaller, down to the preset's `least`.",
)
UNDERFULL = Rule(
    "PDF-021",
    Severity.WARNING,
    "A page that isn't full",
    "A publication of a fixed number of pages looks unfinished where a page ends well above the foot line. Up to 12 mm are "
    "shared out between the blocks of the page, and up to 24 mm in a translation, for which nothing else can be "
    "chosen; what is more has to be filled with words, or another block.",
)

MOST_SHARED = 12.0
"""Millimetres at a page's foot that are shared out between its blocks; twice that in a translation, for which none can choose."""
_PIXELS_PER_MM = 96 / 25.4
_SAFE = 0.25
"""Pixels that are left, so that rounding pushes nothing to the next page."""
_SHARES = (1.0, 0.8, 0.5)
"""How much of it is shared out; less, where something below the last line takes room that isn't seen."""
_WEIGHTS = {"area": 4, "last": 4, "key-figures": 3, "account": 1, "statement": 1}
"""Classes of blocks before which a page may grow, and how much of it each takes; so do figures and entries of a timeline."""
_COLUMNS = {"last", "key-figures"}
"""Classes of blocks whose columns are kept as they are."""


@dataclass(slots=True)
class Fitting:
    """The number of pages that a publication may have; what was found is in `problems` after the layout."""

    most_pages: int
    what: str
    """The publication, for sentences: "the brief"."""
    place: Place = NOWHERE
    """Where its content is chosen."""
    translated: bool = False
    problems: list[Problem] = field(default_factory=list)

    def rules(self, areas: Sequence[PageArea]) -> Iterator[str]:
        """Yield style rules that make laid-out pages full, each less so than the one before: the first that adds no page is best.

        Raises:
            ProblemsFound: there are more pages than there may be.
        """
        pages = [_Page.of(area) for area in areas]
        if len(pages) > self.most_pages:
            raise ProblemsFound([self._overfull(pages)])
        depth = max((page.depth for page in pages), default=0)
        most = MOST_SHARED * _PIXELS_PER_MM * (2 if self.translated else 1)
        spare = [page.foot - depth - page.baseline for page in pages]
        self.problems += [self._underfull(number, left) for number, left in enumerate(spare, 1) if left > most]
        for share in _SHARES:
            rules = [
                rule
                for page, left in zip(pages, spare, strict=True)
                if _SAFE < left <= most
                for rule in _stretched(page.gaps, (left - _SAFE) * share)
            ]
            if not rules:
                return
            yield "\n".join(rules)

    def _overfull(self, pages: Sequence[_Page]) -> Problem:
        over = sum(page.bottom - page.head for page in pages[self.most_pages :])
        lengths: dict[str, float] = {}
        for page in pages:
            for name, length in page.parts:
                lengths[name] = lengths.get(name, 0) + length
        listed = ", ".join(f"“{name}” {length / _PIXELS_PER_MM:.0f} mm" for name, length in lengths.items())
        many = "one page" if self.most_pages == 1 else f"{self.most_pages} pages"
        sentence = f"{self.what} is {_millimetres(over)} longer than {many}"
        return OVERFULL.at(self.place, sentence, hint=f"shorten or leave out some of it; as it stands: {listed}")

    def _underfull(self, number: int, left: float) -> Problem:
        sentence = f"page {number} of {self.what} ends {_millimetres(left)} above the foot line"
        return UNDERFULL.at(self.place, sentence, hint="choose more for it: another event or account, a longer text")


def overfull(found: ProblemsFound) -> bool:
    """Tell whether nothing but the number of pages stood against a publication."""
    return all(problem.rule == OVERFULL.id for problem in found.problems)


def _millimetres(pixels: float) -> str:
    """Return a length for a sentence; it is never said to be nothing."""
    return f"{max(round(pixels / _PIXELS_PER_MM), 1)} mm"


@dataclass(frozen=True, slots=True)
class _Gap:
    """A block before which the page may grow."""

    id: str
    weight: int
    within: bool
    """Whether it grows inside, above and below its text, since a rule closes it."""
    margin: float
    above: float
    below: float
    """Its margin and its padding as laid out."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page holds, from its head to its foot."""

    head: float
    foot: float
    """Where the area for text begins, and where it ends or notes begin."""
    bottom: float
    """Where the lowest line ends."""
    baseline: float
    """Where the lowest line stands."""
    gaps: tuple[_Gap, ...]
    parts: tuple[tuple[str, float], ...]
    """The parts on this page by their titles, and how much of it each takes."""

    @property
    def depth(self) -> float:
        """From the lowest baseline down to the end of its line."""
        return self.bottom - self.baseline

    @classmethod
    def of(cls, area: PageArea) -> _Page:
        foot = area.foot if area.notes is None else min(area.foot, area.notes)
        bottom, baseline = max([(area.head, area.head), *area.lines])
        gaps = tuple(gap for block in area.blocks for gap, top in _gaps(block) if top > area.head + 1)
        return cls(area.head, foot, bottom, baseline, gaps, tuple(part for block in area.blocks for part in _parts(block)))


def _gaps(block: BlockArea, timeline: bool = False) -> Iterator[tuple[_Gap, float]]:
    """Yield the blocks before which the page may grow, with the top of each."""
    own, classes = (block.element, block.classes) if block.own else (None, set[str]())
    weight = max((_WEIGHTS.get(name, 0) for name in classes), default=0)
    if own is not None and (own.tag == "figure" or timeline):
        weight = max(weight, 3 if own.tag == "figure" else 1)
    if own is not None and weight and (id_ := own.get("id")):
        yield _Gap(id_, weight, weight == 1, block.margin, block.above, block.below), block.top
    if classes & _COLUMNS:
        return
    for kid in block.kids:
        yield from _gaps(kid, "timeline" in classes)


def _parts(block: BlockArea) -> Iterator[tuple[str, float]]:
    """Yield the parts in a block by title, with their heights."""
    if block.element is not None and block.plain and "part" in block.classes:
        heading = next((up for up in block.element.iter() if up.tag in {"h1", "h2"}), None)
        yield " ".join("".join(heading.itertext()).split()) if heading is not None else "", block.height
        return
    for kid in block.kids:
        yield from _parts(kid)


def _stretched(gaps: Sequence[_Gap], spare: float) -> Iterator[str]:
    """Yield style rules that share out `spare` before these blocks."""
    share = spare / max(sum(gap.weight for gap in gaps), 1)
    seen: set[str] = set()
    for gap in gaps:
        more = share * gap.weight
        if gap.id in seen:
            continue
        seen.add(gap.id)
        rule = f'[id="{gap.id}"]' + "[id]" * 5  # stronger than any style sheet, without a #, which some ids can't follow
        if gap.within:
            yield f"{rule} {{ padding-top: {gap.above + more / 2:.3f}px; padding-bottom: {gap.below + more / 2:.3f}px }}"
        else:
            yield f"{rule} {{ margin-top: {gap.margin + more:.3f}px }}"
