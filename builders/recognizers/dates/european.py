"""Full dates in French, German, Italian, Portuguese and Spanish: `3 avril 1872`, `9. Mai 1871`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.readers.letter_dates import DAY_RE, european_day
from builders.recognizers.dates.atoms import Atom, Point, Reference
from builders.recognizers.dates.landmarks import FOUR_FIGURES, Near

FULL_RE = Near(FOUR_FIGURES, DAY_RE.pattern, re.IGNORECASE)
"""`27 de Dezembro de 1873`."""


def find(text: str, _reference: Reference | None) -> Iterator[Atom]:
    """The days in a text that name their month in another language, and their year."""
    for match in FULL_RE.finditer(text):
        day = european_day(match)
        if day:
            yield Atom(*match.span(), (Point(*map(int, day.split("-"))),))
