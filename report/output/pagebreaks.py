"""Marks in an e-book where the pages of a print format begin.

A page map names, for each page, an element and an offset into its flow text. The mark is put right before the word that
stands there, inside paragraphs, lists and table cells as well; the page's first words settle what the offset leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from report.model.pages import PageStart
from report.output.flow import EPUB, XHTML, Flow, Spot, folded, in_flow, local_name

_PHRASES = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span"}
_PHRASES |= {"strong", "sub", "sup", "time", "u", "var"}
_LEFT_AT_THEIR_START = _PHRASES | {"h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "figure"}
"""A mark at the very start of one of these goes before it, so that it's no part of a link's or a heading's name."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A page's mark: where it stands, and whether the page's first words stand right behind it."""

    label: str
    file: str
    id: str
    exact: bool


@dataclass(frozen=True, slots=True)
class _Landing:
    file: str
    element: etree._Element
    page: PageStart


def insert(trees: Mapping[str, etree._Element], pages: Sequence[PageStart], name: Callable[[str], str]) -> list[Marker]:
    """Put a mark for each page into the trees, and return the marks in order.

    `trees` holds the content documents by file name, in reading order; they are changed in place. `name` says a page's
    label in words: "Page 5". A page that begins with something that only print has is marked before the first element on it
    that the book has, too; if it has none, where the next part begins.
    """
    if not trees:
        return []
    known = {id_: (file, element) for file, tree in reversed(list(trees.items())) for id_, element in _ids(tree)}
    taken = set(known)
    markers: list[Marker] = []
    for landing in _landings(list(trees), trees, pages, known):
        mark = _mark(_free_id(landing.page.label, taken), name(landing.page.label))
        exact = _place(mark, landing.element, landing.page)
        markers.append(Marker(landing.page.label, landing.file, mark.get("id", ""), exact))
    return markers


def _ids(tree: etree._Element) -> list[tuple[str, etree._Element]]:
    return [(element.get("id", ""), element) for element in reversed(list(tree.iter("*"))) if element.get("id")]


def _landings(
    files: list[str],
    trees: Mapping[str, etree._Element],
    pages: Sequence[PageStart],
    known: Mapping[str, tuple[str, etree._Element]],
) -> list[_Landing]:
    """Find for each page its file and element, those that only print has included."""
    landings: list[_Landing] = []
    next_file = 0
    for number, page in enumerate(pages):
        here = next((id_ for id_ in (page.element, *page.begins) if id_ in known), None)
        if here is not None:
            file, element = known[here]
            landings.append(_Landing(file, element, page if here == page.element else PageStart(page.label, here, 0, "")))
            next_file = files.index(file) + 1
            continue
        after = next((later for later in pages[number + 1 :] if later.element in known), None)
        if (after and files.index(known[after.element][0]) < next_file) or next_file == len(files):
            # The same part goes on behind this page, or nothing does: its place is that of the page that follows.
            start = after or PageStart(page.label, "", 10**9, "")
            file, element = known[start.element] if after else (files[-1], _last_child(trees[files[-1]]))
            landings.append(_Landing(file, element, PageStart(page.label, start.element, start.offset, start.words)))
        else:
            file = files[next_file]
            landings.append(_Landing(file, _first_child(trees[file]), PageStart(page.label, "", 0, "")))
    return landings


def _first_child(tree: etree._Element) -> etree._Element:
    """Return the element that holds a document's content: the first in its body, or the body itself."""
    body = next((element for element in tree.iter("*") if local_name(element) == "body"), tree)
    return next((child for child in body if local_name(child)), body)


def _last_child(tree: etree._Element) -> etree._Element:
    """Return the element at whose end all is read: of a whole publication on one page what is between its header and footer."""
    return next(tree.iter(f"{{{XHTML}}}main"), _first_child(tree))


def _mark(id_: str, words: str) -> etree._Element:
    mark = etree.Element(f"{{{XHTML}}}span", {f"{{{EPUB}}}type": "pagebreak", "role": "doc-pagebreak", "id": id_})
    mark.set("aria-label", words)
    return mark


def _free_id(label: str, taken: set[str]) -> str:
    base = id_ = "page-" + (re.sub(r"[^\w.-]+", "-", label).strip("-") or "x")
    number = 1
    while id_ in taken:
        number += 1
        id_ = f"{base}-{number}"
    taken.add(id_)
    return id_


def _place(mark: etree._Element, element: etree._Element, page: PageStart) -> bool:
    """Put `mark` where `page` begins in `element`; tell whether the page's words stand there."""
    words = folded(page.words)
    whole = _whole(element)
    flow = Flow.of(element)
    if whole is None and flow.text:
        offset, exact = _find(flow.text, page.offset, words)
        if offset >= len(flow.text):
            element.append(mark)
            return False
        spot = flow.spots[offset]
        whole = _whole(spot.parent)
        if whole is None:
            _insert_at(mark, spot)
            return exact
    if whole is not None:
        _before(mark, whole)
        return Flow.of(whole).text.startswith(words)
    if local_name(element) in {"img", "br", "hr"}:
        _before(mark, element)
    else:
        element.text, mark.tail = None, element.text
        element.insert(0, mark)
    return not words


def _whole(element: etree._Element) -> etree._Element | None:
    """Return the outermost element around `element` that a mark can't go into: a figure, a list of links, a note."""
    around = [element, *element.iterancestors()]
    return next((up for up in reversed(around) if _is_whole(up) and up.getparent() is not None), None)


def _is_whole(element: etree._Element) -> bool:
    name = local_name(element)
    pictured = name == "figure" and any(local_name(inner) in {"img", "svg"} for inner in element.iter("*"))
    return name == "nav" or pictured or not in_flow(element)


def _find(text: str, offset: int, words: str) -> tuple[int, bool]:
    """Return where in `text` the page begins, at a word's start, and whether `words` stand there.

    Of several places with these words the one nearest to `offset` is meant. If the words aren't there as they are, since
    one format says something that the other doesn't, fewer of them are looked for, down to two.
    """
    parts = words.split(" ") if words else []
    for count in range(len(parts), min(len(parts), 2) - 1 if parts else 0, -1):
        phrase = r"\s*".join(map(re.escape, parts[:count]))
        starts = [found.start() for found in re.finditer(rf"(?<!\w)(?={phrase}(?!\w))", text)]
        if starts:
            return min(starts, key=lambda start: (abs(start - offset), start)), count == len(parts)
    while 0 < offset < len(text) and text[offset - 1] != " ":
        offset += 1
    return offset, not words


def _insert_at(mark: etree._Element, spot: Spot) -> None:
    """Put `mark` into the text at `spot`, or before the elements that begin there."""
    holder = spot.element
    text = (holder.tail if spot.tail else holder.text) or ""
    before, after = text[: spot.index], text[spot.index :]
    if not before.strip() and _nothing_before(holder if spot.tail else None):
        outermost = _outermost(spot.parent)
        if outermost is not None:
            _before(mark, outermost)
            return
    mark.tail = after
    if spot.tail:
        holder.tail = before
        spot.parent.insert(spot.parent.index(holder) + 1, mark)
    else:
        holder.text = before
        holder.insert(0, mark)


def _nothing_before(child: etree._Element | None) -> bool:
    """Tell whether `child` and all before it in its parent are marks, with no text between them."""
    while child is not None:
        if child.get("role") != "doc-pagebreak":
            return False
        previous = child.getprevious()
        between = previous.tail if previous is not None else child.getparent().text  # type: ignore[union-attr]
        if (between or "").strip():
            return False
        child = previous
    return True


def _outermost(element: etree._Element) -> etree._Element | None:
    """Return the outermost element that begins where `element` does and that a mark should stay out of."""
    outermost = None
    while True:
        name = local_name(element)
        parent = element.getparent()
        if name == "caption" and parent is not None:
            outermost = element = parent
        elif name in _LEFT_AT_THEIR_START:
            outermost = element
        else:
            return outermost
        parent, previous = element.getparent(), element.getprevious()
        if parent is None or not _nothing_before(previous):
            return outermost
        if ((previous.tail if previous is not None else parent.text) or "").strip():
            return outermost
        element = parent


def _before(mark: etree._Element, element: etree._Element) -> None:
    mark.tail = None
    element.addprevious(mark)
