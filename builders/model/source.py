"""A source as received, less any redacted passages."""

from __future__ import annotations

from dataclasses import dataclass

from builders.model.redaction import PlacedRedaction


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one source and the text they spell. Neither is ever changed.

    If passages are redacted, this is the redacted file: text, bytes, offsets and digest are those
    of what is published, and nothing that was hidden is in any of them.
    """

    id: str
    """Its identifier, which in lower case is also its address."""
    path: str
    """Where the file is, relative to the project, with forward slashes."""
    data: bytes
    text: str
    """All of the bytes decoded, line ends and byte-order mark unchanged."""
    encoding: str
    """The encoding used, by its name in Python."""
    sha256: str
    """SHA-256 of the bytes, in hexadecimal."""
    redactions: tuple[PlacedRedaction, ...] = ()
    """The redaction bars in the order of the text."""
    language: str | None = None
    """The language that the editors give; if they give none, it is inferred from the words."""
    is_markdown: bool = False
    """Whether the text is known to be Markdown, whatever marks it has."""
