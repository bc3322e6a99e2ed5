"""Dates are read as the edtf library reads them; it is slower to import than a report is to check, so it judges only here."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from report.model.dates import EdtfDate

YEARS = st.integers(1, 9999).map("{:04}".format)
PARTS = st.integers(0, 37).map("{:02}".format)
TEXTS = st.one_of(YEARS, st.tuples(YEARS, PARTS).map("-".join), st.tuples(YEARS, PARTS, PARTS).map("-".join))
MARKED = st.tuples(TEXTS, st.sampled_from(["", "~", "?", "%"])).map("".join)


def _library(text: str) -> tuple[date, date] | None:
    try:
        found = parse_edtf(text)
        return date(*found.lower_strict()[:3]), date(*found.upper_strict()[:3])
    except (EDTFParseException, ValueError):  # the library reads 29 February in any year
        return None


def _ours(text: str) -> tuple[date | None, date | None] | None:
    try:
        found = EdtfDate.parse(text)
    except ValueError:
        return None
    return found.earliest, found.latest


@given(MARKED)
def test_a_date_has_the_bounds_that_the_library_gives_it(text: str) -> None:
    season = len(text.rstrip("~?%")) == 7 and (20 < int(text[5:7]) <= 32 or int(text[5:7]) > 36)
    if season:  # EDTF's seasons: not among the forms that we read
        assert _ours(text) is None
    else:  # the library reads quarters, 33 to 36, without marks alone; these move no bounds
        quarter = len(text) == 8 and int(text[5:7]) > 32
        assert _ours(text) == _library(text[:7] if quarter else text)


@given(TEXTS, TEXTS)
def test_an_interval_runs_from_the_first_day_to_the_last(start: str, end: str) -> None:
    one, other = _ours(start), _ours(end)
    found = _ours(f"{start}/{end}")
    if one is None or other is None or (one[0] and other[1] and other[1] < one[0]):
        assert found is None
    else:
        assert found == (one[0], other[1])


@pytest.mark.parametrize("text", ["2013/..", "../2018"])
def test_an_open_end_has_no_bound(text: str) -> None:
    assert None in (_ours(text) or ())
