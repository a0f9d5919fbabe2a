"""The parts that chunks of a report can be, and the patterns that several modules share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from builders.readers.report.chunks import BREAK_RE, Chunk, Sort


class Part(StrEnum):
    """What a chunk is in the report."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    TITLE_ORIGINAL = "title_original"
    ISSUE = "issue"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    SUMMARY = "summary"
    ITEM = "item"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    SOURCE_NOTE = "source"
    TABLE = "table"
    CONTACT = "contact"
    RUNNING_HEAD = "running-head"
    PAGE_FOOTER = "page-footer"
    FIGURE = "figure"
    RULE = "rule"
    CHROME = "chrome"


INTERRUPTING_PARTS = frozenset(
    {
        Part.FOOTNOTE,
        Part.SOURCE_NOTE,
        Part.RUNNING_HEAD,
        Part.PAGE_FOOTER,
        Part.FIGURE,
        Part.RULE,
        Part.CHROME,
        Part.CAPTION,
    }
)
"""Parts that may stand in the middle of a sentence without ending it."""

MASTHEAD_RE = re.compile(
    r"\b(?:newsletter|bulletin|gazette|digest|quarterly|update|review|report|journal|magazine|monitor|brief)\b",
    re.IGNORECASE,
)
SOURCE_NOTE_RE = re.compile(r"(?:Sources?|Notes?)\s?:", re.IGNORECASE)
PAGE_RE = re.compile(
    r"[-–—|_*\s\\]*(?:page\s?)?(?P<page>(?!(?:1[5-9]|20)\d\d)\d{1,4}|(?=[xvi])x{0,3}(?:ix|iv|v?i{0,3}))(?:\s?(?:of|/)\s?\d{1,4})?(?:\s?\|?\s?p\s?a\s?g\s?e)?[-–—|_*\s\\]*",
    re.IGNORECASE,
)
"""`7`, `- 7 -`, `Page 7 of 10`, `7 | P a g e`; `1885` is a year."""
URL_FOOTER_RE = re.compile(
    r"(?:\d{1,4}\s)?(?:https?://|www\.)[\w./~?=&%-]{3,120}[\s_\\|–—-]*(?P<page>\d{1,4})?",
    re.IGNORECASE,
)
"""`www.iom.int _______ 2`."""
EDGE_NUMBER_RE = re.compile(
    r"\A(?:[Pp]age\s)?(?P<first>(?!(?:1[5-9]|20)\d\d)\d{1,4}|[xvi]{1,6})\s?\|?\s(?=\D)"
    r"|(?<=\D)\s?\|?\s(?:[Pp]age\s)?(?P<last>(?!(?:1[5-9]|20)\d\d)\d{1,4}|[xvi]{1,6})\Z"
)
"""`84 Baird`, `Overcoming Barriers 15`, `xviii Prologue`, `Page 8 Annual Report`."""
STATISTICS_RE = re.compile(r"\b\d++[,.]*+\s?(?:downloads?|views?|reads|likes)\b", re.IGNORECASE)
ELLIPSIS_RE = re.compile(r"\.{3,}|…")
SUMMARY_RE = re.compile(r"(?:Executive )?(?:Summary|Abstract)\s?[:.–—-]\s", re.IGNORECASE)
SECTION_NUMBER_RE = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=\S)")
"""`3.1. Status of Business Operations`."""

LONE_NUMBER_RE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-H]|[IVX]{1,5})\.")
"""`3.` on a line of its own, over the heading that it numbers."""

SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "if",
        "in",
        "including",
        "into",
        "is",
        "it",
        "its",
        "more",
        "most",
        "not",
        "of",
        "on",
        "or",
        "over",
        "such",
        "than",
        "that",
        "the",
        "their",
        "these",
        "they",
        "this",
        "those",
        "though",
        "through",
        "to",
        "under",
        "was",
        "were",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whose",
        "will",
        "with",
        "would",
    ]
)
"""No sentence, heading or caption ends with one of these."""


def page_printed(chunk: Chunk) -> str | None:
    """The page number that is printed in a footer or a running head, or None."""
    if chunk.sort is Sort.BREAK:
        match = BREAK_RE.fullmatch(chunk.text)
        return match["page"] if match else None
    match = PAGE_RE.fullmatch(chunk.text) or URL_FOOTER_RE.fullmatch(chunk.text)
    if match:
        return match["page"]
    edge = EDGE_NUMBER_RE.search(chunk.text)
    return (edge["first"] or edge["last"]) if edge else None


def interrupts(chunks: tuple[Chunk, ...], named: Sequence[Part], k: int) -> bool:
    """Whether a chunk stands inside a sentence that continues after it."""
    before = next(
        (chunks[n] for n in range(k - 1, max(-1, k - 5), -1) if named[n] not in INTERRUPTING_PARTS),
        None,
    )
    after = next(
        (
            chunks[n]
            for n in range(k + 1, min(k + 5, len(chunks)))
            if named[n] not in INTERRUPTING_PARTS
        ),
        None,
    )
    return (
        before is not None
        and after is not None
        and before.prose
        and not before.finished
        and after.sort is Sort.PARAGRAPH
        and after.text[:1].islower()
    )
