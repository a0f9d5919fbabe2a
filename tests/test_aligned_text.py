"""Aligned texts: every part of a reading keeps its place in the source."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from builders.aligned_text import AlignedText
from builders.spans import Span

TEXTS = st.text(alphabet=st.sampled_from("ab \r\n\t¶中"), max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_slice_of_a_verbatim_text_keeps_its_span(text: str, a: int, b: int) -> None:
    part = AlignedText.verbatim(text)[a:b]
    if part:
        assert text[slice(*part.span())] == part.text


@given(TEXTS)
def test_folding_loses_only_white_space_and_keeps_every_place(text: str) -> None:
    folded = AlignedText.verbatim(text).folded()
    assert folded.text == " ".join(text.split())
    for i, character in enumerate(folded.text):
        source = text[slice(*folded.source_span(i, i + 1))]
        assert source == character or (character == " " and source.isspace())


def test_a_correction_maps_as_a_whole_and_its_neighbours_one_to_one() -> None:
    text = "the OM said"
    read = AlignedText.verbatim(text).replace([(Span(4, 6), "IOM")])
    assert read.text == "the IOM said"
    assert read.source_span(5, 6) == Span(4, 6)
    assert read.source_span(8, 12) == Span(7, 11)
    assert read.reading_span(Span(4, 6)) == Span(4, 7)
    assert read.reading_span(Span(7, 11)) == Span(8, 12)
    assert read.reading_offset(8) == 9


def test_a_replacement_may_keep_the_places_of_a_group() -> None:
    text = "see [KTIP](#) here"
    whole = AlignedText.verbatim(text)
    read = whole.sub(re.compile(r"\[(\w+)\]\(#\)"), lambda m: whole[m.start(1) : m.end(1)])
    assert read.text == "see KTIP here"
    assert read.source_span(4, 8) == Span(5, 9)
    assert read.source_spans() == (Span(0, 4), Span(5, 9), Span(13, 18))


def test_joined_parts_keep_their_places_and_the_separator_has_none() -> None:
    text = "one|two"
    whole = AlignedText.verbatim(text)
    read = AlignedText.join((whole[:3], whole[4:]), " ")
    assert read.text == "one two"
    assert read.source_spans() == (Span(0, 3), Span(4, 7))
    assert read.reading_span(Span(4, 7)) == Span(4, 7)
    assert len(AlignedText.join((whole[1:3], whole[3:5], whole[5:])).pieces) == 1
