"""The annotate stage: mentions, dates and notes of one document, each with its exact place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builders.anchoring import BlockFinder, locate, lost_passage
from builders.inputs.sources import Received
from builders.model.annotation import Annotations, PlacedDate, PlacedNote
from builders.model.cable import CableHeader
from builders.model.document import Document, Role
from builders.model.entity import Person, Registers
from builders.problems import Problem
from builders.recognizers import dates, names
from builders.recognizers.names import Named, NameIndex
from builders.spans import Span

FIELD = "notes"
KINDS = {"people": "person", "organizations": "organization", "places": "place", "terms": "term"}
"""From the name of a register to the kind that its mentions have."""


def name_index(registers: Registers) -> NameIndex:
    """An index of all names in all registers."""
    return NameIndex(_named_entries(registers))


def annotate(
    received: Received, document: Document, index: NameIndex
) -> tuple[Annotations, list[Problem]]:
    """The annotations of a document, from the registers and its sidecar, and the problems found."""
    mentions, doubts = names.find(document, index)
    notes, problems = _notes(received, document)
    problems.extend(replace(doubt, file=received.source.path) for doubt in doubts)
    return Annotations(mentions, tuple(_dates(received, document)), notes), problems


def _named_entries(registers: Registers) -> Iterator[Named]:
    for register, kind in KINDS.items():
        for identifier, entry in getattr(registers, register).items():
            role = isinstance(entry, Person) and entry.is_role
            bodies = (*getattr(entry, "member_of", ()), *getattr(entry, "part_of", ()))
            yield Named(
                identifier,
                "role" if role else kind,
                entry.label,
                entry.all_names(),
                frozenset(bodies),
            )
    for key, work in registers.works.items():
        yield Named(key, "work", key, work.all_names())


def _dates(received: Received, document: Document) -> Iterator[PlacedDate]:
    blocks = [block for block in document.blocks if block.role is Role.TEXT]
    texts = (block.text.text for block in blocks)
    written = received.sidecar.date_before(document.header.date)
    # The State Department writes the month first; in other sources `03/04/2015` is ambiguous.
    american = isinstance(document.header, CableHeader)
    order = dates.NumericOrder.MONTH_FIRST if american else dates.NumericOrder.UNKNOWN
    languages = (block.language or document.language for block in blocks)
    found_in_blocks = dates.find_in_blocks(texts, written, order=order, languages=languages)
    for block, found in zip(blocks, found_in_blocks, strict=True):
        for date in found:
            yield PlacedDate(
                date.edtf,
                block.id,
                block.text.source_span(date.start, date.end),
                Span(date.start, date.end),
                block.text.text[date.start : date.end],
            )


def _notes(received: Received, document: Document) -> tuple[tuple[PlacedNote, ...], list[Problem]]:
    problems: list[Problem] = []
    placed: list[PlacedNote] = []
    seen: set[str] = set()
    notes = received.sidecar.notes
    finder = BlockFinder(document.blocks)
    places = locate(received, document, notes, FIELD)
    for k, (note, span) in enumerate(zip(notes, places, strict=True)):
        if isinstance(span, Problem):
            problems.append(span)
            continue
        i = finder.index_of(span)
        if i is None:
            message = "does not lie within a single block of the document"
            problems.append(lost_passage(received, FIELD, k, message, "Quote less."))
            continue
        if note.id in seen:
            problems.append(
                lost_passage(received, FIELD, k, f"the id `{note.id}` belongs to another note")
            )
        seen.add(note.id)
        placed.append(PlacedNote(note, 0, document.blocks[i].id, span))
    placed.sort(key=lambda note: note.span)
    return tuple(replace(note, number=n) for n, note in enumerate(placed, 1)), problems
