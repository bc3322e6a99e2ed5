"""Words divided with measure: never at the ends of three lines in a row, nor so that the end of one is all of the last line.

WeasyPrint 70 divides wherever a word doesn't fit. Here a line is told not to, while it is made: were paragraphs set again when
all pages are there, every long book would be laid out twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, pages, words

MOST = 2
"""Lines in a row that may end in a hyphen."""
HYPHENS = ("-", "\u2010")

Skip = dict[int, Any] | None
"""Where in a box a line begins: the index of a child, or of a byte in a text, and the same within it; None for its beginning."""


def _fault() -> bool:
    text = "characteristically neighbourhood administration correspondence negotiation " * 3
    (page,) = pages(f"<p>{text}</p>", "@page { size: 800px } p { width: 90px; font: 13px sans-serif; hyphens: auto }")
    divided = [words(line).endswith(HYPHENS) for line in boxes(page, "LineBox")]
    return any(ends and len(list(row)) > MOST for ends, row in groupby(divided))


def _cure(original: Any, split: Any) -> Sequence[Any]:
    def split_first_line(text: str, style: Any, context: Any, *rest: Any, **named: Any) -> Any:
        if not getattr(context, "undivided", False) or style["hyphens"] != "auto":
            return split(text, style, context, *rest, **named)
        style["hyphens"] = "manual"
        try:
            return split(text, style, context, *rest, **named)
        finally:
            style["hyphens"] = "auto"

    def get_next_linebox(context: Any, box: Any, y: Any, space: Any, skip: Skip, around: Any, *rest: Any) -> Any:
        absolute, fixed, first_letter, first_line = rest

        def line(*, undivided: bool) -> Any:
            before = getattr(context, "undivided", False)
            context.undivided = undivided
            try:
                return original(context, box, y, space, skip, around, *rest)
            finally:
                context.undivided = before

        rows = vars(box).setdefault("divided_rows", {})
        row = rows.get(repr(skip), 0)
        aside = [*context.excluded_shapes], len(absolute), len(fixed)

        def can_be_made_again() -> bool:
            """Tell whether nothing but the line has come of it: what is beside the text would be there twice."""
            plain = first_letter is None and first_line is None
            return plain and aside == ([*context.excluded_shapes], len(absolute), len(fixed))

        made, resume = line(undivided=row >= MOST)
        if row >= MOST and made is not None and made.width > around.width and can_be_made_again():
            made, resume = line(undivided=False)  # a word that is longer than the line
        elif resume is not None and _is_divided(made) and _is_one_word("".join(_text(box, resume))) and can_be_made_again():
            whole = line(undivided=True)
            if whole[0] is not None and whole[0].width <= around.width:
                made, resume = whole
        if made is not None and resume is not None:
            rows[repr(resume)] = row + 1 if _is_divided(made) else 0
        return made, resume

    return get_next_linebox, split_first_line


def _is_divided(line: Any) -> bool:
    last = next(_last_texts(line), "")
    return last.rstrip().endswith(HYPHENS)


def _last_texts(box: Any) -> Iterator[str]:
    """Yield the texts of a line, the last one first."""
    for child in reversed(box.children):
        if type(child).__name__ == "TextBox":
            yield child.text
        elif hasattr(child, "children") and child.is_in_normal_flow():
            yield from _last_texts(child)


def _text(box: Any, skip: Skip) -> Iterator[str]:
    """Yield the text of a box from `skip` on."""
    ((index, inner),) = skip.items() if skip else ((0, None),)
    if type(box).__name__ == "TextBox":
        yield box.text.encode()[index:].decode()
        return
    for number, child in enumerate(getattr(box, "children", ())[index:]):
        yield from _text(child, None if number else inner)


def _is_one_word(text: str) -> bool:
    return not any(map(str.isspace, text.strip()))


MEND = Mend(
    name="divided",
    why="divides words wherever they don't fit, in any number of lines in a row",
    changes={
        "weasyprint.layout.inline.get_next_linebox": "67af458c2545",
        "weasyprint.layout.inline.split_first_line": "39ad1016863c",
    },
    fault=_fault,
    cure=_cure,
)
