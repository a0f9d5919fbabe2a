"""The editors' corrections, put into a document; the source reading stays beside each."""

from __future__ import annotations

from dataclasses import replace

from builders.anchoring import anchor, candidates
from builders.model.document import Block, Document, Emendation
from builders.model.sidecar import Correction
from builders.problems import Problem
from builders.records import line_of
from builders.sources import Received
from builders.spans import Span


def emend(received: Received, document: Document) -> tuple[Document, list[Problem]]:
    """The document with the sidecar's emendations made, and an error for each that cannot be.

    All emendations, by rule and by hand, are put in the order of the source and given their
    addresses (`c1`, `c2` ...).
    """
    blocks = list(document.blocks)
    made = list(document.emendations)
    problems: list[Problem] = []
    for k, correction in enumerate(received.sidecar.emendations):
        span, problem = _place(received, document, correction, k)
        if span is not None and any(span.overlaps(other.span) for other in made):
            span, problem = None, _wrong(received, k, "overlaps another correction", "")
        i = None if span is None else _holder(blocks, span)
        if span is not None and i is None:
            problem = _wrong(received, k, "lies in no one block of the document", "Quote less.")
        if span is None or i is None:
            problems.extend([problem] if problem else [])
            continue
        blocks[i] = _corrected(blocks[i], span, correction.read)
        sic = received.source.text[span.start : span.end]
        made.append(
            Emendation(
                span, sic, correction.read, correction.kind, correction.reason, correction.resp
            )
        )
    made.sort(key=lambda emendation: emendation.span)
    numbered = tuple(replace(emendation, id=f"c{n}") for n, emendation in enumerate(made, 1))
    return replace(document, blocks=tuple(blocks), emendations=numbered), problems


def _place(
    received: Received, document: Document, correction: Correction, k: int
) -> tuple[Span | None, Problem | None]:
    places = anchor(received.source.text, document.blocks, correction)
    if len(places) == 1:
        return places[0], None
    if places:
        text = received.source.text
        where = ", ".join(str(text.count("\n", 0, span.start) + 1) for span in places[:5])
        return None, _wrong(
            received,
            k,
            f"{correction.quote!r} stands {len(places)} times in the source (lines {where})",
            "Add `prefix`, `suffix` or `near` to say which is meant.",
        )
    like = [
        f"{words!r} ({address})" for address, words in candidates(document.blocks, correction.quote)
    ]
    hint = f"Nearest: {'; '.join(like)}." if like else "Quote the words as the source has them."
    return None, _wrong(received, k, f"{correction.quote!r} is not in the source", hint)


def _wrong(received: Received, k: int, message: str, hint: str) -> Problem:
    line = line_of(received.sidecar_text, "emendations", k, "quote")
    message = f"`emendations[{k + 1}]`: {message}"
    return Problem(received.sidecar_path, line, "lost-passage", message, hint)


def _holder(blocks: list[Block], span: Span) -> int | None:
    """Which block reads all of the span's words."""
    for i, block in enumerate(blocks):
        if block.start <= span.start and span.end <= block.end and block.text.reading_span(span):
            return i
    return None


def _corrected(block: Block, span: Span, read: str) -> Block:
    reading = block.text.reading_span(span)
    if reading is None:  # pragma: no cover  # `_holder` has looked
        return block
    return replace(block, text=block.text.replace(*reading, read))
