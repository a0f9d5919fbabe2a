"""Probable duplicates in the register of events: alike titles, or the same quoted words.

Two events are compared only if they share a year and either a rare word of their titles or the
block of a quoted passage, so that the cost grows with the number of events, not its square.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builders import dates
from builders.dates import EdtfDate
from builders.model.event import PlacedEvent, Witness

ALIKE_TITLES = 0.6
"""Share of common words from which two titles are alike (Jaccard index)."""
MOST_DAYS = 400
"""Days. An event whose date spans more than this is not compared: likeness would mean little."""
SAME_PASSAGE = 0.8
"""Share of common text from which two passages count as the same."""
MOST_COMPARED = 100
"""Of the earlier events that share a key with an event, only this many latest are compared."""
WORD_RE = re.compile(r"[^\W_]+")
SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to")
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An event whose date is narrow enough to be compared, with its date and title parsed."""

    event: PlacedEvent
    when: EdtfDate
    years: range
    words: frozenset[str]


def twins(events: Iterable[PlacedEvent]) -> Iterator[tuple[PlacedEvent, PlacedEvent]]:
    """Pairs of events that look like one: the later in the register, then the earlier."""
    known = [one for event in events if (one := _candidate(event))]
    counts = Counter(word for one in known for word in one.words)
    seen: dict[tuple[object, ...], deque[_Candidate]] = defaultdict(
        lambda: deque(maxlen=MOST_COMPARED)
    )
    for one in known:
        keys = [
            (year, key)
            for year in one.years
            for key in (*_rarest_words(one.words, counts), *_quoted_blocks(one))
        ]
        near = {other.event.id: other for key in keys for other in seen[key]}
        for other in near.values():
            if _do_overlap(one.when, other.when) and _are_alike(one, other):
                yield one.event, other.event
        for key in keys:
            seen[key].append(one)


def _candidate(event: PlacedEvent) -> _Candidate | None:
    try:
        when = dates.parse(event.event.date)
    except ValueError:
        return None
    if not (when.lower and when.upper) or (when.upper - when.lower).days > MOST_DAYS:
        return None
    words = frozenset(WORD_RE.findall(event.event.title.casefold())) - SMALL_WORDS
    return _Candidate(event, when, range(when.lower.year, when.upper.year + 1), words)


def _rarest_words(words: frozenset[str], counts: Counter[str]) -> Sequence[str]:
    """The rarest words of a title, enough of them that any two alike titles share one."""
    rarest = sorted(words, key=lambda word: (counts[word], word))
    return rarest[: len(rarest) - math.ceil(ALIKE_TITLES * len(rarest)) + 1]


def _quoted_blocks(one: _Candidate) -> Iterator[tuple[str, str]]:
    return ((passage.source or "", passage.block) for passage in _quoting_witnesses(one.event))


def _quoting_witnesses(event: PlacedEvent) -> Iterator[Witness]:
    return (witness for witness in event.witnesses if witness.source and witness.span)


def _are_alike(one: _Candidate, other: _Candidate) -> bool:
    both = len(one.words | other.words)
    if both and len(one.words & other.words) / both >= ALIKE_TITLES:
        return True
    if one.event.event.category != other.event.event.category:
        return False
    return one.when.edtf == other.when.edtf and any(
        _is_same_passage(mine, its)
        for mine in _quoting_witnesses(one.event)
        for its in _quoting_witnesses(other.event)
        if mine.source == its.source
    )


def _is_same_passage(one: Witness, other: Witness) -> bool:
    """Whether two passages of the same source cover nearly the same words."""
    if one.span is None or other.span is None:
        return False
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    whole = max(one.span.end, other.span.end) - min(one.span.start, other.span.start)
    return shared > 0 and shared / whole >= SAME_PASSAGE


def _do_overlap(one: EdtfDate, other: EdtfDate) -> bool:
    return bool(
        one.lower
        and one.upper
        and other.lower
        and other.upper
        and one.lower <= other.upper
        and other.lower <= one.upper
    )
