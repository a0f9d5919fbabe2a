"""Days and months of the French Republican calendar: `18 brumaire an VIII` is 9 November 1799."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.dates import republican
from builders.recognizers.dates.atoms import Atom, Form, Reference, day_point
from builders.recognizers.dates.landmarks import Landmark, LandmarkPattern

MONTH = Landmark(
    "(?i:vend|brum|frim|niv|pluv|vent|germ|flor|prair|mess|therm|ferv|fruct|jour)",
    (
        "brumaire",
        "frimaire",
        "germinal",
        "prairial",
        "messidor",
        "midor",
        "fervidor",
        "fructidor",
        "miaire",
        "nivo",
        "nivô",
        "pluvio",
        "pluviô",
        "vento",
        "ventô",
        "flore",
        "floré",
        "mentaire",
    ),
)
NAMED_RE = LandmarkPattern(MONTH, republican.PATTERN, re.IGNORECASE)


def find(text: str, _reference: Reference | None) -> Iterator[Atom]:
    """The days and months in a text; a month is an interval from its first day to its last."""
    for match in NAMED_RE.finditer(text):
        if days := republican.days(match):
            points = tuple(map(day_point, dict.fromkeys(days)))
            form = Form.SINGLE if len(points) == 1 else Form.RANGE
            yield Atom(*match.span(), points, form)
