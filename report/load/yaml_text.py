"""A file of YAML without what is not to be carried: comments, and the values that the caller leaves out.

Where nothing goes, every byte stays. Otherwise the parser's events are written again as they came, so that quotes, blocks and
lists in brackets stay what they were; what an alias repeats is written out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import YAMLError

from report.intake.files import SourceText
from report.load.yaml_tree import parse

Path = tuple[str | int, ...]
_WIDTH = 120
_ODD = re.compile(r"[^\S ]|  |(?:^|\s)(?:---|\.\.\.)")
"""What a line of text may not have if it is to be divided at its spaces."""
_BLOCK = re.compile(r"(?:[^\s].*[^\s]|[^\s])(?:\n+(?:[^\s].*[^\s]|[^\s]))*\n?")
"""Lines that neither begin nor end with a space."""


@dataclass
class _Node:
    """A value: its first event, and for a list or a mapping what it holds and its last event."""

    first: ev.Event
    items: list[_Node] = field(default_factory=list)
    """Of a mapping, keys and values in turn."""
    last: ev.Event | None = None


Values = Mapping[str, "str | list[str] | Values"]
"""What stands in place of a mapping."""


def rewritten(text: str, leaves_out: Callable[[Path], bool], instead: Mapping[str, Values] | None = None) -> str:
    """Return the text without comments and without what is left out; empty where nothing remains.

    `instead` gives what stands under keys of the file in place of what does.
    """
    try:
        events = list(YAML(typ="safe", pure=True).parse(text))
    except YAMLError:
        return text  # a problem of its own, and nothing of it is printed
    if any(isinstance(event, ev.AliasEvent) for event in events) and parse(SourceText("", text))[0] is None:
        return text
    root = _tree(events)
    if root is None:
        return text
    before = list(_events(root))
    pruned = _without(root, (), leaves_out)
    for key, value in zip(pruned.items[::2], pruned.items[1::2], strict=True) if instead else ():
        made = (instead or {}).get(str(getattr(key.first, "value", "")))
        if made is not None and _said(_events(value)) != _said(_events(new := _made(made))):
            value.first, value.items, value.last = new.first, new.items, new.last
    after = list(_events(pruned))
    if _said(after) == _said(before) and not _comments(text, before):
        return text
    return _written(after) if pruned.items else ""


def _made(value: str | list[str] | Values) -> _Node:
    """Return a value as it is written: mappings on lines of their own, lists in brackets."""
    if isinstance(value, str):
        return _Node(ev.ScalarEvent(None, None, (True, True), value))
    if isinstance(value, list):
        first = ev.SequenceStartEvent(None, None, True, flow_style=True)
        return _Node(first, [_made(one) for one in value], ev.SequenceEndEvent())
    items = [node for key, one in value.items() for node in (_made(key), _made(one))]
    return _Node(ev.MappingStartEvent(None, None, True, flow_style=False), items, ev.MappingEndEvent())


def _said(events: Iterable[ev.Event]) -> list[tuple[type, str]]:
    """Return what events say, however it is written."""
    return [(type(event), str(getattr(event, "value", ""))) for event in events]


def _tree(events: list[ev.Event]) -> _Node | None:
    """Return the root, with a copy of what it repeats for each alias."""
    open_: list[_Node] = [_Node(events[0])]
    anchors: dict[str, _Node] = {}
    for event in events:
        if isinstance(event, ev.MappingEndEvent | ev.SequenceEndEvent):
            open_.pop().last = event
        elif isinstance(event, ev.AliasEvent):
            open_[-1].items.append(anchors[str(event.anchor)])
        elif isinstance(event, ev.ScalarEvent | ev.MappingStartEvent | ev.SequenceStartEvent):
            node = _Node(event)
            open_[-1].items.append(node)
            if event.anchor:
                anchors[str(event.anchor)] = node
            if not isinstance(event, ev.ScalarEvent):
                open_.append(node)
    found = open_[0].items
    return found[0] if found else None


def _without(node: _Node, path: Path, leaves_out: Callable[[Path], bool]) -> _Node:
    if isinstance(node.first, ev.SequenceStartEvent):
        items = [_without(item, (*path, index), leaves_out) for index, item in enumerate(node.items)]
        return _Node(node.first, items, node.last)
    kept: list[_Node] = []
    for key, value in zip(node.items[::2], node.items[1::2], strict=True):
        here = (*path, str(getattr(key.first, "value", "")))
        if not leaves_out(here):
            kept += [key, _without(value, here, leaves_out)]
    return _Node(node.first, kept, node.last)


def _events(node: _Node) -> Iterator[ev.Event]:
    yield node.first
    for item in node.items:
        yield from _events(item)
    if node.last is not None:
        yield node.last


def _comments(text: str, events: list[ev.Event]) -> bool:
    """Tell whether a # stands anywhere but in a value."""
    inside = 0
    for event in {id(event): event for event in events if isinstance(event, ev.ScalarEvent)}.values():
        written = event.value if event.style in {"|", ">"} else text[event.start_mark.index : event.end_mark.index]
        inside += written.count("#")
    return text.count("#") > inside


class _Emitter(Emitter):
    """Writes on one line what would be read as something else where ruamel divides it.

    In double quotes a space more may be read than there was; in brackets a name of two words is none on two lines.
    """

    def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002
        super().write_double_quoted(text, split=False)

    def write_plain(self, text: str, split: bool = True) -> None:
        width = self.best_width
        if self.flow_level or not split:
            self.best_width = len(text) + self.column + 1
        super().write_plain(text, split=split)
        self.best_width = width


def _written(events: list[ev.Event]) -> str:
    out = io.StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.Emitter = _Emitter
    yaml.width = _WIDTH
    whole = [ev.StreamStartEvent(), ev.DocumentStartEvent(explicit=False), *map(_plain, events)]
    yaml.emit([*whole, ev.DocumentEndEvent(explicit=False), ev.StreamEndEvent()], out)
    return out.getvalue()


def _plain(event: ev.Event) -> ev.Event:
    """Return the event without anchor and tag, which mean nothing here."""
    if isinstance(event, ev.ScalarEvent):
        return ev.ScalarEvent(None, None, (True, True), event.value, style=_style(event.value, event.style))
    if isinstance(event, ev.MappingStartEvent | ev.SequenceStartEvent):
        return type(event)(None, None, True, flow_style=event.flow_style)
    return event


def _style(value: str, style: str | None) -> str | None:
    """Return how to write a text: as it was, where that is sure to be read as the same text; otherwise in double quotes."""
    if style in {"|", ">"} and "\n" in value:
        return "|" if _BLOCK.fullmatch(value) else '"'
    if _ODD.search(value) or (style is None and not value[:1].isalnum()):
        return '"'
    return style
