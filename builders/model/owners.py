"""The blocks of a document by the characters that they own: no character is two blocks' own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from builders.model.document import Block


class Owners:
    """Whose characters are at a place, asked of a whole document as often as may be."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Sort what the blocks own; positions are code points of the source."""
        owned = sorted(
            ((span, number, block) for number, block in enumerate(blocks) for span in block.spans),
            key=lambda one: one[:2],
        )
        self._starts = [span.start for span, _, _ in owned]
        self._ends = [span.end for span, _, _ in owned]
        self._blocks = [block for _, _, block in owned]

    def of(self, position: int) -> Block | None:
        """The block that owns the character at a position; None where it is nobody's."""
        at = bisect_right(self._starts, position) - 1
        return self._blocks[at] if at >= 0 and position < self._ends[at] else None

    def until(self, position: int) -> Block | None:
        """The same, and of nobody's character whose the last one before was; None before them all."""
        at = bisect_right(self._starts, position) - 1
        return self._blocks[at] if at >= 0 else None
