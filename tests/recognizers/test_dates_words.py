"""Dates as the recognizer writes them can be parsed, have bounds and are expressed in words."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from builders import dates


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("[2009-05,2009-06]", "May or June 2009"),
        ("[2009-05-03,2009-05-04]", "3 or 4 May 2009"),
        ("[1992,1993]", "1992 or 1993"),
        ("[2008-12,2009-01]", "December 2008 or January 2009"),
        ("{2009-02-03,2009-02-05,2009-02-09}", "3, 5 and 9 February 2009"),
        ("1997~/1999~", "about 1997 to 1999"),
        ("1997~/..", "since about 1997"),
        ("../2000", "until 2000"),
        ("198X", "the 1980s"),
        ("18XX", "the 19th century"),
        ("20XX", "the 21st century"),
        ("2007~", "about 2007"),
        ("2009-02-25~", "about 25 February 2009"),
        ("2009-33", "first quarter of 2009"),
        ("2009-41", "second half of 2009"),
        ("2009-XX", "some day of 2009"),
        ("2009-21/2009-22", "spring to summer 2009"),
    ],
)
def test_a_date_is_expressed_in_words(edtf: str, words: str) -> None:
    assert dates.parse(edtf)
    assert dates.display(edtf) == words


@pytest.mark.parametrize("edtf", ["2010-02-29", "2009/2010-02-29", "[2010-02-29,2010-03-01]"])
def test_a_day_that_does_not_exist_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match="the calendar has no 2010-02-29"):
        dates.parse(edtf)


PLAIN = st.builds(
    lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from([4, 7, 10])
)


@settings(deadline=None)  # the EDTF library takes milliseconds over each new date
@given(PLAIN, st.one_of(st.none(), st.just(".."), PLAIN))
def test_plain_dates_have_the_same_bounds_as_in_the_library(one: str, other: str | None) -> None:
    edtf = one if other is None else f"{one}/{other}"
    library = parse_edtf(edtf)
    lower = date(*library.lower_strict()[:3])
    upper = None if other == ".." else date(*library.upper_strict()[:3])
    if upper and upper < lower:
        with pytest.raises(ValueError, match="ends before it begins"):
            dates.parse(edtf)
    else:
        known = dates.parse(edtf)
        assert (known.lower, known.upper) == (lower, upper)


POINT = st.builds("{}{}".format, PLAIN, st.sampled_from(["", "~", "?", "%"])) | st.sampled_from(
    ["198X", "200X", "19XX"]
)
SETS = st.lists(POINT, min_size=2, max_size=3).map(",".join)


@settings(deadline=None, max_examples=60)
@given(POINT | SETS.map("[{}]".format) | SETS.map("{{{}}}".format))
@example("2007~")
@example("1997~/1999~")
@example("198X")
@example("[2009-05,2009-06]")
@example("{2009-02-03, 2009-02-05}")
@example("2009-02-25%/..")
def test_usual_dates_have_the_same_bounds_as_in_the_library(edtf: str) -> None:
    library = parse_edtf(edtf)
    known = dates.parse(edtf)
    assert known.lower == date(*library.lower_strict()[:3])
    assert known.upper == (None if edtf.endswith("/..") else date(*library.upper_strict()[:3]))


@pytest.mark.parametrize("edtf", ["../198X", "198X/..", "x", "2009-13", "[2009}", "2009-02-30~"])
def test_text_that_is_no_date_is_refused_and_shown_unchanged(edtf: str) -> None:
    with pytest.raises(ValueError, match="is not a date in EDTF"):
        dates.parse(edtf)
    assert dates.display(edtf) == edtf


def test_an_interval_may_have_an_open_start() -> None:
    assert dates.parse("../2000").upper == date(2000, 12, 31)
    assert dates.display("../2000-02") == "until February 2000"
    assert dates.display("2010-02-29") == "2010-02-29"
    with pytest.raises(ValueError, match="EDTF"):
        dates.parse("..")
