"""A source as received."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one source and the text they spell. Neither is ever changed."""

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
