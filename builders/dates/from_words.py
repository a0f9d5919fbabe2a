"""Dates in a catalogue's words read as EDTF: `2 February 1891`, `c. 1890`, `12. März 1904`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from builders.dates.advice import advice
from builders.dates.bounds import parse
from builders.dates.english import MONTHS
from builders.dates.eras import COUNT, YEAR, count, gregorian_year
from builders.dates.months import Calendar, calendar, languages, lowered

UNDATED_RE = re.compile(
    r"undated|no date|unknown|n\.? ?d\.?|s\. ?d\.|s\. ?a\.|s\. ?f\.|s/f|o\. ?d\.|o\. ?j\.|undatiert|ohne datum|sans date|sin fecha|-+|–|—|\?",
    re.IGNORECASE,
)
"""Words that say that no date is known."""
LEAVE_OUT = "Leave the field out."
"""The hint for words that say that no date is known."""
_ABOUT_RE = re.compile(
    r"(?:circa|ca?\.?|about|approx(?:\.|imately)?|around|um|etwa|vers|env(?:\.|iron)|hacia)\s?(?=\S)(?P<rest>.+)",
    re.IGNORECASE,
)
_PERHAPS_RE = re.compile(
    r"(?:probably|perhaps|possibly|wohl|vermutlich|peut-être|probablemente|quizá)\s(?P<rest>.+)",
    re.IGNORECASE,
)
_DOUBT_RE = re.compile(r"\s?\(?\?\)?\Z")
_LONGEST = 60
"""Longer texts are not read: no date is longer, and each word of doubt before it is a recursion."""
_BRACKETS_RE = re.compile(r"\[(?P<inner>[^\[\]]+)\](?P<mark>\??)")
_CHINESE_RE = re.compile(
    rf"(?:{YEAR}|(?P<year>[0-9]{{4}})\s?年)(?:\s?(?P<month>{COUNT})月(?:\s?(?P<day>{COUNT})[日號号])?)?"
)
_CHINESE_DECADE_RE = re.compile(r"([0-9]{3})0\s?年代")
_SEASONS = {
    name: number
    for number, names in enumerate(
        (
            "spring frühling frühjahr printemps primavera",
            "summer sommer été verano",
            "autumn fall herbst automne otoño",
            "winter hiver invierno",
        ),
        21,
    )
    for name in names.split()
}
_SEASON_RE = re.compile(r"\d{4}-[2-4]\d[?~%]?")
_MONTH_OR_DAY_RE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?[?~]?")
_FORM_RE = re.compile(r"`\"?([^`\"]+)\"?`")
"""A date that a hint proposes."""
_WEEKDAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
    " Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag lundi mardi mercredi jeudi vendredi samedi"
    " dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato"
    " domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag"
    " zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag poniedziałek wtorek"
    " środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle ponedjeljak utorak srijeda"
    " četvrtak petak subota nedjelja понедельник вторник среда четверг пятница суббота воскресенье"
)
"""Only these are skipped before a day: other words change its meaning (`before 5 May 1901`)."""
_WEEKDAY_RE = re.compile(rf"(?:{'|'.join(_WEEKDAYS.split())})\.?,?\s", re.IGNORECASE)
_ARTICLE_RE = re.compile(r"(?:le|el|il|den|dem|am|the)\s", re.IGNORECASE)
"""`le 26 juin 1848`, `the 5th of May 1901`."""
_AMERICAN_RE = re.compile(
    r"(?P<month>[A-Za-z]{3,9})\.?\s(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s(?P<year>\d{4})"
)


@cache
def _calendars() -> tuple[Calendar, ...]:
    """The month names of English, and of every other language that has a line in `months.txt`."""
    forms = (f"{month}/{month[:3]}/{month[:3]}./{month[:4]}/{month[:4]}." for month in MONTHS)
    english = Calendar(("st", "nd", "rd", "th"), ("of",), forms, None)
    return (english, *filter(None, map(calendar, languages())))


def from_words(words: str) -> str | None:
    """The date in EDTF; empty if the words say that no date is known; None if they cannot be read.

    They cannot be read if they are no date, are not in the calendar, or might be two: `3/4/1911`.
    """
    found = _unchecked(words)
    try:
        return parse(found).edtf if found else found
    except ValueError:
        return None


def hint(
    words: str,
    otherwise: str = "Write 2009-03-21, 2009-03, 2010-01/2010-06, 2007~ or another EDTF form.",
) -> str:
    """Advice on what to write in place of words that are not EDTF."""
    found = _unchecked(words)
    if found == "":
        return LEAVE_OUT
    if found and from_words(words) is not None:
        return f"Write `{found}`."
    plain = " ".join(words.split())
    said = advice(plain, _date) if len(plain) <= _LONGEST else None
    if said and all(_is_edtf(form) for form in _FORM_RE.findall(said)):
        return said
    is_in_no_calendar = found and _MONTH_OR_DAY_RE.fullmatch(found)
    return f"The calendar has no {found}." if is_in_no_calendar else otherwise


def _date(words: str) -> str | None:
    """The date that words mean; None for a season too, which fits into no interval or set."""
    found = from_words(words)
    return found if found and not _SEASON_RE.fullmatch(found) else None


def _is_edtf(form: str) -> bool:
    try:
        parse(form)
    except ValueError:
        return False
    return True


def _unchecked(words: str) -> str | None:
    """The result of `from_words` before it is checked against the calendar."""
    words = " ".join(words.split())
    if UNDATED_RE.fullmatch(words):
        return ""
    return _read(words) if len(words) <= _LONGEST else None


def _read(words: str) -> str | None:
    """The EDTF form of words that are not "undated", not yet checked against the calendar."""
    if brackets := _BRACKETS_RE.fullmatch(words):
        # Brackets enclose what a cataloguer has supplied; only a question mark expresses doubt.
        return _read(brackets["inner"] + brackets["mark"])
    if about := _ABOUT_RE.fullmatch(words):
        return _marked(about["rest"], "~")
    if perhaps := _PERHAPS_RE.fullmatch(words):
        return _marked(perhaps["rest"], "?")
    if doubt := _DOUBT_RE.search(words):
        return _marked(words[: doubt.start()].removeprefix("¿"), "?")
    found = {date for date in (_in_digits(words), _in_chinese(words), *_in_months(words)) if date}
    return found.pop() if len(found) == 1 else None


def _marked(words: str, mark: str) -> str | None:
    """A single date with a mark for how sure it is; None if the words are not a single date."""
    plain = _read(words)
    return f"{plain}{mark}" if plain and plain[-1].isdigit() and "/" not in plain else None


def _in_digits(words: str) -> str | None:
    """The EDTF form of a date mostly in digits, if it can be read in only one way."""
    for pattern, form in _NUMERIC_FORMS:
        if match := pattern.fullmatch(words):
            return form(match)
    return None


def _in_months(words: str) -> Iterator[str]:
    """Every reading of the words as a day or month with a month's name, in any language."""
    plain = words
    for before in (_ARTICLE_RE, _WEEKDAY_RE):
        if match := before.match(plain):
            plain = plain[match.end() :]
    forms = {words, plain}
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


def _in_chinese(words: str) -> str | None:
    """The EDTF form of `1866年3月14日` or `大正十二年九月`; None if the months of the year are lunar."""
    if decade := _CHINESE_DECADE_RE.fullmatch(words):
        return f"{decade[1]}X"
    match = _CHINESE_RE.fullmatch(words)
    if match is None:
        return None
    year, is_gregorian = (
        gregorian_year(match["era"], match["count"]) if match["era"] else (int(match["year"]), True)
    )
    if not match["month"]:
        return f"{year:04d}"
    if not is_gregorian:
        return None
    month = f"{year:04d}-{count(match['month']):02d}"
    return f"{month}-{count(match['day']):02d}" if match["day"] else month


def _day(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02d}-{day:02d}"


def _span(years: re.Match[str]) -> str:
    lower, upper = years["lower"], years["upper"]
    return f"{lower}/{lower[: 4 - len(upper)]}{upper}"


def _before_christ(year: int) -> str | None:
    """The year before Christ in EDTF, in which 1 BC is the year 0; None for a year 0 BC."""
    return None if year == 0 else f"-{year - 1:04d}" if year > 1 else "0000"


def _unambiguous_day(day: re.Match[str]) -> str | None:
    """A day whose month may come first, as in America, or second; None if both are possible."""
    first, second = int(day["first"]), int(day["second"])
    if first > len(MONTHS) or first == second:
        return _day(day["year"], second, first)
    return _day(day["year"], first, second) if second > len(MONTHS) else None


_NUMERIC_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?"), lambda found: found[0]),
    (re.compile(r"[1-9]\d\d"), lambda found: f"0{found[0]}"),
    (
        re.compile(r"(\d{4})-(\d\d?)-(\d\d?)"),
        lambda found: _day(found[1], int(found[2]), int(found[3])),
    ),
    (re.compile(r"(?P<lower>\d{4})\s?(?:--?|–|—|/|to|bis|à)\s?(?P<upper>\d{4})"), _span),
    (re.compile(r"(?P<lower>\d{4})\s?[–—]\s?(?P<upper>\d\d)"), _span),
    (
        re.compile(
            r"(\d{1,4})\s?(?:BCE?|B\.\s?C\.(?:\s?E\.)?|v\.\s?(?:Chr|u\.\s?Z)\.|av(?:\.|ant)\s?J\.-C\.|a\.\s?C\.)"
            r"|公元前(\d{1,4})年"
        ),
        lambda found: _before_christ(int(found[1] or found[2])),
    ),
    (
        re.compile(
            r"(?:AD|A\.\s?D\.|[Aa]nno\s[Dd]omini)\s?(\d{1,4})|[Aa]nno\s(\d{3,4})"
            r"|(\d{1,4})\s?(?:AD|A\.\s?D\.|CE|C\.\s?E\.|n\.\s?Chr\.|apr(?:\.|ès)\s?J\.-C\.)"
        ),
        lambda found: f"{int(found[1] or found[2] or found[3]):04d}",
    ),
    (
        re.compile(
            r"(?:the\s)?(\d{3})0['’]?(?:s|er)(?:\sJahre)?|(?:(?:la\s)?década\sde|(?:los\s)?años|(?:les\s)?années)\s(\d{3})0",
            re.IGNORECASE,
        ),
        lambda found: f"{found[1] or found[2]}X",
    ),
    (
        re.compile(r"(\d\d)(?:th|st|\.)\s(?:century|cent\.|Jahrhundert|Jh\.)"),
        lambda found: f"{int(found[1]) - 1}XX",
    ),
    (
        re.compile(
            rf"(?:l['’])?({'|'.join(_SEASONS)}),?\s(?:(?:of|del?)\s)?(\d{{4}})", re.IGNORECASE
        ),
        lambda found: f"{found[2]}-{_SEASONS[lowered(found[1])]}",
    ),
    (
        re.compile(r"(\d{4})[./](\d\d?)[./](\d\d?)"),
        lambda found: _day(found[1], int(found[2]), int(found[3])),
    ),
    (  # with dots, the day always comes before the month
        re.compile(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})"),
        lambda found: _day(found[3], int(found[2]), int(found[1])),
    ),
    (re.compile(r"(?P<first>\d\d?)[/-](?P<second>\d\d?)[/-](?P<year>\d{4})"), _unambiguous_day),
)
"""Patterns of dates mostly in digits, each with the function that puts a match into EDTF."""
