"""Days and months of the Iranian solar calendar: `۲۲ بهمن ۱۳۵۷` is 11 February 1979."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.dates import iranian
from builders.dates.months import CHARACTER_FOLDS
from builders.recognizers.dates.atoms import Atom, Form, Reference, day_point
from builders.recognizers.dates.landmarks import Landmark, LandmarkPattern, landmark_offsets

MONTH = Landmark("فرورد|ارد|خرد|ت[یي]ر|مرد|امر|شهر|مهر|آب|آذ|د[یي]|بهم|اسف", ("ر", "د", "بان"))
NAMED_RE = LandmarkPattern(MONTH, iranian.PATTERN, re.IGNORECASE)


def find(text: str, _reference: Reference | None) -> Iterator[Atom]:
    """The days and months in a text; a month is an interval from its first day to its last."""
    if not landmark_offsets(MONTH, text):
        return
    for match in NAMED_RE.finditer(text.translate(CHARACTER_FOLDS)):
        if days := iranian.days(match):
            points = tuple(map(day_point, dict.fromkeys(days)))
            form = Form.SINGLE if len(points) == 1 else Form.RANGE
            yield Atom(*match.span(), points, form)
