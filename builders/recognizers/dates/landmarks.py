"""Where in a text a date can be at all, so that its patterns are tried there and nowhere else.

Nearly every pattern here opens with a condition or with words that may be left out, and such a
pattern is tried at each character of a text: forty of them took longer than all the rest of
reading. But each has a *landmark* that it cannot do without (three letters of a month, four
figures of a year), which is found many times as fast. What is found is what would be found in the
whole text: the surroundings that are searched hold the longest match and all that it looks ahead
to, on either side of its landmark, and a match looks back beyond them freely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from builders.recognizers.dates.vocabulary import APOSTROPHE

BEFORE = 70
"""More than any match but those of days has before its landmark."""
NARROWEST = 40
"""More than the longest words that say which part of a time is meant (`vocabulary.NARROWER`)."""
AFTER = 70
"""More than most matches have from the beginning of their landmark on, with what they look at."""


class Landmark:
    """What a kind of date cannot do without.

    The engine looks for a first character by itself, which is fastest, where each alternative of
    a pattern begins with a letter, or all of it with one set of letters. Faster yet is to look
    for the words that each alternative has one of, in small letters, in all of the text.
    """

    def __init__(self, pattern: str, words: tuple[str, ...] = ()) -> None:
        """Compile the pattern; with its words, if there are any that it must have one of."""
        self.pattern = re.compile(pattern)
        self.words = words


class Near:
    """A pattern that is tried near its landmark only."""

    def __init__(
        self,
        landmark: Landmark,
        pattern: str,
        flags: int = 0,
        *,
        before: int = BEFORE,
        after: int = AFTER,
    ) -> None:
        """Compile the pattern, which matches nothing farther from the landmark's beginning."""
        self.landmark = landmark
        self.pattern = re.compile(pattern, flags)
        self._before = before
        self._after = after

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """The matches in a text, those that `re.Pattern.finditer` would find in all of it."""
        places = beginnings(self.landmark, text)
        return self._around(text, places) if places else ()

    def _around(self, text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
        first, end = max(0, places[0] - self._before), places[0] + self._after
        for place in places:
            if place - self._before > end:
                yield from self.pattern.finditer(text, first, end)
                first = place - self._before
            end = place + self._after
        yield from self.pattern.finditer(text, first, end)


class Ending:
    """Words just before a date: a pattern that is tried where one of its last words stands there.

    A pattern that is bound to the end of a text is tried at each character before; how a text ends
    is seen at once.
    """

    def __init__(self, words: str, pattern: str, flags: int = 0) -> None:
        """Compile the pattern, each match of which ends with one of the words, blanks aside."""
        self.words = tuple(words.split())
        self.pattern = re.compile(pattern, flags)

    def search(self, before: str) -> re.Match[str] | None:
        """The match in what stands before a date, as `re.Pattern.search` finds it."""
        if before.rstrip().casefold().endswith(self.words):
            return self.pattern.search(before)
        return None


# A text is asked for by each landmark a few times, and then never again.
@lru_cache(maxsize=64)
def beginnings(landmark: Landmark, text: str) -> tuple[int, ...]:
    """Where in a text the landmark begins."""
    if landmark.words:
        small = _small(text)
        for word in landmark.words:
            if word in small:
                break
        else:
            return ()
    return tuple(match.start() for match in landmark.pattern.finditer(text))


@lru_cache(maxsize=2)
def _small(text: str) -> str:
    return text.casefold()


MONTH_NAME = Landmark(
    "J(?:an|AN|un|UN|ul|UL)|F(?:eb|EB)|M(?:ar|AR|ay|AY)|A(?:pr|PR|ug|UG)|S(?:ep|EP)|O(?:ct|CT)"
    "|N(?:ov|OV)|D(?:ec|EC)"
)
SEASON_NAME = Landmark(
    "s(?:pring|ummer)|S(?:pring|ummer|PRING|UMMER)|autumn|A(?:utumn|UTUMN)|fall|F(?:all|ALL)"
    "|winter|W(?:inter|INTER)",
    ("spring", "summer", "autumn", "fall", "winter"),
)
WEEKDAY_NAME = Landmark("[SMTWF](?:[a-z]{2,5}day|[A-Z]{2,5}DAY)", ("day",))
UNIT = Landmark("year|month|week|century|YEAR|MONTH|WEEK", ("year", "month", "week", "century"))
MONTHS = Landmark("[Mm][Oo][Nn][Tt][Hh]", ("month",))
FOUR_FIGURES = Landmark("(?:1[0-9]|20)[0-9]{2}", ("1", "20"))
JOINED_FIGURES = Landmark("[0-9][-/.][0-9]", tuple("0123456789"))
ROUND_PLURAL = Landmark(rf"0\s{{0,3}}{APOSTROPHE}{{0,2}}s", ("0",))
