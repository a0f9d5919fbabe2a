"""The period, or the day of issue, of a report, and patterns for its number."""

from __future__ import annotations

import re
from typing import NamedTuple

from builders.dates.months import lowered
from builders.readers.printed_dates import MONTH, edtf_day, month_number

_YEAR = r"(?:19|20)\d\d"
_TO = r"\s?(?:[-–—/]|to|through|until|and|&)\s?"
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_QUARTERS = {"1": ("01", "03"), "2": ("04", "06"), "3": ("07", "09"), "4": ("10", "12")}
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}

PERIOD_RE = re.compile(
    r"(?P<period>"
    rf"\b(?P<month_a>{MONTH})\.?(?:\s(?P<year_a>{_YEAR}))?{_TO}(?P<month_b>{MONTH})\.?,?\s(?P<year_b>{_YEAR})"
    rf"|\b(?P<day_c>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month_c>{MONTH})\.?,?\s(?P<year_c>{_YEAR})"
    rf"|\b(?P<month_d>{MONTH})\.?\s(?P<day_d>\d{{1,2}})(?:st|nd|rd|th)?,\s?(?P<year_d>{_YEAR})"
    rf"|\b(?P<month_e>{MONTH})\.?,?\s(?P<year_e>{_YEAR})"
    rf"|\b(?P<season>Spring|Summer|Autumn|Fall|Winter),?\s(?P<year_f>{_YEAR})"
    rf"|\b(?:Q(?P<quarter>[1-4])|(?P<ordinal>First|Second|Third|Fourth|[1-4](?=st|nd|rd|th))(?:st|nd|rd|th)?\s[Qq]uarter)(?:\sof)?,?\s(?P<year_g>{_YEAR})"
    rf"|\b(?P<from_year>{_YEAR})\s?[-–/]\s?(?P<to_year>{_YEAR}|\d\d)\b"
    rf"|\b(?P<year_h>{_YEAR})\b"
    r")",
    re.IGNORECASE,
)
"""`January - June 2010`, `Spring 2018`, `15 May 2010`, `2nd Quarter 2010`, `2009-2010`."""

NUMBER_RE = re.compile(
    r"\b(?:Issue|Number|No\.?|N[°º]|Vol(?:ume)?\.?|Edition|Bulletin)\s?(?:No\.?|#|:)?\s?\d{1,4}\b"
    r"(?:[,;:\s]{1,3}(?:Issue|Number|No\.?|N[°º])\s?(?:#|:)?\s?\d{1,4}\b)?",
    re.IGNORECASE,
)
"""`Issue 12`, `Vol. 3, No. 2`."""


class Period(NamedTuple):
    """A period at [start, end) of a text."""

    start: int
    end: int
    edtf: str


def period(text: str) -> Period | None:
    """The first period or day of issue in a text, or None."""
    for match in PERIOD_RE.finditer(text):
        edtf = _edtf(match)
        if edtf:
            return Period(*match.span(), edtf)
    return None


def _edtf(match: re.Match[str]) -> str | None:
    for form in "cd":
        if match[f"year_{form}"]:
            month = int(_month(match[f"month_{form}"]))
            return edtf_day(int(match[f"year_{form}"]), month, int(match[f"day_{form}"]))
    if match["year_e"]:
        return f"{match['year_e']}-{_month(match['month_e'])}"
    if match["season"]:
        return f"{match['year_f']}-{_SEASONS[lowered(match['season'])]}"
    return match["year_h"] or _interval(match)


def _interval(match: re.Match[str]) -> str | None:
    """The interval of months, years or a quarter, in EDTF; None if it runs backwards."""
    if match["month_a"]:
        year = match["year_b"]
        first = f"{match['year_a'] or year}-{_month(match['month_a'])}"
        last = f"{year}-{_month(match['month_b'])}"
    elif match["year_g"]:
        ordinal = lowered(match["ordinal"] or "")
        months = _QUARTERS[match["quarter"] or _ORDINALS.get(ordinal, ordinal)]
        first, last = (f"{match['year_g']}-{month}" for month in months)
    else:
        first, last = match["from_year"], match["to_year"]
        last = last if len(last) == len(first) else first[:2] + last
    return f"{first}/{last}" if first < last else None


def _month(name: str) -> str:
    return f"{month_number(name):02}"
