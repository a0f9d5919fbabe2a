"""Days of Iran's solar calendar, official since 1925: `۲۲ بهمن ۱۳۵۷` is 11 February 1979."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import accumulate

MONTHS = (
    "فرورد[یي]ن",
    "ارد[یي]بهشت",
    "خرداد",
    "ت[یي]ر",
    "ا?مرداد",
    "شهر[یي]ور",
    "مهر",
    "آبان",
    "آذر",
    "د[یي]",
    "بهمن",
    "اسفند",
)
_SPACE = r"[\s\u200c]{0,3}"
PATTERN = (
    r"(?<![\w.,/-])(?:(?P<day>3[01]|[12]\d|0?[1-9])(?:\u200c?(?:ا?م))?\s{1,3})?"
    rf"(?<!\w)(?P<month>{'|'.join(MONTHS)})(?:{_SPACE}ماه)?،?\s{{1,3}}(?:سال\s{{1,3}})?"
    r"(?P<year>1[2-4]\d\d)(?!\w)"
)
"""For texts whose digits have been made ASCII (`builders.dates.months.CHARACTER_FOLDS`)."""
_MONTHS = tuple(re.compile(month) for month in MONTHS)
_LENGTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30)
_DAYS_BEFORE_MONTH = (0, *accumulate(_LENGTHS))
_YEAR_DAYS = 365
_LAST_MONTH_DAYS, _LAST_MONTH_DAYS_LEAP = 29, 30
"""The number of days in the last month, in a common year and in a leap year."""
_CYCLE_YEARS = 33
_LEAP_YEARS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""The leap years of a cycle, by their place in it; this holds from 1210 to 1634."""
_FIRST_YEAR, _FIRST_DAY = 1304, date(1925, 3, 21)
"""Earlier days are not converted: before this year, more than one way of counting was in use."""


def days(match: re.Match[str]) -> tuple[date, date] | None:
    """The first and last day that a match of `PATTERN` names; None where there is no such day."""
    year = int(match["year"])
    if year < _FIRST_YEAR:
        return None
    month = next(k for k, name in enumerate(_MONTHS) if name.fullmatch(match["month"]))
    length = (*_LENGTHS, _LAST_MONTH_DAYS_LEAP if _is_leap(year) else _LAST_MONTH_DAYS)[month]
    day = int(match["day"] or 1)
    if day > length:
        return None
    long = sum(map(_is_leap, range(_FIRST_YEAR, year)))
    begin = _FIRST_DAY + timedelta(
        days=_YEAR_DAYS * (year - _FIRST_YEAR) + long + _DAYS_BEFORE_MONTH[month] + day - 1
    )
    return begin, begin if match["day"] else begin + timedelta(days=length - 1)


def _is_leap(year: int) -> bool:
    return year % _CYCLE_YEARS in _LEAP_YEARS
