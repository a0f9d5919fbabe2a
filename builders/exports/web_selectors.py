"""Selectors of the W3C Web Annotation model: where in a text the words stand that are meant.

Positions count Unicode code points from 0 and are half-open, as the model has it (section 4.2.5
speaks of characters and leaves encodings out). A program that counts UTF-16 code units has to
convert them where a text holds characters beyond U+FFFF; the libraries for it do.

They are made as JSON at once: there are four for each of some hundred annotations of a source.
"""

from __future__ import annotations

import json

from builders.exports.page_texts import PageText
from builders.spans import Span

CONTEXT = 32
"""Characters quoted before and after the words; more where the words would not be unique."""

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
    """What stands before and after the words, so much of it that there is no second place."""
    width = CONTEXT
    while True:
        first, last = max(0, start - width), min(len(text), end + width)
        whole = text[first:last]
        # A second place may overlap the first: `text.count` would not see it.
        alone = text.find(whole) == first and text.find(whole, first + 1) < 0
        if alone or last - first == len(text):
            return text[first:start], text[end:last]
        width *= 2
