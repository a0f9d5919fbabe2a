"""Dates as catalogues write them, converted to EDTF."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import dates


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2 February 1891", "1891-02-02"),
        ("2nd Sept. 1891", "1891-09-02"),
        ("Feb. 2nd, 1891", "1891-02-02"),
        ("Saturday, 5 May 1893", "1893-05-05"),
        ("Sat. May 5, 1893", "1893-05-05"),
        ("Samstag, 5. Mai 1893", "1893-05-05"),
        ("May 1891", "1891-05"),
        ("12. März 1904", "1904-03-12"),
        ("3 avril 1872", "1872-04-03"),
        ("c. 1890", "1890~"),
        ("44 BC", "-0043"),
        ("44 avant J.-C.", "-0043"),
        ("44 v. u. Z.", "-0043"),
        ("公元前44年", "-0043"),
        ("AD 44", "0044"),
        ("c. 44 CE", "0044~"),
        ("anno 1720", "1720"),
        ("2 BC", "-0001"),
        ("c. 1990s", None),
        ("987", "0987"),
        ("1990--1992", "1990/1992"),
        ("1 BCE", "0000"),
        ("c. 300 v. Chr.", "-0299~"),
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
        ("ſpring 1790", "1790-21"),
        ("14.3.1866", "1866-03-14"),
        ("23/9/1904", "1904-09-23"),
        ("9/23/1904", "1904-09-23"),
        ("4/4/1904", "1904-04-04"),
        ("1866年3月14日", "1866-03-14"),
        ("1866年3月", "1866-03"),
        ("1920年代", "192X"),
        ("大正十二年九月一日", "1923-09-01"),
        ("光緒三十三年", "1907"),
        ("undated", ""),
        ("o. D.", ""),
        ("s.f.", ""),
        ("S/F", ""),
        ("¿1860?", "1860?"),
        ("[¿1860?]", "1860?"),
        ("primavera de 1860", "1860-21"),
        ("Otoño 1860", "1860-23"),
        ("Frühjahr 1860", "1860-21"),
        ("Winter 1860", "1860-24"),
        ("été 1860", "1860-22"),
        ("l'automne de 1860", "1860-23"),
        ("probablemente 1860", "1860?"),
        ("década de 1860", "186X"),
        ("los años 1860", "186X"),
        ("années 1860", "186X"),
    ],
)
def test_dates_in_words_become_edtf(words: str, edtf: str) -> None:
    assert dates.from_words(words) == edtf


@pytest.mark.parametrize(
    "words",
    [
        "3/4/1904",  # the third of April, or the fourth of March
        "listopad 1905",  # October in Zagreb, November in Prague
        "31 June 1894",
        "1906-02-30",
        "early 1910",
        "光緒三十三年八月",  # a lunar month
        "before 1901",
        "before 5 May 1901",
        "received 5 May 1901",
        "vor Mai 1901",
        "late 1910s",
        "1909 or 1910",
        "a letter",
        "um " * 5_000 + "1890",
        "",
    ],
)
def test_an_ambiguous_or_impossible_date_is_not_converted(words: str) -> None:
    assert dates.from_words(words) is None


def test_a_hint_says_what_to_write() -> None:
    assert dates.hint("2 February 1891") == "Write `1891-02-02`."
    assert dates.hint("n.d.") == "Leave the field out."
    assert dates.hint("31 June 1999") == "The calendar has no 1999-06-31."
    assert dates.hint("a letter").startswith("Write 2009-03-21,")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("before 1901", "Write `../1900`, or `../1901` where that year may be meant."),
        ("vor 1901", "Write `../1900`, or `../1901` where that year may be meant."),
        ("avant mars 1901", "Write `../1901-03`."),
        ("until 5 May 1901", "Write `../1901-05-05`."),
        ("after 1901", "Write `1902/..`, or `1901/..` where that year may be meant."),
        ("seit 1901", "Write `1901/..`."),
        (
            "late 1910s",
            "Write `191X` for the whole decade, or the years that are meant: `1917/1919`, for instance.",
        ),
        (
            "early 2019",
            "Write `2019` for the whole year, or the months that are meant: `2019-01/2019-04`, for instance.",
        ),
        (
            "Ende 2019",
            "Write `2019` for the whole year, or the months that are meant: `2019-09/2019-12`, for instance.",
        ),
        (
            "Anfang der 1920er Jahre",
            "Write `192X` for the whole decade, or the years that are meant: `1920/1923`, for instance.",
        ),
        (
            "early 20th century",
            "Write `19XX` for the whole century, or the years that are meant: `1900/1939`, for instance.",
        ),
        (
            "late 20th century",
            "Write `19XX` for the whole century, or the years that are meant: `1970/1999`, for instance.",
        ),
        ("1909 or 1910", 'Write `"[1909,1910]"`, with the quotation marks.'),
        ("between 1909 and 1912", 'Write `"[1909..1912]"`, with the quotation marks.'),
        ("ca. 1920-1925", "Write `1920~/1925~`."),
        ("from 1901 to 1903", "Write `1901/1903`."),
        (
            "fin des années 1910",
            "Write `191X` for the whole decade, or the years that are meant: `1917/1919`, for instance.",
        ),
        ("1914-18", "Write `1914/1918`, if these are meant as years."),
        (
            "12/03/1904",
            "Write `1904-03-12` where the day stands first, `1904-12-03` where the month does.",
        ),
        ("1866-3-4", "Write `1866-03-04`."),
        ("3 May 1901 - 7 June 1902", "Write `1901-05-03/1902-06-07`."),
        ("c. 1920", "Write `1920~`."),
        ("1866-13-01", "The calendar has no 1866-13-01."),
        *(
            (words, "Write 2009-03-21, 2009-03, 2010-01/2010-06, 2007~ or another EDTF form.")
            for words in ("before the war", "00th century", "\u0661\u0669\u0660\u0669")
        ),
    ],
)
def test_the_hint_for_an_unclear_date_says_what_may_be_written(words: str, hint: str) -> None:
    assert dates.hint(words) == hint
    for form in re.findall(r"`\"?([^`\"]+)\"?`", hint):
        dates.parse(form)


@given(st.text(max_size=40))
@example("before " * 5)
@example("a or b or c or d or e or f or g")
@example("between 1 and 2 and 3 and 4")
@example("m\u0131d 1890s")
@example("w\u0131nter 1890")
def test_any_text_gives_a_hint_with_valid_dates(words: str) -> None:
    for form in re.findall(r"Write `\"?([^`\"]+)\"?`", dates.hint(words)):
        dates.parse(form)


@given(st.text(max_size=40))
def test_any_text_gives_valid_edtf_or_nothing(words: str) -> None:
    found = dates.from_words(words)
    if found:
        dates.parse(found)


def test_the_edtf_library_prints_nothing_when_it_fails(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        dates.parse("../191X")
    assert capsys.readouterr().out == ""
