"""The day that a letter or a minute is dated, in the languages that plain texts are told apart in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from builders.readers.news_dates import MONTH, MONTHS, edtf_day, moments


class Day(NamedTuple):
    """A day at [start, end) of a text."""

    start: int
    end: int
    date: str
    """EDTF."""


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

_ENGLISH_MONTH = rf"(?:{MONTH}|Jany|Feby|Augt|Septr|Octr|Novr|Decr)"
ENGLISH_RE = re.compile(
    rf"\b(?P<month_1>{_ENGLISH_MONTH})\.?\s(?:the\s)?(?P<day_1>3[01]|[12]\d|0?[1-9])(?:st|n?d|rd|th)?,?\s(?:of\s)?(?P<year_1>1[5-9]\d\d|20\d\d)(?!\d)"
    rf"|(?<!\d)(?P<day_2>3[01]|[12]\d|0?[1-9])(?:st|n?d|rd|th)?,?\s(?:day\s)?(?:of\s)?(?P<month_2>{_ENGLISH_MONTH})\.?,?\s(?P<year_2>1[5-9]\d\d|20\d\d)(?!\d)",
    re.IGNORECASE,
)
"""`July the 4th, 1844`, `this 4th day of July 1844`, `2d Novr 1863`, which newspapers do not write."""

_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "○": 0, "元": 1}
_COUNT = r"(?:\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "民國": 1911, "民国": 1911}
CHINESE_RE = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERAS)})\s?(?P<count>{_COUNT}|元)|(?P<year>[一二][〇零○一二三四五六七八九]{{3}}))\s?年"
    rf"\s?(?P<month>{_COUNT})\s?月\s?(?P<day>{_COUNT})\s?[日號号]"
)
"""`一九〇八年三月三日`, `明治三十三年八月二十四日`, `民國38年10月1日`."""
_GREGORIAN = 1873
"""Japan's calendar has had the months of ours since this year; before, months were of the moon."""


def days(text: str) -> tuple[Day, ...]:
    """Every full date in the text, in order."""
    english = (Day(moment.start, moment.end, moment.date) for moment in moments(text))
    return tuple(sorted(chain(english, _english(text), _european(text), _chinese(text))))


def _english(text: str) -> Iterator[Day]:
    for match in ENGLISH_RE.finditer(text):
        form = "1" if match["year_1"] else "2"
        month = MONTHS[match[f"month_{form}"][:3].lower()]
        date = edtf_day(int(match[f"year_{form}"]), month, int(match[f"day_{form}"]))
        if date:
            yield Day(*match.span(), date)


def _european(text: str) -> Iterator[Day]:
    for match in DAY_RE.finditer(text):
        date = european_day(match)
        if date:
            yield Day(*match.span(), date)


def european_day(match: re.Match[str]) -> str | None:
    """The day that a match of `DAY_RE` names, in EDTF; None where the calendar has no such day."""
    month = _NUMBERS[match["month"].lower()]
    return edtf_day(int(match["year"]), month, int(match["day"]))


def _chinese(text: str) -> Iterator[Day]:
    for match in CHINESE_RE.finditer(text):
        if match["era"]:
            year = _ERAS[match["era"]] + _count(match["count"])
        else:
            year = int("".join(str(_DIGITS[character]) for character in match["year"]))
        date = edtf_day(year, _count(match["month"]), _count(match["day"]))
        if date and (year >= _GREGORIAN or not match["era"]):
            yield Day(*match.span(), date)


def _count(words: str) -> int:
    """33 for `33` and for `三十三`."""
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS[words]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
