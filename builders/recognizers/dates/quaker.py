"""Days with numbered months, as the Society of Friends writes them: `4th mo. 12th, 1778`."""

from __future__ import annotations

from collections.abc import Iterator

from builders.dates import quaker
from builders.recognizers.dates.atoms import Atom, Reference, day_point
from builders.recognizers.dates.landmarks import Landmark, LandmarkPattern

MONTH = Landmark(r"[0-9](?:st|n?d|rd|th)?\s?mo", ("mo",))
DAY_RE = LandmarkPattern(MONTH, quaker.PATTERN)


def find(text: str, _reference: Reference | None) -> Iterator[Atom]:
    """The days in a text that name their year."""
    for match in DAY_RE.finditer(text):
        if day := quaker.day(match):
            yield Atom(*match.span(), (day_point(day),))
