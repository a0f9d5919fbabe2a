"""Parsing EDTF dates into the first and the last day that each can mean."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from edtf import EDTFObject

PARTS_OF_FULL_DATE = 3
"""The number of parts in a date that names a day: year, month and day."""
EDTF_DATATYPE = "http://id.loc.gov/datatypes/edtf/EDTF"
"""The Library of Congress's IRI for EDTF, used where a datatype or a format has to be named."""
_PLAIN = r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_PLAIN_RE = re.compile(_PLAIN)
_END = rf"{_PLAIN}[~?%]?"
_POINT = rf"(?:{_END}|[1-9][0-9]{{2}}X|[1-9][0-9]XX)"
_POINTS = rf"{_POINT}(?:,\s?{_POINT})+"
USUAL_RE = re.compile(
    rf"(?P<lower>{_END}|\.\.(?=/[0-9]))(?:/(?P<upper>{_END}|\.\.))?|(?P<alone>{_POINT})"
    rf"|\[(?P<one>{_POINTS})\]|\{{(?P<each>{_POINTS})\}}"
)
"""The common forms of dates: a year, month, day, decade or century, an interval, or a set.

Nearly all dates have one of these forms. They are parsed here because the edtf library takes ten
milliseconds for each date, too long for a timeline of thousands.
"""
SET_SEPARATOR_RE = re.compile(r",\s?")
"""The separator between the members of a set."""
UNSPECIFIED_YEAR = "XXXX"
"""A year of which nothing is known (ISO 8601-2); by itself, the date of an undated source."""
_BEFORE_CHRIST_RE = re.compile(r"(?:-|(?=0000))(?P<year>[0-9]{4})(?P<rest>.*)")
LAST_YEAR = 9999
_SPACE_RE = re.compile(r"(?<!,)\s|\s\Z")
"""White space anywhere but after the commas of a set. The library ignores it."""
_LONG_EXPONENT_RE = re.compile(r"E-?[0-9]{4}")
"""The library takes minutes or more over a year such as `Y1E99999999S1`."""
_UNSPECIFIED_RE = re.compile(f"{UNSPECIFIED_YEAR}(?:-XX(?:-XX)?)?")
_DAY_RE = re.compile(r"(?<![0-9Y-])[0-9]{4}-(?:0[1-9]|1[0-2])-[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date in EDTF, with the first and the last day that it can mean."""

    edtf: str
    lower: date | None
    """First possible day; None for an open or unknown beginning."""
    upper: date | None
    """Last possible day; None for an open or unknown end."""

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """Sorts by the first possible day, then by the last; open ends sort outermost.

        A day or month of an unknown year sorts after everything that has a year.
        """
        if match := _BEFORE_CHRIST_RE.match(self.edtf):
            # No `date` is so early. Of two years before the year 0, the greater number is the earlier.
            return (date.min, date.min, f"{LAST_YEAR - int(match['year']):04}{match['rest']}")
        first = date.min if self.has_year else date.max
        return (self.lower or first, self.upper or date.max, self.edtf)

    @property
    def has_year(self) -> bool:
        """Whether anything is known of the year, unlike that of `XXXX-05-04`."""
        return not self.edtf.startswith(UNSPECIFIED_YEAR)


@lru_cache(maxsize=4096)
def parse(edtf: str) -> EdtfDate:
    """The date with its bounds.

    Raises:
        ValueError: the text is not EDTF, or it is an interval that ends before it begins.
    """
    usual = USUAL_RE.fullmatch(edtf)
    if usual:
        lower, upper = usual_bounds(usual)
    else:
        parsed = parsed_by_library(edtf)
        lower, upper = _day(parsed.lower_strict), _day(parsed.upper_strict)
        if edtf.startswith(UNSPECIFIED_YEAR):
            # To the library this is a day between the years 0 and 9999.
            lower = upper = None
        # For an unknown end (`2004/`) the library assumes one ten years away.
        first, stroke, last = edtf.partition("/")
        lower = lower if first else None
        upper = upper if last or not stroke else None
    if lower and upper and upper < lower:
        # The library accepts such intervals, but a reader could make no sense of them.
        raise ValueError(f"{edtf!r} ends before it begins")
    return EdtfDate(edtf, lower, upper)


def is_plain(edtf: str) -> bool:
    """Whether the date is a year, a month or a day, without any mark of doubt.

    Such a date is written alike in EDTF, in XML Schema (which has no seasons) and in HTML's `time`.
    """
    return _PLAIN_RE.fullmatch(edtf) is not None


def is_unspecified(edtf: str) -> bool:
    """Whether nothing is known of the date: every digit is unspecified (`XXXX`, ISO 8601-2)."""
    return _UNSPECIFIED_RE.fullmatch(edtf) is not None


def html_datetime(edtf: str) -> str:
    """The date for the `datetime` attribute of HTML's `time`; empty if HTML cannot express it."""
    return edtf if is_plain(edtf) else ""


def year(edtf: str) -> int | None:
    """The year in which the date begins; None if that is unknown or the text is not EDTF."""
    try:
        lower = parse(edtf).lower
    except ValueError:
        return None
    return lower.year if lower else None


def parsed_by_library(edtf: str) -> EDTFObject:
    """The date as parsed by the edtf library, for forms that `USUAL_RE` does not match.

    Raises:
        ValueError: the text is not EDTF, or the calendar has no such day.
    """
    if _SPACE_RE.search(edtf):
        raise ValueError(f"{edtf!r} is not a date in EDTF")
    if _LONG_EXPONENT_RE.search(edtf):
        raise ValueError(f"{edtf!r} is not a date in EDTF: its exponent has more than three digits")
    # Imported only here: few publications have a date that needs the library, and importing it
    # takes a twentieth of a second.
    from edtf import parse_edtf  # noqa: PLC0415  # see above
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415  # see above

    try:
        # The library prints the parts that it cannot handle.
        with redirect_stdout(None):
            parsed: EDTFObject = parse_edtf(edtf)
    except (EDTFParseException, TypeError, AttributeError) as error:
        # The last two are bugs in the library: it fails on `../198X` and on `-0044-XX/1999`.
        raise ValueError(f"{edtf!r} is not a date in EDTF") from error
    for day in _DAY_RE.findall(edtf):
        if not day.startswith("0000"):
            _plain_bound(day, edtf)
    return parsed


def usual_bounds(usual: re.Match[str]) -> tuple[date | None, date | None]:
    """The first and the last day of a date that `USUAL_RE` has matched.

    Raises:
        ValueError: the calendar has no such day.
    """
    among = usual["one"] or usual["each"]
    if among:
        points = SET_SEPARATOR_RE.split(among)
        lowers = [_usual_bound(point, usual[0]) for point in points]
        uppers = [_usual_bound(point, usual[0], last=True) for point in points]
        return min(filter(None, lowers)), max(filter(None, uppers))
    first = usual["lower"] or usual["alone"]
    last = usual["upper"] or first
    return _usual_bound(first, usual[0]), _usual_bound(last, usual[0], last=True)


def _usual_bound(text: str, edtf: str, *, last: bool = False) -> date | None:
    """The first or last day of a date that may bear `~`, `?` or `%`, or be a decade or century."""
    return _plain_bound(text.rstrip("~?%").replace("X", "9" if last else "0"), edtf, last=last)


def _plain_bound(text: str, edtf: str, *, last: bool = False) -> date | None:
    """The first or last day of a year, month or day; None for an open end."""
    if text == "..":
        return None
    year_, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else 12 if last else 1
    try:
        if len(rest) == PARTS_OF_FULL_DATE - 1:
            return date(year_, month, rest[1])
        return date(year_, month, monthrange(year_, month)[1] if last else 1)
    except ValueError:
        # The library accepts 29 February in every year, and then gives no bounds.
        raise ValueError(f"{edtf!r} is not a date in EDTF: the calendar has no {text}") from None


def _day(bound: Any) -> date | None:
    """The library's bound as a day; None for an open end, where it raises or gives infinity."""
    try:
        moment = bound()
        if isinstance(moment, float) and math.isinf(moment):
            return None
        return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    except (TypeError, AttributeError, ValueError, OverflowError):
        return None
