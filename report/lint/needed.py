"""Which records an edition is made from: those that it prints in any format, and those that these lean on.

The full report and the brief count alike, whichever formats are asked for, so that every copy of an edition says the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from report.lint.attribution import loaded_words
from report.lint.names import owned, phrases
from report.lint.numbers import has_digit
from report.lint.quotes import bare, quoted
from report.model.article import Article
from report.model.marks import for_editors
from report.model.rows import ALL
from report.model.survey import Naming, Survey

_NO_ROW = "-"
"""Stands behind the id of a series for the series without any of its rows; no row is called that."""


def needed(article: Article) -> frozenset[str]:
    """Return the ids of the records that the article's publications are made from.

    An observation's is `series.key`; all rows of a table are `series.*`. A series is among them where one of its observations
    is; all of these are only where the series itself is named. So is a record of which nothing but a name stands in the text:
    the rules that leave digits and quotation marks to names need it.
    """
    survey = Survey.of(article)
    by_owner: dict[str, list[str]] = defaultdict(list)
    for naming in survey.namings:
        if naming.uses and not _remarks(survey, naming.owner, naming.field):
            by_owner[naming.owner].append(_target(article, naming))
    # What changed is said in print, and so are the accounts that no section has: in an appendix of the full report.
    roots = [*by_owner[""], *(naming.target for naming in _changes(survey))]
    found = _closure(article, by_owner, [*roots, *article.accounts], {})
    while named := _named(survey, found):
        found = _closure(article, by_owner, named, found)
    return frozenset(found)


def _closure(
    article: Article, by_owner: Mapping[str, Iterable[str]], roots: Iterable[str], found: dict[str, None]
) -> dict[str, None]:
    """Return `found` with the roots and all that they lean on."""
    waiting = [id_ for id_ in roots if id_ not in found]
    found = {**found}
    while waiting:
        id_ = waiting.pop()
        series, dot, _ = id_.partition(".")
        if id_ in article.series and article.series[id_].rows is not None:
            found[f"{id_}.{ALL}"] = None
        elif dot and (group := article.group(id_)) is not None and (rows := group[0].rows) is not None:
            found |= {f"{series}.{rows.key(index)}": None for index in rows.taken(group[1], None)}
        elif id_ in article.series:
            waiting += [f"{id_}.{key}" for key in article.series[id_].observations if f"{id_}.{key}" not in found]
        for one in (id_, series) if dot else (id_,):
            if one not in found:
                found[one] = None
                waiting += by_owner.get(one, ())
    return {id_: None for id_ in found if id_.endswith(ALL) or article.find(id_) is not None}


def _target(article: Article, naming: Naming) -> str:
    """Return which record is named; whoever cites a series from a table cites what its rows share, and none of them."""
    series = article.series.get(naming.target)
    shared = series is not None and series.rows is not None and naming.role == "cite"
    return f"{naming.target}.{_NO_ROW}" if shared else naming.target


def _changes(survey: Survey) -> Iterator[Naming]:
    return (naming for naming in survey.namings if not naming.owner and naming.field == "records")


def _remarks(survey: Survey, owner: str, field: str) -> bool:
    """Tell whether a field of that name is for editors alone."""
    record = survey.article.find(owner) if owner else survey.article.meta
    return record is not None and field in for_editors(type(record))


def _named(survey: Survey, found: Mapping[str, None]) -> list[str]:
    """Return the records beside those found of which a name stands in print where a rule lets it pass as a name."""
    printed = [piece for piece in survey.pieces if _printed(survey, piece.owner, piece.field, found)]
    text = "\n".join(piece.text for piece in printed)
    in_marks = {bare(words) for piece in printed for _, _, words in quoted(piece)}
    loaded = re.compile(phrases(loaded_words(survey.article)[0]), re.IGNORECASE)
    found_now: dict[str, None] = {}
    for id_, name in owned(survey.article):
        if not id_ or id_ in found or id_ in found_now:
            continue
        excused = has_digit(name) or loaded.search(name)
        if bare(name) in in_marks or (excused and re.search(phrases([name]), text, re.IGNORECASE)):
            found_now[id_] = None
    return list(found_now)


def _printed(survey: Survey, owner: str, field: str, found: Mapping[str, None]) -> bool:
    return (not owner or owner in found) and not _remarks(survey, owner, field)
