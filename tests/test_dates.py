"""Dates: bounds, words and order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import dates


@pytest.mark.parametrize(
    ("edtf", "lower", "upper", "words"),
    [
        ("2009-03-21", date(2009, 3, 21), date(2009, 3, 21), "21 March 2009"),
        ("2009-03", date(2009, 3, 1), date(2009, 3, 31), "March 2009"),
        ("2009", date(2009, 1, 1), date(2009, 12, 31), "2009"),
        ("2010-01/2010-06", date(2010, 1, 1), date(2010, 6, 30), "January to June 2010"),
        ("2009-12/2010-01", date(2009, 12, 1), date(2010, 1, 31), "December 2009 to January 2010"),
        ("2009-02-25/2009-02-26", date(2009, 2, 25), date(2009, 2, 26), "25–26 February 2009"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "the 1990s"),
        ("2007~", date(2007, 1, 1), date(2007, 12, 31), "about 2007"),
        ("2007?", date(2007, 1, 1), date(2007, 12, 31), "2007 (uncertain)"),
        ("2002/..", None, None, "since 2002"),
        ("2009-21", date(2009, 3, 1), date(2009, 5, 31), "spring 2009"),
    ],
)
def test_bounds_and_words(edtf: str, lower: date | None, upper: date | None, words: str) -> None:
    parsed = dates.parse(edtf)
    assert dates.display(edtf) == words
    if lower is not None:
        assert (parsed.lower, parsed.upper) == (lower, upper)


def test_an_open_end_has_no_last_day() -> None:
    assert dates.parse("2002/..").lower == date(2002, 1, 1)
    assert dates.parse("2002/..").upper is None
    assert dates.parse("../2002").lower is None


@pytest.mark.parametrize("text", ["", "abc", "21 March 2009", "2010-06/2010-01", "2009-13-40"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|begins"):
        dates.parse(text)


@given(st.dates(), st.dates())
def test_days_sort_as_days(one: date, other: date) -> None:
    keys = dates.parse(one.isoformat()).sort_key, dates.parse(other.isoformat()).sort_key
    assert (keys[0] < keys[1]) == (one < other)
