"""How often a register entry is named in each year, and the first source of each year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

MOST_YEARS = 40
"""If mentions lie in more years than this, they are counted by decade."""
DECADE = 10


@dataclass(frozen=True, slots=True)
class Named:
    """What is counted: a source that names the entry."""

    year: str
    """The year of its date; empty if it has none."""
    count: int
    source: str
    """Its identifier."""


@dataclass(frozen=True, slots=True)
class Year:
    """The count for a year, a decade, or sources without a date."""

    name: str
    """`2007`, `2000–2009`; empty for sources without a date."""
    first: str
    """Identifier of the first source."""
    sources: int
    mentions: int
    share: float
    """Mentions as a percentage of those in the year that has most."""


def by_year(found: Iterable[Named]) -> tuple[Year, ...]:
    """The counts by year, in order; empty if there is only one.

    Args:
        found: The sources in the order of their dates.
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
