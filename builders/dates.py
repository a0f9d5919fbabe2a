"""Dates in EDTF (ISO 8601-2, as the Library of Congress profiles it): bounds, order, words."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from builders.month_parts import third

if TYPE_CHECKING:
    from edtf import EDTFObject

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
SEASONS = {
    str(number): words
    for number, words in enumerate(
        (
            *("spring", "summer", "autumn", "winter") * 3,
            *(f"{which} quarter of" for which in ("first", "second", "third", "fourth")),
            *(f"{which} third of" for which in ("first", "second", "last")),
            *(f"{which} half of" for which in ("first", "second")),
        ),
        21,
    )
}
"""What EDTF numbers in the place of a month; 25 to 32 tell the hemispheres apart."""
THIRDS = ("early", "mid", "late")
"""Parts of a month."""
DIGITS_OF_A_DAY = 3
"""A date given to the day has this many parts."""
_PLAIN = r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_END = rf"{_PLAIN}[~?%]?"
_POINT = rf"(?:{_END}|[1-9][0-9]{{2}}X|[1-9][0-9]XX)"
_POINTS = rf"{_POINT}(?:,\s?{_POINT})+"
_USUAL_RE = re.compile(
    rf"(?P<lower>{_END}|\.\.(?=/[0-9]))(?:/(?P<upper>{_END}|\.\.))?|(?P<alone>{_POINT})"
    rf"|\[(?P<one>{_POINTS})\]|\{{(?P<each>{_POINTS})\}}"
)
"""Years, months, days, decades, alone, as the ends of an interval, in a set: nearly all dates there are.

The library takes ten milliseconds over each; a timeline of thousands cannot wait for it.
"""
_BETWEEN_RE = re.compile(r",\s?")
_MARKS_RE = re.compile(r"[~?%]")
_PARTLY_RE = re.compile(r"[~?%][0-9X-]")
"""A sign that is not at the end of a date: it is about a part of it alone."""
_DAY_RE = re.compile(r"(?<![0-9Y-])[0-9]{4}-(?:0[1-9]|1[0-2])-[0-9]{2}(?![0-9])")


class DateWords(str):
    """A date in English words that knows which date it is, for pages in other languages."""

    __slots__ = ("edtf",)

    edtf: str


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
    usual = _USUAL_RE.fullmatch(edtf)
    if usual:
        lower, upper = _usual_bounds(usual)
    else:
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
    words = DateWords(_display(edtf))
    words.edtf = edtf
    return words


def _display(edtf: str) -> str:
    usual = _USUAL_RE.fullmatch(edtf)
    try:
        if not usual:
            return _words(_parsed(edtf))
        _usual_bounds(usual)
    except ValueError:
        return edtf
    if usual["one"] or usual["each"]:
        points = _BETWEEN_RE.split(usual["one"] or usual["each"])
        return _list_words(points, "or" if usual["one"] else "and")
    if usual["upper"]:
        return _interval_words(usual["lower"], usual["upper"])
    return _point_words(edtf)


def year(edtf: str) -> int | None:
    """The year it begins in, or None where that is not known."""
    try:
        lower = parse(edtf).lower
    except ValueError:
        return None
    return lower.year if lower else None


def _parsed(edtf: str) -> EDTFObject:
    # Only here: few publications have a date that needs it, and importing it takes a twentieth
    # of a second.
    from edtf import parse_edtf  # noqa: PLC0415
    from edtf.parser.edtf_exceptions import EDTFParseException  # noqa: PLC0415

    try:
        parsed: EDTFObject = parse_edtf(edtf)
    except (EDTFParseException, TypeError) as error:
        # A TypeError is a slip of the library's: `../198X` has its own end for a beginning.
        raise ValueError(f"{edtf!r} is not a date in EDTF") from error
    for day in _DAY_RE.findall(edtf):
        if not day.startswith("0000"):
            _plain_bound(day, edtf)
    return parsed


def _usual_bounds(usual: re.Match[str]) -> tuple[date | None, date | None]:
    """First and last day of a usual date.

    Raises:
        ValueError: the calendar has no such day.
    """
    among = usual["one"] or usual["each"]
    if among:
        points = _BETWEEN_RE.split(among)
        lowers = [_usual_bound(point, usual[0]) for point in points]
        uppers = [_usual_bound(point, usual[0], last=True) for point in points]
        return min(filter(None, lowers)), max(filter(None, uppers))
    first = usual["lower"] or usual["alone"]
    last = usual["upper"] or first
    return _usual_bound(first, usual[0]), _usual_bound(last, usual[0], last=True)


def _usual_bound(text: str, edtf: str, *, last: bool = False) -> date | None:
    """As `_plain_bound`, for a date that may be marked, and for a decade or century."""
    return _plain_bound(text.rstrip("~?%").replace("X", "9" if last else "0"), edtf, last=last)


def _plain_bound(text: str, edtf: str, *, last: bool = False) -> date | None:
    """The first or last day of a year, month or day; None for an open end."""
    if text == "..":
        return None
    year_, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else 12 if last else 1
    try:
        if len(rest) == DIGITS_OF_A_DAY - 1:
            return date(year_, month, rest[1])
        return date(year_, month, monthrange(year_, month)[1] if last else 1)
    except ValueError:
        # The library lets 29 February pass in every year, and then knows no bounds.
        raise ValueError(f"{edtf!r} is not a date in EDTF: the calendar has no {text}") from None


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
    from edtf import Interval, MultipleDates, OneOfASet, UncertainOrApproximate  # noqa: PLC0415

    if isinstance(parsed, Interval):
        return _interval_words(str(parsed.lower), str(parsed.upper))
    if isinstance(parsed, (OneOfASet, MultipleDates)):
        between = "or" if isinstance(parsed, OneOfASet) else "and"
        return _list_words([str(item) for item in parsed.objects], between)
    return _point_words(str(parsed), marked=isinstance(parsed, UncertainOrApproximate))


def _point_words(text: str, *, marked: bool = True) -> str:
    """One date, `~`, `?` and `%` in words; in a set, also a range of dates."""
    first, dots, last = text.partition("..")
    if dots:
        part = third(text)
        if part:
            return f"{THIRDS[part.number]} {_simple_words(part.month)}"
        return _interval_words(first or "..", last or "..")
    if text.endswith("-XX"):
        return f"some day of {_simple_words(text.removesuffix('-XX').removesuffix('-XX'))}"
    if _PARTLY_RE.search(text):
        # Level 2: `2004-06~-11`. What is said of a part of a date is said of all of it here.
        bare = _MARKS_RE.sub("", text)
        text, marked = bare + max(_MARKS_RE.findall(text), key="?~%".index), True
    mark = text[-1:] if marked and text[-1:] in {"~", "?", "%"} else ""
    words = _simple_words(text.removesuffix(mark))
    approximate = f"about {words}" if mark in {"~", "%"} else words
    return f"{approximate} (uncertain)" if mark in {"?", "%"} else approximate


def _interval_words(lower: str, upper: str) -> str:
    if upper in {"", "..", "open"}:
        return f"since {_point_words(lower)}"
    if lower in {"", "..", "unknown"}:
        return f"until {_point_words(upper)}"
    if lower[-1:] == upper[-1:] == "~":
        return f"about {_interval_words(lower[:-1], upper[:-1])}"
    first, last = lower.split("-"), upper.split("-")
    plain = lower[-1:].isdigit() and upper[-1:].isdigit()
    if plain and first[:-1] and first[:-1] == last[:-1] and len(first) == len(last):
        if len(first) == DIGITS_OF_A_DAY:
            return f"{int(first[2])}–{_simple_words(upper)}"  # an en dash, meant
        return f"{_simple_words(lower).rsplit(' ', 1)[0]} to {_simple_words(upper)}"
    return f"{_point_words(lower)} to {_point_words(upper)}"


def _list_words(texts: list[str], between: str) -> str:
    """`May or June 2009`, `3, 5 and 9 May 2008`: what all share is said once."""
    words = [_between_words(text) if between == "or" else _point_words(text) for text in texts]
    ends = [part.month if (part := third(text)) else text for text in texts]
    stems = {tuple(end.split("-")[:-1]) for end in ends}
    if len(stems) == 1 and stems != {()} and all(end[-1:].isdigit() for end in ends):
        *stem, _ = ends[0].split("-")
        shared = len(stem)  # the year, or month and year
        words[:-1] = [word.rsplit(" ", shared)[0] for word in words[:-1]]
    return f"{', '.join(words[:-1])} {between} {words[-1]}" if len(words) > 1 else words[0]


def _between_words(text: str) -> str:
    """One of a set of which one is meant: of a range that is a day or year within it."""
    first, dots, last = text.partition("..")
    if not (dots and first and last) or third(text):
        return _point_words(text)
    if first == last:
        return _point_words(first)
    return f"between {_list_words([first, last], 'and')}"


def _simple_words(text: str) -> str:
    match text.split("-"):
        case [year_, month, day] if month.isdigit() and day.isdigit():
            return f"{int(day)} {MONTHS[int(month) - 1]} {year_}"
        case [year_, month] if month in SEASONS:
            return f"{SEASONS[month]} {year_}"
        case [year_, month] if month.isdigit() and 0 < int(month) <= len(MONTHS):
            return f"{MONTHS[int(month) - 1]} {year_}"
        case [decade] if re.fullmatch("[0-9]{3}X", decade):
            return f"the {decade[:3]}0s"
        case [century] if re.fullmatch("[0-9]{2}XX", century):
            return f"the {_ordinal(int(century[:2]) + 1)} century"
        case _:
            return text


def _ordinal(number: int) -> str:
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
