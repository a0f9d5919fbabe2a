"""Where in a text a date can occur at all, so that its pattern is tried only there.

Nearly every pattern of dates opens with a look-behind or with optional words, so the engine tries
it at every character of a text: forty such patterns took longer than all other work of reading.
But each has a *landmark* that it cannot match without (three letters of a month, four digits of a
year), which is found many times faster. The matches are those that a search of the whole text would
find: the range searched around a landmark holds the longest match and everything that it looks
ahead to, and looking behind is not limited by that range.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from builders.recognizers.dates.vocabulary import APOSTROPHE

BEFORE = 70
"""More characters than any match has before its landmark, except matches of days."""
LONGEST_NARROWER = 40
"""More characters than the longest words for a part of a period have (`vocabulary.NARROWER`)."""
AFTER = 70
"""More characters than most matches have from their landmark on, with their look-ahead."""


class Landmark:
    """Something that every date of a kind must contain.

    The engine skips quickly to a possible first character if every alternative of the pattern
    begins with a letter, or the whole pattern with one set of letters. Faster still is a search
    of the whole text, in lower case, for words of which every match contains one.
    """

    def __init__(self, pattern: str, words: tuple[str, ...] = ()) -> None:
        """Compile the pattern.

        Args:
            pattern: Finds the landmark.
            words: Words in lower case, one of which is in any text with the landmark, if there
                are such words.
        """
        self.pattern = re.compile(pattern)
        self.words = words


class LandmarkPattern:
    """A pattern that is tried only near its landmark."""

    def __init__(
        self,
        landmark: Landmark,
        pattern: str,
        flags: int = 0,
        *,
        before: int = BEFORE,
        after: int = AFTER,
    ) -> None:
        """Compile the pattern.

        Args:
            landmark: What every match contains.
            pattern: The pattern.
            flags: Flags for `re.compile`.
            before: How far before the beginning of its landmark a match may begin.
            after: How far behind that beginning a match, with its look-ahead, may reach.
        """
        self.landmark = landmark
        self.pattern = re.compile(pattern, flags)
        self._before = before
        self._after = after

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """The matches in a text: those that `re.Pattern.finditer` would find in the whole of it."""
        places = landmark_offsets(self.landmark, text)
        return self._around(text, places) if places else ()

    def _around(self, text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
        first, end = max(0, places[0] - self._before), places[0] + self._after
        for place in places:
            if place - self._before > end:
                yield from self.pattern.finditer(text, first, end)
                first = place - self._before
            end = place + self._after
        yield from self.pattern.finditer(text, first, end)


class PrecedingWords:
    """A pattern for words just before a date, tried only if one of its last words stands there.

    The engine tries a pattern that is anchored to the end of a text at every character; looking
    at how the text ends takes no time.
    """

    def __init__(self, words: str, pattern: str, flags: int = 0) -> None:
        """Compile the pattern, whose matches all end with one of the words and white space."""
        self.words = tuple(words.split())
        self.pattern = re.compile(pattern, flags)

    def search(self, before: str) -> re.Match[str] | None:
        """The match in the text before a date, as `re.Pattern.search` finds it."""
        if before.rstrip().casefold().endswith(self.words):
            return self.pattern.search(before)
        return None


# The same text is searched a few times for each landmark, and then never again.
@lru_cache(maxsize=64)
def landmark_offsets(landmark: Landmark, text: str) -> tuple[int, ...]:
    """The offsets in a text at which the landmark begins."""
    if landmark.words:
        small = _casefolded(text)
        for word in landmark.words:
            if word in small:
                break
        else:
            return ()
    return tuple(match.start() for match in landmark.pattern.finditer(text))


@lru_cache(maxsize=2)
def _casefolded(text: str) -> str:
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
UNIT_WORD = Landmark(
    "year|month|week|century|YEAR|MONTH|WEEK", ("year", "month", "week", "century")
)
MONTH_WORD = Landmark("[Mm][Oo][Nn][Tt][Hh]", ("month",))
FOUR_DIGITS = Landmark("(?:1[0-9]|20)[0-9]{2}", ("1", "20"))
JOINED_DIGITS = Landmark("[0-9][-/.][0-9]", tuple("0123456789"))
ROUND_PLURAL = Landmark(rf"0\s{{0,3}}{APOSTROPHE}{{0,2}}s", ("0",))
