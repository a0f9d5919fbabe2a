"""Dates relative to the document's own: `this year`, `last month`, `two years ago`, `last summer`.

Only what names a definite date in the calendar counts. `In recent years`, `the coming months`, `the
past three years`, `several years ago` name none and are left alone; `today` mostly means nowadays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.recognizers.dates.atoms import (
    Atom,
    Form,
    Point,
    Reference,
    add_days,
    add_months,
)
from builders.recognizers.dates.decades import part_of_period
from builders.recognizers.dates.landmarks import (
    MONTH_NAME,
    MONTH_WORD,
    SEASON_NAME,
    UNIT_WORD,
    Landmark,
    LandmarkPattern,
)
from builders.recognizers.dates.vocabulary import (
    FULL_MONTH,
    NARROWER,
    NUMBER,
    SEASON,
    SEASONS,
    STEPS,
    S,
    month_number,
    number,
)

UNIT_RE = LandmarkPattern(
    UNIT_WORD,
    rf"(?<!\w)(?:(?P<narrower>{NARROWER})(?:the{S})?)?(?:(?P<which>[Tt]his|[Ll]ast|[Nn]ext|THIS|LAST|NEXT)|[Cc]urrent)"
    rf"{S}(?P<unit>year|month|week|century|YEAR|MONTH|WEEK)(?![\w-])",
)
"""`this year`, `late last month`, the `current year` of `the current year`."""
END_OF_YEAR_RE = LandmarkPattern(
    UNIT_WORD,
    rf"(?<!\w)(?:[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle|[Rr]est|[Rr]emainder|[Cc]lose){S}of{S}the{S}(?P<unit>year|month)(?!\w)",
)
"""`by the end of the year`."""
AGO = Landmark("[Aa][Gg][Oo]", ("ago",))
AGO_RE = LandmarkPattern(
    AGO,
    rf"(?<![\w.,-])(?P<count>{NUMBER}){S}(?P<unit>day|week|month|year|decade)s?{S}ago(?!\w)",
    re.IGNORECASE,
)
"""`two years ago`, `a month ago`."""
MONTH_RE = LandmarkPattern(
    MONTH_NAME,
    rf"(?<!\w)(?P<narrower>{NARROWER})?(?P<which>[Tt]his{S}past|[Tt]his{S}coming|[Tt]his|[Ll]ast|[Nn]ext){S}(?P<month>{FULL_MONTH})"
    rf"(?!{S}(?:[0-9]|[A-Z][a-z]|be\b|have\b|not\b|seem\b|help\b|mean\b))",
    after=30,
)
"""`last March`, `this past June`."""
SEASON_RE = LandmarkPattern(
    SEASON_NAME,
    rf"(?<!\w)(?P<narrower>{NARROWER})?(?P<which>[Tt]his{S}past|[Tt]his{S}coming|[Tt]his|[Ll]ast|[Nn]ext){S}(?P<season>{SEASON})"
    rf"(?!{S}(?:in|of|[A-Z])|-)",
)
"""`this summer`; not `this fall in prices`, `this Spring Festival`."""
DAY = Landmark(
    "yesterday|Yesterday|night|tomorrow|Tomorrow|morning|afternoon|evening",
    ("yesterday", "night", "tomorrow", "morning", "afternoon", "evening"),
)
DAY_RE = LandmarkPattern(
    DAY,
    rf"(?<!\w)(?:(?P<yesterday>[Yy]esterday|[Ll]ast{S}night)|(?P<tomorrow>[Tt]omorrow)|[Tt]his{S}(?:morning|afternoon|evening)"
    r")(?!\w)",
)
FIRST_MONTHS_RE = LandmarkPattern(
    MONTH_WORD, rf"(?<=\b[Ii]n\sthe\s)first{S}(?P<count>{NUMBER}){S}months(?=[,.;)])", re.IGNORECASE
)
"""`in the first six months,`: of the year in which the document is written, or the one before."""
SHIFTED_RE = LandmarkPattern(
    UNIT_WORD, rf"(?<=\b[Tt]he\s)(?P<which>previous|preceding|following|same){S}year(?![\w-])"
)
"""`the previous year`: relative to the year named before it in the text."""

QUARTER = Landmark("[1-4]Q", ("1q", "2q", "3q", "4q"))
QUARTER_RE = LandmarkPattern(
    QUARTER, r"(?<![\w.,-])(?P<which>[1-4])Q(?![\w-]|\s{0,3}(?:of\s)?[0-9'’])"
)
"""`rose in 1Q`: the latest such quarter that has begun."""

_PERIOD_BEFORE_RE = re.compile(
    r"\b(?:the|over|per|every|each|of\sthe|past|a|whole|half)\s{1,3}\Z", re.IGNORECASE
)
"""`the last year`, `over the next month`: a period that ends or begins now, not a calendar one."""
_INEXACT_BEFORE_RE = re.compile(
    r"(?:\b(?:over|than|under|nearly|almost|least|and|half|within|or|to)|[-–—])\s{0,3}\Z",
    re.IGNORECASE,
)
_SHIFTS = {"previous": -1, "preceding": -1, "following": 1, "same": 0}
_MONTHS = 12


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The relative dates in a text; without a document's date, only those relative to the text."""
    for match in SHIFTED_RE.finditer(text):
        yield Atom(*match.span(), (Point(),), shift=_SHIFTS[match["which"]])
    if reference is None:
        return
    yield from _units(text, reference)
    yield from _months_and_seasons(text, reference)
    for match in AGO_RE.finditer(text):
        ago = None if _preceded_by(_INEXACT_BEFORE_RE, text, match) else _ago(match, reference)
        if ago:
            yield ago
    for match in DAY_RE.finditer(text):
        step = -1 if match["yesterday"] else 1 if match["tomorrow"] else 0
        day = add_days(reference.day, step) if reference.day else None
        if day:
            yield Atom(*match.span(), (day,), relative=True)
    for match in QUARTER_RE.finditer(text):
        first, last = (3 * int(match["which"]) - step for step in (2, 0))
        year = reference.last.year if first <= reference.last.month else reference.last.year - 1
        points = (Point(year, first), Point(year, last))
        yield Atom(*match.span(), points, Form.RANGE, relative=True)
    for match in FIRST_MONTHS_RE.finditer(text):
        count = number(match["count"])
        if 1 < count < _MONTHS:
            year = reference.last.year if reference.last.month >= count else reference.last.year - 1
            points = (Point(year, 1), Point(year, count))
            yield Atom(*match.span(), points, Form.RANGE, relative=True)


def _preceded_by(pattern: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    return bool(pattern.search(text[max(0, match.start() - 20) : match.start()]))


def _units(text: str, reference: Reference) -> Iterator[Atom]:
    for match in UNIT_RE.finditer(text):
        which = (match["which"] or "this").lower()
        if (
            which != "this"
            and not match["narrower"]
            and _preceded_by(_PERIOD_BEFORE_RE, text, match)
        ):
            continue
        atom = _unit(match, match["unit"].lower(), STEPS[which], reference)
        if atom:
            yield atom
    for match in END_OF_YEAR_RE.finditer(text):
        atom = _unit(match, match["unit"], 0, reference)
        if atom:
            yield atom


def _unit(match: re.Match[str], unit: str, step: int, reference: Reference) -> Atom | None:
    match unit:
        case "year" if reference.year is not None:
            return Atom(*match.span(), (Point(reference.year + step),), relative=True)
        case "century" if reference.year is not None:
            century = reference.year - reference.year % 100 + 100 * step
            part = part_of_period(match.span(), match["narrower"], century, Form.CENTURY)
            return part._replace(relative=True)
        case "month" if reference.month:
            return Atom(*match.span(), (add_months(reference.month, step),), relative=True)
        case "week" if reference.day:
            monday = add_days(reference.day, 7 * step - reference.day.weekday())
            sunday = add_days(reference.day, 7 * step - reference.day.weekday() + 6)
            if monday and sunday:
                return Atom(*match.span(), (monday, sunday), Form.RANGE, relative=True)
    return None


def _ago(match: re.Match[str], reference: Reference) -> Atom | None:
    """The date of `two years ago`: approximate for years, months and weeks, exact for days."""
    count, unit = number(match["count"]), match["unit"].lower()
    point: Point | None = None
    match unit:
        case "year" | "decade" if reference.year is not None:
            point = Point(reference.year - count * (10 if unit == "decade" else 1))
        case "month" if reference.month:
            point = add_months(reference.month, -count)
        case "week" | "day" if reference.day:
            point = add_days(reference.day, -count * (7 if unit == "week" else 1))
    if point is None or (point.year or 0) < 1:
        return None
    return Atom(*match.span(), (point,), approximate=unit != "day", relative=True)


def _months_and_seasons(text: str, reference: Reference) -> Iterator[Atom]:
    for match in MONTH_RE.finditer(text):
        which = " ".join(match["which"].lower().split())
        if which in {"last", "next"} and _preceded_by(_PERIOD_BEFORE_RE, text, match):
            continue
        point = _occurrence(Point(month=month_number(match["month"])), which, reference)
        yield Atom(*match.span(), (point,), relative=True)
    for match in SEASON_RE.finditer(text):
        which = " ".join(match["which"].lower().split())
        point = _occurrence(Point(month=SEASONS[match["season"].lower()]), which, reference)
        yield Atom(*match.span(), (point,), relative=True)


def _occurrence(point: Point, which: str, reference: Reference) -> Point:
    """A month or season with the year of its last, this year's or its next occurrence.

    The last one ends before the document's date begins, however long that date is.

    Args:
        point: The month or season.
        which: `last`, `this`, `next`, `this past`, `this coming`.
        reference: The document's date, from which they are counted.
    """
    year = reference.last.year
    if which == "this":
        return point.with_year(year)
    years = range(reference.first.year - 1, year + 2)
    if which in {"next", "this coming"}:
        return next(
            candidate
            for candidate in (point.with_year(each) for each in years)
            if candidate.bounds is None or candidate.bounds[0] > reference.last
        )
    return next(
        candidate
        for candidate in (point.with_year(each) for each in reversed(years))
        if candidate.bounds is None or candidate.bounds[1] < reference.first
    )
