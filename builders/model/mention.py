"""What is named in a text, and where."""

from __future__ import annotations

from dataclasses import dataclass

from builders.spans import Span
from builders.values import sent_by_its_fields


@sent_by_its_fields
@dataclass(frozen=True, slots=True)
class Mention:
    """One form of one register entry at one place."""

    entity: str
    """Id of the entry."""
    kind: str
    """person, role, organization, place, term, work."""
    label: str
    """The entry's preferred label."""
    block: str
    """Address of the block it stands in."""
    span: Span
    """Its characters in the source."""
    reading: Span
    """Its characters in the text of the block as read."""
    text: str
    """Those characters, as read."""
