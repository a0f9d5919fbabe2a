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
from collections.abc import Iterable, Iterator
from functools import lru_cache

from builders.recognizers.dates.vocabulary import APOSTROPHE
from builders.spans import Span

REACH = 130
"""More than all matches but those of days have, with what they look ahead to."""
LONGEST_REACH = 250
"""More than the longest has: nine days in a row, with their month and year."""


class Landmark:
    """What a kind of date cannot do without.

    The engine looks for a first character by itself, which is fastest, where each alternative of
    a pattern begins with a letter, or all of it with one set of letters.
    """

    def __init__(self, pattern: str, reach: int = REACH) -> None:
        """Compile the pattern."""
        self.pattern = re.compile(pattern)
        self.reach = reach


class Near:
    """A pattern that is tried near its landmark only."""

    def __init__(self, landmark: Landmark, pattern: str, flags: int = 0) -> None:
        """Compile the pattern."""
        self.landmark = landmark
        self.pattern = re.compile(pattern, flags)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """The matches in a text, those that `re.Pattern.finditer` would find in all of it."""
        spans = surroundings(self.landmark, text)
        return self._within(text, spans) if spans else ()

    def _within(self, text: str, spans: Iterable[Span]) -> Iterator[re.Match[str]]:
        for start, end in spans:
            yield from self.pattern.finditer(text, start, end)


@lru_cache(maxsize=64)  # a text is asked for by each landmark a few times, and then never again
def surroundings(landmark: Landmark, text: str) -> tuple[Span, ...]:
    """The ranges of a text that a landmark is near to; those that touch are one."""
    spans: list[Span] = []
    for match in landmark.pattern.finditer(text):
        at = match.start()
        start, end = max(0, at - landmark.reach), min(len(text), at + landmark.reach)
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return tuple(spans)


_MONTH = (
    "J(?:an|AN|un|UN|ul|UL)|F(?:eb|EB)|M(?:ar|AR|ay|AY)|A(?:pr|PR|ug|UG)|S(?:ep|EP)|O(?:ct|CT)"
    "|N(?:ov|OV)|D(?:ec|EC)"
)
MONTH_NAME = Landmark(_MONTH)
DAYS_OF_A_MONTH = Landmark(_MONTH, LONGEST_REACH)
SEASON_NAME = Landmark(
    "s(?:pring|ummer)|S(?:pring|ummer|PRING|UMMER)|autumn|A(?:utumn|UTUMN)|fall|F(?:all|ALL)"
    "|winter|W(?:inter|INTER)"
)
WEEKDAY_NAME = Landmark("[SMTWF](?:[a-z]{2,5}day|[A-Z]{2,5}DAY)")
UNIT = Landmark("year|month|week|century|YEAR|MONTH|WEEK")
MONTHS = Landmark("[Mm][Oo][Nn][Tt][Hh]")
FOUR_FIGURES = Landmark("(?:1[0-9]|20)[0-9]{2}")
JOINED_FIGURES = Landmark("[0-9][-/.][0-9]")
ROUND_PLURAL = Landmark(rf"0\s{{0,3}}{APOSTROPHE}{{0,2}}s")
