"""A cable received as plain text, which a conversion to Markdown may have damaged."""

from __future__ import annotations

import re

from builders.aligned_text import AlignedText
from builders.model.document import Emendation, EmendationKind
from builders.readers.cable.fields.identifiers import PUBLISHED_ID_RE
from builders.readers.cable.fields.plain import ESCAPE_RE, LINK_RE
from builders.readers.cable.lines import lines_of
from builders.readers.cable.transcripts import Transcript
from builders.spans import Span

# The block above a cable of the 2011 release: identifier, subject, local midnight, classification, origin
_MIDNIGHT_RE = re.compile(
    r"[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} [\d:]{5,8}(?: [+-]\d{4}| [A-Z]{3,4})? \d{4}"
)
_CLASSIFICATION_RE = re.compile(
    r"(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|TOP SECRET|LIMITED OFFICIAL USE)(?://[A-Z/ ]+)?"
)
_ORIGIN_RE = re.compile(
    r"(?:Embassy|Consulate|Secretary|Mission|US |USUN|USEU|UN|American|REO|Iran|DIR|Department)[A-Za-z ,.'-]{0,60}"
)
_MOST_BLOCK_LINES = 8
_BLOCK_SAMPLE = 2000
_EMPHASIS_RE = re.compile(r"(?<!\S)\*\*(?=\S)|(?<=\S)\*\*(?!\w)|^#{1,6}[ \t]+", re.MULTILINE)


def transcribe(text: str) -> Transcript:
    """The telegram in a plain text, without the residue of links and escapes."""
    words = AlignedText.verbatim(text)
    metadata, spans, end = _metadata(text)
    if end:
        words = words[end:]
    emendations: list[Emendation] = []
    damaged = "](" in text
    if damaged:
        words = _without_residue(words, emendations)
    form = "cable-markdown" if damaged else "cablegate-text" if metadata else "cable-text"
    return Transcript(form, words, metadata, spans, tuple(emendations))


def _without_residue(words: AlignedText, emendations: list[Emendation]) -> AlignedText:
    """The words without links, escapes and emphasis; `emendations` gets one for each link."""

    def link(match: re.Match[str]) -> str:
        read = ESCAPE_RE.sub(r"\1", match[1])
        span = words.source_span(*match.span())
        emendations.append(
            Emendation(
                span,
                match[0],
                read,
                EmendationKind.LAYOUT,
                "A conversion to Markdown turned these words into an empty link.",
                "rule:link-residue",
            )
        )
        return read

    words = words.sub(LINK_RE, link)
    return words.sub(ESCAPE_RE, lambda match: match[1]).sub(_EMPHASIS_RE, "")


def _is_origin(words: str) -> bool:
    """Whether a line names the originating post: `UN Rome` does, `UNCLASSIFIED` does not."""
    return bool(_ORIGIN_RE.fullmatch(words)) and not _CLASSIFICATION_RE.fullmatch(words)


def _metadata(text: str) -> tuple[dict[str, str], tuple[Span, ...], int]:
    """The metadata above the telegram, where they stand, and the offset at which they end.

    Without any the offset is 0.
    """
    block = lines_of(text[:_BLOCK_SAMPLE])[:_MOST_BLOCK_LINES]
    origin = next((i for i, line in enumerate(block) if i and _is_origin(line.text)), 0)
    if not origin or not PUBLISHED_ID_RE.fullmatch(block[0].text):
        return {}, (), 0
    lines = [(line.text, Span(line.start, line.end)) for line in block[: origin + 1]]
    found = {"reference_id": lines[0][0], "origin": lines[-1][0]}
    for words, _ in lines[1:-1]:
        if _MIDNIGHT_RE.fullmatch(words):
            found["created"] = words
        elif _CLASSIFICATION_RE.fullmatch(words):
            found["classification"] = words
        else:
            found["subject"] = f"{found['subject']} {words}" if "subject" in found else words
    return found, tuple(span for _, span in lines), lines[-1][1].end
