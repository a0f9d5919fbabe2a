"""Sentences of a text, and the sentence that contains a word.

A doubtful full stop does not end a sentence: a sentence too many in a quotation does no harm, but
half a sentence may mislead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import itemgetter

from builders.spans import Span, stripped

# `trafficking." The Consul General`, `完成。`
END_RE = re.compile(
    # The character set comes first, what must precede it after: the engine scans for a leading set
    # ten times as fast. A run of stops matches once, not at each of its stops.
    # What follows begins with a capital, a digit, or a letter of a script without capitals.
    r"[.!?…؟۔।॥。！？](?:(?<=[.!?…؟۔।॥])(?<![.!?…؟۔।॥].)[.!?…؟۔।॥]*+[\"'”’“»)\]]*+"
    r"(?=\s++(?:«\s)?[\"'“‘„«¿¡(\[]*+[^\W_a-zß-öø-ÿά-ώа-џ])"
    r"|(?<=[。！？])[。！？]*[”’」』）]*)"
)
WORD_BEFORE_RE = re.compile(r"[^\s(\[\"“‘]+\Z")
INITIALS_RE = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
"""`U.S`, `J`: what stands before the last stop of an abbreviation of single letters."""
NUMBER_RE = re.compile(r"\d{1,3}\Z")
ABBREVIATION_RE = re.compile(
    r"(?:adm|approx|apr|art|aug|capt|cf|co|col|corp|dec|dept|dr|ed|est|etc|feb|fig|fr|gen|gov|inc"
    r"|jan|jr|lt|ltd|maj|messrs|mr|mrs|ms|mt|no|nos|nov|oct|op|para|paras|pp|prof|refs?|rep|rev"
    r"|sec|sen|sept?|sgt|sr|st|vol|vs"
    # German, French, Spanish and Portuguese, Italian, Russian.
    r"|abs|bd|bzw|ca|evtl|geb|gest|ggf|hr|hrn|jh|nr|vgl|av|env|mgr|excmo|exmo|núm|pág|sra|srta"
    r"|dott|sig|гг|гр|др|им|кн|проф|руб|см|стр|тов|ул)\Z",
    re.IGNORECASE,
)
LONGEST = 560
"""A sentence with more characters is a list or lacks a full stop; it is quoted only in part."""
REACH = 200
"""How many characters of such a sentence are quoted on either side of the marked words."""
LONGEST_BRIEF = 320
"""The same limit for brief quotations, where many sources are quoted one below the other."""
BRIEF_REACH = 130
"""How many characters are quoted on either side in a brief quotation."""
CACHE_SIZE = 4096
"""The size of the cache of words before a full stop that are, or are not, abbreviations."""
LOOK_BACK = 24
"""How many characters before a full stop are searched for an abbreviation."""


START = itemgetter(0)
"""Key of a span for searching: its start."""


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences in order, without the white space between them."""
    return tuple(_sentences(text))


def sentence_around(found: Sequence[Span], word: Span) -> Span:
    """The sentence that contains the word or, where it spans several, all of these as one."""
    if not found:
        return word
    first = found[max(0, bisect_right(found, word.start, key=START) - 1)]
    if first.start <= word.start and word.end <= first.end:
        return first
    last = found[max(0, bisect_right(found, word.end - 1, key=START) - 1)]
    return Span(min(first.start, word.start), max(last.end, word.end))


def quoted_span(text: str, sentence: Span, first: Span, last: Span, *, brief: bool = False) -> Span:
    """What to quote of a sentence: all of it or, if it is very long, what is near its marked words.

    Args:
        text: The text of the passage.
        sentence: The sentence in the text.
        first: The first of its marked words.
        last: The last of its marked words.
        brief: Whether the limits for brief quotations apply.
    """
    if sentence.length <= (LONGEST_BRIEF if brief else LONGEST):
        return sentence
    reach = BRIEF_REACH if brief else REACH
    start = max(sentence.start, first.start - reach)
    end = min(sentence.end, last.end + reach)
    if start > sentence.start:
        start = _word_start(text, start, first.start)
    if end < sentence.end:
        end = _word_end(text, end, last.end)
    return Span(start, end)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in END_RE.finditer(text):
        if _ends_sentence(text, start, match):
            span = stripped(text, start, match.end())
            if span.length:
                yield span
            start = match.end()
    span = stripped(text, start, len(text))
    if span.length:
        yield span


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if match[0] != ".":
        return True
    before = WORD_BEFORE_RE.search(text, max(start, match.start() - LOOK_BACK), match.start())
    if before is None:
        return True
    word = before[0]
    if NUMBER_RE.fullmatch(word) and not text[start : before.start()].strip():
        return False  # "2. Vietnam" begins an item of a list
    return not _is_short_for_another(word)


@lru_cache(maxsize=CACHE_SIZE)
def _is_short_for_another(word: str) -> bool:
    return bool(INITIALS_RE.fullmatch(word) or ABBREVIATION_RE.fullmatch(word))


def _word_start(text: str, position: int, limit: int) -> int:
    space = text.find(" ", position, limit)
    return space + 1 if space >= 0 else position


def _word_end(text: str, position: int, limit: int) -> int:
    space = text.rfind(" ", limit, position)
    return space if space >= 0 else position
