"""Page numbers that a text prints: told to the places that ask for them, and guessed before the first layout.

WeasyPrint 70 forgets which element a number is asked for where an attribute names it, as in contents. These are then laid out
with a 0 for each number until something else changes, and get longer late: every page behind them is laid out again. So the
name is kept, and a layout begins with guesses. These nearly always have the right number of digits, which is all that the
length of a line hangs on; what is printed in the end is counted.

Each of its pages also knows how many pages there are in all. When that is found, all numbers are news to WeasyPrint, and contents
are laid out a third time. So a number is told only to places that know another, and the number of pages to those that print it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages, words

_LETTERS = 0.4
"""How many letters of a book there are for each square of paper as wide and as high as its letters are large."""


def _fault() -> bool:
    title, style = "The minutes of a board", "p, a, h1 { display: block; margin: 0; font: 10px/20px sans-serif }"

    def width(text: str) -> float:
        (page,) = pages(f"<p>{text}</p>", f"@page {{ size: 3000px }} {style}")
        return float(boxes(page, "TextBox")[0].width)

    narrow = (width(f"{title} 0") + width(f"{title} 00")) / 2  # a number of two digits takes a line of its own
    style += f"""
    @page {{ size: 200px 100px; margin: 0 }} nav {{ width: {narrow}px; break-after: page }} h1 {{ break-before: page }}
    a::after {{ content: " " target-counter(attr(href), page) }}
    """
    names = [f"c{number}" for number in range(20)]
    contents = "".join(f'<a href="#{name}">{title}</a>' for name in names)
    chapters = "".join(f'<h1 id="{name}">Chapter</h1><p>{f"{title} " * 4}</p>' for name in names)
    texts = [words(page) for page in pages(f"<nav>{contents}</nav>{chapters}", style)]
    told = [int(word) for text in texts for word in text.split() if word.isdecimal()]
    return told != [number for number, text in enumerate(texts, 1) if "Chapter" in text]


def _cure(anchor_name: Any, cache_counters: Any, make_pages: Any) -> Sequence[Any]:
    last: list[str | None] = [None]

    def anchor_name_from_token(token: Any) -> str | None:
        """Give a target that an attribute names the name that was last looked up, which is its own."""
        if token[0] != "attr()":
            last[0] = anchor_name(token)
        return last[0]

    def cache_target_page_counters(self: Any, anchor: str, values: Any, *rest: Any) -> None:
        """Tell an element's page to the places that ask for it and know another, instead of searching all that ask for any."""
        if self.collecting:
            return
        if not hasattr(self, "askers"):
            self.askers = {}
            for key, item in self.counter_lookup_items.items():
                for name in item.missing_target_counters:
                    self.askers.setdefault(name, {})[key] = item
        target = self.target_lookup_items.get(anchor)
        known = target.cached_page_counter_values if target is not None else {}

        def is_new(item: Any) -> bool:
            return any(known.get(counter) != values.get(counter) for counter in item.missing_target_counters[anchor])

        everything = self.counter_lookup_items
        self.counter_lookup_items = {key: item for key, item in self.askers.get(anchor, {}).items() if is_new(item)}
        try:
            cache_counters(self, anchor, values, *rest)
        finally:
            self.counter_lookup_items = everything

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Any:
        if not pages:
            _guess(context, root_box, html)
        for item in context.target_collector.counter_lookup_items.values() if pages else ():
            if item.cached_page_counter_values and "pages" not in item.missing_counters:
                item.cached_page_counter_values["pages"] = [len(pages)]
        return make_pages(context, root_box, html, pages)

    return anchor_name_from_token, cache_target_page_counters, make_all_pages


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
    from weasyprint.layout import page

    first = page.PageType("right", False, "", 0, ())
    page.set_page_type_computed_styles(first, html, context.style_for)
    width, height = context.style_for(first)["size"]
    return float(max(1.0, _LETTERS * width * height / max(1.0, root_box.style["font_size"]) ** 2))


def _letters_before(root: Element, names: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the names of elements among `names`, each with the number of letters before it."""
    count = 0
    for element in root.iter():
        if (name := element.get("id", "")) in names:
            yield name, count
        count += len(element.text or "") + len(element.tail or "")


MEND = Mend(
    name="page_numbers",
    why="forgets for which element contents ask a page number, and prints false ones where that makes them longer",
    changes={
        "weasyprint.css.targets.anchor_name_from_token": "c690ab4e5d0e",
        "weasyprint.css.targets.TargetCollector.cache_target_page_counters": "545eb30bb50f",
        "weasyprint.layout.make_all_pages": "b5e403489484",
    },
    fault=_fault,
    cure=_cure,
)
