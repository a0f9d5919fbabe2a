"""A source as received, or as much of it as is published."""

from __future__ import annotations

from dataclasses import dataclass

from builders.model.redaction import PlacedRedaction


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one source and the text they spell. Neither is ever changed.

    Where passages are redacted this is the redacted file: text, bytes, offsets and digest are
    those of what is published, and what was hidden is in none of them.
    """

    id: str
    """Its identifier and, in lower case, its address."""
    path: str
    """Where the file is, relative to the project, with forward slashes."""
    data: bytes
    text: str
    """All of the bytes decoded, line ends and byte-order mark as they are."""
    encoding: str
    """Name of the encoding that was used, as Python spells it."""
    sha256: str
    """Of the bytes, in hexadecimal."""
    redactions: tuple[PlacedRedaction, ...] = ()
    """The bars in the text, in its order."""
    language: str | None = None
    """What its editors say that it is in; where they say nothing, readers look at its words."""
