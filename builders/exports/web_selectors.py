"""Selectors of the W3C Web Annotation model: where in a text the words stand that are meant.

Positions count Unicode code points from 0 and are half-open, as the model has it (section 4.2.5
speaks of characters and leaves encodings out). A program that counts UTF-16 code units has to
convert them where a text holds characters beyond U+FFFF; the libraries for it do.
"""

from __future__ import annotations

from typing import Any

from builders.exports.page_texts import PageText
from builders.spans import Span

CONTEXT = 32
"""Characters quoted before and after the words; more where the words would not be unique."""


def in_element(element: PageText, span: Span) -> list[dict[str, Any]]:
    """The words in an element of a page, by quote and by position; either will do."""
    return [
        {"type": "CssSelector", "value": element.selector, "refinedBy": selector}
        for selector in in_text(element.text, span)
    ]


def in_text(text: str, span: Span) -> list[dict[str, Any]]:
    """The words in a text, by quote and by position; either will do."""
    before, after = _context(text, span)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": before,
            "suffix": after,
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def _context(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after the words, so much of it that there is no second place."""
    width = CONTEXT
    while True:
        start, end = max(0, span.start - width), min(len(text), span.end + width)
        whole = text[start:end]
        # A second place may overlap the first: `text.count` would not see it.
        first = text.find(whole)
        if (start, end) == (0, len(text)) or text.find(whole, first + 1) < 0:
            return text[start : span.start], text[span.end : end]
        width *= 2
