"""EDTF dates put into English words: `21 March 2009`, `January to June 2010`, `since 2002`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from builders.dates.bounds import (
    PARTS_OF_FULL_DATE,
    SET_SEPARATOR_RE,
    UNSPECIFIED_YEAR,
    USUAL_RE,
    parsed_by_library,
    usual_bounds,
)
from builders.dates.parts import FIRST_YEAR_OF_THREE_DIGITS, third_of_month, with_mark_at_end

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
"""Words for the numbers that EDTF puts in the place of a month; 25 to 32 specify a hemisphere."""
PARTS_OF_YEAR = {**SEASONS, **{f"{number:02}": month for number, month in enumerate(MONTHS, 1)}}
THIRDS = ("early", "mid", "late")
"""Words for the thirds of a month."""


class DateWords(str):
    """A date in English words that keeps its EDTF form, for pages in other languages."""

    __slots__ = ("edtf", "what")

    edtf: str
    what: str
    """The things that have the date, in the plural (`events`); empty if there is only a date."""


@lru_cache(maxsize=4096)
def display(edtf: str) -> str:
    """The date in English words: `21 March 2009`, `January to June 2010`, `since 2002`.

    A text that is not EDTF is returned unchanged.
    """
    return _date_words(_display(edtf), edtf)


def dated(what: str, edtf: str) -> str:
    """Words for things and their date: `events, May 2006`, `dates since 2002`."""
    is_open = edtf.startswith("../") or edtf.endswith("/..")
    return _date_words(f"{what}{'' if is_open else ','} {_display(edtf)}", edtf, what)


def undated() -> str:
    """The word shown in place of a date where there is none."""
    return _date_words("undated", "")


def _date_words(text: str, edtf: str, what: str = "") -> DateWords:
    words = DateWords(text)
    words.edtf, words.what = edtf, what
    return words


def _display(edtf: str) -> str:
    usual = USUAL_RE.fullmatch(edtf)
    try:
        if not usual:
            return _parsed_words(parsed_by_library(edtf), edtf)
        usual_bounds(usual)
    except ValueError:
        return edtf
    if usual["one"] or usual["each"]:
        points = SET_SEPARATOR_RE.split(usual["one"] or usual["each"])
        return _list_words(points, "or" if usual["one"] else "and")
    if usual["upper"]:
        return _interval_words(usual["lower"], usual["upper"])
    return _point_words(edtf)


def _parsed_words(parsed: EDTFObject, edtf: str) -> str:
    from edtf import Interval, MultipleDates, OneOfASet  # noqa: PLC0415  # slow to import

    if isinstance(parsed, Interval):
        lower, upper = str(parsed.lower), str(parsed.upper)
        return edtf if lower == upper == ".." else _interval_words(lower, upper)
    if isinstance(parsed, (OneOfASet, MultipleDates)):
        between = "or" if isinstance(parsed, OneOfASet) else "and"
        return _list_words([str(item) for item in parsed.objects], between)
    return _point_words(edtf)


def _point_words(text: str) -> str:
    """One date in words, with its `~`, `?` or `%`; also a range that is a member of a set."""
    first, dots, last = text.partition("..")
    if dots and (first or last):
        part = third_of_month(text)
        if part:
            return f"{THIRDS[part.number]} {_simple_words(part.month)}"
        return _interval_words(first or "..", last or "..")
    if text.endswith("-XX"):
        return f"some day of {_simple_words(text.removesuffix('-XX').removesuffix('-XX'))}"
    text, _ = with_mark_at_end(text)
    mark = text[-1:] if text[-1:] in {"~", "?", "%"} else ""
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
    plain = first[0] != "" and lower[-1:].isdigit() and upper[-1:].isdigit()
    if plain and first[:-1] and first[:-1] == last[:-1]:
        if len(first) == PARTS_OF_FULL_DATE:
            return f"{int(first[2])}–{_simple_words(upper)}"  # an en dash, meant
        return f"{_simple_words(lower).rsplit(' ', 1)[0]} to {_simple_words(upper)}"
    return f"{_point_words(lower)} to {_point_words(upper)}"


def _list_words(texts: list[str], between: str) -> str:
    """The members of a set in words, with what they share only once: `3, 5 and 9 May 2008`."""
    words = [_alternative_words(text) if between == "or" else _point_words(text) for text in texts]
    ends = [part.month if (part := third_of_month(text)) else text for text in texts]
    stems = {tuple(end.split("-")[:-1]) for end in ends}
    if len(stems) == 1 and stems != {()} and all(end[-1:].isdigit() for end in ends):
        *stem, _ = ends[0].split("-")
        shared = len(stem)  # the year, or month and year
        words[:-1] = [word.rsplit(" ", shared)[0] for word in words[:-1]]
    return f"{', '.join(words[:-1])} {between} {words[-1]}" if len(words) > 1 else words[0]


def _alternative_words(text: str) -> str:
    """A member of a set of which one is meant; a range there stands for one date within it."""
    first, dots, last = text.partition("..")
    if not (dots and first and last) or third_of_month(text):
        return _point_words(text)
    if first == last:
        return _point_words(first)
    return f"between {_list_words([first, last], 'and')}"


def _simple_words(text: str) -> str:
    is_bc = text.startswith("-")
    match text.removeprefix("-").split("-"):
        case [year_, month, day] if month.isdigit() and day.isdigit():
            return f"{int(day)} {MONTHS[int(month) - 1]} {_year_words(year_, is_bc=is_bc)}"
        case [year_, part] if part in PARTS_OF_YEAR:
            return f"{PARTS_OF_YEAR[part]} {_year_words(year_, is_bc=is_bc)}"
        case [year_] if year_.isdigit():
            return _year_words(year_, is_bc=is_bc)
        case [decade] if not is_bc and re.fullmatch("[0-9]{3}X", decade):
            return f"the {_year_words(f'{decade[:3]}0')}s"
        case [century] if not is_bc and re.fullmatch("[0-9]{2}XX", century):
            return f"the {_ordinal(int(century[:2]) + 1)} century"
        case _:
            return text


def _year_words(year_: str, *, is_bc: bool = False) -> str:
    """A year without leading zeros, which after a day or month may also be unknown.

    Its spaces are non-breaking, so that a year is always the last of the words between ordinary spaces.
    """
    if year_ == UNSPECIFIED_YEAR:
        return "of\u00a0an\u00a0unknown\u00a0year"
    if not year_.isdigit():
        return year_
    number = int(year_)
    if is_bc or not number:
        return f"{number + 1}\u00a0BC"  # EDTF has a year 0, which is 1 BC
    return f"AD\u00a0{number}" if number < FIRST_YEAR_OF_THREE_DIGITS else str(number)


def _ordinal(number: int) -> str:
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
