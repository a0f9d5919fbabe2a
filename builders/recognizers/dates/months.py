"""Months and seasons: `May 2006`, `late February`, `the August meeting`, `spring of 2009`."""

from __future__ import annotations

from collections.abc import Iterator

from builders.recognizers.dates.atoms import Atom, Form, Point, Reference
from builders.recognizers.dates.days import YEAR_PART, year_part
from builders.recognizers.dates.evidence import is_month
from builders.recognizers.dates.landmarks import (
    LONGEST_NARROWER,
    MONTH_NAME,
    SEASON_NAME,
    LandmarkPattern,
)
from builders.recognizers.dates.vocabulary import (
    DASH,
    FULL_MONTH,
    MONTH,
    NARROWER,
    S0,
    SEASON,
    SEASONS,
    S,
    month_number,
)

MONTH_YEAR_RE = LandmarkPattern(
    MONTH_NAME, rf"(?<!\w)(?<![0-9]-)(?:{NARROWER})?(?P<month>{MONTH}){YEAR_PART}", after=140
)
"""`May 2006`, `the end of June 2007`, `May, 2010`, `March of last year`."""
NARROWED_RE = LandmarkPattern(
    MONTH_NAME,
    rf"(?<![\w-]){NARROWER}(?P<month>{MONTH})(?!{S}[A-Z][a-z])",
    before=LONGEST_NARROWER,
    after=20,
)
"""`late February`, `mid-July`, `the end of March`, `end-June`, `first week of August`."""
BARE_RE = LandmarkPattern(MONTH_NAME, rf"(?<![\w-])(?P<month>{FULL_MONTH})", before=10, after=30)
SHORT_RE = LandmarkPattern(
    MONTH_NAME,
    rf"(?:(?<=\b[Ii]n\s)|(?<=\b[Ss]ince\s)|(?<=\b[Uu]ntil\s)|(?<=\b[Ll]ast\s))(?P<month>(?!May){MONTH})",
    before=10,
    after=30,
)
"""`in Sept.`: an abbreviation without a day or year counts only after a preposition of time."""
AFTER_DASH_RE = LandmarkPattern(
    MONTH_NAME, rf"(?<=[^\W\d_]){DASH}(?P<month>{FULL_MONTH})", before=10, after=30
)
"""The second month of `July-August`."""
BEFORE_MONTH_RE = LandmarkPattern(
    MONTH_NAME,
    rf"(?<![\w-])(?P<month>{MONTH})(?=(?:{S0}(?:{DASH}|/){S0}|{S}(?:to|and|or|&){S}|,{S}){MONTH})",
    before=10,
)
"""The first month of `Jan-Sep 2008`."""
SEASON_RE = LandmarkPattern(
    SEASON_NAME,
    rf"(?<![\w-])(?:{NARROWER})?(?P<season>{SEASON})(?:,?{S}(?:of{S})?)(?P<year>(?:19|20)[0-9]{{2}})(?!\w)"
    rf"(?:(?:{DASH}|/)(?P<next>(?:19|20)?[0-9]{{2}})(?!\w))?",
)
"""`spring 2009`, `winter of 2008-2009`, `the summer of 2008`."""


def find(text: str, reference: Reference | None) -> Iterator[Atom]:
    """The months and seasons in a text; those that may be other words are marked as unsure."""
    for match in MONTH_YEAR_RE.finditer(text):
        year = year_part(match, reference)
        if year is not None:
            point = Point(year, month_number(match["month"]))
            yield Atom(*match.span(), (point,), relative=bool(match["by"]))
    for pattern in (NARROWED_RE, SHORT_RE):
        for match in pattern.finditer(text):
            yield Atom(*match.span(), (Point(month=month_number(match["month"])),))
    for match in BEFORE_MONTH_RE.finditer(text):
        yield Atom(*match.span(), (Point(month=month_number(match["month"])),), sure=False)
    for pattern in (BARE_RE, AFTER_DASH_RE):
        for match in pattern.finditer(text):
            sure = is_month(text, *match.span("month"))
            point = Point(month=month_number(match["month"]))
            yield Atom(*match.span("month"), (point,), sure=sure)
    for match in SEASON_RE.finditer(text):
        point = Point(int(match["year"]), SEASONS[match["season"].lower()])
        if match["next"] and match["season"].lower() == "winter":
            points = (Point(point.year, 12), Point(int(match["year"]) + 1, 2))
            yield Atom(*match.span(), points, Form.RANGE)
        elif not match["next"]:
            yield Atom(*match.span(), (point,))
