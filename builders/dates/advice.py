"""Advice on what to write for words that leave a date open: `before 1901`, `1909 or 1910`.

Where two dates are possible, a catalogue's words are not converted automatically: someone who knows
the source has to decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from builders.dates.months import lowered

ReadDate = Callable[[str], str | None]
"""A function that gives words in EDTF, or None if they are not a date."""

_BEFORE_RE = re.compile(
    r"(?:before|prior to|vor|avant|antes del?|anterior a|prima del?|vóór|voor)\s(?P<date>.{1,60})",
    re.IGNORECASE,
)
_UNTIL_RE = re.compile(
    r"(?:until|till|up to|by|not after|no later than|bis|spätestens|jusqu['’](?:à|en|au)|hasta(?: el)?|fino a)\s(?P<date>.{1,60})",
    re.IGNORECASE,
)
_AFTER_RE = re.compile(
    r"(?:after|post|nach|après|después del?|posterior a|dopo(?: il)?|na)\s(?P<date>.{1,60})",
    re.IGNORECASE,
)
_SINCE_RE = re.compile(
    r"(?:since|from|not before|no earlier than|seit|ab|frühestens|depuis|à partir de|desde(?: el)?|dal?)\s(?P<date>.{1,60})",
    re.IGNORECASE,
)
_OPEN_FORMS = (
    (_BEFORE_RE, "../{}", -1),
    (_AFTER_RE, "{}/..", 1),
    (_UNTIL_RE, "../{}", 0),
    (_SINCE_RE, "{}/..", 0),
)
"""Patterns of open-ended times, with the EDTF form and the offset to the nearest year surely meant.

`before 1901` surely means 1900, hence -1; whether it includes part of 1901 is open.
"""
_OR_RE = re.compile(r"(?P<first>.{1,60}?)\s(?:or|oder|ou|o)\s(?P<second>.{1,60})", re.IGNORECASE)
_BETWEEN_RE = re.compile(
    r"(?:between|zwischen|entre|tra|fra)\s(?P<first>.{1,60}?)\s(?:and|und|et|y|e)\s(?P<second>.{1,60})",
    re.IGNORECASE,
)
_SPAN_RE = re.compile(
    r"(?:(?:from|vom?|du|de|del)\s)?(?P<first>.{4,60}?)\s?(?:-|–|—|\sto\s|\suntil\s|\sbis(?: zum)?\s|\sau\s|\sal?\s)\s?(?P<second>.{4,60})",
    re.IGNORECASE,
)
_ABOUT_SPAN_RE = re.compile(
    r"(?:circa|ca?\.?|about|around|um|etwa|vers|env\.|hacia)\s?(?P<first>\d{4})\s?(?:-|–|—|/|to|bis)\s?(?P<second>\d{4})",
    re.IGNORECASE,
)
_PART_RE = re.compile(
    r"(?P<part>early|mid|late|anfang|mitte|ende|début|milieu|fin|principios|mediados|fines|finales|inizio|metà|fine)"
    r"(?:(?:[- ](?:the|in the|der))?[- ](?P<date>\d{3}0['’]?(?:s|er)(?: ?Jahre)?|\d\d(?:th|st|\.) .{1,40})"
    r"|[- ](?:(?:in|of|des Jahres|de|del) )?(?P<year>\d{4})"
    r"|[- ](?:des années|de los(?: años)?|de la década de|degli anni) (?P<years>\d{3}0))",
    re.IGNORECASE,
)
_PARTS = (
    (frozenset("early anfang début principios inizio".split()), "0", "3"),  # noqa: SIM905  # reads as the list it is
    (frozenset("mid mitte milieu mediados metà".split()), "4", "6"),  # noqa: SIM905  # as above
    (frozenset("late ende fin fines finales fine".split()), "7", "9"),  # noqa: SIM905  # as above
)
"""Words for a part of a decade, with the last digits of its first and its last year.

Of a century they are the digits before the last: its late part runs from 70 to 99.
"""
_MONTHS_OF_PARTS = {"0": ("01", "04"), "4": ("05", "08"), "7": ("09", "12")}
"""From the first digit of a part to the first and the last month of that part of a year."""
_NUMERIC_DAY_RE = re.compile(r"(?P<first>\d\d?)[/.-](?P<second>\d\d?)[/.-](?P<year>\d{4})")
_SHORT_SPAN_RE = re.compile(r"(?P<century>\d\d)(?P<first>\d\d)[-/](?P<second>\d\d)")
_YEAR_RE = re.compile(r"\d{4}")
_MONTHS = 12


def advice(words: str, read: ReadDate) -> str | None:
    """Advice on what to write in place of words that leave a date open; None for other words.

    Args:
        words: The words, separated by single spaces.
        read: Gives the words of a single date in EDTF.
    """
    for way in (_ambiguous_day, _span, _open_ended, _part, _alternatives):
        if found := way(words, read):
            return found
    return None


def _open_ended(words: str, read: ReadDate) -> str | None:
    """Advice on a time that is open at one end."""
    for pattern, form, other in _OPEN_FORMS:
        match = pattern.fullmatch(words)
        date = match and read(match["date"])
        if not date or "/" in date:
            continue
        if other and _YEAR_RE.fullmatch(date):
            beside = form.format(f"{int(date) + other:04d}")
            return f"Write `{beside}`, or `{form.format(date)}` where that year may be meant."
        return f"Write `{form.format(date)}`."
    return None


def _part(words: str, read: ReadDate) -> str | None:
    """Advice on the beginning, the middle or the end of a year, a decade or a century."""
    match = _PART_RE.fullmatch(words)
    if match is None:
        return None
    date = match["year"] or match["years"] or match["date"]
    decade = date[:4]
    first, last = next(
        (first, last) for names, first, last in _PARTS if lowered(match["part"]) in names
    )
    if year := match["year"]:
        begins, ends = _MONTHS_OF_PARTS[first]
        return (
            f"Write `{year}` for the whole year, or the months that are meant:"
            f" `{year}-{begins}/{year}-{ends}`, for instance."
        )
    if not decade.isdigit():
        whole = read(date)
        return whole and (
            f"Write `{whole}` for the whole century, or the years that are meant:"
            f" `{whole[:2]}{first}0/{whole[:2]}{last}9`, for instance."
        )
    ten = decade[:3]
    return (
        f"Write `{ten}X` for the whole decade, or the years that are meant:"
        f" `{ten}{first}/{ten}{last}`, for instance."
    )


def _alternatives(words: str, read: ReadDate) -> str | None:
    """Advice on one of two dates, or a day between them; the bracket has to be quoted in YAML."""
    for pattern, between in ((_BETWEEN_RE, ".."), (_OR_RE, ",")):
        if match := pattern.fullmatch(words):
            first, second = read(match["first"]), read(match["second"])
            if first and second and "/" not in first + second:
                return f'Write `"[{first}{between}{second}]"`, with the quotation marks.'
    return None


def _span(words: str, read: ReadDate) -> str | None:
    """Advice on a span from one date to another, in the forms that `from_words` does not read."""
    if match := _ABOUT_SPAN_RE.fullmatch(words):
        return f"Write `{match['first']}~/{match['second']}~`."
    if match := _SHORT_SPAN_RE.fullmatch(words):
        first, second = match["first"], match["second"]
        # EDTF reads numbers from 21 on (`1920-21`) as seasons, so no advice is given on those.
        if int(second) > _MONTHS and int(first) < int(second):
            century = match["century"]
            return f"Write `{century}{first}/{century}{second}`, if these are meant as years."
    if (match := _SPAN_RE.fullmatch(words)) and not _NUMERIC_DAY_RE.fullmatch(words):
        first_date, second_date = read(match["first"]), read(match["second"])
        if first_date and second_date and "/" not in first_date + second_date:
            return f"Write `{first_date}/{second_date}`."
    return None


def from_numeric_day(words: str, *, day_first: bool) -> str | None:
    """The EDTF form of a day such as `3/4/1911`, given which number is the day; else None."""
    match = _NUMERIC_DAY_RE.fullmatch(words)
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    day, month = (first, second) if day_first else (second, first)
    return f"{match['year']}-{month:02d}-{day:02d}" if 0 < first <= _MONTHS >= second > 0 else None


def _ambiguous_day(words: str, _read: ReadDate) -> str | None:
    """Advice on a day in digits that may be read in two ways: `3/4/1911`."""
    match = _NUMERIC_DAY_RE.fullmatch(words)
    if match is None:
        return None
    year, first, second = match["year"], int(match["first"]), int(match["second"])
    if not (0 < first <= _MONTHS and 0 < second <= _MONTHS) or first == second:
        return None
    return (
        f"Write `{year}-{second:02d}-{first:02d}` where the day stands first,"
        f" `{year}-{first:02d}-{second:02d}` where the month does."
    )
