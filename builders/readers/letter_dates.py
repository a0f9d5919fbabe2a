"""Full dates, and intervals of days, as letters and minutes write them in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from builders.dates import eras, figures, iranian, quaker, republican, two_calendars
from builders.dates.months import CHARACTER_FOLDS, calendar, lowered
from builders.readers.letter_intervals import LETTER_MONTH, intervals
from builders.readers.printed_dates import edtf_day, moments, month_number


class Day(NamedTuple):
    """A day, or an interval of days, written at [start, end) of a text."""

    start: int
    end: int
    date: str
    """The day or interval in EDTF."""


_MONTHS = (
    "janvier januar jänner enero janeiro gennaio",
    "février fevrier februar febrero fevereiro febbraio",
    "mars märz maerz marzo março",
    "avril april abril aprile",
    "mai mayo maio maggio",
    "juin juni junio junho giugno",
    "juillet juli julio julho luglio",
    "août aout august agosto",
    "septembre september septiembre setembro settembre",
    "octobre oktober octubre outubro ottobre",
    "novembre november noviembre novembro",
    "décembre decembre dezember diciembre dezembro dicembre",
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
DAY_RE = re.compile(
    r"(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])(?:er|º|°|\.)?\s{1,2}(?:de\s|di\s)?"
    rf"(?P<month>{'|'.join(sorted(_NUMBERS, reverse=True))}),?\s{{1,2}}(?:de\s|del\s)?(?P<year>1[5-9]\d\d|20\d\d)(?!\d)",
    re.IGNORECASE,
)
"""`3 avril 1872`, `1er mai 1901`, `9. Mai 1871`, `27 de Dezembro de 1873`."""

ENGLISH_RE = re.compile(
    rf"\b(?P<month_1>{LETTER_MONTH})\.?\s(?:the\s)?(?P<day_1>3[01]|[12]\d|0?[1-9])(?:st|n?d|rd|th)?,?\s(?:of\s)?(?P<year_1>1[5-9]\d\d|20\d\d)(?!\d)"
    rf"|(?<!\d)(?P<day_2>3[01]|[12]\d|0?[1-9])(?:st|n?d|rd|th)?,?\s(?:day\s)?(?:of\s)?(?P<month_2>{LETTER_MONTH})\.?,?\s(?P<year_2>1[5-9]\d\d|20\d\d)(?!\d)",
    re.IGNORECASE,
)
"""`July the 4th, 1844`, `this 4th day of July 1844`, `2d Novr 1863`: forms that newspapers do not use."""

CHINESE_RE = re.compile(
    rf"(?:{eras.YEAR}|(?P<year>[一二][〇零○一二三四五六七八九]{{3}})\s?年)"
    rf"\s?(?P<month>{eras.COUNT})\s?月\s?(?P<day>{eras.COUNT})\s?[日號号]"
)
"""`一九〇八年三月三日`, `明治三十三年八月二十四日`, `民國38年10月1日`."""

FIGURES_RE = re.compile(figures.PATTERN)
"""`20. 11. 1926`, `27. VI. 1906`."""
REPUBLICAN_RE = re.compile(republican.PATTERN, re.IGNORECASE)
"""`18 brumaire an VIII`"""
IRANIAN_RE = re.compile(iranian.PATTERN)
"""`۲۲ بهمن ۱۳۵۷`"""
QUAKER_RE = re.compile(quaker.PATTERN)
"""`4th mo. 12th, 1778`"""
STROKE_RE = re.compile(r"\s?/\s?(?=[0-3]?\d(?:[^\W\d_]{2}|[.°º])?\s{1,2}[^\W\d_])")
"""The stroke of `12/24 May 1891`."""
OLD_STYLE_RE = re.compile(
    r"(?<![\w.,:/-])(?P<day>3[01]|[12]\d|0?[1-9])(?:[^\W\d_]{2}|[.°º])?"
    r"(?P<month>\s(?:of\s|de\s)?[^\W\d_]{3,12}\.?(?:,?\s(?:1[5-9]\d\d)(?:\sг\.?)?)?)?\Z"
)
"""`12`, `30 April`, `25 December 1813`: the same day in the Julian calendar, before the stroke."""
_LONGEST_DAY = 40


def days(text: str, language: str = "en") -> tuple[Day, ...]:
    """Every full date and interval in a text, in order; of those that begin together, longest first.

    The months of `language` are recognised besides those of a few languages always looked for.
    """
    text = eras.levelled(text, language)
    others = (
        _in_figures(text, language),
        _chinese(text),
        _other_calendars(text),
        in_two_calendars(text, language),
    )
    lasting = (Day(*span) for span in intervals(text, language))
    found = {*_in_words(text, language), *chain.from_iterable(others), *lasting}
    return tuple(sorted(found, key=lambda day: (day.start, -day.end, day.date)))


def in_two_calendars(text: str, language: str) -> Iterator[Day]:
    """The days written in the Julian calendar and in ours, which gives the date."""
    for stroke in STROKE_RE.finditer(text):
        old = OLD_STYLE_RE.search(text, max(0, stroke.start() - _LONGEST_DAY), stroke.start())
        if old is None:
            continue
        words = text[stroke.end() : stroke.end() + _LONGEST_DAY]
        for day in _in_words(words, language):
            new = date.fromisoformat(day.date)
            if day.start == 0 and two_calendars.is_old_style(int(old["day"]), new):
                if old["month"] or int(old["day"]) < new.day:
                    yield Day(old.start(), stroke.end() + day.end, day.date)
                break


def _in_words(text: str, language: str) -> Iterator[Day]:
    """The full dates whose month is a word."""
    english = (Day(moment.start, moment.end, moment.date) for moment in moments(text))
    return chain(english, _english(text), _european(text), _in_language(text, language))


def _english(text: str) -> Iterator[Day]:
    for match in ENGLISH_RE.finditer(text):
        form = "1" if match["year_1"] else "2"
        month = month_number(match[f"month_{form}"])
        date = edtf_day(int(match[f"year_{form}"]), month, int(match[f"day_{form}"]))
        if date:
            yield Day(*match.span(), date)


def _european(text: str) -> Iterator[Day]:
    for match in DAY_RE.finditer(text):
        date = european_day(match)
        if date:
            yield Day(*match.span(), date)


def _in_figures(text: str, language: str) -> Iterator[Day]:
    for match in FIGURES_RE.finditer(text):
        if calendar(language) or not figures.may_be_another(match):
            found = figures.day(match)
            if found:
                yield Day(*match.span(), found.isoformat())


def _in_language(text: str, language: str) -> Iterator[Day]:
    months = calendar(language)
    for written in months.find(text) if months else ():
        if written.year and written.day:
            date = edtf_day(written.year, written.month, written.day)
            if date:
                yield Day(written.start, written.end, date)


def _other_calendars(text: str) -> Iterator[Day]:
    """The days in the French Republican or the Iranian calendar, or with numbered months."""
    for match in REPUBLICAN_RE.finditer(text):
        yield from _single(match, republican.days(match))
    for match in IRANIAN_RE.finditer(text.translate(CHARACTER_FOLDS)):
        yield from _single(match, iranian.days(match))
    for match in QUAKER_RE.finditer(text):
        if numbered := quaker.day(match):
            yield Day(*match.span(), numbered.isoformat())


def _single(match: re.Match[str], days: tuple[date, date] | None) -> Iterator[Day]:
    if days and days[0] == days[1]:
        yield Day(*match.span(), days[0].isoformat())


def european_day(match: re.Match[str]) -> str | None:
    """The day that a match of `DAY_RE` names, in EDTF, or None where the calendar has no such day."""
    month = _NUMBERS[lowered(match["month"])]
    return edtf_day(int(match["year"]), month, int(match["day"]))


def _chinese(text: str) -> Iterator[Day]:
    for match in CHINESE_RE.finditer(text):
        if match["era"]:
            year, ours = eras.gregorian_year(match["era"], match["count"])
        else:
            year = int("".join(str(eras.DIGITS[character]) for character in match["year"]))
            ours = True
        date = edtf_day(year, eras.count(match["month"]), eras.count(match["day"]))
        if date and ours:  # a day of the lunar calendar has other numbers in ours
            yield Day(*match.span(), date)
