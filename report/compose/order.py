"""Orders events in time without guessing a day.

Dated events stand by the first day that their date covers. An event known by relation stands with the event that it hangs
on, before or after it as the source says; what the source leaves open is left to the order of the file.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

from report.compose.lookup import DANGLING, need_in, place_of, refuse
from report.model.dates import EdtfDate
from report.model.events import Event


def anchor_date(event: Event, events: Mapping[str, Event]) -> EdtfDate:
    """Return the date of the event, or of the event that it hangs on in the end."""
    return _root(event, events).date  # type: ignore[return-value]  # a root has a date


def _root(event: Event, events: Mapping[str, Event]) -> Event:
    seen = {event.id}
    while event.when is not None:
        anchor = event.when.anchor
        if anchor in seen:
            refuse(DANGLING, place_of(anchor), f"the dates of “{event.id}” and “{anchor}” hang on each other", "give one a date:")
        event = need_in(events, anchor, "event")
        seen.add(event.id)
    return event


def in_order(events: Mapping[str, Event], wanted: Iterable[str] | None = None) -> list[Event]:
    """Return the events in order of time; of all of them only the `wanted` ones, if given."""
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in events.values():
        groups[_root(event, events).id].append(event)
    roots = sorted((event for event in events.values() if event.when is None), key=lambda event: _first_day(event.date))
    chosen = None if wanted is None else set(wanted)
    return [event for root in roots for event in _in_group(groups[root.id], list(events)) if chosen is None or event.id in chosen]


def _first_day(value: EdtfDate | None) -> str:
    assert value is not None
    return str(value.earliest or value.latest)


def _in_group(group: list[Event], file_order: list[str]) -> list[Event]:
    """Order events that hang on each other: as the sources say, and else as the file has them."""
    by_id = {event.id: event for event in group}
    followers: dict[str, list[str]] = defaultdict(list)
    waits = dict.fromkeys(by_id, 0)
    for event in group:
        if event.when is not None:
            first, second = (event.id, event.when.anchor) if event.when.before is not None else (event.when.anchor, event.id)
            followers[str(first)].append(str(second))
            waits[str(second)] += 1
    ready = [(file_order.index(id_), id_) for id_, count in waits.items() if not count]
    heapq.heapify(ready)
    result: list[Event] = []
    while ready:
        _, id_ = heapq.heappop(ready)
        result.append(by_id[id_])
        for follower in followers[id_]:
            waits[follower] -= 1
            if not waits[follower]:
                heapq.heappush(ready, (file_order.index(follower), follower))
    return result
