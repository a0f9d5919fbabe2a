"""A cable as received, laid out as the lines of a telegram whatever carries them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builders.aligned_text import AlignedText
from builders.model.document import Emendation
from builders.spans import Span


@dataclass(frozen=True, slots=True)
class Transcript:
    """The telegram's lines, each character with its place in the source."""

    form: str
    """`cablegate-text`, `cablegate-html`, `cable-csv`, `cable-markdown` or `cable-text`."""
    text: AlignedText
    """The telegram alone: tags, quotes and escapes of its carrier are read through."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the carrier says of the cable: reference_id, created, classification, origin ..."""
    metadata_spans: tuple[Span, ...] = ()
    """Where it says so, outside the telegram."""
    emendations: tuple[Emendation, ...] = ()
    """What was read otherwise than it stands on the way."""
