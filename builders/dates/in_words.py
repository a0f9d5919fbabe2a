"""What a date in a catalogue's words is in EDTF: `2 February 1891`, `c. 1890`, `12. März 1904`, `1896–97`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from builders.dates.bounds import parse
from builders.dates.english import MONTHS
from builders.dates.months import Calendar, calendar, languages

UNDATED_RE = re.compile(
    r"undated|no date|unknown|n\.? ?d\.?|s\. ?d\.|s\. ?a\.|o\. ?d\.|o\. ?j\.|undatiert|ohne datum|sans date|sin fecha|-+|–|—|\?",
    re.IGNORECASE,
)
"""Words that say that nothing is known."""
_ABOUT_RE = re.compile(
    r"(?:circa|ca?\.?|about|approx(?:\.|imately)?|around|um|etwa|vers|env(?:\.|iron)|hacia)\s?(?=\S)(?P<rest>.+)",
    re.IGNORECASE,
)
_PERHAPS_RE = re.compile(
    r"(?:probably|perhaps|possibly|wohl|vermutlich|peut-être)\s(?P<rest>.+)", re.IGNORECASE
)
_DOUBT_RE = re.compile(r"\s?\(?\?\)?\Z")
_LONGEST = 60
"""No date has more characters, and nobody has so many doubts."""
_BRACKETS_RE = re.compile(r"\[(?P<inner>[^\[\]]+)\](?P<mark>\??)")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_WEEKDAY_RE = re.compile(r"[^\W\d_]{3,12},?\s(?=\d|[^\W\d_]{3,9}\.?\s\d)")
_AMERICAN_RE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s(?P<year>\d{4})"
)


@cache
def _calendars() -> tuple[Calendar, ...]:
    """The English one, and those of all languages that have one here."""
    forms = (f"{month}/{month[:3]}/{month[:3]}./{month[:4]}/{month[:4]}." for month in MONTHS)
    english = Calendar(("st", "nd", "rd", "th"), ("of",), forms, None)
    return (english, *filter(None, map(calendar, languages())))


def meant(words: str) -> str | None:
    """The date in EDTF, nothing (an empty text) where the words say that none is known, or None.

    None stands for what is no date, is not in the calendar, or might be two: `3/4/1911`.
    """
    found = _spelled(words)
    try:
        return parse(found).edtf if found else found
    except ValueError:
        return None


def hint(
    words: str,
    otherwise: str = "Write 2009-03-21, 2009-03, 2010-01/2010-06, 2007~ or another EDTF form.",
) -> str:
    """What to write in place of words that are no EDTF."""
    found = _spelled(words)
    if found == "":
        return "Leave the field out."
    if found and meant(words) is None:
        return otherwise if "/" in found else f"The calendar has no {found}."
    return f"Write `{found}`." if found else otherwise


def _spelled(words: str) -> str | None:
    """What the words come to, whether the calendar has it or not."""
    words = " ".join(words.split())
    if UNDATED_RE.fullmatch(words):
        return ""
    return _read(words) if len(words) <= _LONGEST else None


def _read(words: str) -> str | None:
    """The same of words in which something is known."""
    if brackets := _BRACKETS_RE.fullmatch(words):
        # What a cataloguer has supplied: the doubt, where there is any, is said by a mark.
        return _read(brackets["inner"] + brackets["mark"])
    if about := _ABOUT_RE.fullmatch(words):
        return _marked(about["rest"], "~")
    if perhaps := _PERHAPS_RE.fullmatch(words):
        return _marked(perhaps["rest"], "?")
    if doubt := _DOUBT_RE.search(words):
        return _marked(words[: doubt.start()], "?")
    found = {date for date in (_in_figures(words), *_in_months(words)) if date}
    return found.pop() if len(found) == 1 else None


def _marked(words: str, mark: str) -> str | None:
    """One date, and not two, with a mark that says how sure it is."""
    plain = _read(words)
    return f"{plain}{mark}" if plain and plain[-1].isdigit() and "/" not in plain else None


def _in_figures(words: str) -> str | None:
    """A year, a span of years, or a day of which each figure can be one thing only."""
    for pattern, form in _FIGURES:
        if match := pattern.fullmatch(words):
            return form(match)
    return None


def _in_months(words: str) -> Iterator[str]:
    """A day or a month that is called by its name, in any language that has it."""
    forms = {words, _WEEKDAY_RE.sub("", words, count=1)}
    for form in forms:
        if day := _AMERICAN_RE.fullmatch(form):
            name = day["month"].lower()
            for number, month in enumerate(MONTHS, 1):
                if month.lower() == name or month[:3].lower() == name or month[:4].lower() == name:
                    yield _day(day["year"], number, int(day["day"]))
        for months in _calendars():
            for written in months.find(form):
                if (written.start, written.end) != (0, len(form)) or not written.year:
                    continue
                if written.day:
                    yield _day(str(written.year), written.month, written.day)
                else:
                    yield f"{written.year}-{written.month:02d}"


def _day(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02d}-{day:02d}"


def _span(years: re.Match[str]) -> str:
    lower, upper = years["lower"], years["upper"]
    return f"{lower}/{lower[: 4 - len(upper)]}{upper}"


def _slashed(day: re.Match[str]) -> str | None:
    """A day whose month may stand first, as in America, or second."""
    first, second = int(day["first"]), int(day["second"])
    if first > len(MONTHS) or first == second:
        return _day(day["year"], second, first)
    return _day(day["year"], first, second) if second > len(MONTHS) else None


_FIGURES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?"), lambda found: found[0]),
    (re.compile(r"(?P<lower>\d{4})\s?(?:-|–|—|/|to|bis|à)\s?(?P<upper>\d{4})"), _span),
    (re.compile(r"(?P<lower>\d{4})\s?[–—]\s?(?P<upper>\d\d)"), _span),
    (re.compile(r"(?:the\s)?(\d{3})0['’]?(?:s|er)(?:\sJahre)?"), lambda found: f"{found[1]}X"),
    (
        re.compile(r"(\d\d)(?:th|st|\.)\s(?:century|cent\.|Jahrhundert|Jh\.)"),
        lambda found: f"{int(found[1]) - 1}XX",
    ),
    (
        re.compile(rf"({'|'.join(_SEASONS)}),?\s(?:of\s)?(\d{{4}})", re.IGNORECASE),
        lambda found: f"{found[2]}-{_SEASONS[found[1].lower()]}",
    ),
    (
        re.compile(r"(\d{4})[./](\d\d?)[./](\d\d?)"),
        lambda found: _day(found[1], int(found[2]), int(found[3])),
    ),
    (  # nobody writes a month before the first dot
        re.compile(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})"),
        lambda found: _day(found[3], int(found[2]), int(found[1])),
    ),
    (re.compile(r"(?P<first>\d\d?)[/-](?P<second>\d\d?)[/-](?P<year>\d{4})"), _slashed),
)
"""What stands in figures, for the most part, and what it comes to."""
