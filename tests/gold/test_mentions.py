"""Mentions and corrections agree with the gold at least as well as their floors ask."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from builders.leaks.originals import hidden_spans
from builders.model.publication import Entry
from builders.spans import Span
from builders.understand import understand
from tests.conftest import PROJECT
from tests.gold.measure import (
    MENTION_KINDS,
    Counting,
    Found,
    corrections,
    hold_floors,
    mentions,
    recall_and_precision,
    sources,
)


@cache
def edition() -> dict[str, Entry]:
    entries = understand(PROJECT).publication.entries
    return {entry.id: entry for entry in entries}


def span_as_received(entry: Entry, span: Span) -> Span:
    """A span in the file as received, on which the gold is based: redaction bars differ in length."""
    if not entry.source.redactions:
        return span
    received = (PROJECT / entry.source.path).read_bytes().decode(entry.source.encoding)
    bars = [redaction.span for redaction in entry.source.redactions]
    hidden = hidden_spans(received, entry.source.text, bars)
    assert hidden is not None
    before = [
        (bar, words) for bar, words in zip(bars, hidden, strict=True) if bar.end <= span.start
    ]
    longer = sum(words.length - bar.length for bar, words in before)
    return Span(span.start + longer, span.end + longer)


def found_mentions(entry: Entry) -> Iterator[Found]:
    for mention in entry.annotations.mentions:
        if mention.kind in MENTION_KINDS:
            yield Found(*span_as_received(entry, mention.span), mention.kind, mention.entity)


@pytest.mark.parametrize("source", sources())
def test_mentions_stay_above_their_floors(source: str) -> None:
    record = mentions(source)
    scores = recall_and_precision(
        list(found_mentions(edition()[source])), record.mentions, Counting(body=record.body)
    )
    for kind, score in scores.items():
        print(source, kind, score)  # noqa: T201  # shown where a floor is broken
    assert hold_floors(source, scores) == []


@pytest.mark.parametrize("source", sources())
def test_corrections_stay_above_their_floors(source: str) -> None:
    record = corrections(source)
    entry = edition()[source]
    found = [
        Found(*span_as_received(entry, emendation.span), "correction", emendation.corr)
        for emendation in entry.document.emendations
    ]
    # Editors differ on whether a slip is the author's or the copyist's; only the place counts.
    gold = [item.model_copy(update={"kind": "correction"}) for item in record.corrections]
    scores = recall_and_precision(found, gold, Counting(overlap=True))
    for kind, score in scores.items():
        print(source, kind, score)  # noqa: T201  # shown where a floor is broken
    assert hold_floors(f"{source} corrections", scores) == []
