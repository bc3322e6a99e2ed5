"""Page numbers that a text prints: told to the places that ask for them, and guessed before the first layout.

WeasyPrint 70 forgets which element a number is asked for where an attribute names it, as in contents. These are then laid out
with a 0 for each number until something else changes, and get longer late: every page behind them is laid out again. So the
name is kept, and a layout begins with guesses. These nearly always have the right number of digits, which is all that the
length of a line hangs on; what is printed in the end is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import layout
from weasyprint.css import targets
from weasyprint.layout.page import PageType

_LETTERS = 0.4
"""How many letters of a book there are for each square of paper as wide and as high as its letters are large."""


def count_on() -> None:
    """Make WeasyPrint know which page numbers are asked for, and begin with guesses; doing it twice changes nothing."""
    if not getattr(targets.TargetCollector.cache_target_page_counters, "counts_on", False):
        _keep_names()
        _tell_askers()
        _begin_with_guesses()


def _keep_names() -> None:
    """Give a target that an attribute names the name that was last looked up, which is its own."""
    original = targets.anchor_name_from_token
    last: list[str | None] = [None]

    def anchor_name_from_token(token: Any) -> str | None:
        if token[0] != "attr()":
            last[0] = original(token)
        return last[0]

    targets.anchor_name_from_token = anchor_name_from_token


def _tell_askers() -> None:
    """Tell an element's page to the places that ask for it, instead of searching all that ask for any."""
    original = targets.TargetCollector.cache_target_page_counters

    def cache_target_page_counters(self: Any, anchor: str, *rest: Any) -> None:
        if self.collecting:
            return
        if not hasattr(self, "askers"):
            self.askers = {}
            for key, item in self.counter_lookup_items.items():
                for name in item.missing_target_counters:
                    self.askers.setdefault(name, {})[key] = item
        everything = self.counter_lookup_items
        self.counter_lookup_items = self.askers.get(anchor, {})
        try:
            original(self, anchor, *rest)
        finally:
            self.counter_lookup_items = everything

    cache_target_page_counters.counts_on = True  # type: ignore[attr-defined]
    targets.TargetCollector.cache_target_page_counters = cache_target_page_counters


def _begin_with_guesses() -> None:
    original = layout.make_all_pages

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Any:
        if not pages:
            _guess(context, root_box, html)
        return original(context, root_box, html, pages)

    layout.make_all_pages = make_all_pages


def _guess(context: Any, root_box: Any, html: Any) -> None:
    collector = context.target_collector
    asking = [item for (_, kind), item in collector.counter_lookup_items.items() if kind == "content"]
    asked = {name for item in asking for name, counters in item.missing_target_counters.items() if "page" in counters}
    if not asked:
        return
    a_page = _letters_on_a_page(context, root_box, html)
    for name, before in _letters_before(html.etree_element, asked):
        target = collector.target_lookup_items.get(name)
        if target is not None:
            target.cached_page_counter_values = {"page": [1 + int(before / a_page)]}
    for item in asking:
        if asked & item.missing_target_counters.keys():
            item.parse_again({})


def _letters_on_a_page(context: Any, root_box: Any, html: Any) -> float:
    first = PageType("right", False, "", 0, ())
    layout.page.set_page_type_computed_styles(first, html, context.style_for)
    width, height = context.style_for(first)["size"]
    return float(max(1.0, _LETTERS * width * height / max(1.0, root_box.style["font_size"]) ** 2))


def _letters_before(root: Element, names: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the names of elements among `names`, each with the number of letters before it."""
    count = 0
    for element in root.iter():
        if (name := element.get("id", "")) in names:
            yield name, count
        count += len(element.text or "") + len(element.tail or "")
