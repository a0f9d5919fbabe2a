"""Days of the French Republican calendar, in use from 1793 to 1805: `18 brumaire an VIII`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from builders.dates.months import lowered

MONTHS = (
    r"vend(?:é|e\u0301?)miaire",
    "brumaire",
    "frimaire",
    r"niv(?:ô|o\u0302?)se",
    r"pluvi(?:ô|o\u0302?)se",
    r"vent(?:ô|o\u0302?)se",
    "germinal",
    r"flor(?:é|e\u0301?)al",
    "prairial",
    "messidor",
    "(?:thermi|fervi)dor",
    "fructidor",
)
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV".split()  # noqa: SIM905  # reads as the list it is
_WORDS = (
    "premier",
    "(?:deuxième|second)",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
    "onzième",
    "douzième",
    "treizième",
    "quatorzième",
)
_ANY_ROMAN = "|".join(sorted(_ROMAN, key=len, reverse=True))
_YEAR = (
    r"(?:,?\s{1,3}(?:de\s{1,3})?(?:l['’]\s?)?(?:an|année|year|jahre?s?|anno|año)\s{1,3}"
    rf"(?P<year>(?:{_ANY_ROMAN}|1[0-4]|[1-9])(?:[eº°]|[eè]me)?|{'|'.join(_WORDS)})"
    rf"|\s{{1,3}}(?P<roman>(?-i:{_ANY_ROMAN})))(?!\w)"
)
_ENDING = r"(?:er|ème|e|º|°|\.|st|nd|rd|th)?"
PATTERN = (
    rf"(?:(?<![\w.,/-])(?P<day>30|[12][0-9]|0?[1-9]){_ENDING}\s{{1,3}}(?:de\s{{1,3}})?)?"
    rf"(?<!\w)(?P<month>{'|'.join(MONTHS)}){_YEAR}"
    rf"|(?<![\w.,/-])(?P<extra>[1-6]){_ENDING}\s{{1,3}}jours?\s{{1,3}}compl(?:é|e\u0301?)mentaires?(?:\s{{1,3}}de)?{_YEAR.replace('<year>', '<extra_year>').replace('<roman>', '<extra_roman>')}"
)
"""To be compiled with `re.IGNORECASE`. It requires a year: `18 Brumaire` alone may name a coup."""
_MONTHS = tuple(re.compile(month, re.IGNORECASE) for month in MONTHS)
_YEARS = tuple(re.compile(word, re.IGNORECASE) for word in _WORDS)
_FIRST_DAY = date(1792, 9, 22)
_LAST_DAY = date(1805, 12, 31)
_LEAP_YEARS = (3, 7, 11)
"""The years that had 366 days."""
_MONTH_DAYS = 30
_YEAR_DAYS = 365


def days(match: re.Match[str]) -> tuple[date, date] | None:
    """The first and last day that a match of `PATTERN` names; None where there was no such day."""
    year = _year(match["year"] or match["roman"] or match["extra_year"] or match["extra_roman"])
    begin = _FIRST_DAY + timedelta(
        days=_YEAR_DAYS * (year - 1) + sum(long < year for long in _LEAP_YEARS)
    )
    if match["extra"]:
        extra = int(match["extra"])
        if extra > _YEAR_DAYS + (year in _LEAP_YEARS) - len(MONTHS) * _MONTH_DAYS:
            return None
        first = last = begin + timedelta(days=len(MONTHS) * _MONTH_DAYS + extra - 1)
    else:
        month = next(k for k, name in enumerate(_MONTHS) if name.fullmatch(match["month"]))
        first = begin + timedelta(days=month * _MONTH_DAYS + int(match["day"] or 1) - 1)
        last = first if match["day"] else first + timedelta(days=_MONTH_DAYS - 1)
    return (first, last) if last <= _LAST_DAY else None


def _year(words: str) -> int:
    """The number that a year's words stand for: 8 for `8`, `VIII`, `VIIIe` and `huitième`."""
    for number, word in enumerate(_YEARS, 1):
        if word.fullmatch(words):
            return number
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    roman = re.match(_ANY_ROMAN, words, re.IGNORECASE)
    return _ROMAN.index(lowered(roman[0]).upper()) + 1 if roman else 0
