"""Words longer than a small screen is wide: they break there, and nothing else does.

In running text the style sheet is enough: a word breaks where a whole line has no room for it. A cell of a table is made as
wide as its longest word, though, and the table then wider than the screen. So words are marked that may break anywhere, and
only those that are too long for their share, since a cell with such a word gives way before other cells do.
"""

from __future__ import annotations

import re

from lxml import etree

from report.output.flow import XHTML, Flow

_NARROW = 36
"""Characters of a table in a row on a telephone."""
_WIDE = 80
"""The same where a table that is stacked on small screens is shown as one."""
_ADDRESS = re.compile(r"(?:https?|ftp|mailto|urn|doi):|www\.", re.IGNORECASE)


def let_break(tree: etree._Element) -> None:
    """Mark what may break: addresses, without a hyphen, and words that make a table too wide."""
    for link in tree.iter(f"{{{XHTML}}}a"):
        if _ADDRESS.match(link.text or ""):
            link.set("class", f"{link.get('class') or ''} address".strip())
    for box in tree.iter(f"{{{XHTML}}}div"):
        classes = (box.get("class") or "").split()
        for table in box.iterchildren(f"{{{XHTML}}}table") if "table" in classes else ():
            _in_table(table, _WIDE if "stacks" in classes else _NARROW)


def _in_table(table: etree._Element, room: int) -> None:
    rows = [list(row) for row in table.iter(f"{{{XHTML}}}tr")]
    columns = list(zip(*rows, strict=False))
    longest = [max(len(word) for cell in column for word in ("", *Flow.of(cell).text.split())) for column in columns]
    if sum(longest) <= room:
        return
    share = re.compile(rf"\S{{{room // len(columns) + 1},}}")
    for cell in (cell for row in rows for cell in row):
        for element in list(cell.iter(f"{{{XHTML}}}*")):
            _mark(element, share, tail=False)
            if element is not cell:
                _mark(element, share, tail=True)


def _mark(holder: etree._Element, long: re.Pattern[str], *, tail: bool) -> None:
    """Put an element around each long word of a text."""
    text = (holder.tail if tail else holder.text) or ""
    found = list(long.finditer(text))
    if not found:
        return
    around = holder.getparent() if tail else None
    parent, position = (holder, 0) if around is None else (around, around.index(holder) + 1)
    setattr(holder, "tail" if tail else "text", text[: found[0].start()])
    for number, (word, behind) in enumerate(zip(found, [*(after.start() for after in found[1:]), len(text)], strict=True)):
        mark = etree.Element(f"{{{XHTML}}}span", {"class": "breaks"})
        mark.text, mark.tail = word[0], text[word.end() : behind]
        parent.insert(position + number, mark)
