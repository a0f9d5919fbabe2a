"""Searching only near landmarks finds the same dates as searching the whole text.

The same holds for words before a date, which are sought where one of their last words occurs.
"""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import builders.recognizers.dates
from builders.recognizers.dates.landmarks import LandmarkPattern, PrecedingWords
from tests.recognizers.test_dates import cases

FILLER = "It was said of them that they would leave again. " * 12
"""Text without landmarks, longer than what is searched around any landmark."""
LONGEST_DATE = (
    "  Wednesday,   the   3rd,   4th,   5th,   6th,   7th,   8th,   9th,   10th,   11th,   and   "
    "the   12th   day   of   September,   in   2008   applicants"
)
WORDS = (
    *("end of the", "early", "mid-", "late", "first half of", "3rd", "the", "in", "of", "since"),
    *("May", "MAY", "September", "Sept.", "Jan", "-", "/", ",", "and", "or", "to", "spring"),
    *("2009", "2010-01", "12", "'98", "1990s", "90's", "nineties", "19th century", "FY", "3Q"),
    *("last", "this", "next", "year", "month", "week", "two", "ago", "yesterday", "Tuesday"),
    *("fiscal year", "first six months", "9/11", "attacks", "women", "other", "x" * 60, "\n"),
)

BEFORE = (
    *("from ", "FROM the ", "自", "between  the ", "ever since ", "since as early as about the "),
    *("up to at least ", "until around\n", "by ", "no later than the ", "BY ", "before about "),
    *("prior to ", "pre-", "PRE-", "after the ", "post-", "ca.", "c. ", "circa", "Roughly "),
    *("in  (", "half of ¶", "Mid ", "years ", "Summer ", "total of ", "totaling ", "as many as "),
    *("up to ", "a further ", "fewer than ", "Mr. ", "Madame ", "President ", "Black ", "mid-"),
    *("as of ", "throughout ", "past ", "every ", "starting ", "$", "№ ", "UNSCR: ", "Nos. "),
    *("page ", "Boeing ", "at ", "12 ", "3 - ", "4:", "hotline:  ", "paragraphs ", "p.", "HKD "),
)
"""Words that may come before a date, and words that only begin or end like them."""


def patterns() -> list[object]:
    return instances(LandmarkPattern)


def endings() -> list[object]:
    return instances(PrecedingWords)


def instances(kind: type) -> list[object]:
    found = {}
    for module in pkgutil.iter_modules(builders.recognizers.dates.__path__):
        name = f"{builders.recognizers.dates.__name__}.{module.name}"
        for constant, value in vars(import_module(name)).items():
            if isinstance(value, kind):
                found[id(value)] = pytest.param(value, id=f"{module.name}.{constant}")
    return list(found.values())


def spans_near_and_whole(
    near: LandmarkPattern, text: str
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The spans found near landmarks, and those found by searching the whole text."""
    return (
        [match.span() for match in near.finditer(text)],
        [match.span() for match in near.pattern.finditer(text)],
    )


def test_most_patterns_have_a_landmark() -> None:
    assert len(patterns()) > 30


@pytest.mark.parametrize("near", patterns())
def test_dates_far_apart_are_found(near: LandmarkPattern) -> None:
    texts = [case.values[0].text for case in cases()]
    text = FILLER.join([*texts, LONGEST_DATE, *texts[::-1]])
    found, expected = spans_near_and_whole(near, text)
    assert found == expected


def test_the_longest_date_is_found() -> None:
    text = FILLER + LONGEST_DATE + FILLER
    found = {
        match[0]
        for near in patterns()
        for match in near.values[0].finditer(text)  # type: ignore[attr-defined]  # pytest types no values
    }
    assert any(len(words) > 110 for words in found)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@example(f"{FILLER}{LONGEST_DATE}")
def test_the_same_dates_are_found_in_any_sequence_of_words(text: str) -> None:
    for parameter in patterns():
        found, expected = spans_near_and_whole(parameter.values[0], text)  # type: ignore[attr-defined]  # pytest types no values
        assert found == expected


@pytest.mark.parametrize("ending", endings())
def test_words_before_a_date_are_found_by_their_last_word(ending: PrecedingWords) -> None:
    own = re.findall(r"[A-Za-z]+|[^\sA-Za-z]", ending.pattern.pattern)
    behind = (" ", "s ", ": ", ". ", "ing ", "d ", "-", "")
    texts = [*BEFORE, *(f"{word}{more}" for word in own for more in behind)]
    found = [before for before in texts if ending.search(f"It was {before}")]
    assert found
    assert found == [before for before in texts if ending.pattern.search(f"It was {before}")]


@given(st.lists(st.sampled_from((*BEFORE, *WORDS)), max_size=6).map("".join))
def test_the_same_words_before_a_date_are_found_in_any_text(before: str) -> None:
    for parameter in endings():
        ending = parameter.values[0]  # type: ignore[attr-defined]  # pytest types no values
        found, expected = ending.search(before), ending.pattern.search(before)
        assert (found and found.span()) == (expected and expected.span())
