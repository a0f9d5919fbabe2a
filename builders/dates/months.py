"""Days and months in languages besides English and Chinese: `3ten März 1848`, `3 tháng 3 năm 1948`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

_S = r"\s{1,3}"
_LEVELLED = {ord("ſ"): "s", ord("ʼ"): "'", ord("’"): "'"} | {
    zero + figure: str(figure)
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50)
    for figure in range(10)
}
"""The long s, apostrophes, and the figures of other scripts; one character for one."""


class Written(NamedTuple):
    """What is written at [start, end) of a text: a day or a year is None where it is not said."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None


class Calendar:
    """The months of a language, and what may stand around them."""

    def __init__(self, endings: Iterable[str], links: Iterable[str], months: Iterable[str]) -> None:
        """Compile them.

        Args:
            endings: What stands behind the figure of a day.
            links: What stands before a month or a year.
            months: Of each its forms, parted by `/`.
        """
        self._numbers = {
            form.casefold(): number
            for number, forms in enumerate(months, 1)
            for form in _as_on_a_mac(forms.split("/"))
        }
        ending = _one_of(endings)
        link = rf"(?:{_one_of(links)}(?:(?<=')|{_S}))"
        self._pattern = re.compile(
            rf"(?:(?<!\d)(?<!\d[.,/-])(?P<day>3[01]|[12]\d|0?[1-9]){ending}?\s{{0,3}}{link}?"
            rf"|(?<![^\W_]))(?P<month>{_one_of(self._numbers)})(?![^\W_])"
            rf"(?:,?{_S}{link}{{0,3}}(?P<year>1\d{{3}}|20\d\d)(?![^\W_]))?",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Written]:
        """The days, and the months of a year, in a text; a month alone may be another word."""
        for match in self._pattern.finditer(text.translate(_LEVELLED)):
            day, year = match["day"], match["year"]
            # A Turkish I is a Latin one to the pattern, and stays another in small letters.
            month = self._numbers.get(match["month"].casefold())
            if month and (day or year):
                yield Written(
                    *match.span(), int(year) if year else None, month, int(day) if day else None
                )


@cache
def calendar(language: str) -> Calendar | None:
    """That of a language, if it has one here."""
    line = _lines().get(language.partition("-")[0])
    if line is None:
        return None
    endings, links, months = line
    return Calendar(endings.split(), links.split(), months.split(", "))


@cache
def _lines() -> dict[str, list[str]]:
    text = (resources.files("builders.data") / "months.txt").read_text(encoding="utf-8")
    lines = (line.split(";") for line in text.splitlines() if not line.startswith("#"))
    return {tag: [part.strip() for part in parts] for tag, *parts in lines}


def _one_of(words: Iterable[str]) -> str:
    """Any of the words; the longest is tried first."""
    ordered = sorted(_as_on_a_mac(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"


def _as_on_a_mac(words: Iterable[str]) -> set[str]:
    """The words, and they with their accents behind their letters."""
    return {form for word in words for form in (word, unicodedata.normalize("NFD", word))}
