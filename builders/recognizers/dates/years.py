"""Years, pairs of years and exact parts of years: `2006`, `2007-2010`, `third quarter of 2009`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.dates.months import lowered
from builders.recognizers.dates.atoms import Atom, Form, Point, Reference
from builders.recognizers.dates.evidence import is_year
from builders.recognizers.dates.landmarks import (
    FOUR_DIGITS,
    LONGEST_NARROWER,
    MONTH_WORD,
    Landmark,
    LandmarkPattern,
)
from builders.recognizers.dates.vocabulary import (
    APOSTROPHE,
    DASH,
    NARROWER,
    NO_COUNT,
    NUMBER,
    ORDINAL,
    ORDINALS,
    S0,
    STEPS,
    YEAR,
    S,
    number,
)

YEAR_RE = LandmarkPattern(
    FOUR_DIGITS,
    rf"(?:(?<![\w.,/-])|(?<=\b[Pp]re-)|(?<=\b[Pp]ost-))(?:{NARROWER})?(?P<year>(?<![\w.,/]){YEAR})",
    before=LONGEST_NARROWER,
    after=10,
)
"""`2006`, `mid-2009`, `the end of 2009`."""
PAIR_RE = LandmarkPattern(
    FOUR_DIGITS,
    rf"(?<![\w.,/-])(?P<first>1[0-9]{{3}}|20[0-9]{{2}})(?P<joint>{S0}{DASH}{S0}|/)"
    rf"(?P<second>{YEAR}|[0-9]{{2}}(?![\w%]|[.,:/-][0-9])|(?<=/)[0-9](?![\w%]|[.,:/-][0-9]))",
    before=5,
    after=30,
)
"""`2007-2010`, `1990 - 1995`, `2004-08`, `2008/09`, `1688/9`."""
NAMED = Landmark(r"A\.?\s?D|C\.?\s?E|[Aa]nno|year")
NAMED_RE = LandmarkPattern(
    NAMED,
    rf"(?<!\w)(?:A\.?\s?D\.?|[Aa]nno(?:{S}[Dd]omini)?|[Tt]he{S}year(?:{S}of{S}our{S}Lord)?){S}"
    rf"(?P<year>[1-9][0-9]{{2,3}})(?![\w%]|[.,:/-][0-9]){NO_COUNT}"
    rf"|(?<![\w.,/-])(?P<before>[1-9][0-9]{{2,3}}){S}(?:A\.?\s?D|C\.?\s?E)(?!\w)\.?",
)
"""`A.D. 987`, `anno 1348`, `the year 1066`, `987 CE`: early years that are said to be years."""
FISCAL = Landmark("F(?:Y|iscal)|fiscal|C(?:Y|alendar)|calendar", ("fy", "fiscal", "cy", "calendar"))
FISCAL_RE = LandmarkPattern(
    FISCAL,
    rf"(?<!\w)(?:FY|CY|[Ff]iscal{S}[Yy]ear|[Cc]alendar{S}[Yy]ear){S0}-?{APOSTROPHE}?(?P<year>{YEAR}|[0-9]{{2}}(?![\w-]))",
)
"""`FY 2009`: as it is not said whose fiscal year it is, it is approximately that year."""
SHORT = Landmark(rf"{APOSTROPHE}[0-9]{{2}}")
SHORT_RE = LandmarkPattern(
    SHORT, rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Oo]f|[Bb]y){S}(?P<year>{APOSTROPHE}[0-9]{{2}})(?!\w)"
)
"""`in '98`."""
_YEARISH = rf"(?P<year>{YEAR}|(?:this|last|next|the(?:{S}current)?){S}year(?![\w-]))"
PART = Landmark("[HhQq](?:[Aa][Ll][Ff]|[Uu][Aa][Rr][Tt])", ("half", "quart"))
PART_RE = LandmarkPattern(
    PART,
    rf"(?<!\w)(?P<which>{ORDINAL})[\s-](?P<part>half|quarter)(?:{S}of)?{S}{_YEARISH}",
    re.IGNORECASE,
)
"""`first half of 2009`, `the third quarter of last year`."""
CODED = Landmark("[1-4QH][1-4QH]", tuple("1234"))
CODED_RE = LandmarkPattern(
    CODED,
    rf"(?<!\w)(?:(?P<n>[1-4])(?P<kind>[QH])|(?P<kind_2>[QH])(?P<n_2>[1-4])){S0}(?:of{S})?(?P<year>{YEAR})",
)
"""`2Q 2007`, `Q3 2009`, `H1 2012`."""
MONTHS_OF_RE = LandmarkPattern(
    MONTH_WORD,
    rf"(?<!\w)(?P<which>first|last|final){S}(?P<count>{NUMBER}){S}months{S}of{S}{_YEARISH}",
    re.IGNORECASE,
)
"""`first six months of 2012`, `the last three months of 2001`."""

_LATEST_WITHOUT_A_DATE = 2029
_YEARS_BY_WORD = {**STEPS, "the": 0}
_MONTHS = 12


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The years in a text, and the parts of years that begin and end with known months."""
    yield from _pairs(text)
    yield from _parts(text, reference)
    for match in FISCAL_RE.finditer(text):
        digits = match["year"]
        year = int(digits) if len(digits) > len("09") else short_year(int(digits), reference)
        calendar = match[0][0] in "Cc"
        yield Atom(*match.span(), (Point(year),), approximate=not calendar)
    for match in NAMED_RE.finditer(text):
        part = "year" if match["year"] else "before"
        yield Atom(*match.span(part), (Point(int(match[part])),))
    for match in SHORT_RE.finditer(text):
        yield Atom(*match.span("year"), (Point(short_year(int(match["year"][1:]), reference)),))
    for match in YEAR_RE.finditer(text):
        narrowed = match.start() < match.start("year")
        if narrowed or is_year(text, *match.span("year")):
            yield Atom(*match.span(), (Point(int(match["year"])),))


def short_year(digits: int, reference: Reference | None) -> int:
    """The year that two digits mean: the latest such year up to ten years after the document.

    If the document has no date, that is a year from 1930 to 2029, as spreadsheets read it.
    """
    latest = reference.last.year + 10 if reference else _LATEST_WITHOUT_A_DATE
    return latest - (latest - digits) % 100


def _pairs(text: str) -> Iterator[Atom]:
    for match in PAIR_RE.finditer(text):
        if not is_year(text, *match.span()):
            continue
        first, second = int(match["first"]), match["second"]
        last = int(f"{first}"[: -len(second)] + second)
        if match["joint"] == "/" and last != first + 1:
            continue
        if last > first:
            yield Atom(*match.span(), (Point(first), Point(last)), Form.RANGE)
        elif match["joint"] == "-" and 1 <= int(second) <= _MONTHS and len(second) == len("09"):
            # "2009-03" cannot be a pair of years, so it is ISO 8601's month.
            yield Atom(*match.span(), (Point(first, int(second)),))


def _parts(text: str, reference: Reference | None) -> Iterator[Atom]:
    for match in PART_RE.finditer(text):
        year = _year_of(match["year"], reference)
        count = 2 if match["part"].lower() == "half" else 4
        which = ORDINALS[lowered(match["which"])] or count
        if year is not None and which <= count:
            yield _part(match, year, which, count)
    for match in CODED_RE.finditer(text):
        count = 2 if (match["kind"] or match["kind_2"]) == "H" else 4
        which = int(match["n"] or match["n_2"])
        if which <= count:
            yield _part(match, int(match["year"]), which, count)
    for match in MONTHS_OF_RE.finditer(text):
        year, months = _year_of(match["year"], reference), number(match["count"])
        if year is None or not 1 <= months < _MONTHS:
            continue
        first, last = (
            (1, months) if lowered(match["which"]) == "first" else (_MONTHS + 1 - months, _MONTHS)
        )
        yield _months(match, year, first, last)


def _part(match: re.Match[str], year: int, which: int, count: int) -> Atom:
    length = _MONTHS // count
    return _months(match, year, (which - 1) * length + 1, which * length)


def _months(match: re.Match[str], year: int, first: int, last: int) -> Atom:
    points = (Point(year, first), Point(year, last))
    form = Form.SINGLE if first == last else Form.RANGE
    relative = not match["year"].isdecimal()
    return Atom(*match.span(), points[: 1 if first == last else 2], form, relative=relative)


def _year_of(words: str, reference: Reference | None) -> int | None:
    if words.isdecimal():
        return int(words)
    year = reference.year if reference else None
    return None if year is None else year + _YEARS_BY_WORD[lowered(words.split(maxsplit=1)[0])]
