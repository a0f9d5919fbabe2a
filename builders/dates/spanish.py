"""EDTF dates put into Spanish words: `14 de febrero de 2007`, `de enero a junio de 2010`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from builders.dates.bounds import SET_SEPARATOR_RE, UNSPECIFIED_YEAR
from builders.dates.parts import (
    CENTURY_RE,
    FIRST_YEAR_OF_THREE_DIGITS,
    OPEN,
    POINT_RE,
    third_of_month,
    with_mark_at_end,
)

DECADE_RE = re.compile(r"(?P<decade>[0-9]{3})X(?P<mark>[~?%]?)")
MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)
SEASONS = {
    str(number): words
    for number, words in enumerate(
        (
            *(("la", "primavera"), ("el", "verano"), ("el", "otoño"), ("el", "invierno")) * 3,
            *(("el", f"{which} trimestre") for which in ("primer", "segundo", "tercer", "cuarto")),
            *(("el", f"{which} cuatrimestre") for which in ("primer", "segundo", "tercer")),
            *(("el", f"{which} semestre") for which in ("primer", "segundo")),
        ),
        21,
    )
}
"""Articles and words for the numbers that EDTF puts in the place of a month."""
THIRDS = ("principios", "mediados", "finales")
"""Words for the thirds of a month."""
ROMAN = {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
SPOKEN_WITH_O_RE = re.compile(r"o|8|11\b")
"""What begins with the sound of an o, before which `o` becomes `u`: `septiembre u octubre`, `7 u 8`."""


class Words(NamedTuple):
    """A date in words, with the article that it takes in a sentence."""

    article: str
    """`el` or `la`; empty where there is none: `desde el 14 de febrero`, but `desde febrero`."""
    bare: str
    """The words as they stand alone: `14 de febrero de 2007`."""

    @property
    def whole(self) -> str:
        """The words with their article."""
        return f"{self.article} {self.bare}".lstrip()

    def after(self, preposition: str) -> str:
        """The words after `de` or `a`, which the article `el` is joined to: `del siglo XIX`."""
        # `de` and `el` become `del`, `a` and `el` become `al`.
        return (
            f"{preposition}l {self.bare}" if self.article == "el" else f"{preposition} {self.whole}"
        )


@lru_cache(maxsize=4096)
def display(edtf: str) -> str:
    """The date in Spanish words; a text that cannot be put into words is returned unchanged."""
    words = _date_words(edtf)
    return edtf if words is None else words


def _date_words(edtf: str) -> str | None:
    if edtf[:1] in {"[", "{"}:
        return _set_words(SET_SEPARATOR_RE.split(edtf[1:-1]), is_one=edtf[0] == "[")
    if "/" in edtf:
        return _interval_words(*edtf.split("/", 1))
    words = _point_words(edtf)
    return words and words.bare


def _set_words(texts: list[str], *, is_one: bool) -> str | None:
    """The members of a set in words, with what they share only once: `3, 5 y 9 de mayo de 2008`."""
    members = [_member_words(text.strip(), is_one=is_one) for text in texts]
    words = [member for member in members if member is not None]
    if len(words) < len(members):
        return None
    # The month and day of a member, or its year alone, are all that is before the last ` de `.
    ends = [part.month if (part := third_of_month(text.strip())) else text for text in texts]
    stems = {tuple(end.strip().split("-")[:-1]) for end in ends}
    if len(stems) == 1 and stems != {()} and all(end.strip()[-1:].isdigit() for end in ends):
        shared = len(stems.pop())  # the year, or month and year
        words[:-1] = [word.rsplit(" de ", shared)[0] for word in words[:-1]]
    if len(words) == 1:
        return words[0]
    last = words[-1]
    between = ("u" if SPOKEN_WITH_O_RE.match(last) else "o") if is_one else "y"
    return f"{', '.join(words[:-1])} {between} {last}"


def _member_words(text: str, *, is_one: bool) -> str | None:
    """A member of a set; a range of which one date is meant is named by its ends."""
    first, dots, last = text.partition("..")
    if not dots:
        words = _point_words(text)
        return words and words.bare
    if third := third_of_month(text):
        month = _point_words(third.month)
        return month and f"{THIRDS[third.number]} de {month.bare}"
    if not (is_one and first and last):
        return _interval_words(first or "..", last or "..")
    lower, upper = _point_words(first), _point_words(last)
    if lower is None or upper is None or first == last:
        return lower and lower.bare
    return f"entre {_without_shared(first, last, lower).whole} y {upper.whole}"


def _interval_words(first: str, last: str) -> str | None:
    if first in OPEN or last in OPEN:
        known = _point_words(last if first in OPEN else first)
        return known and f"{'hasta' if first in OPEN else 'desde'} {known.whole}"
    if first[-1:] == last[-1:] == "~":
        words = _interval_words(first[:-1], last[:-1])
        return words and f"aproximadamente {words}"
    lower, upper = _point_words(first), _point_words(last)
    if lower is None or upper is None:
        return None
    return f"{_without_shared(first, last, lower).after('de')} {upper.after('a')}"


def _without_shared(first: str, last: str, words: Words) -> Words:
    """The words of the first date without the year, or month and year, that the last one gives too."""
    one, other = first.split("-"), last.split("-")
    if (
        len(one) != len(other)
        or first.startswith("-")
        or not (first[-1:].isdigit() and last[-1:].isdigit())
        or one[0] != other[0]
        or not one[1:]
    ):
        return words
    shared = len(one) - 1 if one[:-1] == other[:-1] else 1
    return words._replace(bare=words.bare.rsplit(" de ", shared)[0])


def _point_words(text: str) -> Words | None:
    """One date in words, with its `~`, `?` or `%`."""
    text, _ = with_mark_at_end(text)
    if match := POINT_RE.fullmatch(text):
        words = _simple_words(match["year"], match["month"], match["day"])
    elif match := DECADE_RE.fullmatch(text):
        words = Words("la", "década de " + _year_words(match["decade"] + "0"))
    elif match := CENTURY_RE.fullmatch(text):
        words = Words("el", f"siglo {_roman(int(match['century']) + 1)}")
    else:
        return None
    if words is None:
        return None
    if match["mark"] in {"~", "%"}:
        words = Words("", f"hacia {words.whole}")
    return words._replace(bare=f"{words.bare} (dudoso)") if match["mark"] in {"?", "%"} else words


def _simple_words(year: str, month: str | None, day: str | None) -> Words | None:
    if month is None:
        return Words("", _year_words(year))
    of_year = f"de {_year_words(year)}"
    if month == "XX":
        return Words("", f"un día {of_year}")
    if 0 < int(month) <= len(MONTHS):
        of_month = f"{MONTHS[int(month) - 1]} {of_year}"
        if day is None:
            return Words("", of_month)
        return (
            Words("", f"un día de {of_month}")
            if day == "XX"
            else Words("el", f"{int(day)} de {of_month}")
        )
    if month not in SEASONS or day is not None:
        return None
    article, season = SEASONS[month]
    return Words(article, f"{season} {of_year}")


def _year_words(year: str) -> str:
    if year == UNSPECIFIED_YEAR:
        return "un\u00a0año\u00a0desconocido"
    number = int(year)
    if number <= 0:
        return f"{1 - number}\u00a0a.\u00a0C."  # EDTF has a year 0, which is 1 BC
    return f"{number}\u00a0d.\u00a0C." if number < FIRST_YEAR_OF_THREE_DIGITS else str(number)


def _roman(number: int) -> str:
    """A number in Roman numerals, as centuries are counted."""
    for value, numeral in ROMAN.items():
        if number >= value:
            return numeral + _roman(number - value)
    return ""
