"""Selectors of the W3C Web Annotation model, which locate words in a text.

Positions count Unicode code points from 0 and are half-open, as in the model (section 4.2.5
speaks of characters, independent of encoding). A program that counts UTF-16 code units must
convert them if a text contains characters above U+FFFF; libraries for the model do.

Selectors are made directly as JSON: there are four for each of some hundred annotations of a
source.
"""

from __future__ import annotations

import json

from builders.exports.web_annotation.page_texts import PageText
from builders.spans import Span

CONTEXT = 32
"""Characters of context on either side, if that makes the quotation unique."""
MOST_CONTEXT = 1024
"""Characters of context at most: in repetitive texts the position tells the places apart."""
LONGEST_SEARCHED = 1_000_000
"""Only in texts up to this many characters are quotations checked for uniqueness."""

# Non-ASCII characters unescaped, no spaces.
encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def in_element(element: PageText, span: Span) -> str:
    """Selectors for words in an element of a page: by quote and by position, as alternatives."""
    quote, position = _quote_and_position(element.text, span)
    within = f'{{"type":"CssSelector","value":{encoded(element.selector)},"refinedBy":'
    return f"[{within}{quote}}},{within}{position}}}]"


def in_text(text: str, span: Span) -> str:
    """Selectors for words in a text: by quote and by position, as alternatives."""
    quote, position = _quote_and_position(text, span)
    return f"[{quote},{position}]"


def _quote_and_position(text: str, span: Span) -> tuple[str, str]:
    start, end = span
    before, after = _context(text, start, end)
    quote = (
        f'{{"type":"TextQuoteSelector","exact":{encoded(text[start:end])}'
        f',"prefix":{encoded(before)},"suffix":{encoded(after)}}}'
    )
    return quote, f'{{"type":"TextPositionSelector","start":{start},"end":{end}}}'


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """The text before and after the words, if possible enough to make the quotation unique."""
    width = CONTEXT
    while True:
        first, last = max(0, start - width), min(len(text), end + width)
        if width >= MOST_CONTEXT or len(text) > LONGEST_SEARCHED or _is_unique(text, first, last):
            return text[first:start], text[end:last]
        width *= 2


def _is_unique(text: str, first: int, last: int) -> bool:
    """Whether a part of a text occurs only once, counting overlapping occurrences."""
    part = text[first:last]
    return text.find(part) == first and text.find(part, first + 1) < 0
