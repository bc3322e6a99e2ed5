"""Dates of bibliographies to EDTF: BibLaTeX's own, years and months in words, parts as CSL has them.

What isn't understood stays as it was typed, so that the rule about dates can show it. Nothing is made finer than it is: a season
is its year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_UNDATED = {"n.d.", "n. d.", "nd", "s.d.", "o.j.", "o. j.", "undated"}
_CIRCA = re.compile(r"(?:c|ca|circa|about|um)\b\.?\s*", re.IGNORECASE)
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")
_SEASON = re.compile(r"(\d{4})-2[1-4]")
_DECADE = re.compile(r"(\d{2,3})X{1,2}")
_SPAN = re.compile(r"(\d{4})\s?(?:--?-?|–|/)\s?(\d{4})")
_SHORT_SPAN = re.compile(r"(\d\d)(\d\d)\s?(?:--?|–)\s?(\d\d)")
_WESTERN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def edtf(text: str) -> str:
    """Return a date as EDTF writes it; empty where the text says that there is none, the text itself where it says nothing."""
    return "/".join(_part(part.strip()) for part in text.strip().split("/")) if not _WESTERN.fullmatch(text) else text


def _part(text: str) -> str:
    if not text or text == ".." or text.casefold() in _UNDATED:
        return "" if text != ".." else text
    bare = text.strip("[]")
    about = _CIRCA.match(bare)
    if about:
        return f"{_part(bare[about.end() :])}~"
    if found := _TIME.fullmatch(bare):
        return found[1]
    if found := _SEASON.fullmatch(bare):
        return found[1]
    if (found := _DECADE.fullmatch(bare)) and len(bare) == 4:
        digits = found[1]
        return f"{digits.ljust(4, '0')}/{digits.ljust(4, '9')}"
    if found := _SPAN.fullmatch(bare):
        return f"{found[1]}/{found[2]}"
    if (found := _SHORT_SPAN.fullmatch(bare)) and int(found[3]) > 12:  # 2020-03 is a month
        return f"{found[1]}{found[2]}/{found[1]}{found[3]}"
    return bare


def of_parts(year: str, month: str, day: str) -> str:
    """Return the date that a year, a month and a day in fields of their own make."""
    begin = edtf(year)
    number, days = _month(month)
    if not (re.fullmatch(r"\d{4}", begin) and number):
        return begin
    found = day.strip() or days
    return f"{begin}-{number:02}-{int(found):02}" if re.fullmatch(r"\d{1,2}", found) else f"{begin}-{number:02}"


def _month(text: str) -> tuple[int, str]:
    """Return the number of a month, and the day that stands beside it; 0 for what is none, such as a season."""
    text = text.strip().casefold()
    if text.isdecimal():
        return (int(text) if 1 <= int(text[:3]) <= 12 else 0), ""
    word = re.search(r"[^\W\d]+", text)
    if word is None or word[0] in _SEASONS or len(re.findall(r"[^\W\d]{3,}", text)) > 1:
        return 0, ""
    number = next((n for n, name in enumerate(_MONTHS, 1) if word[0].startswith(name)), 0)
    day = re.search(r"\d{1,2}", text)
    return number, day[0] if day and not re.search(r"\d\s*[-–]", text) else ""


def of_csl(parts: Sequence[Sequence[str]], *, about: bool) -> str:
    """Return the date that CSL's `date-parts` are: one, or the beginning and the end of an interval."""
    ends = []
    for one in parts[:2]:
        numbers = [part for part in one if part not in {"", "0"}]
        end = "-".join(part.zfill(4 if not index else 2) for index, part in enumerate(numbers[:3]))
        ends.append(f"{end}~" if about and end else end)
    return "/".join(ends) if len(ends) < 2 or any(ends) else ""
