"""What to write for words that leave a date open: `before 1901`, `late 1910s`, `1909 or 1910`.

It is for whoever knows the source to say which; a catalogue's words are not turned into a date by
themselves where two dates are possible.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Read = Callable[[str], str | None]
"""What words come to in EDTF, if they are one date."""

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
_OPEN = (
    (_BEFORE_RE, "../{}", -1),
    (_AFTER_RE, "{}/..", 1),
    (_UNTIL_RE, "../{}", 0),
    (_SINCE_RE, "{}/..", 0),
)
"""The forms of such times, and how far from the year named the next one lies that is meant for certain."""
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
    r"|[- ](?:des années|de los(?: años)?|de la década de|degli anni) (?P<years>\d{3}0))",
    re.IGNORECASE,
)
_PARTS = (
    (frozenset("early anfang début principios inizio".split()), "0", "3"),  # noqa: SIM905  # reads as the list it is
    (frozenset("mid mitte milieu mediados metà".split()), "4", "6"),  # noqa: SIM905  # as above
    (frozenset("late ende fin fines finales fine".split()), "7", "9"),  # noqa: SIM905  # as above
)
"""The words for a part of ten years, and which years it may be."""
_TWO_WAYS_RE = re.compile(r"(?P<first>\d\d?)[/.-](?P<second>\d\d?)[/.-](?P<year>\d{4})")
_SHORT_SPAN_RE = re.compile(r"(?P<century>\d\d)(?P<first>\d\d)[-/](?P<second>\d\d)")
_YEAR_RE = re.compile(r"\d{4}")
_MONTHS = 12


def explained(words: str, read: Read) -> str | None:
    """What to write in place of such words, and what hangs on it; None for any others.

    Args:
        words: With single blanks.
        read: What the words of a single date come to.
    """
    for way in (_slashed, _span, _open, _part, _either):
        if found := way(words, read):
            return found
    return None


def _open(words: str, read: Read) -> str | None:
    """Times of which one end is not known."""
    for pattern, form, other in _OPEN:
        match = pattern.fullmatch(words)
        date = match and read(match["date"])
        if not date or "/" in date:
            continue
        if other and _YEAR_RE.fullmatch(date):
            beside = form.format(f"{int(date) + other:04d}")
            return f"Write `{beside}`, or `{form.format(date)}` where that year may be meant."
        return f"Write `{form.format(date)}`."
    return None


def _part(words: str, read: Read) -> str | None:
    """The beginning, the middle or the end of ten or a hundred years."""
    match = _PART_RE.fullmatch(words)
    if match is None:
        return None
    date = match["years"] or match["date"]
    decade = date[:4]
    if not decade.isdigit():
        whole = read(date)
        return whole and (
            f"Write `{whole}` for the whole century, or the years that are meant:"
            f" `{whole[:2]}00/{whole[:2]}30`, for instance."
        )
    ten = decade[:3]
    first, last = next(
        (first, last) for names, first, last in _PARTS if match["part"].lower() in names
    )
    return (
        f"Write `{ten}X` for the whole decade, or the years that are meant:"
        f" `{ten}{first}/{ten}{last}`, for instance."
    )


def _either(words: str, read: Read) -> str | None:
    """One of two dates, or some day from one to the other; in YAML a bracket asks for quotation marks."""
    for pattern, between in ((_BETWEEN_RE, ".."), (_OR_RE, ",")):
        if match := pattern.fullmatch(words):
            first, second = read(match["first"]), read(match["second"])
            if first and second and "/" not in first + second:
                return f'Write `"[{first}{between}{second}]"`, with the quotation marks.'
    return None


def _span(words: str, read: Read) -> str | None:
    """From one date to another, where `meant` knows none: of each something else is to be said."""
    if match := _ABOUT_SPAN_RE.fullmatch(words):
        return f"Write `{match['first']}~/{match['second']}~`."
    if match := _SHORT_SPAN_RE.fullmatch(words):
        first, second = match["first"], match["second"]
        # From 21 on EDTF has seasons, as which such figures are read without a word.
        if int(second) > _MONTHS and int(first) < int(second):
            century = match["century"]
            return f"Write `{century}{first}/{century}{second}`, if these are meant as years."
    if (match := _SPAN_RE.fullmatch(words)) and not _TWO_WAYS_RE.fullmatch(words):
        first_date, second_date = read(match["first"]), read(match["second"])
        if first_date and second_date and "/" not in first_date + second_date:
            return f"Write `{first_date}/{second_date}`."
    return None


def in_order(words: str, *, day_first: bool) -> str | None:
    """The day in EDTF that figures are where it is known which of them stands first; None for all else."""
    match = _TWO_WAYS_RE.fullmatch(words)
    if match is None:
        return None
    first, second = int(match["first"]), int(match["second"])
    day, month = (first, second) if day_first else (second, first)
    return f"{match['year']}-{month:02d}-{day:02d}" if 0 < first <= _MONTHS >= second > 0 else None


def _slashed(words: str, _read: Read) -> str | None:
    """A day that may be read in two ways."""
    match = _TWO_WAYS_RE.fullmatch(words)
    if match is None:
        return None
    year, first, second = match["year"], int(match["first"]), int(match["second"])
    if not (0 < first <= _MONTHS and 0 < second <= _MONTHS) or first == second:
        return None
    return (
        f"Write `{year}-{second:02d}-{first:02d}` where the day stands first,"
        f" `{year}-{first:02d}-{second:02d}` where the month does."
    )
