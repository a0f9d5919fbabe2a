"""What is said about places of a source, standoff: mentions, dates, the editors' notes."""

from __future__ import annotations

from dataclasses import dataclass

from builders.model.mention import Mention
from builders.model.sidecar import Note
from builders.spans import Span


@dataclass(frozen=True, slots=True)
class PlacedDate:
    """A date in the text."""

    edtf: str
    block: str
    """Address of the block it stands in."""
    span: Span
    """Its characters in the source."""
    reading: Span
    """Its characters in the text of the block as read."""
    text: str
    """Those characters, as read."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """An editors' note with the passage it is about."""

    note: Note
    number: int
    """In the order of the source, from 1."""
    block: str
    """Address of the block in which the passage begins."""
    span: Span
    """The passage in the source."""

    @property
    def address(self) -> str:
        """Its address within the page."""
        return f"note-{self.note.id}"


@dataclass(frozen=True, slots=True)
class Annotations:
    """All that is said about one source, each kind in the order of the source."""

    mentions: tuple[Mention, ...] = ()
    dates: tuple[PlacedDate, ...] = ()
    notes: tuple[PlacedNote, ...] = ()
