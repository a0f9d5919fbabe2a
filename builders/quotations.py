"""Where quoted words occur in a text.

Any white space matches any other, and a letter with an accent matches the letter and the accent as
two characters, as texts from a Mac have them: the two look the same to whoever quotes the words.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from builders.spans import Span

_NOT_ONE_SPACE_RE = re.compile(r"\s(?:(?<! )\s*|(?<= )\s+)")
_EXTRA_SPACE = 80
"""Extra white space allowed for between and after the words of a prefix."""


def words_pattern(quote: str) -> str:
    """A regular expression for the words of a quote, with any white space between them."""
    return r"\s+".join(f"(?:{'|'.join(map(re.escape, _forms(word)))})" for word in quote.split())


def _forms(words: str) -> tuple[str, ...]:
    """The words as they are and, if they have accents, with these as characters of their own or not."""
    if words.isascii():
        return (words,)
    normal = (unicodedata.normalize(form, words) for form in ("NFC", "NFD"))
    return tuple(dict.fromkeys((words, *normal)))


class Quotations:
    """Quotes that are searched for together, in one pass over a text."""

    def __init__(self, quotes: Iterable[str]) -> None:
        """Build the automaton; quotes without words are never found."""
        found = [
            (quote, form)
            for quote in dict.fromkeys(quotes)
            if quote.split()
            for form in _forms(" ".join(quote.split()))
        ]
        self._quotes = [quote for quote, _ in found]
        """The quote of each form that is searched for."""
        self._accented = sorted({quote for quote, form in found if len(_forms(form)) > 1})
        """Quotes whose words a text can have in several forms."""
        words = [form for _, form in found]
        # Built in a quarter of the time of the implementation that is fastest on long texts.
        self._automaton = AhoCorasick(
            words, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def places(self, text: str) -> dict[str, list[Span]]:
        """From each quote that occurs in the text to its places, in order and without overlaps."""
        if not self._quotes:
            return {}
        folded = _SpacesFolded(text)
        found: dict[str, list[Span]] = defaultdict(list)
        for number, start, end in self._automaton.find_matches_as_indexes(
            folded.text, overlapping=True
        ):
            there = found[self._quotes[number]]
            span = folded.source_span(start, end)
            if not there or there[-1].end <= span.start:
                there.append(span)
        # A text put together from several has a form in one word and another in the next.
        if self._accented and not unicodedata.is_normalized("NFC", text):
            for quote in self._accented:
                found[quote] = [
                    Span(*match.span()) for match in re.finditer(words_pattern(quote), text)
                ]
        return {quote: there for quote, there in found.items() if there}


class _SpacesFolded:
    """A text with each run of white space as one space, which knows where its words were before."""

    def __init__(self, text: str) -> None:
        """Normalise the white space and remember the offsets."""
        words: list[str] = []
        self._folded_starts, self._source_starts = [0], [0]
        for space in _NOT_ONE_SPACE_RE.finditer(text):
            words.append(text[self._source_starts[-1] : space.start()])
            self._folded_starts.append(self._folded_starts[-1] + len(words[-1]) + 1)
            self._source_starts.append(space.end())
        self.text = " ".join((*words, text[self._source_starts[-1] :]))

    def source_span(self, start: int, end: int) -> Span:
        """The original range of a range that begins and ends with a word."""
        return Span(self._at(start), self._at(end - 1) + 1)

    def _at(self, offset: int) -> int:
        run = bisect_right(self._folded_starts, offset) - 1
        return self._source_starts[run] + offset - self._folded_starts[run]


def in_context(text: str, found: Iterable[Span], prefix: str, suffix: str) -> Iterator[Span]:
    """The places with these words directly before and after; an empty prefix or suffix fits all."""
    before = re.compile(words_pattern(prefix) + r"\s*\Z") if prefix else None
    after = re.compile(r"\s*" + words_pattern(suffix)) if suffix else None
    width = 2 * len(prefix) + _EXTRA_SPACE
    for span in found:
        if before and not before.search(text[max(0, span.start - width) : span.start]):
            continue
        if after and not after.match(text, span.end):
            continue
        yield span
