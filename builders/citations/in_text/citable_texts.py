"""The texts in which editors may cite: where each is written, and where it can be read.

The checks of citations, the search and the lists of what cites a work all use this one list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from builders.model.entity import ENTITY_TYPES, Registers
from builders.model.event import PlacedEvent
from builders.model.publication import Entry


class Part(StrEnum):
    """What an editors' text is; the value is the word for it on pages."""

    HEADNOTE = "headnote"
    PROVENANCE = "provenance"
    RIGHTS = "rights"
    NOTE = "note"
    REASON = "reason"
    """The reason for an emendation. It is shown as written, so a citation in it is not rendered."""
    DESCRIPTION = "description"
    """The description of a register's entry, or what is inferred about it."""
    EVENT = "event"
    PAGE = "page"
    """A hand-written page."""


OF_A_SOURCE = {
    "headnote": (Part.HEADNOTE, "headnote"),
    "headnote_zh": (Part.HEADNOTE, "headnote"),
    "provenance": (Part.PROVENANCE, "provenance"),
    "rights": (Part.RIGHTS, "provenance"),
}
"""For texts about a source as a whole, from the field to the part and the address in the page."""
OF_AN_ENTRY = {"description": "said", "inference": "inferred"}
"""For texts about a register's entry, from the field to the address in the page."""


@dataclass(frozen=True, slots=True)
class EditorsText:
    """An editors' text in Markdown."""

    markdown: str
    part: Part
    path: tuple[str | int, ...]
    """Its path in its record: `("notes", 2, "note")`."""
    fragment: str = ""
    """Its address within the page that shows it; empty where it is not shown."""
    number: int = 0
    """The number of a note, from 1; 0 for other texts."""


def of_a_source(entry: Entry) -> Iterator[EditorsText]:
    """The texts about a source: those about all of it, its notes, the reasons for emendations."""
    for name, text in entry.sidecar.prose.items():
        part, fragment = OF_A_SOURCE[name]
        yield EditorsText(text, part, (name,), fragment)
    places = {note.id: k for k, note in enumerate(entry.sidecar.notes)}
    for placed in entry.annotations.notes:
        path = ("notes", places.pop(placed.note.id, 0), "note")
        yield EditorsText(placed.note.note, Part.NOTE, path, placed.address, placed.number)
    for k in places.values():  # notes whose passage is not found, reported elsewhere, may cite too
        yield EditorsText(entry.sidecar.notes[k].note, Part.NOTE, ("notes", k, "note"))
    for k, correction in enumerate(entry.sidecar.emendations):
        yield EditorsText(correction.reason, Part.REASON, ("emendations", k, "reason"))


def of_registers(registers: Registers) -> Iterator[tuple[str, EditorsText]]:
    """The texts about each entry, with its register; their paths begin with the entry's id."""
    for register in ENTITY_TYPES:
        for identifier, entity in registers.entities_of(register).items():
            for name, fragment in OF_AN_ENTRY.items():
                if text := getattr(entity, name):
                    path = (identifier, name)
                    yield register, EditorsText(text, Part.DESCRIPTION, path, fragment)


def of_an_event(placed: PlacedEvent) -> Iterator[EditorsText]:
    """The description of an event, if it has one."""
    if text := placed.event.description:
        yield EditorsText(text, Part.EVENT, (placed.id, "description"), f"event-{placed.id}")
