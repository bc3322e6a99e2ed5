"""The pages on which something is used, filled in where an index asks for them: each page once, ranges folded.

CSS can print the page of each place (`target-counter`), but not merge them: "1, 1, 1". So an element with `data-uses` gets its
text when the pages are made: WeasyPrint is told that the pages with such an element have changed, and makes those, and what
they push on, again. An index stands behind what it lists, so one further round is the rule.

`data-uses` lists places: values of `data-use`, or ids. `data-page` and `data-pages` are what is to be said of one page and of
several; `{pages}` in them stands for the numbers, `data-between` for what divides them.

What is filled in can move what follows; `page_numbers` sees to the numbers that style sheets ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from report.model.cldr import locale_of, own_digits
from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import pages, words


def _fault() -> bool:
    style = "@page { size: 200px; margin: 0 } h1 { break-after: page }"
    *_, index = pages('<h1 data-use="a">One</h1><h1>Two</h1><p data-uses="a">unknown</p>', style)
    return words(index) != "1"


def _cure(original: Any) -> Sequence[Any]:
    def make_all_pages(context: Any, root_box: Any, html: Any, pages: Any) -> Iterator[Any]:
        made = list(original(context, root_box, html, pages))
        if not hasattr(context, "index_of_pages"):
            context.index_of_pages = _Index(html.etree_element, root_box)
        context.index_of_pages.fill(made, context.page_maker)
        return iter(made)

    return (make_all_pages,)


def untrue(root: Element, page_boxes: Sequence[Any], folios: Sequence[str | None]) -> list[str]:
    """Return what an index says of pages and isn't so, by the folios that the finished pages print."""
    askers = _askers(root)
    if not askers:
        return []
    first = _first_pages(_wanted(root, askers), map(_elements, page_boxes))
    told = [folio or "" for folio in folios]
    return [asker.text or "" for asker in askers if asker.text != _text(asker, first, told)]


class _Index:
    """The elements of one document that ask for pages, and the boxes that they become."""

    def __init__(self, root: Element, root_box: Any) -> None:
        self._locale = locale_of(root.get("lang") or "en")
        self._askers = _askers(root)
        self._wanted = _wanted(root, self._askers)
        self._boxes: dict[Element, Any] = {}
        self._seen: dict[Any, frozenset[Element]] = {}
        asking = set(self._askers)
        for box in root_box.descendants() if asking else ():
            if box.element in asking and hasattr(box, "text"):
                self._boxes[box.element] = box

    def fill(self, pages: Sequence[Any], page_maker: Sequence[Any]) -> None:
        """Write down the pages where they are asked for, and mark the pages that are to be made again for it."""
        if not self._askers:
            return
        # A page that wasn't made again is the same box, and holds what it held.
        self._seen = {page: self._seen.get(page) or _elements(page) for page in pages}
        first = _first_pages(self._wanted, self._seen.values())
        counted = (page_maker[index + 1][3][1].get("page", [0])[-1] for index in range(len(pages)))
        told = [own_digits(str(number), self._locale) for number in counted]
        changed = {asker for asker in self._askers if self._write(asker, _text(asker, first, told))}
        for index, page in enumerate(pages):
            if not changed.isdisjoint(self._seen[page]):
                page_maker[index][-1]["content_changed"] = True

    def _write(self, asker: Element, text: str) -> bool:
        box = self._boxes.get(asker)
        if box is None or box.text == text:
            return False
        box.text = asker.text = text
        return True


def _askers(root: Element) -> list[Element]:
    return [element for element in root.iter() if element.get("data-uses")]


def _wanted(root: Element, askers: Iterable[Element]) -> dict[Element, str]:
    """Return the elements that are asked for, with the names by which they are."""
    names = {name for asker in askers for name in (asker.get("data-uses") or "").split()}
    named = ((element, element.get("data-use") or element.get("id") or "") for element in root.iter())
    return {element: name for element, name in named if name in names}


def _elements(page: Any) -> frozenset[Element]:
    return frozenset(box.element for box in page.descendants(placeholders=True) if box.element is not None)


def _first_pages(wanted: Mapping[Element, str], pages: Iterable[frozenset[Element]]) -> dict[str, int]:
    """Return the index of the page on which each place begins."""
    first: dict[str, int] = {}
    for index, elements in enumerate(pages):
        for element in wanted.keys() & elements:
            first.setdefault(wanted[element], index)
    return first


def _text(asker: Element, first: Mapping[str, int], told: Sequence[str]) -> str:
    places = (asker.get("data-uses") or "").split()
    pages = sorted({first[place] for place in places if place in first})
    pattern = asker.get("data-page" if len(pages) == 1 else "data-pages") or "{pages}"
    return pattern.replace("{pages}", folded(pages, told, asker.get("data-between") or ", "))


def folded(pages: Sequence[int], told: Sequence[str], between: str = ", ") -> str:
    """Return pages in words: "5, 7–9". `pages` are indices in ascending order, `told` what each page of all prints."""
    runs: list[tuple[int, int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    return between.join(told[start] if start == end else f"{told[start]}–{told[end]}" for start, end in runs)


MEND = Mend(
    name="pagination",
    why="can't name each page on which something is used once",
    changes={"weasyprint.layout.make_all_pages": "b5e403489484"},
    fault=_fault,
    cure=_cure,
)
