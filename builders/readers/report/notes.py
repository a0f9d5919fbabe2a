"""Footnotes, and the notes on sources under tables and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builders.readers.report.chunks import Chunk, Sort
from builders.readers.report.parts import INTERRUPTING_PARTS, SOURCE_NOTE_RE, Part

PLAIN_NOTE_RE = re.compile(r"(?P<number>\d{1,3})\.?\s+(?=[A-Z\"“'‘(])(?!\d)")
"""`12 See the report of the Ministry.` at the foot of a page."""
LINK_RE = re.compile(r"https?://|www\.|\b(?:ibid|op\. cit|accessed|pp?\.\s?\d)", re.IGNORECASE)

_LONGEST_SOURCE = 60


def name_notes(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, with footnotes and notes on sources named.

    A footnote has a raised number, or a plain number at the foot of a page.
    """
    now = list(named)
    foot = True
    for k in range(len(chunks) - 1, -1, -1):
        chunk = chunks[k]
        if chunk.sort is Sort.BREAK:
            foot = True
        elif named[k] in INTERRUPTING_PARTS:
            continue
        elif named[k] is not Part.PARAGRAPH:
            foot = False
        elif chunk.note or (foot and _is_plain_note(chunk)):
            now[k] = Part.FOOTNOTE
        else:
            foot = False
            if SOURCE_NOTE_RE.match(chunk.text) and chunk.count <= _LONGEST_SOURCE:
                now[k] = Part.SOURCE_NOTE
    return tuple(now)


def _is_plain_note(chunk: Chunk) -> bool:
    return bool(PLAIN_NOTE_RE.match(chunk.text)) and (
        chunk.finished or bool(LINK_RE.search(chunk.text))
    )


def number_printed(chunk: Chunk) -> str | None:
    """The number with which a footnote begins, or None."""
    match = PLAIN_NOTE_RE.match(chunk.text)
    return chunk.note or (match["number"] if match else None)
