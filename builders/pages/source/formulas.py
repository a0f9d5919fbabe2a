"""Formulas of cables (`SUMMARY:`, `End Note.`), and the asides that pairs of them enclose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builders.aligned_text import AlignedText
from builders.markup import Mark
from builders.model.cable import CableHeader
from builders.model.document import Document

WORDS = ("summary", "comment", "note", "introduction", "action request", "background")
_PART = f"(?:{'|'.join(WORDS)})"
ASIDES = ("note", "comment")
FORMULA_RE = re.compile(
    rf"\b(?:(?:begin|end) {_PART}(?: and {_PART})?\b|{_PART}(?: and {_PART})?(?=:))", re.IGNORECASE
)
"""`SUMMARY AND COMMENT:`, `(Note:`, `End Note.`."""
ASIDE_RE = re.compile(
    r"\(?\b(?:begin )?(note|comment):|\bend (note|comment)\b[.)]{0,3}", re.IGNORECASE
)
"""The beginning of an aside, `(Note:`, or its end, `End note.).`"""


def formulas(document: Document, text: AlignedText) -> list[Mark]:
    """The formulas in a text of a cable, to be set in small capitals."""
    if not isinstance(document.header, CableHeader) or not _has_any(text.text, WORDS):
        return []
    return [
        Mark(text.source_span(*match.span()), "span", {"class": "mu-formula"})
        for match in FORMULA_RE.finditer(text.text)
    ]


def asides(document: Document, text: AlignedText) -> list[Mark]:
    """A cable's own notes and comments within a paragraph: from `(Note:` to `End Note.)`.

    An aside that is a whole paragraph is not marked, since it is set apart already.
    """
    if not isinstance(document.header, CableHeader) or not _has_any(text.text, ASIDES):
        return []
    return [
        Mark(
            text.source_span(start, end),
            "span",
            {"class": "mu-aside", "title": f"A {word} of the source’s own"},
        )
        for start, end, word in _pairs(text.text)
        if end - start < len(text.text)
    ]


def _has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words is in the text: a cheap check before the slower patterns."""
    folded = text.casefold()
    for word in words:  # noqa: SIM110  # called for every paragraph; takes half the time of `any`
        if word in folded:
            return True
    return False


def _pairs(text: str) -> Iterator[tuple[int, int, str]]:
    """The start, end and word of each aside; an end belongs to the last beginning with its word."""
    begun: dict[str, int] = {}
    for match in ASIDE_RE.finditer(text):
        begins, ends = match.groups()
        if begins:
            begun[begins.lower()] = match.start()
        elif ends.lower() in begun:
            yield begun.pop(ends.lower()), match.end(), ends.lower()
