"""Where a record comes from and where it is used, for `report check --explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.lint.references import DANGLING_REFERENCE, nearest
from report.model.article import Article
from report.model.evidence import PICKS, Derivation, SharedBasis
from report.model.fields import Record
from report.model.prose import Prose
from report.model.quantities import Amount
from report.model.survey import Naming, Survey
from report.problems import Place, ProblemsFound


def find_uses(article: Article) -> dict[str, list[Place]]:
    """Return every place that names a record, by the record's id, in the order of the files; an observation is `series.key`.

    Every record has an entry, be it empty. A directive that means all records of a kind uses each of them.
    """
    survey = Survey.of(article)
    return {id_: sorted({naming.place for naming in _uses(survey, id_)}) for id_ in survey.kinds}


def _uses(survey: Survey, id_: str) -> list[Naming]:
    """Return what names a record; what shows a series, or is reckoned from it, does so with each of its observations."""
    series = id_.partition(".")[0]
    whole = [naming for naming in survey.uses.get(series, ()) if naming.directive or naming.field == "of"]
    shown = whole if series != id_ else []
    return sorted([*survey.uses.get(id_, ()), *shown], key=lambda naming: (naming.place, naming.by))


def explain_record(article: Article, id_: str) -> list[str]:
    """Return, line by line, what a record says, on what it rests, and every place that uses it.

    Raises:
        ProblemsFound: no record has that id; the problem names the nearest that one has.
    """
    survey = Survey.of(article)
    record = article.find(id_)
    if record is None:
        close = nearest(id_, survey.kinds.near(id_) or [*survey.kinds, *article.unnamed])
        hint = (
            f"did you mean “{close}”?"
            if close
            else "ids are the keys in the article's YAML files; an observation's is series.key"
        )
        sentence = f"no record is called “{id_}”"
        if id_ in article.unnamed:
            sentence = f"nothing names “{id_}”, so that it isn't read; it stands at {article.unnamed[id_]}"
            hint = f"name it, as in {{cite}}`{id_}`"
        raise ProblemsFound([DANGLING_REFERENCE.at(Place(article.folder), sentence, hint=hint)])
    lines = [f"{survey.kinds[id_]} {id_}", *_indented([f"at {record.place}"] if record.place.path else []), *_says(record)]
    known = article.reckoned.get(id_)
    if known is not None and known.quantity is not None and getattr(record, "derived", None):
        value = known.quantity.amount.to(known.quantity.decimals)
        dated = f", {known.date}" if known.date else ""
        lines.append(f"  reckoned: {_amount(value)} {known.quantity.named}{dated}")
    chain = list(_rests_on(article, id_))
    if chain:
        lines += ["", "rests on", *_indented(chain)]
    lines += ["", "used"]
    uses = _uses(survey, id_)
    lines += _indented(
        dict.fromkeys(f"{naming.place} {naming.by}{', which shows all' if naming.implied else ''}" for naming in uses)
    )
    return lines if uses else [*lines, "  nowhere"]


def _indented(lines: Any) -> list[str]:
    return [f"  {line}" for line in lines]


def _says(record: Record) -> Iterator[str]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in {"place", "id", "observations"} or value in (None, (), {}):
            continue
        yield f"  {name.replace('_', '-')}: {_plain(value)}"


def _plain(value: Any) -> str:
    if isinstance(value, Prose):
        return value.source
    if isinstance(value, SharedBasis):
        return str(value.name)
    if isinstance(value, Record):
        if isinstance(amount := getattr(value, "amount", None), Amount):
            return _amount(amount)
        parts = ((name, getattr(value, name)) for name in type(value).model_fields if name not in {"place", "id"})
        return "; ".join(f"{name.replace('_', '-')} {_plain(part)}" for name, part in parts if part not in (None, (), {}))
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(part)}" for key, part in value.items())
    return str(value)


def _amount(amount: Amount) -> str:
    bounds = [f"{number:f}" for number in (amount.number, amount.upper) if number is not None]
    return " ".join([*([amount.qualifier.value] if amount.qualifier else []), *(["–".join(bounds)] if bounds else [])])


def _rests_on(article: Article, id_: str, depth: int = 0, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the sources of a record with the chain that led to each, and the parents of a derived value with theirs."""
    group = article.group(id_)
    record = group[0] if group else article.find(id_)
    indent = "  " * depth
    derived: Derivation | None = getattr(record, "derived", None)
    known = article.reckoned.get(id_) if derived else None
    chosen = known.rests_on[0] if known and known.quantity and derived and derived.by in PICKS else ""
    for parent in derived.of if derived else ():
        assert derived is not None
        yield f"{indent}{derived.by} of {parent}{f', of {derived.date}' if derived.date else ''}"
        if parent not in above and not chosen:
            yield from _rests_on(article, str(parent), depth + 1, (*above, id_))
    if chosen and known:
        yield f"{indent}which is {chosen}{f', the first of {known.equal} that are equal' if known.equal > 1 else ''}"
        yield from _rests_on(article, chosen, depth + 1, (*above, id_))
    for key in group[0].observations if group and group[0].rows is None and depth else ():
        yield f"{indent}{id_}.{key}"
        yield from _rests_on(article, f"{id_}.{key}", depth + 1, above)
    at = getattr(record, "at", None)
    for ref in getattr(record, "source", ()):
        yield f"{indent}{_source(article, str(ref))}{f', at: {at}' if at else ''}"
        yield from _via(article, str(ref), depth + 1)
    if id_ in article.sources:
        yield from _via(article, id_, depth)
    for side in getattr(record, "sides", ()):
        yield f"{indent}side {side.record}"
        yield from _rests_on(article, str(side.record), depth + 1, (*above, id_))


def _via(article: Article, id_: str, depth: int) -> Iterator[str]:
    seen = {id_}
    source = article.sources.get(id_)
    while source is not None and source.via is not None:
        yield f"{'  ' * depth}via {_source(article, str(source.via))}"
        if source.via in seen:
            return
        seen.add(str(source.via))
        depth += 1
        source = article.sources.get(str(source.via))


def _source(article: Article, id_: str) -> str:
    source = article.sources.get(id_)
    if source is None:
        return f"{id_} (unknown)"
    authors = [maker.name if (maker := article.maker(author)) else str(author) for author in source.makers]
    known = [*authors, source.title, source.container_title, str(source.issued) if source.issued else None]
    return f"{id_}: {', '.join(part for part in known if part) or source.type}"
