"""Dates as catalogues write them, and what they are in EDTF."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import dates


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2 February 1891", "1891-02-02"),
        ("2nd Sept. 1891", "1891-09-02"),
        ("Feb. 2nd, 1891", "1891-02-02"),
        ("Saturday, 5 May 1893", "1893-05-05"),
        ("May 1891", "1891-05"),
        ("12. März 1904", "1904-03-12"),
        ("3 avril 1872", "1872-04-03"),
        ("c. 1890", "1890~"),
        ("circa March 1910", "1910-03~"),
        ("1892?", "1892?"),
        ("1912 (?)", "1912?"),
        ("[1910]", "1910"),
        ("[ca. 1910]", "1910~"),
        ("1896-1897", "1896/1897"),
        ("1896–97", "1896/1897"),
        ("1910s", "191X"),
        ("19th century", "18XX"),
        ("Spring 1908", "1908-21"),
        ("14.3.1866", "1866-03-14"),
        ("23/9/1904", "1904-09-23"),
        ("9/23/1904", "1904-09-23"),
        ("4/4/1904", "1904-04-04"),
        ("undated", ""),
        ("o. D.", ""),
    ],
)
def test_words_are_put_into_edtf(words: str, edtf: str) -> None:
    assert dates.meant(words) == edtf


@pytest.mark.parametrize(
    "words",
    [
        "3/4/1904",  # the third of April, or the fourth of March
        "listopad 1905",  # October in Zagreb, November in Prague
        "31 June 1894",
        "1906-02-30",
        "before 1901",
        "late 1910s",
        "1909 or 1910",
        "a letter",
        "um " * 5_000 + "1890",
        "",
    ],
)
def test_what_might_be_another_date_is_none(words: str) -> None:
    assert dates.meant(words) is None


def test_a_hint_says_what_to_write() -> None:
    assert dates.hint("2 February 1891") == "Write `1891-02-02`."
    assert dates.hint("n.d.") == "Leave the field out."
    assert dates.hint("31 June 1999") == "The calendar has no 1999-06-31."
    assert dates.hint("before 1901").startswith("Write 2009-03-21,")


@given(st.text(max_size=40))
def test_any_words_give_edtf_or_nothing(words: str) -> None:
    found = dates.meant(words)
    if found:
        dates.parse(found)
