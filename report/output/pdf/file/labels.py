"""Page labels: what the folio prints, and for pages that print none, what it would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from unicodedata import decimal

import pikepdf

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """Return the number in lower-case Roman numerals."""
    numeral = ""
    for value, letters in (*_ROMAN, *_ROMAN_ONES):
        numeral += letters * (number // value)
        number %= value
    return numeral


_STYLES: dict[str, Callable[[int], str]] = {"/D": str, "/r": roman, "/R": lambda number: roman(number).upper()}


def _read(folio: str) -> tuple[str, int] | None:
    """Return the style and the number of a printed folio; None where it is no plain number."""
    if folio.isdecimal():
        return "/D" if folio.isascii() else _zero(folio), int(folio)
    letters = dict((*_ROMAN, *_ROMAN_ONES))
    values = {letter: value for value, letter in letters.items() if len(letter) == 1}
    if folio and set(folio.lower()) <= set(values) and (folio.islower() or folio.isupper()):
        numbers = [values[letter] for letter in folio.lower()]
        number = sum(-n if n < max(numbers[i:]) else n for i, n in enumerate(numbers))
        style = "/r" if folio.islower() else "/R"
        if _STYLES[style](number) == folio:
            return style, number
    return None


def _zero(digits: str) -> str:
    """Return the nought of the script in which a number is written, which names its style: PDF has none for it."""
    return chr(ord(digits[0]) - decimal(digits[0]))


def _said(style: str, number: int) -> str:
    if style in _STYLES:
        return _STYLES[style](number)
    return str(number).translate({ord("0") + digit: ord(style) + digit for digit in range(10)})


def numbered(folios: Sequence[str | None]) -> list[tuple[str, int] | str]:
    """Return for each page the style and number of its label, or a label in words.

    A page that prints no folio has the number before the next printed one, down to 1; behind the last printed one, and
    where that leaves none, it goes on from the page before. Without any folio, pages count from 1.
    """
    pages: list[tuple[str, int] | str | None] = [_read(folio) or folio if folio else None for folio in folios]
    for index in range(len(pages) - 2, -1, -1):
        following = pages[index + 1]
        if pages[index] is None and isinstance(following, tuple) and following[1] > 1:
            pages[index] = following[0], following[1] - 1
    known: list[tuple[str, int] | str] = []
    for page in pages:
        before = known[-1] if known else None
        if page is not None:
            known.append(page)
        elif isinstance(before, tuple):
            known.append((before[0], before[1] + 1))
        else:
            known.append(("/D", len(known) + 1))
    return known


def words(pages: Sequence[tuple[str, int] | str]) -> list[str]:
    """Return the labels as they are read: "ii", "5"."""
    return [page if isinstance(page, str) else _said(*page) for page in pages]


def label(pdf: pikepdf.Pdf, pages: Sequence[tuple[str, int] | str]) -> None:
    """Write the labels into the catalog, as ranges of one style that count on (ISO 32000-1, 12.4.2)."""
    numbers = pikepdf.Array()
    expected: tuple[str, int] | str | None = None
    for index, page in enumerate(pages):
        if page != expected or isinstance(page, str) or page[0] not in _STYLES:
            numbers.append(index)
            numbers.append(_range(page))
        expected = (page[0], page[1] + 1) if isinstance(page, tuple) else None
    pdf.Root.PageLabels = pdf.make_indirect(pikepdf.Dictionary(Nums=numbers))


def _range(page: tuple[str, int] | str) -> pikepdf.Dictionary:
    if isinstance(page, str):
        return pikepdf.Dictionary(P=pikepdf.String(page))
    if page[0] not in _STYLES:
        return pikepdf.Dictionary(P=pikepdf.String(_said(*page)))
    return pikepdf.Dictionary(S=pikepdf.Name(page[0]), St=page[1])
