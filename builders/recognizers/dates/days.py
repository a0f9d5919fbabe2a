"""Days of a month: `February 25-26`, `2-3 March 2010`, `17-21 May, 2010`, `May 3 and 4`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.dates.two_calendars import FIRST_YEAR, LAST_YEAR, days_between
from builders.recognizers.dates.atoms import Atom, Form, Point, Reference
from builders.recognizers.dates.landmarks import MONTH_NAME, Landmark, LandmarkPattern
from builders.recognizers.dates.vocabulary import (
    ANY_WEEKDAY,
    APOSTROPHE,
    DASH,
    DAY,
    DUAL_YEAR,
    LAST_DAY,
    MONTH,
    NO_COUNT,
    S0,
    STEPS,
    YEAR,
    S,
    month_number,
)
from builders.recognizers.dates.years import short_year

YEAR_PART = (
    rf"(?:(?:,?{S}(?:of{S}|in{S}|A\.?\s?D\.?,?{S})?|,)(?P<year>{YEAR}|{DUAL_YEAR}){NO_COUNT}|{S0}{APOSTROPHE}(?P<short>[0-9]{{2}})(?!\w)"
    rf"|,?{S}(?:of{S})?(?P<by>this|last|next){S}year(?!\w))"
)
"""What names the year after a day or month: `, 2010`, ` of 2010`, ` '09`, ` of last year`."""


def _days_pattern(last: str) -> str:
    """A pattern for one day or several: `25`, `25-26`, `25 to 26`, `3, 4 and 7`.

    Args:
        last: The pattern for the only or the last day.
    """
    return (
        rf"(?:{DAY}{S0}(?:{DASH}|/){S0}{last}|{DAY}{S}(?:to|through|thru|until|till){S}(?:the{S})?{last}"
        rf"|{DAY}(?:,{S}{DAY}){{0,8}},?{S}(?:and|or|&){S}(?:the{S})?{last}|{last})"
    )


MONTH_FIRST_RE = LandmarkPattern(
    MONTH_NAME,
    rf"(?<!\w)(?:{ANY_WEEKDAY},?{S}(?:the{S})?)?(?P<month>{MONTH})(?:{S}|(?<=\.))(?:the{S})?"
    rf"(?P<days>{_days_pattern(LAST_DAY)}){NO_COUNT}(?!{S}Movement){YEAR_PART}?",
    after=250,
)
"""`Tuesday, March 3rd, 2009`, `February 25-26`, `Sept. 24`."""
_EARLY_YEAR = rf"{S}(?P<early>[1-9][0-9]{{2}})(?={S0}(?:(?:A\.?\s?D|C\.?\s?E)(?!\w)|[;:)\]!?]|[.,](?![0-9])|\Z))"
"""The year 800 in `25 December 800,`; not in `25 December 800 men`, nor with a comma before it."""
DAY_FIRST_RE = LandmarkPattern(
    MONTH_NAME,
    rf"(?<![\w.,:$€£¥#])(?<![0-9][-–/])(?:{ANY_WEEKDAY},?{S}(?:the{S})?)?"
    rf"(?P<days>{_days_pattern(DAY)})(?:{S0}|{S}(?:of|day{S}of){S})(?P<month>{MONTH})(?:{YEAR_PART}|{_EARLY_YEAR})?",
    before=200,
    after=140,
)
"""`2-3 March 2010`, `the 25th of May`, `25 and 26 February`."""
HYPHENED_RE = LandmarkPattern(
    MONTH_NAME,
    rf"(?<![\w-])(?P<days>{DAY})-(?P<month>{MONTH})-(?P<year>{YEAR}|[0-9]{{2}}(?![\w-]))",
)
"""`21-Mar-2009`."""
TELEGRAM_RE = LandmarkPattern(
    MONTH_NAME,
    r"(?<!\w)(?P<days>3[01]|[12][0-9]|0?[1-9])(?:[0-9]{4}Z\s{0,2})?\s?"
    r"(?P<month>JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\s?(?P<year>(?:19|20)?[0-9]{2})(?!\w)",
)
"""`25 AUG 09`, `210816Z MAR 09`."""
ATTACKS = Landmark("9/11|Sept", ("9/11", "sept"))
ATTACKS_RE = LandmarkPattern(
    ATTACKS,
    r"(?<![\w/.-])9/11(?![\w/-])"
    rf"|(?:September|Sept\.?){S}11(?:th)?(?=(?:,{S}2001,?)?{S}(?:terror(?:ist)?{S})?attacks?)",
)
"""`since 9/11`, `the September 11 attacks`: the name implies the year."""

_NUMBER_RE = re.compile(r"[0-9]{1,2}")
_CONJUNCTION_RE = re.compile(r"(?:\b(?:and|or)\b|&)")


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The days in a text; the year is None if the words leave it out."""
    for match in ATTACKS_RE.finditer(text):
        yield Atom(*match.span(), (Point(2001, 9, 11),))
    for match in MONTH_FIRST_RE.finditer(text):
        if atom := _atom(match, year_part(match, reference), relative=bool(match["by"])):
            yield atom
    for match in DAY_FIRST_RE.finditer(text):
        year = int(match["early"]) if match["early"] else year_part(match, reference)
        if atom := _atom(match, year, relative=bool(match["by"])):
            yield atom
    for pattern in (HYPHENED_RE, TELEGRAM_RE):
        for match in pattern.finditer(text):
            atom = _atom(match, full_year(match["year"], reference))
            if atom:
                yield atom


def year_part(match: re.Match[str], reference: Reference | None) -> int | None:
    """The year that `YEAR_PART` matched; None if it matched nothing, or cannot be known."""
    if match["by"]:
        year = reference.year if reference else None
        return None if year is None else year + STEPS[match["by"]]
    return full_year(match["year"] or match["short"], reference)


def full_year(digits: str | None, reference: Reference | None) -> int | None:
    """The year that four or two digits mean: 2009 for `2009` and for `09`; 1605 for `1604/5`."""
    if not digits:
        return None
    first, stroke, second = digits.partition("/")
    if stroke:
        following = str(int(first) + 1)
        return int(following) if following.endswith(second) else None
    return short_year(int(digits), reference) if len(digits) == len("09") else int(digits)


def _atom(match: re.Match[str], year: int | None, *, relative: bool = False) -> Atom | None:
    """The days of one match; the month if it has no such day; None if the days are out of order."""
    month = month_number(match["month"])
    words = match["days"]
    numbers = [int(digits) for digits in _NUMBER_RE.findall(words)]
    if "/" in words and year and _is_one_day(numbers, year):
        numbers = numbers[1:]
    if numbers != sorted(set(numbers)) or (relative and year is None):
        return None
    points = tuple(Point(year, month, day) for day in numbers)
    # A leap year stands in for an unknown one: 29 February has to pass.
    if not all((point if year else point.with_year(2000)).bounds for point in points):
        return Atom(*match.span(), (Point(year, month),), relative=relative)
    joint = _CONJUNCTION_RE.search(words)
    form = Form.SINGLE if len(points) == 1 else Form.RANGE
    if joint:
        form = Form.ONE if joint[0] == "or" else Form.ALL
    return Atom(*match.span(), points, form, relative=relative)


def _is_one_day(numbers: list[int], year: int) -> bool:
    """Whether `12/24` is one day, in the Julian calendar and in ours, rather than two."""
    first, last = numbers
    return FIRST_YEAR < year < LAST_YEAR and last - first == days_between(year)
