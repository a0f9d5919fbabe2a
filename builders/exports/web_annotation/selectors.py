"""Selectors of the W3C Web Annotation model: where in a text the words stand that are meant.

Positions count Unicode code points from 0 and are half-open, as the model has it (section 4.2.5
speaks of characters and leaves encodings out). A program that counts UTF-16 code units has to
convert them where a text holds characters beyond U+FFFF; the libraries for it do.

They are made as JSON at once: there are four for each of some hundred annotations of a source.
"""

from __future__ import annotations

import json

from builders.exports.web_annotation.page_texts import PageText
from builders.spans import Span

CONTEXT = 32
"""Characters quoted before and after the words; more where the words would not be unique."""
MOST_CONTEXT = 1024
"""More are not quoted: a text may say the same over and over, and the position tells the places apart."""
LONGEST = 1_000_000
"""Characters of a text that is looked through for each quote, whether it is in it a second time."""

# Chinese as it is, and no blanks.
encoded = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def in_element(element: PageText, span: Span) -> str:
    """The words in an element of a page, by quote and by position; either will do."""
    quote, position = _both(element.text, span)
    within = f'{{"type":"CssSelector","value":{encoded(element.selector)},"refinedBy":'
    return f"[{within}{quote}}},{within}{position}}}]"


def in_text(text: str, span: Span) -> str:
    """The words in a text, by quote and by position; either will do."""
    quote, position = _both(text, span)
    return f"[{quote},{position}]"


def _both(text: str, span: Span) -> tuple[str, str]:
    start, end = span
    before, after = _context(text, start, end)
    quote = (
        f'{{"type":"TextQuoteSelector","exact":{encoded(text[start:end])}'
        f',"prefix":{encoded(before)},"suffix":{encoded(after)}}}'
    )
    return quote, f'{{"type":"TextPositionSelector","start":{start},"end":{end}}}'


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after the words, if possible so much that there is no second place."""
    width = CONTEXT
    while True:
        first, last = max(0, start - width), min(len(text), end + width)
        if width >= MOST_CONTEXT or len(text) > LONGEST or _is_alone(text, first, last):
            return text[first:start], text[end:last]
        width *= 2


def _is_alone(text: str, first: int, last: int) -> bool:
    """Whether a part of a text stands at no second place, which may overlap the first."""
    part = text[first:last]
    return text.find(part) == first and text.find(part, first + 1) < 0
