"""Draws the marks above and below the letters of right-to-left scripts so that readers of pages find them with their letters.

WeasyPrint 70 draws such a mark to the right of where it has got, raised, in a piece of text by itself, and goes back. Readers
that sort what is on a page by where it begins then find it behind the letter that it is on, or apart from its word. A glyph that
has the shift in itself is drawn where its letter is, in one go with it.

A reader of pages in browsers (pdf.js) reckons spaces from one letter to the next, and has a mark that comes first in its word
stand before the space. A character of no width before the space lets it find that where it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from report.output.pdf.engine.moved_glyphs import Moved

_MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]+")
_SPACE = "\u200b "
_SHOWN = re.compile(rb"<([0-9a-f]*)>|([^<>\[\]\s]+)")
_OF_PANGO = 1000 / 1024
"""The engine takes Pango's units, of which 1024 are one, for thousandths."""


@dataclass(slots=True)
class _Shown:
    """A glyph, with the numbers that stand before and behind it."""

    glyph: int
    rise: float
    shift: bytes = b""
    """To the left, in thousandths of the size, for this glyph alone."""
    back: bytes = b""
    """To the left, for what comes behind it."""


@dataclass
class Diacritics:
    """The marks of a document, each as a glyph of its own for every place at which it stands above a letter."""

    _moved: dict[str, dict[Moved, int]] = field(default_factory=dict)
    """By the file of the font."""

    def drawn(self, operators: Sequence[Any], fonts: Mapping[bytes, Any], first: Collection[int] = ()) -> list[Any]:
        """Return the operators of a page with all such marks drawn as glyphs in their places.

        `first` has the numbers of marked sequences that nothing stands to the left of.
        """
        done: list[Any] = []
        font, size, begins, at = None, 1.0, False, 0
        while at < len(operators):
            operator = operators[at]
            if isinstance(operator, bytes) and operator.endswith(b" Tf"):
                name, number, _ = operator.split()
                font, size = fonts.get(name), float(number)
            if isinstance(operator, dict) and "MCID" in operator:
                begins = operator["MCID"] in first
            if not _shows(operator):
                done.append(operator)
                at += 1
                continue
            end = next((index for index in range(at, len(operators)) if not _shows(operators[index])), len(operators))
            group = operators[at:end]
            done += self._redrawn(group, font, size, begins) if font is not None and _is_marked(group, font) else group
            begins, at = False, end
        return done

    def _redrawn(self, group: Sequence[bytes], font: Any, size: float, begins: bool) -> list[bytes]:
        text = b""
        space = next((glyph for glyph, shown in font.to_unicode.items() if shown == " "), None)
        last = None
        for shown in _glyphs(group):
            glyph, back = shown.glyph, shown.back
            if _MARKS.fullmatch(font.to_unicode.get(glyph, "")):
                if last == space is not None:
                    text = text[: text.rindex(b"<")] + b"<%04x>" % self._space(font, space) + text[text.rindex(b">") + 1 :]
                elif last is None and begins and space is not None:
                    text += b"%d<%04x>" % (font.widths[space], self._space(font, space))
                shift = float(shown.shift or 0)
                rest = font.widths[glyph] - shift - float(back or 0)
                across, up = -shift * _OF_PANGO, shown.rise / size * 1000 * _OF_PANGO
                place = Moved(glyph, round(across * font.upem / 1000), round(up * font.upem / 1000))
                glyph, back = self._glyph(font, place, font.to_unicode[glyph], 0), b"%d" % -rest if abs(rest) >= 1 else b""
            elif shown.rise:
                return list(group)  # letters that go down along their line
            elif shown.shift:
                text += b" " + shown.shift
            text += b"<%04x>" % glyph + back
            last = shown.glyph
        return [b"[" + text.replace(b"><", b"") + b"] TJ"]

    def _space(self, font: Any, glyph: int) -> int:
        return self._glyph(font, Moved(glyph, 0, 0), _SPACE, font.widths[glyph])

    def _glyph(self, font: Any, place: Moved, text: str, width: int) -> int:
        """Return the number of a glyph that the font is to have when it is written, behind those that it has."""
        known = self._moved.setdefault(font.hash, {})
        vars(font)["moved"] = known
        number = known.setdefault(place, font.glyph_count + len(font.missing) + len(known))
        font.to_unicode[number], font.widths[number] = text, width
        return number


def _shows(operator: Any) -> bool:
    return isinstance(operator, bytes) and operator.endswith((b"] TJ", b" Ts"))


def _is_marked(group: Sequence[bytes], font: Any) -> bool:
    """Tell whether a glyph in a group is such a mark, in a font whose outlines can be put together."""
    if font.bitmap or "glyf" not in font.tables or not _MARKS.search("".join(font.to_unicode.values())):
        return False
    return any(_MARKS.fullmatch(font.to_unicode.get(shown.glyph, "")) for shown in _glyphs(group))


def _glyphs(group: Sequence[bytes]) -> Iterator[_Shown]:
    """Yield the glyphs of operators that show text. Shifts are written as decimals, and what goes back as whole numbers."""
    rise, shift = 0.0, b""
    shown: _Shown | None = None
    for operator in group:
        if operator.endswith(b" Ts"):
            rise = float(operator.split()[0])
            continue
        for string, number in _SHOWN.findall(operator.removesuffix(b"TJ")):
            if number and b"." in number:
                shift = number
            elif number and shown is not None:
                shown.back = number
            for at in range(0, len(string), 4):
                if shown is not None:
                    yield shown
                shown, shift = _Shown(int(string[at : at + 4], 16), rise, shift), b""
    if shown is not None:
        yield shown
