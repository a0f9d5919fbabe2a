"""Co-occurrence: which entries of the registers are named in the same paragraph of a source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from operator import itemgetter

from builders.model.packed import MentionForm
from builders.model.publication import Entry, Publication

MOST_IN_A_PARAGRAPH = 60
"""Of a paragraph that names more entries, only the first count: pairs grow as the square."""


def paragraphs(
    publication: Publication, wanted: Callable[[MentionForm], bool] = lambda _: True
) -> Iterator[tuple[Entry, str, tuple[str, ...]]]:
    """Each paragraph that names two or more entries: its source, its address, the ids in order."""
    for entry in publication.entries:
        named: dict[str, dict[str, None]] = defaultdict(dict)
        for form, block in entry.annotations.forms_with_blocks():
            if wanted(form):
                named[block].setdefault(form.entity)
        for block, found in named.items():
            if len(found) > 1:
                yield entry, block, tuple(found)[:MOST_IN_A_PARAGRAPH]


class CoOccurrences:
    """Which entries each entry occurs with, and in how many paragraphs."""

    def __init__(self, publication: Publication) -> None:
        """Count the pairs of every paragraph, each paragraph once."""
        self._with: dict[str, Counter[str]] = defaultdict(Counter)
        pairs = Counter(
            pair for _, _, found in paragraphs(publication) for pair in combinations(found, 2)
        )
        for (one, other), count in pairs.items():
            self._with[one][other] += count
            self._with[other][one] += count

    def of(self, identifier: str) -> list[tuple[str, int]]:
        """The entries that one entry occurs with, most frequent first, then by id."""
        by_id = sorted(self._with.get(identifier, Counter()).items())
        return sorted(by_id, key=itemgetter(1), reverse=True)
