"""Lines that are measured once: a text that was divided before, in the same style and for the same width, is divided as then.

WeasyPrint 70 sets most lines three or four times: columns again for their height, a table's cells for their widths, a page again
for its notes and for its numbers, all pages again where something on them moves. Each time Pango is asked where the line ends.
What Pango says is kept with the fonts that it says it of. It hangs on the text, on some properties of its style, and on what
`split_first_line` is told beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from report.output.pdf.engine.mends.mend import Mend
from report.output.pdf.engine.mends.specimen import boxes, calls, pages

_MOST = 8192
"""Lines that are kept; with less, a long chapter whose pages are set again would find nothing of it."""
_PROPERTIES = (
    *("font_size", "font_style", "font_stretch", "font_weight", "font_kerning", "font_language_override"),
    *("font_feature_settings", "font_variation_settings", "font_variant_alternates", "font_variant_caps"),
    *("font_variant_east_asian", "font_variant_ligatures", "font_variant_numeric", "font_variant_position"),
    *("direction", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "lang", "letter_spacing"),
    *("overflow_wrap", "tab_size", "white_space", "word_break", "word_spacing"),
)
"""What dividing a text asks of its style, apart from its families, whether it is underlined, and `hyphens`, which changes."""


def _fault() -> bool:
    from weasyprint.layout import inline

    (page,) = pages("<p>Daily work at the camp", "@page { size: 300px }")
    style = boxes(page, "TextBox")[0].style

    def divided() -> None:
        inline.split_first_line("Daily work at the camp", style, None, 60, 0)

    first = calls(divided)
    return calls(divided) > first / 2


def _cure(*originals: Callable[..., Any]) -> Sequence[Any]:
    def split_first_line(text: str, style: Any, context: Any, *asked: Any, **named: Any) -> Any:
        kept, number = _kept(style)
        key = (text, number, style["hyphens"], asked, *named.items())
        found = kept.get(key)
        if found is None:
            if len(kept) >= _MOST:
                kept.clear()
            found = kept[key] = originals[0](text, style, context, *asked, **named)
        layout, *measured = found
        return _another(layout), *measured

    return (split_first_line,) * len(originals)


def _another(layout: Any) -> Any:
    """Return a layout for one more box: a box that is cut off with an ellipsis changes the text of its own."""
    made = object.__new__(type(layout))
    vars(made).update(vars(layout))
    return made


def _kept(style: Any) -> tuple[dict[Any, Any], int]:
    """Return the lines that are kept of a style's fonts, and the number of what it asks of them."""
    found: tuple[dict[Any, Any], int] | None = getattr(style, "measured", None)
    if found is None:
        fonts = style.font_config
        if not hasattr(fonts, "measured"):
            fonts.measured, fonts.measured_styles = {}, {}
        underlined = style["text_decoration_line"] != "none"
        asked = (*style["font_family"], underlined, *map(style.__getitem__, _PROPERTIES))
        numbers = fonts.measured_styles
        found = style.measured = fonts.measured, numbers.setdefault(asked, len(numbers))
    return found


MEND = Mend(
    name="measured",
    why="divides the same text for the same width again and again",
    changes={
        "weasyprint.layout.inline.split_first_line": "39ad1016863c",
        "weasyprint.layout.preferred.split_first_line": "39ad1016863c",
    },
    fault=_fault,
    cure=_cure,
)
