"""Cables cited in running text by year, post and number: `08 BEIJING 004697`, `09GUANGZHOU176`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from builders.readers.cable.fields import canonical_id
from builders.readers.cable.fields.identifiers import post_name

# "(08 BEIJING 4697)", "09GUANGZHOU176"; a post is up to four words in capitals. Without a year
# ("GUANGZHOU 176") too many other things look the same; only a REF line is read that way.
REFERENCE_RE = re.compile(
    r"(?<![\w.])(?:19|20)?([0-9]{2})\s?([A-Z]{3,20}(?:\s[A-Z]{2,20}){0,3})\s?0{0,5}([1-9][0-9]{0,5})(?!\w)"
)

YEAR_AND_POST_RE = re.compile(r"[0-9]\s?[A-Z]{3}")
"""A part of every reference: a pattern that starts with a digit is searched many times faster."""


class CableReference(NamedTuple):
    """One reference: its range in the text searched, and the cable's canonical identifier."""

    start: int
    end: int
    id: str


def find(text: str) -> Iterator[CableReference]:
    """The references in a text, in order."""
    if not YEAR_AND_POST_RE.search(text):
        return
    capitals = text.isupper()
    for match in REFERENCE_RE.finditer(text):
        # In a text all in capitals, `88 CAME BY SAMPAN AND 23` looks like a reference too.
        if capitals and post_name(match[2]) is None:
            continue
        identifier = canonical_id("".join(match.group(1, 2, 3)).replace(" ", ""))
        yield CableReference(match.start(), match.end(), identifier)
