"""The emend stage: editors' corrections are applied; the source reading is kept with each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from builders.anchoring import BlockFinder, locate, lost_passage
from builders.inputs.sources import Received
from builders.model.document import Document, Emendation
from builders.problems import Problem
from builders.spans import DisjointSpans, Span

FIELD = "emendations"
OVERLAPS = "overlaps another correction"


def emend(received: Received, document: Document) -> tuple[Document, list[Problem]]:
    """The document with the sidecar's emendations made, and an error for each that cannot be made.

    All emendations, by rule and by hand, are put in the order of the source and numbered: their
    addresses are `c1`, `c2` and so on.
    """
    blocks = list(document.blocks)
    made = list(document.emendations)
    problems: list[Problem] = []
    corrections = received.sidecar.emendations
    corrected = DisjointSpans(emendation.span for emendation in made)
    changes: dict[int, list[tuple[Span, str]]] = defaultdict(list)
    """The changes to the text of each block, by its index; all are made together at the end."""
    readings: dict[int, DisjointSpans] = defaultdict(DisjointSpans)
    finder = BlockFinder(blocks)
    places = locate(received, document, corrections, FIELD)
    for k, (correction, span) in enumerate(zip(corrections, places, strict=True)):
        if isinstance(span, Problem):
            problems.append(span)
            continue
        if corrected.overlaps_any(span):
            problems.append(lost_passage(received, FIELD, k, OVERLAPS))
            continue
        i = finder.index_of(span)
        reading = None if i is None else blocks[i].text.reading_span(span)
        if i is None or reading is None:
            message = "does not lie within a single block of the document"
            problems.append(lost_passage(received, FIELD, k, message, "Quote less."))
            continue
        # Two separate ranges of the source may be read as one character, such as two parts of `&amp;`.
        if readings[i].overlaps_any(reading):
            problems.append(lost_passage(received, FIELD, k, OVERLAPS))
            continue
        readings[i].add(reading)
        changes[i].append((reading, correction.read))
        corrected.add(span)
        made.append(
            Emendation(
                span,
                received.source.text[span.start : span.end],
                correction.read,
                correction.kind,
                correction.reason,
                correction.resp,
            )
        )
    for i, of_block in changes.items():
        blocks[i] = replace(blocks[i], text=blocks[i].text.replace(of_block))
    made.sort(key=lambda emendation: emendation.span)
    numbered = tuple(replace(emendation, id=f"c{n}") for n, emendation in enumerate(made, 1))
    return replace(document, blocks=tuple(blocks), emendations=numbered), problems
