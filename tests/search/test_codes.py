"""Numbers and postings encoded as letters."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from builders.search.codes import (
    ALPHABET,
    ENDS,
    PLACES,
    encode,
    encode_all,
    encode_rising,
)
from builders.search.index import count_postings
from tests.search.decoding import decode_all, decode_postings, encode_posting


@given(st.lists(st.integers(min_value=0, max_value=2**40)))
def test_encoded_numbers_can_be_decoded(numbers: list[int]) -> None:
    assert decode_all(encode_all(numbers)) == numbers


@given(st.sets(st.integers(min_value=0, max_value=10**6)))
def test_rising_numbers_are_encoded_as_differences(numbers: set[int]) -> None:
    rising = sorted(numbers)
    total, back = 0, []
    for gap in decode_all(encode_rising(rising)):
        total += gap
        back.append(total)
    assert back == rising


def test_small_numbers_have_short_codes() -> None:
    assert [len(encode(n)) for n in (0, 63, 64, 1855, 1856, 52031, 52032)] == [1, 1, 2, 2, 3, 3, 4]


def test_no_letter_needs_an_escape() -> None:
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'
    assert len(set(ALPHABET)) == 92
    assert " " not in ALPHABET


@given(st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, ENDS - 1)), max_size=40))
def test_encoded_postings_can_be_decoded_and_counted(gaps: list[tuple[int, int]]) -> None:
    letters = "".join(encode_posting(gap, code) for gap, code in gaps)
    number, wanted = 0, []
    for gap, code in gaps:
        number += gap
        wanted.append((number, code))
    assert decode_postings(letters) == wanted
    assert count_postings(letters) == len(wanted)


def test_a_typical_posting_of_a_frequent_word_is_one_letter() -> None:
    assert ENDS % PLACES == 0
    assert [len(encode_posting(gap, 4)) for gap in (1, 7, 8, 231, 232)] == [1, 1, 2, 2, 3]
    assert len(encode_posting(1, 59)) == 2
