"""Says in words how a value follows from others."""

from __future__ import annotations

from report.compose.dates import date_text
from report.compose.desk import Desk
from report.compose.inlines import words
from report.compose.lookup import need
from report.compose.wording import fill, join, listed
from report.model import document as doc
from report.model.dates import EdtfDate
from report.model.events import Event
from report.model.evidence import Derivation, Fact, Observation, Series


def how_reckoned(desk: Desk, fact: Fact, derived: Derivation) -> doc.Inlines:
    """Return what a fact was computed from, and how; of several that are equal, that the first was taken."""
    label, known = desk.labels.gettext, desk.article.reckoned[fact.id]
    patterns = {
        "ratio": label("ratio of {first} to {second}"),
        "share": label("share of {first} in {second}"),
        "percent-change": label("relative change from {first} to {second}"),
        "mean": label("mean of: {parents}"),
        "first": label("first value of: {parents}"),
        "last": label("last value of: {parents}"),
        "highest": label("highest value of: {parents}"),
        "lowest": label("lowest value of: {parents}"),
    }
    pattern = patterns.get(derived.by, label("computed from: {parents}"))
    parents = [_title(desk, ref, derived.date, dated=derived.by in patterns) for ref in derived.of]
    first, second = (desk.language.quoted(parents[index]) for index in (0, -1))
    slots = {"first": first, "second": second, "parents": listed(parents, desk.language)}
    said = fill(pattern, desk.labels, **{name: words(desk, slot) for name, slot in slots.items()})
    if known.equal == 1:
        return said
    alike = label("{n} are equal, of which this is the first in time")
    return join([said, fill(alike, desk.labels, n=desk.language.digits(known.equal))], "; ")


def _title(desk: Desk, ref: str, day: EdtfDate | None, *, dated: bool) -> str:
    """Return what a parent is about; `day` is the date of the observations that are taken of a series.

    An observation is told with its date where it is set against another: `dated`.
    """
    if (group := desk.article.group(ref)) is not None:
        title = _counted(*group, day)
        return f"{title} ({date_text(day, desk.language, desk.labels)})" if day else title
    record = need(desk.article, ref)
    if isinstance(record, Observation):
        title = desk.article.series[ref.partition(".")[0]].counted(record)
        day = record.date if dated else None
    else:
        title, day = str(record.title if isinstance(record, Event) else getattr(record, "what", ref)), None
    return f"{title} ({date_text(day, desk.language, desk.labels)})" if day else title


def _counted(series: Series, line: str, day: EdtfDate | None) -> str:
    """Return what the observations count that are taken of a series; all that are reckoned with each other count the same."""
    if (rows := series.rows) is None:
        taken = next(one for one in series.observations.values() if day is None or one.date == day)
        return series.counted(taken)
    return series.counted(rows.observation(rows.taken(line, None)[0])) if line else series.bases[rows.shared.basis].counted
