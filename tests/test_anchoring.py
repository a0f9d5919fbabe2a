"""Where quoted words are in a source, whatever the white space, and in which block."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders.aligned_text import AlignedText
from builders.anchoring import BlockFinder, anchor, candidates, nearest_hint
from builders.model.document import Block, Role
from builders.model.sidecar import Passage
from builders.quotations import words_pattern
from builders.spans import Span

WORDS = st.lists(
    st.sampled_from(["a", "aa", "ab", "b", "中", "a.", "é", "e\u0301"]), min_size=1, max_size=4
)
QUOTES = st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "  "])), min_size=1, max_size=4)
PIECES = st.sampled_from(
    ["a", "aa", "b", "中", ".", "é", "e\u0301", " ", "\n", "  ", "\u3000", "\x1c"]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
SPANS = st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda at: Span(at[0], sum(at)))


def places(text: str, passage: Passage) -> tuple[Span, ...]:
    (found,) = anchor(text, (), [passage])
    return found


@given(TEXTS, QUOTES)
@example("é e\u0301", [(["é", "é"], " ")])
def test_a_quote_is_found_wherever_a_pattern_of_its_words_matches(
    text: str, quotes: list[tuple[list[str], str]]
) -> None:
    passages = [Passage(quote=blank.join(words)) for words, blank in quotes]
    expected = [
        tuple(Span(*match.span()) for match in re.finditer(words_pattern(one.quote), text))
        for one in passages
    ]
    assert list(anchor(text, (), passages)) == expected


def test_a_prefix_or_suffix_chooses_among_several_places() -> None:
    text = "one word, another\nword and a third word"
    found = places(text, Passage(quote="word", prefix="another"))
    assert [text[slice(*place)] for place in found] == ["word"]
    assert found[0].start == text.index("word and")
    assert places(text, Passage(quote="word", suffix="and a")) == found


NEAR = "one word, a word\na word, and a word"
"""Two blocks of one line each, and quotes that stand in both of them."""


@pytest.mark.parametrize(
    ("near", "quote", "found"),
    [
        ("p1", "one", [0]),
        ("p1", "a", [10]),
        ("p2", "a", [17, 25, 29]),
        ("p2", "a word", [17, 29]),
        ("p1", "word a", []),
        ("p9", "word", []),
    ],
)
def test_near_narrows_places_down_to_those_within_a_block(
    near: str, quote: str, found: list[int]
) -> None:
    whole = AlignedText.verbatim(NEAR)
    ends = (Span(0, 16), Span(17, len(NEAR)))
    blocks = [
        Block("p", Role.TEXT, (span,), whole[slice(*span)], id=f"p{n}")
        for n, span in enumerate(ends, 1)
    ]
    (places,) = anchor(NEAR, blocks, [Passage(quote=quote, near=near)])
    assert [place.start for place in places] == found


def test_nearest_words_are_looked_for_in_the_text_only_and_the_best_come_first() -> None:
    texts = {"p1": "a sekund 0ne", "p2": "a second one", "p3": "", "p4": "quite unlike it"}
    blocks = [
        Block("p", Role.TEXT, (Span(0, len(text)),), AlignedText.verbatim(text), id=address)
        for address, text in texts.items()
    ]
    furniture = replace(blocks[1], role=Role.FURNITURE, id="fw-1")
    found = candidates([*blocks, furniture], "a secund one")
    assert found == (("p2", "a second one"), ("p1", "a sekund 0ne"))
    assert nearest_hint([*blocks, furniture], "zzzz") == ""


def test_accents_may_be_characters_of_their_own_in_the_source_or_in_the_quote() -> None:
    text = "Le cafe\u0301 de Ðà Nẵng, un café."
    for quote, prefix in (
        ("café", "Le"),
        ("cafe\u0301", "Le"),
        ("de", "café"),
        ("de", "cafe\u0301"),
    ):
        assert len(places(text, Passage(quote=quote, prefix=prefix))) == 1
    assert len(places(text, Passage(quote="café"))) == 2


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=8), SPANS)
def test_a_passage_is_in_the_first_block_that_reads_all_of_it(
    parts: list[tuple[str, bool]], span: Span
) -> None:
    """Some parts continue the last block but one, as a paragraph continues after a page break."""
    blocks: list[Block] = []
    whole, at = AlignedText.verbatim("".join(text for text, _ in parts)), 0
    for text, goes_on in parts:
        end = at + len(text)
        if goes_on and len(blocks) > 1:
            first = blocks[-2]
            read = AlignedText.join((first.text, whole[at:end]), " ")
            blocks[-2] = replace(first, spans=(*first.spans, Span(at, end)), text=read)
        elif text:
            blocks.append(Block("p", Role.TEXT, (Span(at, end),), whole[at:end].folded()))
        at = end
    expected = next(
        (
            i
            for i, block in enumerate(blocks)
            if Span(block.start, block.end).contains(span) and block.text.reading_span(span)
        ),
        None,
    )
    assert BlockFinder(blocks).index_of(span) == expected


def test_the_nearest_passages_are_proposed_in_whole_words() -> None:
    from builders.anchoring import _whole_words  # noqa: PLC0415  # its bounds are tried

    text = "Die Glocke ist zersprungen."
    assert _whole_words(text, Span(5, 18)) == "Glocke ist zersprungen"
    assert _whole_words("我们在广州开会", Span(2, 4)) == "在广"
