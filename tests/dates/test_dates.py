"""EDTF dates: bounds, wording, order, and values for HTML."""

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
        ("0987-05", date(987, 5, 1), date(987, 5, 31), "May 987"),
        ("0987-05-03/0987-05-09", date(987, 5, 3), date(987, 5, 9), "3–9 May 987"),
        ("0987-05/0987-07", date(987, 5, 1), date(987, 7, 31), "May to July 987"),
        ("[0987-05,0987-06]", date(987, 5, 1), date(987, 6, 30), "May or June 987"),
        ("0950~/0960~", date(950, 1, 1), date(960, 12, 31), "about 950 to 960"),
        ("098X", date(980, 1, 1), date(989, 12, 31), "the 980s"),
        ("0079-08-24", date(79, 8, 24), date(79, 8, 24), "24 August AD\u00a079"),
        ("0079-08/0079-10", date(79, 8, 1), date(79, 10, 31), "August to October AD\u00a079"),
        ("007X", date(70, 1, 1), date(79, 12, 31), "the AD\u00a070s"),
    ],
)
def test_bounds_and_words_of_a_date(
    edtf: str, lower: date | None, upper: date | None, words: str
) -> None:
    parsed = dates.parse(edtf)
    assert dates.display(edtf) == words
    if lower is not None:
        assert (parsed.lower, parsed.upper) == (lower, upper)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("[2009-05,2009-06]", "May or June 2009"),
        ("[2009-05-21..2009-05-31,2009-06-01..2009-06-10]", "late May or early June 2009"),
        ("[2009-02-11..2009-02-20]", "mid February 2009"),
        ("[2008-02-21..2008-02-29]", "late February 2008"),
        ("[2008-02-21..2008-02-28]", "between 21 and 28 February 2008"),
        (
            "[2008-12-21..2008-12-31,2009-01-01..2009-01-10]",
            "late December 2008 or early January 2009",
        ),
        ("[2007,2009..2011]", "2007 or between 2009 and 2011"),
        ("{2009..2011}", "2009 to 2011"),
        ("[..1983-12-03]", "until 3 December 1983"),
        ("2009-05-XX", "some day of May 2009"),
        ("2004-XX", "some day of 2004"),
        ("2004-XX-XX", "some day of 2004"),
        ("2004-06~-11", "about 11 June 2004"),
        ("?2004-06-11", "11 June 2004 (uncertain)"),
        ("199X~", "about the 1990s"),
        ("18XX?", "the 19th century (uncertain)"),
        ("-0005", "6 BC"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-0043-03/-0043-05", "March 44 BC to May 44 BC"),
        ("-0005/0014-08-19", "6 BC to 19 August AD 14"),
        ("-05XX", "-05XX"),
        ("Y3388E2S3", "Y3388E2S3"),
        ("XXXX-05-03", "3 May of an unknown year"),
        ("XXXX-05", "May of an unknown year"),
        ("../..", "../.."),
    ],
)
def test_sets_and_unspecified_digits_are_expressed_in_words(edtf: str, words: str) -> None:
    dates.parse(edtf)
    assert dates.display(edtf).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    "text", ["2007/2006", "2009~/2007~", "[2011..2009]", "2006-05-31/2006-05-30", "200X/199X"]
)
def test_an_interval_that_ends_before_it_begins_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        dates.parse(text)


@pytest.mark.parametrize("edtf", ["XXXX", "XXXX-XX", "XXXX-05-03"])
def test_a_date_in_an_unknown_year_has_no_bounds(edtf: str) -> None:
    assert (dates.parse(edtf).lower, dates.parse(edtf).upper) == (None, None)


def test_an_open_end_has_no_last_day() -> None:
    assert dates.parse("2002/..").lower == date(2002, 1, 1)
    assert dates.parse("2002/..").upper is None
    assert dates.parse("../2002").lower is None


def test_nothing_is_assumed_of_an_unknown_end() -> None:
    assert dates.parse("2004/").upper is dates.parse("2004-05/").upper is None
    assert dates.parse("/2004").lower is None
    assert dates.parse("/2004").upper == date(2004, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        *("", "abc", "21 March 2009", "2010-06/2010-01", "2009-13-40"),
        *("Y1E99999999S1", "-0044-XX/1999"),
        *("2009 ", " 2009", "2009\n", "2009 / 2010", "[2009, 2010 ]"),
    ],
)
def test_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"EDTF|begins"):
        dates.parse(text)


@given(st.dates(), st.dates())
def test_days_are_sorted_chronologically(one: date, other: date) -> None:
    keys = dates.parse(one.isoformat()).sort_key, dates.parse(other.isoformat()).sort_key
    assert (keys[0] < keys[1]) == (one < other)


def test_a_day_of_an_unknown_year_is_sorted_last() -> None:
    assert dates.parse("XXXX-05-04").sort_key > dates.parse("9999/..").sort_key
    assert dates.parse("-0044").sort_key < dates.parse("0987").sort_key


def test_years_before_christ_are_sorted_chronologically() -> None:
    written = ["-0499/-0489", "-0100", "-0043-03", "-0043-04", "0000", "../0001", "0001", "0987"]
    assert sorted(written, key=lambda edtf: dates.parse(edtf).sort_key) == written


@pytest.mark.parametrize("edtf", ["2009-03-21", "2009-03", "2009"])
def test_plain_dates_are_valid_in_html_as_they_are(edtf: str) -> None:
    assert dates.html_datetime(edtf) == edtf


@pytest.mark.parametrize(
    "edtf", ["2009-21", "199X", "2007~", "2007?", "2002/..", "2009/2010", "0000", "-0044"]
)
def test_seasons_qualified_dates_and_year_0_have_no_html_value(edtf: str) -> None:
    assert not dates.html_datetime(edtf)
