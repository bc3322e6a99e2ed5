"""Where each page begins, read from the laid-out pages: labels as printed, first words, and the element that holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from lxml import etree

from report.model.pages import PageMap, PageStart
from report.output.flow import Flow, folded
from report.output.pdf.trace import Run, Trace, Zone

WORDS = 8
"""How many words of a page its start names."""


def page_map(trace: Trace, labels: Sequence[str], identifier: str, title: str) -> PageMap:
    """Return the map of all pages. A page without any text of the flow begins where the next one does."""
    flows = _Flows(trace)
    starts: list[PageStart] = []
    first = _first_runs(trace)
    begins = _beginnings(trace)
    for number, label in enumerate(labels):
        run = next((run for run in first[number:] if run is not None), None)
        starts.append(replace(_start(trace, flows, run, label), begins=begins[number]))
    return PageMap(identifier, title, tuple(starts))


def _first_runs(trace: Trace) -> list[Run | None]:
    """Return what each page begins with: what was carried to its head belongs to the text of a page before, if it has other."""
    first: list[Run | None] = [None] * len(trace.pages)
    for run in trace.runs:
        if run.zone is not Zone.FLOW or run.start < 0 or not (run.picture or run.text.strip()):
            continue
        known = first[run.page]
        if known is None or (trace.is_carried(known) and not trace.is_carried(run)):
            first[run.page] = run
    return first


def _beginnings(trace: Trace) -> list[tuple[str, ...]]:
    """Return for each page the ids of the elements whose first text or picture in the flow is on it, those carried to it last."""
    pages: list[list[str]] = [[] for _ in trace.pages]
    carried: list[list[str]] = [[] for _ in trace.pages]
    seen: set[str] = set()
    for run in trace.runs:
        if run.zone is not Zone.FLOW or run.element is None or run.pseudo == "footnote-call":
            continue
        around = [id_ for element in trace.ancestors(run.element) if (id_ := element.get("id"))]
        new = [id_ for id_ in reversed(around) if id_ not in seen]
        (carried if trace.is_carried(run) else pages)[run.page] += new
        seen.update(new)
    return [(*own, *late) for own, late in zip(pages, carried, strict=True)]


class _Flows:
    """Flow text of the elements of a trace, which is read from a copy of the tree with parents."""

    def __init__(self, trace: Trace) -> None:
        self._begins = {(stretch.holder, stretch.tail): stretch.start for stretch in trace.alignment.stretches}
        self._read: dict[Element, tuple[str, list[int]]] = {}
        copy = etree.fromstring(ElementTree.tostring(trace.root, encoding="utf-8"))
        originals = [element for element in trace.root.iter() if isinstance(element.tag, str)]
        copies = [element for element in copy.iter() if isinstance(element.tag, str)]
        self._copies = dict(zip(originals, copies, strict=True))
        self._originals = dict(zip(copies, originals, strict=True))

    def positions(self, element: Element) -> tuple[str, list[int]]:
        """Return the element's flow text, and for each character of it where it stands in the whole text."""
        if element not in self._read:
            flow = Flow.of(self._copies[element])
            places = [self._begins.get((self._originals[spot.element], spot.tail), -1) + spot.index for spot in flow.spots]
            self._read[element] = flow.text, places
        return self._read[element]


def _start(trace: Trace, flows: _Flows, run: Run | None, label: str) -> PageStart:
    if run is None or run.element is None:
        return PageStart(label, "", 0, "")
    holder = next((up for up in trace.ancestors(run.element) if up.get("id")), None)
    if holder is None:
        return PageStart(label, "", 0, "")
    text, positions = flows.positions(holder)
    # An element that the flow leaves out (a note's call at a page's head) has no text in it: its page begins at what follows.
    offset = next((i for i, at in enumerate(positions) if at >= run.start and text[i] != " "), len(text))
    while 0 < offset < len(text) and text[offset - 1] != " ":
        offset += 1
    words = " ".join(islice(_words(text[offset:]), WORDS))
    return PageStart(label, holder.get("id", ""), offset, folded(words))


def _words(text: str) -> Iterator[str]:
    return (word for word in text.split(" ") if word)
