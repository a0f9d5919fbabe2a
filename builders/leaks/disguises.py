"""The ways in which words can escape a plain search; messages and tests use these descriptions."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How a secret was written where it was found. Several ways may be combined."""

    PLAIN = "letter for letter, or with other case, spaces, line ends and punctuation between its letters"
    TAGS = "with tags or comments between its letters"
    ESCAPES = (
        "in escapes: entities, percent signs, backslashes, quoted-printable, invisible characters"
    )
    WIDE = "in another encoding"
    BASE64 = "in base64"
    BACKWARDS = "backwards"
    ROTATED = "in ROT13"
    SPELLED = "with its punctuation spelled out: at, dot"
    NUMBERS = "as the numbers of its characters"
    PART = "in part: the part that reveals the whole"
    NAME = "in the name of a file"


class Container(StrEnum):
    """What something can be packed in."""

    GZIP = "gzip"
    ZIP = "ZIP"
    PNG = "text in PNG"
    DEFLATE = "compressed stream"
    BZIP2 = "bzip2"
    XZ = "xz"
