"""Words of intervals in languages besides English and Chinese: `vom … bis zum …`, `depuis …`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from builders.data import written

S = r"\s{1,3}"
S0 = r"\s{0,3}"
DASH = r"[-\u2010-\u2015]"
_TOUCHES = ("-", "'", "’")
_AND = "و"
"""The Arabic "and", written together with the word after it."""
_NORWEGIAN = frozenset({"no", "nn"})
"""Norwegian as such and Nynorsk, whose words for dates stand under `nb`."""
_BEGINS = rf"(?<![^\W{_AND}])"


class IntervalWords(NamedTuple):
    """Pattern fragments for the words around dates, each with the white space next to it."""

    opened: str
    """Before the first of two dates: `vom `."""
    to: str
    """Between the two: ` bis zum `, or a dash."""
    between: str
    """Before the first of two dates that `both` joins: `zwischen `."""
    both: str
    """Between the two dates after `between`: ` und `."""
    since: str
    """Before a date since which something lasts: `seit `; empty if no word means only that."""
    until: str
    """Before a date until which something lasts: `hasta el `; empty if no word means only that."""
    last: tuple[str, str, str, str]
    """The last words of `opened`, `between`, `since` and `until`, case-folded, space-separated."""


def main_language(tag: str) -> str:
    """The language of a BCP 47 tag, as the tables of words have it: `de` for `DE-at`."""
    language = tag.partition("-")[0].lower()
    return "nb" if language in _NORWEGIAN else language


@cache
def interval_words(language: str) -> IntervalWords | None:
    """The interval words of a language; None if `intervals.txt` has no line for it."""
    line = _lines().get(main_language(language))
    if line is None:
        return None
    opened, to, between, both, since, until = (
        [word.strip() for word in part.split(",") if word.strip()] for part in line
    )
    return IntervalWords(
        rf"{_BEGINS}{_before_a_date(opened)}",
        rf"(?:{S0}{DASH}{S0}|{S}{_before_a_date(to)})",
        rf"{_BEGINS}{_before_a_date(between)}",
        rf"{S}{_before_a_date(both)}",
        rf"{_BEGINS}{_before_a_date(since)}" if since else "",
        rf"{_BEGINS}{_before_a_date(until)}" if until else "",
        (_last(opened), _last(between), _last(since), _last(until)),
    )


def _before_a_date(words: Iterable[str]) -> str:
    """A pattern for any of the words and the space after it; the longest is tried first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(_spaced(word) for word in ordered)})"


def _spaced(word: str) -> str:
    touches = word.endswith(_TOUCHES) or word == _AND
    return S.join(map(re.escape, word.split())) + (S0 if touches else S)


def _last(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word.split()[-1].casefold() for word in words))


@cache
def _lines() -> dict[str, list[str]]:
    text = written("intervals.txt")
    lines = (line.split(";") for line in text.splitlines() if not line.startswith("#"))
    return {tag: parts for tag, *parts in lines}
