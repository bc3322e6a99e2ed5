"""What publications of one process share: style sheets, parsed once, and the fonts that fontconfig has found.

Both are shared by content: sheets by their text, fonts by the configuration that fontconfig reads, which names a folder that is
called by the digest of its faces. A sheet that brings fonts along, or other sheets, is parsed for its publication alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from typing import Any

from report.look.fonts.start import VARIABLE

_MOST_SHEETS = 256
_MOST_FONTS = 4
_OWN = re.compile(r"@(?!(?:page|media|footnote|(?:top|bottom|left|right)-[a-z-]+)(?![\w-]))")
"""What a sheet may hold that does more than say how things look."""

_sheets: dict[str, Any] = {}
_fonts: dict[str, Any] = {}


def fonts_for(sheets: Sequence[str]) -> Any:
    """Return WeasyPrint's font configuration for a publication with these style sheets."""
    from weasyprint.text.fonts import FontConfiguration

    if any(map(_OWN.search, sheets)):
        return FontConfiguration()
    return _kept(_fonts, os.environ.get(VARIABLE, ""), FontConfiguration, _MOST_FONTS)


def parsed(sheet: str, parse: Callable[[str], Any], objections: Sequence[object]) -> Any:
    """Return a style sheet as `parse` makes it; one that brings nothing along and meets no objection is kept."""
    if _OWN.search(sheet):
        return parse(sheet)
    if (found := _sheets.get(sheet)) is not None:
        return found
    known = len(objections)
    made = parse(sheet)
    return made if len(objections) > known else _kept(_sheets, sheet, lambda: made, _MOST_SHEETS)


def _kept(answers: dict[Any, Any], key: Any, make: Callable[[], Any], most: int) -> Any:
    if key not in answers:
        if len(answers) >= most:
            del answers[next(iter(answers))]  # the one that is there longest
        answers[key] = make()
    return answers[key]
