"""Spans: half-open ranges of code points, and the lines of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders.spans import (
    WHITE_SPACE_RE,
    DisjointSpans,
    LineNumbers,
    Span,
    ValuesBySpan,
    gaps,
    line_texts,
    lines,
    merge,
    stripped,
)

TEXTS = st.text(alphabet=st.sampled_from("ab \r\n\t¶中"), max_size=60)

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda at: Span(at[0], sum(at)))
)


@given(TEXTS)
def test_lines_are_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in lines(text)) == text


def test_only_lf_cr_and_crlf_end_a_line() -> None:
    text = "a\x0cb\x85c\u2028d\r\ne\rf\n"
    assert [text[s:e] for s, e in lines(text)] == ["a\x0cb\x85c\u2028d\r\n", "e\r", "f\n"]
    assert line_texts(text) == ["a\x0cb\x85c\u2028d", "e", "f"]


@given(SPANS, st.integers(0, 30), st.integers(0, 8))
def test_values_are_found_by_the_ranges_that_theirs_overlap(
    spans: list[Span], start: int, length: int
) -> None:
    span = Span(start, start + length)
    found = ValuesBySpan((one, number) for number, one in enumerate(spans)).overlapping(span)
    assert sorted(found) == [number for number, one in enumerate(spans) if one.overlaps(span)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))), st.integers(0, 40))
def test_merged_spans_and_their_gaps_partition_the_whole(
    pairs: list[tuple[int, int]], end: int
) -> None:
    spans = [Span(min(p), min(max(p), end)) for p in pairs if min(p) <= end]
    covered = {i for span in spans for i in range(*span)}
    assert {i for span in merge(spans) for i in range(*span)} == covered
    between = {i for span in gaps(spans, Span(0, end)) for i in range(*span)}
    assert between == set(range(end)) - covered


@given(st.text(alphabet=st.sampled_from("ab \n\x1c\x85\u3000\ufeff\u200b"), max_size=20))
def test_only_white_space_is_stripped(text: str) -> None:
    start, end = stripped(text)
    words = text[start:end]
    assert not WHITE_SPACE_RE.sub("", text[:start] + text[end:])
    assert not words or not (WHITE_SPACE_RE.match(words[0]) or WHITE_SPACE_RE.match(words[-1]))


@given(TEXTS, st.integers(0, 60))
def test_the_line_of_a_position_counts_the_line_feeds_before_it(text: str, position: int) -> None:
    assert LineNumbers(text).of(position) == text.count("\n", 0, position) + 1


def test_a_span_contains_what_lies_wholly_within() -> None:
    span = Span(2, 5)
    within = [Span(2, 5), Span(3, 4), Span(2, 2)]
    beyond = [Span(1, 5), Span(2, 6), Span(0, 1), Span(6, 7)]
    assert [span.contains(other) for other in within] == [True] * 3
    assert [span.contains(other) for other in beyond] == [False] * 4


@given(SPANS, st.tuples(st.integers(0, 30), st.integers(1, 6)))
def test_disjoint_spans_know_whether_any_overlaps_a_span(
    spans: list[Span], asked: tuple[int, int]
) -> None:
    wanted = Span(asked[0], sum(asked))
    disjoint = DisjointSpans(spans)
    expected = any(span.overlaps(wanted) for span in spans)
    assert disjoint.overlaps_any(wanted) == expected
    if not expected:
        disjoint.add(wanted)
        assert disjoint.overlaps_any(wanted)
        assert all(disjoint.overlaps_any(span) for span in spans if span.length)
