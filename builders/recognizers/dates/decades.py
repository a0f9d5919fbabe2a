"""Decades and centuries: `the 1980's`, `late 1990s`, `the nineties`, `early 19th century`.

A part of a decade is about a third of it: early is 1990 to 1993, mid 1994 to 1996, late 1997 to
1999. EDTF cannot express such parts; an interval with approximate ends comes closest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from builders.recognizers.dates.atoms import Atom, Form, Point, Reference
from builders.recognizers.dates.landmarks import ROUND_PLURAL, Landmark, LandmarkPattern
from builders.recognizers.dates.vocabulary import APOSTROPHE, NARROWER, S0, S
from builders.recognizers.dates.years import short_year

DECADE_RE = LandmarkPattern(
    ROUND_PLURAL,
    rf"(?<![\w.,/$€£-])(?P<part>{NARROWER})?(?P<decade>1[0-9]{{2}}0|20[0-9]0){S0}{APOSTROPHE}?s(?!\w)",
)
"""`1980's`, `late 1990s`."""
SHORT_DECADE_RE = LandmarkPattern(
    ROUND_PLURAL,
    rf"(?:(?<=\b[Tt]he\s)|(?<=\b[Ii]n\s)|(?<=0s\sand\s)|(?<=0s\sor\s))(?P<part>{NARROWER})?(?P<decade>{APOSTROPHE}[0-9]0|[4-9]0){APOSTROPHE}?s(?!\w)",
)
"""`the '90s`, `the early 80s`. `their 20s` are ages, and `the 20s` may be, so neither counts."""
WORDED = Landmark("ties", ("ties",))
WORDED_DECADE_RE = LandmarkPattern(
    WORDED,
    rf"\b[Tt]he{S}(?P<part>{NARROWER})?(?P<word>[Tt]wenties|[Tt]hirties|[Ff]orties|[Ff]ifties|[Ss]ixties|[Ss]eventies"
    r"|[Ee]ighties|[Nn]ineties)(?!\w)",
)
"""`the late nineties`; after `his` or `her` it is an age."""
CENTURY = Landmark("[Cc]entur", ("centur",))
CENTURY_RE = LandmarkPattern(
    CENTURY,
    rf"(?<!\w)(?P<part>{NARROWER})?(?P<which>[0-9]{{1,2}}(?:st|nd|rd|th)|[Ee]ighteenth|[Nn]ineteenth|[Tt]wentieth"
    rf"|[Tt]wenty-[Ff]irst)[\s-]{{1,2}}(?:centur(?:y|ies)|Century(?!{S}[A-Z]))(?!\w)",
)
"""`early 19th century`, `the twentieth century`; not `21st Century Fox`."""

_TENS = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_HUNDRED = 100


class _Part(NamedTuple):
    """A part of a longer period: its first and last tenth, both inclusive."""

    first: int
    last: int


_PARTS = (
    (re.compile(r"early-?\s?to-?\s?mid", re.IGNORECASE), _Part(0, 6)),
    (re.compile(r"mid-?\s?to-?\s?late", re.IGNORECASE), _Part(4, 9)),
    (re.compile(r"first\s+half", re.IGNORECASE), _Part(0, 4)),
    (re.compile(r"(?:second|latter|last)\s+half", re.IGNORECASE), _Part(5, 9)),
    (re.compile(r"early|earlier|beginning|start|first", re.IGNORECASE), _Part(0, 3)),
    (re.compile(r"mid", re.IGNORECASE), _Part(4, 6)),
    (re.compile(r"late|end|close|rest|remainder|last|final", re.IGNORECASE), _Part(7, 9)),
)


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The decades and centuries in a text."""
    for match in DECADE_RE.finditer(text):
        year = int(match["decade"])
        century = year % _HUNDRED == 0 and year < 2000  # noqa: PLR2004  # "the 1900s" are a century
        form = Form.CENTURY if century else Form.DECADE
        yield part_of_period(match.span(), match["part"], year, form)
    for match in SHORT_DECADE_RE.finditer(text):
        year = short_year(int(match["decade"][-2:]), reference)
        yield part_of_period(match.span(), match["part"], year, Form.DECADE)
    for match in WORDED_DECADE_RE.finditer(text):
        # The article is not part of a date, here as elsewhere.
        year = short_year(_TENS[match["word"].lower()], reference)
        start = match.start("part") if match["part"] else match.start("word")
        yield part_of_period((start, match.end()), match["part"], year, Form.DECADE)
    for match in CENTURY_RE.finditer(text):
        which = match["which"].lower()
        count = _CENTURIES.get(which) or int(which[:-2])
        if 1 < count <= max(_CENTURIES.values()):
            year = (count - 1) * _HUNDRED
            yield part_of_period(match.span(), match["part"], year, Form.CENTURY)


def part_of_period(span: tuple[int, int], words: str | None, year: int, form: Form) -> Atom:
    """The decade or century that begins with the year, or the part of it that the words name."""
    tenth = 1 if form is Form.DECADE else 10
    part = _part_of(words)
    if part is None:
        return Atom(*span, (Point(year),), form)
    first, last = year + part.first * tenth, year + (part.last + 1) * tenth - 1
    return Atom(*span, (Point(first), Point(last)), Form.RANGE, approximate=True)


def _part_of(words: str | None) -> _Part | None:
    """The tenths of a longer period that the words mean: the last three for `late`."""
    for pattern, part in _PARTS:
        if words and pattern.search(words):
            return part
    return None
