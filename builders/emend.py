"""The emend stage: editors' corrections are applied; the source reading is kept with each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from builders.anchoring import BlockFinder, locate, lost_passage
from builders.inputs.sources import Received
from builders.model.document import Block, Document, Emendation
from builders.problems import Problem
from builders.spans import DisjointSpans, Span

FIELD = "emendations"


class _Refusal(NamedTuple):
    """Why a correction cannot be made."""

    message: str
    hint: str = ""


OVERLAPS = _Refusal("overlaps another correction")
NOT_IN_ONE_BLOCK = _Refusal("does not lie within a single block of the document", "Quote less.")


def emend(received: Received, document: Document) -> tuple[Document, list[Problem]]:
    """The document with the sidecar's emendations made, and an error for each that cannot be made.

    All emendations, by rule and by hand, are put in the order of the source and numbered: their
    addresses are `c1`, `c2` and so on.
    """
    emendations = list(document.emendations)
    problems: list[Problem] = []
    readings = _Readings(document)
    corrections = received.sidecar.emendations
    places = locate(received, document, corrections, FIELD)
    for k, (correction, place) in enumerate(zip(corrections, places, strict=True)):
        if isinstance(place, Problem):
            problems.append(place)
        elif refusal := readings.change(place, correction.read):
            problems.append(lost_passage(received, FIELD, k, *refusal))
        else:
            emendations.append(
                Emendation(
                    place,
                    received.source.text[place.start : place.end],
                    correction.read,
                    correction.kind,
                    correction.reason,
                    correction.resp,
                )
            )
    emendations.sort(key=lambda emendation: emendation.span)
    numbered = tuple(replace(one, id=f"c{n}") for n, one in enumerate(emendations, 1))
    return replace(document, blocks=readings.blocks(), emendations=numbered), problems


class _Readings:
    """The texts of a document's blocks while they are being corrected."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._finder = BlockFinder(document.blocks)
        self._corrected = DisjointSpans(emendation.span for emendation in document.emendations)
        """The corrected ranges of the source."""
        self._corrected_readings: dict[int, DisjointSpans] = defaultdict(DisjointSpans)
        """The corrected ranges of the text of each block, by the block's index."""
        self._changes: dict[int, list[tuple[Span, str]]] = defaultdict(list)
        """The changes to the text of each block, by the block's index; all are made at the end."""

    def change(self, span: Span, read: str) -> _Refusal | None:
        """Replace the words at a range of the source; return why this is refused, if it is."""
        if self._corrected.overlaps_any(span):
            return OVERLAPS
        i = self._finder.index_of(span)
        reading = None if i is None else self._blocks[i].text.reading_span(span)
        if i is None or reading is None:
            return NOT_IN_ONE_BLOCK
        # Two separate ranges of the source may be read as one character, such as two parts of `&amp;`.
        if self._corrected_readings[i].overlaps_any(reading):
            return OVERLAPS
        self._corrected.add(span)
        self._corrected_readings[i].add(reading)
        self._changes[i].append((reading, read))
        return None

    def blocks(self) -> tuple[Block, ...]:
        """All blocks, with the changes made."""
        blocks = list(self._blocks)
        for i, changes in self._changes.items():
            blocks[i] = replace(blocks[i], text=blocks[i].text.replace(changes))
        return tuple(blocks)
