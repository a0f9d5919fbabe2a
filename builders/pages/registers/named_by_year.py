"""How often an entry of the registers is named in each year, and where its sources begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

MOST_YEARS = 40
"""More years than these are counted by decades."""
DECADE = 10


@dataclass(frozen=True, slots=True)
class Named:
    """A source that names the entry, as far as this count goes."""

    year: str
    """Of its date; nothing where it has none."""
    count: int
    source: str
    """Its identifier."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year, or a decade, or all that has no date."""

    name: str
    """`2007`, `2000–2009`; nothing for what has no date."""
    first: str
    """Identifier of its first source."""
    sources: int
    mentions: int
    share: float
    """Of the mentions of the year that has most, in hundredths."""


def by_year(found: Iterable[Named]) -> tuple[Year, ...]:
    """The years in order; none where there is but one.

    Args:
        found: In the order of their dates.
    """
    found = tuple(found)
    many = len({one.year for one in found}) > MOST_YEARS
    groups = [
        (name, tuple(those))
        for name, those in groupby(found, key=lambda one: _decade(one.year) if many else one.year)
    ]
    return tuple(_years(groups)) if len(groups) > 1 else ()


def _years(groups: Iterable[tuple[str, tuple[Named, ...]]]) -> Iterator[Year]:
    counted = [(name, those, sum(one.count for one in those)) for name, those in groups]
    most = max(count for _, _, count in counted)
    for name, those, count in counted:
        share = round(100 * count / most, 1)
        yield Year(name, those[0].source, len(those), count, share)


def _decade(year: str) -> str:
    if not year:
        return ""
    first = int(year) // DECADE * DECADE
    return f"{first}–{first + DECADE - 1}"
