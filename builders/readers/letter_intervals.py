"""Intervals of days over which a letter was written: `3.–5. Mai 1914`, `30 April to 2 May 1914`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from builders.dates import eras
from builders.dates.intervals import DASH, S0, interval_words
from builders.dates.months import CHARACTER_FOLDS, WrittenDate, calendar
from builders.readers.printed_dates import MONTH, month_number

LETTER_MONTH = rf"(?:{MONTH}|Jany|Feby|Augt|Septr|Octr|Novr|Decr)"
"""The months in English, with the abbreviations of old letters, which newspapers do not use."""
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_TH = r"(?:st|n?d|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?!\d)"
_TO = r"(?:\s?[-\u2010-\u2015]\s?|\s(?:to|until|till)\s(?:the\s)?)"
ENGLISH_RE = re.compile(
    rf"(?:\bfrom\s(?:the\s)?)?(?:(?<![\d.,/-])(?P<day_1>{_DAY}){_TH}(?:,?\s(?:of\s)?(?P<month_1>{LETTER_MONTH})\.?)?{_TO}"
    rf"(?P<last_1>{_DAY}){_TH},?\s(?:of\s)?(?P<upper_1>{LETTER_MONTH})\.?,?\s(?P<year_1>{_YEAR})"
    rf"|\b(?P<month_2>{LETTER_MONTH})\.?\s(?:the\s)?(?P<day_2>{_DAY}){_TH}{_TO}(?:(?P<upper_2>{LETTER_MONTH})\.?\s(?:the\s)?)?"
    rf"(?P<last_2>{_DAY}){_TH},?\s(?:of\s)?(?P<year_2>{_YEAR}))",
    re.IGNORECASE,
)
"""`3rd to 5th May 1914`, `May 30th–June 2d, 1914`"""
CHINESE_RE = re.compile(
    rf"(?:{eras.YEAR}|(?P<year>[一二][〇零○一二三四五六七八九]{{3}}|(?<!\d)(?:1[5-9]|20)\d\d)\s?年)"
    rf"\s?(?P<month>{eras.COUNT})\s?月\s?(?P<day>{eras.COUNT})\s?[日號号]?\s?(?:[至到~～]|{DASH})\s?"
    rf"(?:(?P<upper>{eras.COUNT})\s?月\s?)?(?P<last>{eras.COUNT})\s?[日號号]"
)
"""`一九一四年五月三日至五日`"""
ISSUE_NUMBER_RE = re.compile(r"(?:\b(?:Nos?|Nrs?|Num|Vol|Bd|n|N)[.º°]{0,2}|[#№§])\s{0,2}\Z")
"""`No. 3 – 5 May 1914`: the first number is that of an issue."""


_LOOKBACK = 40
"""How many characters before a date are searched, more than the words sought there can have."""


class Interval(NamedTuple):
    """An interval of days, written at [start, end) of a text."""

    start: int
    end: int
    date: str
    """The interval in EDTF."""


def intervals(text: str, language: str) -> Iterator[Interval]:
    """Every interval from a full date to a later one, in English, Chinese and the given language."""
    for start, end, first, last in (
        *_english(text),
        *_chinese(text),
        *_in_language(text, language),
    ):
        if first and last and first < last and not ISSUE_NUMBER_RE.search(_before(text, start)):
            yield Interval(start, end, f"{first}/{last}")


_Ends = tuple[int, int, date | None, date | None]


def _english(text: str) -> Iterator[_Ends]:
    for match in ENGLISH_RE.finditer(text):
        form = "1" if match["year_1"] else "2"
        month, upper = match[f"month_{form}"], match[f"upper_{form}"]
        lower_month, upper_month = map(month_number, (month or upper, upper or month))
        year = int(match[f"year_{form}"])
        # `30 December to 2 January 1915` begins in the year before.
        before = year - 1 if month and upper and lower_month > upper_month else year
        first = _day(before, lower_month, int(match[f"day_{form}"]))
        yield *match.span(), first, _day(year, upper_month, int(match[f"last_{form}"]))


def _chinese(text: str) -> Iterator[_Ends]:
    for match in CHINESE_RE.finditer(text):
        if match["era"]:
            year, ours = eras.gregorian_year(match["era"], match["count"])
            if not ours:  # a day of the lunar calendar has other numbers in ours
                continue
        else:
            digits = (str(eras.DIGITS.get(one, one)) for one in match["year"])
            year = int("".join(digits))
        month, day, last = (eras.count(match[name]) for name in ("month", "day", "last"))
        upper = eras.count(match["upper"]) if match["upper"] else month
        yield *match.span(), _day(year, month, day), _day(year, upper, last)


def _in_language(text: str, language: str) -> Iterator[_Ends]:
    """Intervals in the language's own months and words (`vom … bis`), or with a dash between."""
    months, words = calendar(language), interval_words(language)
    if not months:
        return
    opened = re.compile(rf"{words.opened}\Z", re.IGNORECASE) if words else None
    to = re.compile(words.to if words else rf"{S0}{DASH}{S0}", re.IGNORECASE)
    levelled = text.translate(CHARACTER_FOLDS)
    before: WrittenDate | None = None
    for written in months.find(text):
        first = _first_day(written)
        start = written.start
        if before and not first and to.fullmatch(levelled, before.end, start):
            start, first = before.start, (before.year or written.year, before.month, before.day)
        if first and written.year and written.day:
            if opened and (opening := opened.search(_before(text, start))):
                start -= len(opening[0])
            year, month, day = first
            last = _day(written.year, written.month, written.day)
            yield start, written.end, _day(year or 0, month, day or 0), last
        before = written


def _before(text: str, end: int) -> str:
    return text[max(0, end - _LOOKBACK) : end]


def _first_day(written: WrittenDate) -> tuple[int | None, int, int | None] | None:
    """Year, month and day on which `3. bis 5. Mai` begins, or `3. und 4. Mai`.

    None where no interval is written, or where the two days that are named are not consecutive.
    """
    if not written.first or not written.first[1]:
        return None
    month, day = written.first
    if written.both and not _is_next_day(written.year, written.first, (written.month, written.day)):
        return None
    return written.year, month, day


def _is_next_day(
    year: int | None, first: tuple[int, int | None], second: tuple[int, int | None]
) -> bool:
    one, other = (_day(year or 0, month, day or 0) for month, day in (first, second))
    return bool(one and other and other - one == timedelta(days=1))


def _day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
