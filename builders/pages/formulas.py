"""Fixed words of a kind of source that print sets apart: `END SUMMARY.` in a cable."""

from __future__ import annotations

import re

from builders.markup import Mark
from builders.model.cable import CableHeader
from builders.model.document import Document
from builders.spans import AlignedText

_PART = r"(?:summary|comment|note|introduction|action request|background)"
FORMULA_RE = re.compile(
    rf"\b(?:(?:begin|end) {_PART}(?: and {_PART})?\b|{_PART}(?: and {_PART})?(?=:))", re.IGNORECASE
)
"""`SUMMARY AND COMMENT:`, `(Note:`, `End Note.`."""


def formulas(document: Document, text: AlignedText) -> list[Mark]:
    """The fixed words in a text of the document, to be set in small capitals."""
    if not isinstance(document.header, CableHeader):
        return []
    return [
        Mark(text.source_span(*match.span()), "span", {"class": "mu-formula"})
        for match in FORMULA_RE.finditer(text.text)
    ]
