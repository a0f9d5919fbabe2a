"""What a date in a catalogue's words is in EDTF: `2 February 1891`, `c. 1890`, `12. März 1904`, `1896–97`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from builders.dates.bounds import parse
from builders.dates.english import MONTHS
from builders.dates.eras import COUNT, YEAR, count, year_of
from builders.dates.months import Calendar, calendar, languages
from builders.dates.unsure import explained

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
_CHINESE_RE = re.compile(
    rf"(?:{YEAR}|(?P<year>[0-9]{{4}})\s?年)(?:\s?(?P<month>{COUNT})月(?:\s?(?P<day>{COUNT})[日號号])?)?"
)
_CHINESE_DECADE_RE = re.compile(r"([0-9]{3})0\s?年代")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON_RE = re.compile(r"\d{4}-[2-4]\d[?~%]?")
_FORM_RE = re.compile(r"`\"?([^`\"]+)\"?`")
"""What a hint proposes."""
_WEEKDAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
    " Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag lundi mardi mercredi jeudi vendredi samedi"
    " dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato"
    " domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag"
    " zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag poniedziałek wtorek"
    " środa czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle ponedjeljak utorak srijeda"
    " četvrtak petak subota nedjelja понедельник вторник среда четверг пятница суббота воскресенье"
)
"""Another word before a day says something of it: `before 5 May 1901`."""
_WEEKDAY_RE = re.compile(rf"(?:{'|'.join(_WEEKDAYS.split())})\.?,?\s", re.IGNORECASE)
_ARTICLE_RE = re.compile(r"(?:le|el|il|den|dem|am|the)\s", re.IGNORECASE)
"""`le 26 juin 1848`, `the 5th of May 1901`."""
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
    if found and meant(words) is not None:
        return f"Write `{found}`."
    plain = " ".join(words.split())
    said = explained(plain, _date) if len(plain) <= _LONGEST else None
    if said and all(_is_edtf(form) for form in _FORM_RE.findall(said)):
        return said
    return f"The calendar has no {found}." if found and "/" not in found else otherwise


def _date(words: str) -> str | None:
    """The one date that words are, if the calendar has it. Seasons go into nothing larger."""
    found = meant(words)
    return found if found and not _SEASON_RE.fullmatch(found) else None


def _is_edtf(form: str) -> bool:
    try:
        parse(form)
    except ValueError:
        return False
    return True


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
    found = {date for date in (_in_figures(words), _in_chinese(words), *_in_months(words)) if date}
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
    """`1866年3月14日`, `大正十二年九月`; of a month of the moon nobody knows ours."""
    if decade := _CHINESE_DECADE_RE.fullmatch(words):
        return f"{decade[1]}X"
    match = _CHINESE_RE.fullmatch(words)
    if match is None:
        return None
    year, ours = (
        year_of(match["era"], match["count"]) if match["era"] else (int(match["year"]), True)
    )
    if not match["month"]:
        return f"{year:04d}"
    if not ours:
        return None
    month = f"{year:04d}-{count(match['month']):02d}"
    return f"{month}-{count(match['day']):02d}" if match["day"] else month


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
    (
        re.compile(r"(\d{4})-(\d\d?)-(\d\d?)"),
        lambda found: _day(found[1], int(found[2]), int(found[3])),
    ),
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
