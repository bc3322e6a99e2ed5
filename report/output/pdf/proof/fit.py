"""Fits a publication into a number of pages: says by how much it is too long, and sets every page full to the same foot line.

What is left over at a page's foot, if it is little, is shared out between the blocks above it. Lengths of boxes are in CSS
pixels, as the layout engine has them; those in sentences are millimetres.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from report.problems import NOWHERE, Place, Problem, ProblemsFound, Rule, Severity

OVERFULL = Rule(
    "PDF-020",
    Severity.ERROR,
    "More than the pages hold",
    "A format may have a largest number of pages, as the brief has two. What is longer isn't cut and isn't set smaller: the "
    "sentence says how many millimetres are too many, and the hint how long each part is, so that an editor can choose.",
)
UNDERFULL = Rule(
    "PDF-021",
    Severity.WARNING,
    "A page that isn't full",
    "A publication of a fixed number of pages looks unfinished where a page ends well above the foot line. Up to 12 mm are "
    "shared out between the blocks of the page; what is more has to be filled with words, or another block.",
)

MOST_SHARED = 12.0
"""Millimetres at a page's foot that are shared out between its blocks."""
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
    problems: list[Problem] = field(default_factory=list)

    def fitted(self, document: Any, again: Callable[[str], Any]) -> Any:
        """Return the laid-out document with full pages; `again` lays it out with one more style sheet.

        Raises:
            ProblemsFound: there are more pages than there may be.
        """
        pages = [_Page.of(page._page_box) for page in document.pages]
        if len(pages) > self.most_pages:
            raise ProblemsFound([self._overfull(pages)])
        depth = max((page.depth for page in pages), default=0)
        spare = [page.foot - depth - page.baseline for page in pages]
        self.problems += [
            self._underfull(number, left) for number, left in enumerate(spare, 1) if left > MOST_SHARED * _PIXELS_PER_MM
        ]
        for share in _SHARES:
            rules = [
                rule
                for page, left in zip(pages, spare, strict=True)
                if _SAFE < left <= MOST_SHARED * _PIXELS_PER_MM
                for rule in _stretched(page.gaps, (left - _SAFE) * share)
            ]
            if not rules:
                break
            fuller = again("\n".join(rules))
            if len(fuller.pages) == len(pages):
                return fuller
        return document

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
    def of(cls, box: Any) -> _Page:
        head = box.content_box_y()
        foot = head + box.height
        lines: list[tuple[float, float]] = [(head, head)]
        gaps: list[_Gap] = []
        parts: list[tuple[str, float]] = []
        for child in box.children:
            kind = type(child).__name__
            if kind == "MarginBox":
                continue
            if kind == "FootnoteAreaBox":
                foot = min(foot, child.position_y) if child.children else foot
                continue
            lines += _lines(child)
            gaps += (gap for gap, top in _gaps(child) if top > head + 1)
            parts += _parts(child)
        bottom, baseline = max(lines)
        return cls(head, foot, bottom, baseline, tuple(gaps), tuple(parts))


def _lines(box: Any) -> Iterator[tuple[float, float]]:
    """Yield the end and the baseline of every line and picture."""
    box = getattr(box, "_box", box)
    kind = type(box).__name__
    if kind == "LineBox":
        yield box.position_y + box.height, box.position_y + (box.baseline or box.height)
    elif not getattr(box, "children", ()) and "Replaced" in kind:
        end = box.position_y + box.margin_height()
        yield end, end
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _classes(box: Any) -> set[str]:
    return set((box.element.get("class") or "").split()) if box.element is not None else set()


def _gaps(box: Any, timeline: bool = False) -> Iterator[tuple[_Gap, float]]:
    """Yield the blocks before which the page may grow, with the top of each."""
    if box.element is None or "Line" in type(box).__name__ or box.element_tag != box.element.tag:
        own, classes = None, set()
    else:
        own, classes = box.element, _classes(box)
    weight = max((_WEIGHTS.get(name, 0) for name in classes), default=0)
    if own is not None and (own.tag == "figure" or timeline):
        weight = max(weight, 3 if own.tag == "figure" else 1)
    if own is not None and weight and own.get("id"):
        yield _Gap(own.get("id"), weight, weight == 1, box.margin_top, box.padding_top, box.padding_bottom), box.position_y
    if classes & _COLUMNS:
        return
    for child in getattr(box, "children", ()):
        if hasattr(child, "children"):
            yield from _gaps(child, "timeline" in classes)


def _parts(box: Any) -> Iterator[tuple[str, float]]:
    """Yield the parts in a box by title, with their heights."""
    if box.element is not None and "part" in _classes(box) and type(box).__name__ == "BlockBox":
        heading = next((up for up in box.element.iter() if up.tag in {"h1", "h2"}), None)
        yield " ".join("".join(heading.itertext()).split()) if heading is not None else "", box.border_height()
        return
    for child in getattr(box, "children", ()):
        if hasattr(child, "children"):
            yield from _parts(child)


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
