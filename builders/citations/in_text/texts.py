"""The texts in which editors cite, in one list: where each is read, and where it is written.

What checks citations, what is searched, and what a page says of who cites a work all go through it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from builders.model.entity import ENTITY_TYPES, Registers
from builders.model.event import PlacedEvent
from builders.model.publication import Entry


class Part(StrEnum):
    """What a text of the editors is; the value is the word for it on pages."""

    HEADNOTE = "headnote"
    PROVENANCE = "provenance"
    RIGHTS = "rights"
    NOTE = "note"
    REASON = "reason"
    """Of an emendation. It is shown as it is written, so that a citation in it is a mistake or none."""
    DESCRIPTION = "description"
    """Of an entry of a register, and what is inferred of it."""
    EVENT = "event"
    PAGE = "page"
    """A page that somebody wrote."""


OF_A_SOURCE = {
    "headnote": (Part.HEADNOTE, "headnote"),
    "headnote_zh": (Part.HEADNOTE, "headnote"),
    "provenance": (Part.PROVENANCE, "provenance"),
    "rights": (Part.RIGHTS, "provenance"),
}
"""Of what editors say of a source as a whole, by field: what it is, and its address in the page."""
OF_AN_ENTRY = {"description": "said", "inference": "inferred"}
"""Of what they say of a register's entry, by field: its address in the page."""


@dataclass(frozen=True, slots=True)
class EditorsText:
    """A text in Markdown."""

    markdown: str
    part: Part
    path: tuple[str | int, ...]
    """Where it stands in its record: `("notes", 2, "note")`."""
    fragment: str = ""
    """Its address within the page on which it is read; none where it is not read."""
    number: int = 0
    """Of a note, from 1."""


def of_a_source(entry: Entry) -> Iterator[EditorsText]:
    """What is said of a source: of all of it, then of its passages, then why it is corrected."""
    for name, text in entry.sidecar.prose.items():
        part, fragment = OF_A_SOURCE[name]
        yield EditorsText(text, part, (name,), fragment)
    places = {note.id: k for k, note in enumerate(entry.sidecar.notes)}
    for placed in entry.annotations.notes:
        path = ("notes", places.pop(placed.note.id, 0), "note")
        yield EditorsText(placed.note.note, Part.NOTE, path, placed.address, placed.number)
    for k in places.values():  # whose passages are not found: an error, and these may have others
        yield EditorsText(entry.sidecar.notes[k].note, Part.NOTE, ("notes", k, "note"))
    for k, correction in enumerate(entry.sidecar.emendations):
        yield EditorsText(correction.reason, Part.REASON, ("emendations", k, "reason"))


def of_registers(registers: Registers) -> Iterator[tuple[str, EditorsText]]:
    """What is said of each entry, with its register; the path begins with its id."""
    for register in ENTITY_TYPES:
        for identifier, entity in registers.entities_of(register).items():
            for name, fragment in OF_AN_ENTRY.items():
                if text := getattr(entity, name):
                    path = (identifier, name)
                    yield register, EditorsText(text, Part.DESCRIPTION, path, fragment)


def of_an_event(placed: PlacedEvent) -> Iterator[EditorsText]:
    """What is said of an event beyond its title."""
    if text := placed.event.description:
        yield EditorsText(text, Part.EVENT, (placed.id, "description"), f"event-{placed.id}")
