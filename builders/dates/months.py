"""Dates with month names in languages other than English and Chinese: `3ten März 1848`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from builders.data import written
from builders.dates.intervals import DASH, IntervalWords, interval_words, main_language

_S = r"\s{1,3}"
_DAY = r"3[01]|[12]\d|0?[1-9]"
CHARACTER_FOLDS = {ord("ſ"): "s", ord("ʼ"): "'", ord("’"): "'"} | {
    zero + figure: str(figure)
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50)
    for figure in range(10)
}
"""For `str.translate`: folds the long s, apostrophes and the digits of other scripts to ASCII.

Each replaces one character by one, so that offsets stay valid.
"""


_LETTERS_OF_ONE_CASE = str.maketrans({"ſ": "s", "ı": "i", "İ": "i"})


def lowered(word: str) -> str:
    """A word that a pattern matched with `re.IGNORECASE`, as the pattern has it in lower case.

    To the engine `ſ` equals `s`, and `ı` and `İ` equal `i`; `str.lower` keeps them apart.
    """
    return word.translate(_LETTERS_OF_ONE_CASE).lower()


class WrittenDate(NamedTuple):
    """A date at [start, end) of a text; the day or the year is None if it is not given."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    first: tuple[int, int | None] | None = None
    """Month and day of the earlier of two dates: `3. bis 5. Mai`, `Mai bis Juli 1921`."""
    both: bool = False
    """Whether just the two dates are meant, not all from the first to the last: `3. und 4. Mai`."""


class Calendar:
    """Finds dates by the month names of a language and the words that may stand around them."""

    def __init__(
        self,
        endings: Iterable[str],
        links: Iterable[str],
        months: Iterable[str],
        words: IntervalWords | None,
    ) -> None:
        """Compile the pattern.

        Args:
            endings: Ordinal endings and marks that may follow the number of a day.
            links: Words that may stand before a month or a year.
            months: The forms of each month's name, separated by `/`, from the first month on.
            words: The words between two days or months; None if the language uses only dashes.
        """
        self._numbers = {
            _folded(form): number
            for number, forms in enumerate(months, 1)
            for form in forms.split("/")
        }
        ending = _one_of(endings)
        link = rf"(?:{_one_of(links)}(?:(?<=')|{_S}))"
        to, both = (words.to, words.both) if words else (rf"\s{{0,3}}{DASH}\s{{0,3}}", r"(?!)")
        name = _one_of(self._numbers)
        # In Urdu and Arabic a letter behind the digits may say that the year is one of our era.
        self._pattern = re.compile(
            rf"(?:(?<!\d)(?<!\d[.,/-])(?:(?P<first>{_DAY}){ending}?(?:{to}|(?P<both>{both})))?"
            rf"(?P<day>{_DAY}){ending}?\s{{0,3}}{link}?"
            # `1906. június 27.`, `1525 März 7`; not in `1820, Julio 5 de 1821`.
            rf"|(?<![^\W_])(?<!\d[.,/-])(?P<leading>1\d{{3}}|20\d\d)\.?,?{_S}"
            rf"(?={name}{_S}(?:{_DAY})(?!\d|,?{_S}{link}{{0,3}}(?:1\d{{3}}|20\d\d)(?!\d)))"
            rf"|(?<![^\W_])(?:(?P<early>{name})(?:{to}|(?P<months>{both})){link}?)?)"
            rf"(?P<month>{name})(?![^\W_])"
            # `Julio 5 de 1821`, where no day stands before the month.
            rf"(?(leading){_S}(?P<last>{_DAY}){ending}?|)"
            rf"(?(day)|(?:{_S}(?P<late>{_DAY}){ending}?(?=(?:,{_S}{link}{{0,3}}|{_S}{link}{{1,3}})(?:1\d{{3}}|20\d\d)(?!\d)))?)"
            rf"(?:,?{_S}{link}{{0,3}}(?P<year>1\d{{3}}|20\d\d)(?=[ءم]?(?![^\W_])))?",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[WrittenDate]:
        """The dates in a text that have a day or a year; a month alone may be another word."""
        for match in self._pattern.finditer(text.translate(CHARACTER_FOLDS)):
            day = match["day"] or match["late"] or match["last"]
            year = match["year"] or match["leading"]
            month = self._number(match["month"])
            if not month or not (day or year):
                continue
            last = (month, int(day) if day else None)
            early = self._number(match["early"] or "")
            first = (month, int(match["first"])) if match["first"] else (early or month, None)
            # Days or months out of order are not an interval: only the last is taken.
            ordered = first < last if match["first"] or early else False
            whole = ordered or match["leading"]
            start = match.start() if whole else match.start("day" if match["day"] else "month")
            yield WrittenDate(
                start,
                match.end(),
                int(year) if year else None,
                *last,
                first if ordered else None,
                both=bool(match["both"] or match["months"]),
            )

    def _number(self, month: str) -> int | None:
        # May find nothing: to the pattern a Turkish İ equals i, but case folding keeps them apart.
        return self._numbers.get(_folded(month))


@cache
def calendar(language: str) -> Calendar | None:
    """The calendar of a language; None if `months.txt` has no line for it."""
    line = _lines().get(main_language(language))
    if line is None:
        return None
    endings, links, months = line
    words = interval_words(language)
    return Calendar(endings.split(), links.split(), months.split(", "), words)


def languages() -> tuple[str, ...]:
    """The tags of the languages that have a calendar."""
    return tuple(_lines())


@cache
def _lines() -> dict[str, list[str]]:
    text = written("months.txt")
    lines = (line.split(";") for line in text.splitlines() if not line.startswith("#"))
    return {tag: [part.strip() for part in parts] for tag, *parts in lines}


def _folded(month: str) -> str:
    """A month's name case-folded, then composed: folding makes the Greek `ΐ` three characters."""
    return unicodedata.normalize("NFC", month.casefold())


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words; the longest is tried first."""
    ordered = sorted(_with_decomposed(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"


def _with_decomposed(words: Iterable[str]) -> set[str]:
    """The words as they are and decomposed (NFD), as macOS writes accents in names of files."""
    return {form for word in words for form in (word, unicodedata.normalize("NFD", word))}
