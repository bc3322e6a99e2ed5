"""Which role would print a number that somebody typed: only where more than its digits says so."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from report.lint.near_units import unit_words
from report.model.article import Article
from report.model.dates import Precision
from report.model.evidence import Fact, Observation
from report.model.fields import Record
from report.model.quantities import Unit
from report.model.reckoned import own_date
from report.model.survey import Survey
from report.model.survey.walk import InlineRun

_BESIDE = 60
"""How far from a number its unit is looked for."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """A role that would print certain digits."""

    id: str
    role: str
    unit: Unit | None = None
    """What must stand beside a number for it to be this value; that the digits are the same says nothing."""


def _readings(token: str) -> list[str]:
    """Return what a typed number may mean, as plain numbers: "2,300" may be 2300 and 2.300."""
    ascii_ = "".join(str(d) if (d := unicodedata.decimal(char, None)) is not None else char for char in token)
    whole = re.sub(r"\D", "", ascii_)
    found = [_plain(Decimal(whole))] if whole else []
    if point := re.search(r"[.,٫](\d+)$", ascii_):
        found.append(_plain(Decimal(re.sub(r"\D", "", ascii_[: point.start()]) + "." + point[1])))
    return found


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def quantities(article: Article) -> Iterator[tuple[str, Unit | None, Observation | Fact]]:
    """Yield what has a quantity, or may have one, with its id and its unit."""
    for id_, series, observation in article.observations():
        yield id_, series.unit, observation
    for id_, fact in article.facts.items():
        yield id_, fact.unit, fact


def _offers(article: Article) -> dict[str, list[_Offer]]:
    """Return, for each number and date that a record can print, the roles that print it; values before dates."""
    offers: dict[str, list[_Offer]] = defaultdict(list)
    for id_, unit, record in quantities(article):
        if record.quantity is not None:
            for number in filter(None, (record.quantity.number, record.quantity.upper)):
                offers[_plain(abs(number))].append(_Offer(id_, f"{{value}}`{id_}`", unit))
    dated: list[tuple[str, Record]] = [(id_, record) for id_, _, record in article.observations()]
    for records in article.by_kind().values():
        dated += records.items()
    for id_, one in dated:
        date = own_date(one)
        if date is None or date.earliest is None:
            continue
        day = date.earliest
        if date.precision is Precision.DAY:
            offers[f"{day.year}/{day.day}"].append(_Offer(id_, f"{{date}}`{id_}`"))
            offers[day.isoformat()].append(_Offer(id_, f"{{date}}`{id_}`"))
        elif date.precision is Precision.MONTH:
            offers[f"{day:%Y-%m}"].append(_Offer(id_, f"{{date}}`{id_}`"))
        form = "" if date.precision is Precision.YEAR and not (date.interval or date.part) else "|year"
        offers[f"{day.year}"].append(_Offer(id_, f"{{date}}`{id_}{form}`"))
    return offers


def _date_keys(token: str) -> list[str]:
    numbers = ["".join(str(unicodedata.decimal(char)) for char in part) for part in re.findall(r"\d+", token)]
    if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", token):
        return ["-".join(numbers)]
    year, day = max(numbers, key=len), min(numbers, key=len)
    return [f"{year}/{int(day)}"]


class Nearest:
    """Picks, of several roles that print the same digits, the one whose record is named nearest to the place."""

    def __init__(self, survey: Survey) -> None:
        self.language = survey.article.meta.language
        self.words: dict[str, set[str]] = {}
        self.offers = _offers(survey.article)
        self.named: dict[str, set[str]] = defaultdict(set)
        for naming in survey.namings:
            if naming.section:
                self.named[naming.section].add(naming.target)

    def date(self, token: str, part: InlineRun) -> str:
        """Return the role that prints that very day."""
        return self._hint(_date_keys(token), part, lambda offer: offer.unit is None)

    def number(self, token: str, part: InlineRun, offset: int) -> str:
        """Return the role that prints what stands there: a value with its unit, or the year of a record named nearby."""
        known = {role.target.partition("|")[0] for role in part.roles} | self.named.get(part.section, set())
        end = offset + len(token)
        before, after = part.text[max(0, offset - _BESIDE) : offset], part.text[end : end + _BESIDE]
        return self._hint(
            _readings(token), part, lambda offer: self.measured(offer.unit, before, after) if offer.unit else offer.id in known
        )

    def _hint(self, keys: list[str], part: InlineRun, fits: Callable[[_Offer], bool]) -> str:
        found = [offer for key in keys for offer in self.offers.get(key, []) if fits(offer)]
        if not found:
            return ""
        here = {role.target.partition("|")[0] for role in part.roles}
        section = self.named.get(part.section, set())
        best = min(found, key=lambda offer: (offer.id not in here, offer.id not in section))
        return f"write {best.role}"

    def measured(self, unit: Unit, before: str, after: str) -> bool:
        """Tell whether the unit stands beside a number: its noun, name or sign behind it, or a currency's before it."""
        name = str(unit)
        if name not in self.words:
            self.words[name] = _words_of(unit, self.language)
        after, before = after.lstrip(" \u00a0\u202f\n").casefold(), before.rstrip(" \u00a0\u202f\n").casefold()
        return any(
            (after.startswith(word) and not after[len(word) : len(word) + 1].isalnum())
            or (unit.currency and before.endswith(word))
            for word in self.words[name]
        )


def _words_of(unit: Unit, language: str) -> set[str]:
    if unit.code:
        return unit_words(unit.code, language)
    return {form.casefold() for form in (*unit.forms, unit.symbol) if form}
