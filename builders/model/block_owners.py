"""Which block of a document owns which characters; no character has two owners."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from builders.model.document import Block


class Owners:
    """Finds the block that owns a position, for many look-ups in one document."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Sort the ranges that the blocks own; positions are code points of the source."""
        owned = sorted(
            ((span, number, block) for number, block in enumerate(blocks) for span in block.spans),
            key=lambda one: one[:2],
        )
        self._starts = [span.start for span, _, _ in owned]
        self._ends = [span.end for span, _, _ in owned]
        self._blocks = [block for _, _, block in owned]

    def of(self, position: int) -> Block | None:
        """The block that owns the character at a position; None if no block does."""
        at = bisect_right(self._starts, position) - 1
        return self._blocks[at] if at >= 0 and position < self._ends[at] else None

    def at_or_before(self, position: int) -> Block | None:
        """The block that owns the character at a position or else the last owned one before it.

        None before the first character that any block owns.
        """
        at = bisect_right(self._starts, position) - 1
        return self._blocks[at] if at >= 0 else None
