"""Numbers as an editor writes them."""

from __future__ import annotations

import pytest

from report.model.quantities import parse_number


@pytest.mark.parametrize(("typed", "printed"), [("-0.0", "0.0"), ("-0", "0"), ("0.50", "0.50"), ("-5", "-5"), ("3000", "3000")])
def test_a_number_is_kept_as_it_is_typed_but_for_the_sign_of_nothing(typed: str, printed: str) -> None:
    assert str(parse_number(typed)) == printed


@pytest.mark.parametrize("typed", ["", "1e400", "NaN", "3_000", "0x10", "--1", "1.2.3", "٣"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(typed)
