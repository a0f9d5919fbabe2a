"""Dates in EDTF (ISO 8601-2, as the Library of Congress profiles it): bounds, order, words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from edtf import EDTFObject, Interval, OneOfASet, UncertainOrApproximate, Unspecified, parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
DIGITS_OF_A_DAY = 3
"""A date given to the day has this many parts."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date as known: its EDTF form and the days it cannot lie outside of."""

    edtf: str
    lower: date | None
    """First possible day; None for an open or unknown beginning."""
    upper: date | None
    """Last possible day; None for an open or unknown end."""

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Earlier first bound first, then earlier last bound; open ends lie outermost."""
        return (self.lower or date.min, self.upper or date.max, self.edtf)


@lru_cache(maxsize=4096)
def parse(edtf: str) -> EdtfDate:
    """The date with its bounds.

    Raises:
        ValueError: the text is no EDTF, or an interval that ends before it begins.
    """
    parsed = _parsed(edtf)
    lower, upper = _day(parsed.lower_strict), _day(parsed.upper_strict)
    if lower and upper and upper < lower:
        # The library accepts these; a reader could not make sense of one.
        raise ValueError(f"{edtf!r} ends before it begins")
    return EdtfDate(edtf, lower, upper)


@lru_cache(maxsize=4096)
def display(edtf: str) -> str:
    """The date in English words: `21 March 2009`, `January to June 2010`, `since 2002`.

    A text that is no EDTF comes back as it is.
    """
    try:
        return _words(_parsed(edtf))
    except ValueError:
        return edtf


def year(edtf: str) -> int | None:
    """The year it begins in, or None where that is not known."""
    try:
        lower = parse(edtf).lower
    except ValueError:
        return None
    return lower.year if lower else None


def _parsed(edtf: str) -> EDTFObject:
    try:
        parsed: EDTFObject = parse_edtf(edtf)
    except EDTFParseException as error:
        raise ValueError(f"{edtf!r} is not a date in EDTF") from error
    return parsed


def _day(bound: Any) -> date | None:
    """The library's bound as a day; it raises or gives infinity for an open end."""
    try:
        moment = bound()
        if isinstance(moment, float) and math.isinf(moment):
            return None
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    except (TypeError, AttributeError, ValueError, OverflowError):
        return None


def _words(parsed: EDTFObject) -> str:
    if isinstance(parsed, Interval):
        return _interval_words(str(parsed.lower), str(parsed.upper))
    if isinstance(parsed, UncertainOrApproximate):
        text = str(parsed)
        words = _simple_words(text.rstrip("?~%"))
        approximate = f"about {words}" if text[-1:] in {"~", "%"} else words
        return f"{approximate} (uncertain)" if text[-1:] in {"?", "%"} else approximate
    if isinstance(parsed, OneOfASet):
        return "one of " + " or ".join(_words(_parsed(str(item))) for item in parsed.objects)
    if isinstance(parsed, Unspecified):
        text = str(parsed)
        return f"the {text[:-1]}0s" if text[-1:] == "X" and text[:-1].isdigit() else text
    return _simple_words(str(parsed))


def _interval_words(lower: str, upper: str) -> str:
    if upper in {"", "..", "open"}:
        return f"since {_simple_words(lower)}"
    if lower in {"", "..", "unknown"}:
        return f"until {_simple_words(upper)}"
    first, last = lower.split("-"), upper.split("-")
    if first[:-1] and first[:-1] == last[:-1] and len(first) == len(last):
        if len(first) == DIGITS_OF_A_DAY:
            return f"{int(first[2])}–{_simple_words(upper)}"  # an en dash, meant
        return f"{_simple_words(lower).rsplit(' ', 1)[0]} to {_simple_words(upper)}"
    return f"{_simple_words(lower)} to {_simple_words(upper)}"


def _simple_words(text: str) -> str:
    match text.split("-"):
        case [year_, month, day] if month.isdigit() and day.isdigit():
            return f"{int(day)} {MONTHS[int(month) - 1]} {year_}"
        case [year_, month] if month in SEASONS:
            return f"{SEASONS[month]} {year_}"
        case [year_, month] if month.isdigit():
            return f"{MONTHS[int(month) - 1]} {year_}"
        case _:
            return text
