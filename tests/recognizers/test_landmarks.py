"""Dates are looked for near their landmarks, and found as if the whole text had been searched."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import builders.recognizers.dates
from builders.recognizers.dates.landmarks import Near
from tests.recognizers.test_dates import cases

FILLER = "It was said of them that they would leave again. " * 12
"""Longer than what is searched around any landmark, and without one."""
LONGEST = (
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


def patterns() -> list[object]:
    found = {}
    for module in pkgutil.iter_modules(builders.recognizers.dates.__path__):
        name = f"{builders.recognizers.dates.__name__}.{module.name}"
        for constant, value in vars(import_module(name)).items():
            if isinstance(value, Near):
                found[id(value)] = pytest.param(value, id=f"{module.name}.{constant}")
    return list(found.values())


def spans(near: Near, text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What is found near the landmarks, and what in the whole."""
    return (
        [match.span() for match in near.finditer(text)],
        [match.span() for match in near.pattern.finditer(text)],
    )


def test_most_patterns_have_a_landmark() -> None:
    assert len(patterns()) > 30


@pytest.mark.parametrize("near", patterns())
def test_dates_are_found_far_from_each_other(near: Near) -> None:
    texts = [case.values[0].text for case in cases()]
    text = FILLER.join([*texts, LONGEST, *texts[::-1]])
    found, expected = spans(near, text)
    assert found == expected


def test_the_longest_date_is_found() -> None:
    text = FILLER + LONGEST + FILLER
    found = {
        match[0]
        for near in patterns()
        for match in near.values[0].finditer(text)  # type: ignore[attr-defined]
    }
    assert any(len(words) > 110 for words in found)


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
@example(f"{FILLER}{LONGEST}")
def test_any_words_in_any_order(text: str) -> None:
    for parameter in patterns():
        found, expected = spans(parameter.values[0], text)  # type: ignore[attr-defined]
        assert found == expected
