"""Line ends that were lost between two fields of a head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from builders.model.document import Block, Emendation, EmendationKind, Role
from builders.spans import Span

_LAST_WORD_RE = re.compile(r"\S+\Z")
_FIRST_WORD_RE = re.compile(r"\S+")


def lost_line_ends(source: str, blocks: Iterable[Block]) -> Iterator[Emendation]:
    """An emendation for each pair of fields that stand on one line with nothing between them.

    `HQ USPACOM HONOLULU HIUNCLAS SECTION 01 OF 04 GUANGZHOU 000208`: the fields have been read
    separately, and the emendation shows where.
    """
    head = sorted(
        (block for block in blocks if block.role is Role.HEADER), key=lambda block: block.start
    )
    for one, other in pairwise(head):
        if one.end != other.start:
            continue
        last = _LAST_WORD_RE.search(source, one.start, one.end)
        first = _FIRST_WORD_RE.match(source, other.start, other.end)
        if last and first:
            span = Span(last.start(), first.end())
            yield Emendation(
                span,
                source[span.start : span.end],
                f"{last[0]} {first[0]}",
                EmendationKind.LAYOUT,
                "The end of a line was lost between two fields.",
                "rule:lost-line-end",
            )
