"""Days named by the month of writing, as in letters: `27th ultimo`, `5th inst`, `3rd proximo`."""

from __future__ import annotations

from collections.abc import Iterator

from builders.recognizers.dates.atoms import Atom, Point, Reference, add_months
from builders.recognizers.dates.landmarks import Landmark, LandmarkPattern
from builders.recognizers.dates.vocabulary import S

MONTH = Landmark("[Uu]lt|[Ii]nst|[Pp]rox", ("ult", "inst", "prox"))
DAY_RE = LandmarkPattern(
    MONTH,
    rf"(?<![\w.,/-])(?P<day>3[01]|[12][0-9]|0?[1-9])(?:(?P<ordinal>st|nd|rd|th|d)(?:{S}day)?)?"
    rf"(?:{S}of{S}the)?{S}(?:(?P<last>[Uu]lt(?:imo|o)?)|(?P<next>[Pp]rox(?:imo)?)|[Ii]nst(?:ant)?)(?!\w)",
)


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The days of the previous, the same and the next month, if the document's month is known."""
    if reference is None or reference.month is None:
        return
    for match in DAY_RE.finditer(text):
        step = -1 if match["last"] else 1 if match["next"] else 0
        # `30 instant meals` is not a date.
        if step or match["ordinal"]:
            month = add_months(reference.month, step)
            day = Point(month.year, month.month, int(match["day"]))
            if day.bounds:
                yield Atom(*match.span(), (day,), relative=True)
