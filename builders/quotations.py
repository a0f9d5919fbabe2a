"""Where quoted words stand in a text; any white space stands for any other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builders.spans import Span

_BLANK_RE = re.compile(r"\s+")
_MORE_BLANKS = 80
"""So many more than a prefix has there may be between its words and behind them."""


def words_pattern(quote: str) -> str:
    """A regular expression for the words."""
    return r"\s+".join(re.escape(word) for word in quote.split())


def places(text: str, quote: str) -> Iterator[Span]:
    """Every place of the words; no two overlap.

    Compiling a pattern of them takes longer than looking.
    """
    words = quote.split()
    start = text.find(words[0]) if words else -1
    while start >= 0:
        end = start + len(words[0])
        for word in words[1:]:
            blank = _BLANK_RE.match(text, end)
            if blank is None or not text.startswith(word, blank.end()):
                end = -1
                break
            end = blank.end() + len(word)
        if end > 0:
            yield Span(start, end)
        start = text.find(words[0], end if end > 0 else start + 1)


def beside(text: str, found: Iterable[Span], prefix: str, suffix: str) -> Iterator[Span]:
    """Those of the places that stand between these words; an empty prefix or suffix is anything."""
    before = re.compile(words_pattern(prefix) + r"\s*\Z") if prefix else None
    after = re.compile(r"\s*" + words_pattern(suffix)) if suffix else None
    width = 2 * len(prefix) + _MORE_BLANKS
    for span in found:
        if before and not before.search(text[max(0, span.start - width) : span.start]):
            continue
        if after and not after.match(text, span.end):
            continue
        yield span
