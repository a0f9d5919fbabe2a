"""The files of the facets: the values of each facet, and which of them each source has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from builders.pages.search_page import FACETS, YEAR
from builders.search.codes import encode, encode_rising
from builders.search.documents import DocumentIndex
from builders.search.shards import script

NAMES = tuple(name for name, _, _ in FACETS if name != YEAR)
"""The facets that have a file of their own; years are derived from the dates."""


def files(
    documents: Sequence[DocumentIndex], labels: Callable[[str, str], Sequence[str]]
) -> Iterator[tuple[str, str]]:
    """A file for each facet, and one for the dates.

    Args:
        documents: All sources in their order; only their facets and dates are read.
        labels: Called with a facet and a value; returns the value's label in one or two languages.
    """
    for name in NAMES:
        counts = Counter(value for document in documents for value in document.facets[name])
        # Frequent values get small numbers, which take one letter.
        order = sorted(counts, key=lambda value: (-counts[value], value))
        numbers = {value: number for number, value in enumerate(order)}
        values = [[value, *labels(name, value)] for value in order]
        lists = (sorted(map(numbers.__getitem__, one.facets[name])) for one in documents)
        letters = "".join(encode(len(found)) + encode_rising(found) for found in lists)
        yield script(f"facets/{name}", {"values": values, "sources": letters})
    yield script("facets/date", _dates(documents))


def _dates(documents: Sequence[DocumentIndex]) -> str:
    """The first and the last possible day of each dated source, in letters.

    The first day is written as the gap from that of the source before; the last as one more than the
    number of days from the first, 0 for an open end. Sources without a date come last and are left
    out.
    """
    letters: list[str] = []
    before = 0
    for document in documents:
        if document.bounds is None:
            break
        lower, upper = document.bounds
        lower = max(lower, before)  # after a day of the year 1, an open beginning is that day
        letters.append(encode(lower - before))
        letters.append(encode(upper - lower + 1 if upper else 0))
        before = lower
    return "".join(letters)
