"""What has run into a paragraph's line: headline, byline and dateline, or a citation at its end."""

from __future__ import annotations

import re

from builders.readers.blocks import ENDS_A_SENTENCE_RE
from builders.readers.news.fields import (
    BYLINE_RE,
    CONTACT_RE,
    DATELINE_RE,
    SIGNED_OFF_RE,
    dateline,
)
from builders.readers.news.line_items import BRACKETED_RE, LABEL_RE, Part, is_house, items
from builders.readers.printed_dates import moments

RUN_IN_CAPTION_RE = re.compile(
    r"[^()\[\]\n]{10,200}(?:\((?:Photo|Picture|Source)s?\s?[:/][^()\n]{1,40}\)|\[(?:Photo|Picture)s?\b[^\[\]\n]{1,40}\])\s?(?=\S)"
)
"""`Men arrested for smuggling (Photo: VNA)Lao Cai (VNA) – Police ...`."""
_HEAD_OF_PARAGRAPH = 300
_LONGEST_HEADLINE = 160
_LONGEST_CITATION = 8
"""In words: `(South China Morning Post, March 12, 2009)`."""

Cut = tuple[int, int, Part]
"""A part at [start, end) of its line."""


def run_in_head(
    line: str, start: int, end: int, *, no_headline: bool, day_first: bool
) -> list[Cut]:
    """Caption, headline, byline, date and dateline that begin the first paragraph's own line."""
    parts: list[Cut] = []
    caption = RUN_IN_CAPTION_RE.match(line, start, min(end, start + _HEAD_OF_PARAGRAPH))
    if caption:
        parts.append((start, caption.end(), Part.CAPTION))
        start = caption.end()
    head = line[start : min(end, start + _HEAD_OF_PARAGRAPH)]
    edge = _end_of_information(head, day_first=day_first)
    if edge:
        pieces = items(head[:edge], day_first=day_first)
        for a, b, part in pieces:
            named = part
            if part is Part.OTHER:
                named = Part.HEADLINE if no_headline and not parts else Part.CHROME
            parts.append((start + a, start + b, named))
        start += edge
    words = line[start:end]
    offset = start + len(words) - len(words.lstrip())
    match = dateline(line[offset:end])
    if match:
        parts.append((offset, offset + match.end(), Part.DATELINE))
    elif no_headline and not parts:
        inner = _inner_dateline(line, offset, end)
        if inner:
            parts.append((offset, inner[0], Part.HEADLINE))
            parts.append((*inner, Part.DATELINE))
    return parts


def _end_of_information(head: str, *, day_first: bool) -> int:
    """The offset after the last labelled date, or byline with its newspaper; 0 without either."""
    edge = 0
    labels = {match.end() for match in LABEL_RE.finditer(head)}
    for moment in moments(head, day_first=day_first):
        if moment.start in labels or (moment.time and moment.start == 0):
            edge = max(edge, moment.end)
    for match in BYLINE_RE.finditer(head):
        if match["house"] and is_house(match["house"]):
            edge = max(edge, match.end())
    return edge


def _inner_dateline(line: str, start: int, end: int) -> tuple[int, int] | None:
    """The range of a dateline after a headline that has run into the first paragraph, or None."""
    for match in DATELINE_RE.finditer(line, start, min(end, start + _LONGEST_HEADLINE + 60)):
        if match["month"] and match["agency"] and match.start() - start <= _LONGEST_HEADLINE:
            return match.span()
    return None


def run_in_tail(line: str, start: int, end: int, *, day_first: bool) -> Cut | None:
    """The citation, source or address at the end of a paragraph's line, or None."""
    signed = SIGNED_OFF_RE.search(line, max(start + 1, end - 40), end)
    if signed:
        named = any(character.isalpha() for character in signed[0])
        return (signed.start(), end, Part.SOURCE if named else Part.CHROME)
    last = None
    for match in BRACKETED_RE.finditer(line, max(start, end - 120), end):
        last = match
    if last and not line[last.end() : end].strip() and last.start() > start:
        if (
            moments(last["words"], day_first=day_first)
            and len(last["words"].split()) <= _LONGEST_CITATION
        ):
            return (last.start(), end, Part.CITATION)
        if is_house(last["words"]) and ENDS_A_SENTENCE_RE.search(
            line[start : last.start()].rstrip()
        ):
            return (last.start(), end, Part.SOURCE)
    for contact in CONTACT_RE.finditer(line, max(start, end - 120), end):
        before = line[start : contact.start()].rstrip()
        if contact.end() == end and ENDS_A_SENTENCE_RE.search(before):
            return (contact.start(), end, Part.CONTACT)
    return None
