"""Titles of works: which capitals must stay, sentence case as APA wants it, and typography."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from builders.data import written
from builders.model.work import Title
from builders.spans import DisjointSpans, Span, merge

WORD_RE = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
PLAIN_CAPITAL_RE = re.compile(r"A|[A-Z][a-z]+(?:['’][a-z]+)*")
"""A word with an ordinary capital: `Trafficking`; not `TIP`, `WikiLeaks` or the G in `Part G`."""
LOWER_WORD_RE = re.compile(r"(?<![A-Za-z'’])[a-z]+(?:['’][a-z]+)*")
PAIR_RE = re.compile(
    r"(?<=[a-z,;] )([A-Z][a-z]+(?:['’][a-z]+)*) (?=([A-Z][a-z]+(?:['’][a-z]+)*)\b)"
)
"""Two capitalised words side by side within a sentence: `Women's Federation`."""
OPENING = " \"“‘'([¡¿"
"""What may stand between the end of a sentence and the first word of the next."""
END_OF_SENTENCE_RE = re.compile(r"(?:[:?!—]|[a-z]{2}\.)[”’\"')\]]*\Z")
"""The end of a sentence or of a title before its subtitle; not the full stop of `U.S.`"""
OPENING_QUOTE_RE = re.compile(r"(?<![\w’'])'(?=[^\W\d])")
"""An opening single quote, as in `'Modernised' Slavery`; not the apostrophe in `the '90s`."""


def typographic(text: str) -> str:
    """The text with typographic apostrophes and single quotes.

    Citation styles do this themselves; this is for titles shown without one.
    """
    return OPENING_QUOTE_RE.sub("‘", text).replace("'", "’")


def with_names_kept(text: str, body: str) -> Title:
    """The title with the capitals of names marked to be kept, judged by the text of its document.

    A word is no name if the document also has it in lower case, or if it is a common word. Two
    words side by side are a name if the document has both with capitals within a sentence, as
    in `Women's Federation`, more often than in lower case. In doubt a capital is kept.
    """
    words = [match for match in WORD_RE.finditer(text) if match[0][0].isupper()]
    kept = [
        Span(*word.span())
        for word in words
        if (small := word[0].lower()) not in _common_words() and not _in_small_letters(small, body)
    ]
    spans = [
        Span(one.start(), other.end())
        for one, other in pairwise(words)
        if text[one.end() : other.start()] == " "
    ]
    # Searching a whole document for pairs is slow, and most pairs of a title do not occur in it.
    if any(text[start:end] in body for start, end in spans):
        within = Counter(" ".join(match.groups()) for match in PAIR_RE.finditer(body))
        kept.extend(
            span for span in spans if within[pair := text[slice(*span)]] > body.count(pair.lower())
        )
    return Title(text, merge(kept))


def _in_small_letters(word: str, body: str) -> bool:
    """Whether the document has the lower-case word as a whole word."""
    at = body.find(word)
    while at >= 0:
        match = LOWER_WORD_RE.match(body, at)
        if match and match[0] == word:
            return True
        at = body.find(word, at + 1)
    return False


def sentence_case(title: Title) -> str:
    """The title in sentence case: capitals only at its start, after stops, and where kept."""
    text = title.text
    kept = DisjointSpans(title.kept)
    parts: list[str] = []
    at = last = 0
    for match in WORD_RE.finditer(text):
        start, end = match.span()
        # Of the words before, the last two letters say whether a sentence ends.
        before = text[max(last - 2, 0) : start].rstrip(OPENING)
        last = end
        if (
            not PLAIN_CAPITAL_RE.fullmatch(match[0])
            or kept.overlaps_any(Span(start, end))
            or not before
            or END_OF_SENTENCE_RE.search(before)
        ):
            continue
        parts += (text[at:start], match[0].lower())
        at = end
    return "".join((*parts, text[at:]))


@cache
def _common_words() -> frozenset[str]:
    return frozenset(written("common-words.txt").split())
