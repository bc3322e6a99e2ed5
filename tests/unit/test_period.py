"""Periods of series: how they are read, and what is missing from them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.model.dates import EdtfDate
from report.model.period import Period, without_gaps


@pytest.mark.parametrize(
    ("text", "said"),
    [("year", "year"), ("P1Y", "year"), ("P12M", "year"), ("P120M", "P10Y"), ("P3M", "quarter"), ("P6M", "P6M"), ("P2W", "P2W")],
)
def test_words_and_durations_of_one_length_are_one_period(text: str, said: str) -> None:
    assert str(Period.parse(text)) == said
    assert Period.parse(said) == Period.parse(text)


@pytest.mark.parametrize("text", ["yearly", "P0Y", "P", "1Y", "P1Y6M", "PT1H", "P10000Y", ""])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a period"):
        Period.parse(text)


@given(st.sampled_from(["day", "week", "P3D"]), st.dates(date(1990, 1, 1), date(2020, 1, 1)), st.sets(st.integers(1, 28)))
def test_what_is_left_out_of_a_whole_series_is_what_is_missing(often: str, start: date, left_out: set[int]) -> None:
    period = Period.parse(often)
    step = timedelta({"day": 1, "week": 7}.get(often, 3))
    dates = [EdtfDate.parse((start + step * number).isoformat()) for number in range(30) if number not in left_out]
    gaps, missing, every = period.gaps(dates)
    assert (missing, every) == (len(left_out), 30)
    named = {gap.first + step * number for gap in gaps for number in range((gap.last - gap.first) // step + 1)}
    assert named == {start + step * number for number in left_out}
    if not left_out:
        assert without_gaps(dates)


def test_calendar_days_shift_within_their_month_and_year_without_a_gap() -> None:
    def of(*texts: str) -> list[EdtfDate]:
        return [EdtfDate.parse(text) for text in texts]

    assert Period.parse("month").gaps(of("2020-01-31", "2020-02-03", "2020-03-15"))[0] == []
    assert Period.parse("year").gaps(of("2020-12-30", "2021-01-02", "2022"))[0] == []
    assert Period.parse("week").gaps(of("2024-03-04", "2024-03-12", "2024-03-22"))[0] == []
    assert Period.parse("month").gaps(of("2020-01", "2020-02/2020-04", "2020-05"))[0] == []
    assert without_gaps(of("2020-01-31", "2020-02-29", "2020-03-31"))
    assert not without_gaps(of("2020-01-31", "2020-02-28", "2020-03-31"))
    assert not without_gaps(of("2020", "2021-03", "2022"))
