"""The telegram extracted from a cable source, in one shape for all the forms it is received in."""

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
    """`cablegate-text`, `cablegate-html`, `cable-csv`, `cable-html`, `cable-markdown` or `cable-text`."""
    text: AlignedText
    """The telegram alone, without the tags, quotes and escapes of its carrier."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the carrier states about the cable: reference_id, created, classification, origin ..."""
    metadata_spans: tuple[Span, ...] = ()
    """Where in the source the metadata stand, outside the telegram."""
    emendations: tuple[Emendation, ...] = ()
    """The corrections made while extracting the telegram."""
