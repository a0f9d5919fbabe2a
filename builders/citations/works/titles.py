"""Titles: which capitals must stay, one as a sentence, as APA wants it, and one in print."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from builders.data import written
from builders.model.work import Title
from builders.spans import Span, merge

WORD_RE = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
PLAIN_CAPITAL_RE = re.compile(r"A|[A-Z][a-z]+(?:['’][a-z]+)*")
"""`Trafficking`; not `TIP`, `WikiLeaks`, `McKinley`, nor a letter that counts (`Part G`)."""
LOWER_WORD_RE = re.compile(r"(?<![A-Za-z'’])[a-z]+(?:['’][a-z]+)*")
PAIR_RE = re.compile(
    r"(?<=[a-z,;] )([A-Z][a-z]+(?:['’][a-z]+)*) (?=([A-Z][a-z]+(?:['’][a-z]+)*)\b)"
)
"""`Women's Federation` within a sentence."""
OPENING = " \"“‘'([¡¿"
"""What may stand between the end of a sentence and the first word of the next."""
END_OF_SENTENCE_RE = re.compile(r"(?:[:?!—]|[a-z]{2}\.)[”’\"')\]]*\Z")
"""The end of a title before its subtitle; not that of `U.S.`"""
OPENING_QUOTE_RE = re.compile(r"(?<![\w’'])'(?=[^\W\d])")
"""The first of `'Modernised' Slavery`, and not that of `the '90s`."""


def printed(text: str) -> str:
    """The words with apostrophes and single quotes as books have them, and not as keyboards do.

    A style does so itself; this is for what is shown without one.
    """
    return OPENING_QUOTE_RE.sub("‘", text).replace("'", "’")


def with_names_kept(text: str, body: str) -> Title:
    """A title in which the capitals of names are kept, as far as its document shows which are.

    A word is no name where the document has it in small letters, or everybody does; but words
    side by side are one where the document has both with capitals within a sentence, as in
    `Women's Federation`, more often than without. In doubt a capital stays.
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
    # To read a whole document takes long, and most words of its title do not stand in it so.
    if any(text[start:end] in body for start, end in spans):
        within = Counter(" ".join(match.groups()) for match in PAIR_RE.finditer(body))
        kept.extend(
            span for span in spans if within[pair := text[slice(*span)]] > body.count(pair.lower())
        )
    return Title(text, merge(kept))


def _in_small_letters(word: str, body: str) -> bool:
    """Whether the document has the word, and not as a part of another, in small letters."""
    at = body.find(word)
    while at >= 0:
        match = LOWER_WORD_RE.match(body, at)
        if match and match[0] == word:
            return True
        at = body.find(word, at + 1)
    return False


def as_a_sentence(title: Title) -> str:
    """The title with capitals only where a sentence or subtitle begins, and where they are kept."""
    text = title.text
    parts: list[str] = []
    at = 0
    for match in WORD_RE.finditer(text):
        start, end = match.span()
        before = text[:start].rstrip(OPENING)
        if (
            not PLAIN_CAPITAL_RE.fullmatch(match[0])
            or any(span.start < end and start < span.end for span in title.kept)
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
