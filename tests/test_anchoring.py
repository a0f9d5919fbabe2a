"""Where the words of a quote stand, with any white space for any other."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from builders.anchoring import anchor
from builders.model.sidecar import Passage
from builders.spans import Span

WORDS = st.lists(st.sampled_from(["a", "aa", "ab", "b", "中", "a."]), min_size=1, max_size=4)
TEXTS = st.lists(
    st.sampled_from(["a", "aa", "b", "中", ".", " ", "\n", "  ", "\u3000", "\x1c"]), max_size=40
).map("".join)


@given(TEXTS, WORDS)
def test_places_are_those_that_a_pattern_of_the_words_finds(text: str, words: list[str]) -> None:
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    expected = tuple(Span(*match.span()) for match in pattern.finditer(text))
    assert anchor(text, (), Passage(quote=" ".join(words))) == expected


def test_a_context_chooses_among_places() -> None:
    text = "one word, another\nword and a third word"
    places = anchor(text, (), Passage(quote="word", prefix="another"))
    assert [text[slice(*place)] for place in places] == ["word"]
    assert places[0].start == text.index("word and")
    assert anchor(text, (), Passage(quote="word", suffix="and a")) == places
