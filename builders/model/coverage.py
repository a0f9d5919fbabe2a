"""The account of a document's characters: how many lie in which part."""

from __future__ import annotations

from dataclasses import dataclass

from builders.spans import Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """The characters counted by part. The build fails unless `accounted` equals `characters`."""

    characters: int
    text: int
    header: int
    furniture: int
    space: int
    doubled: tuple[Span, ...]
    """Ranges that more than one block owns."""
    lost: tuple[Span, ...]
    """Ranges between blocks that hold more than white space."""

    @property
    def accounted(self) -> int:
        """Characters that lie in exactly one leaf."""
        return self.characters - sum(span.length for span in (*self.doubled, *self.lost))

    @property
    def whole(self) -> bool:
        """Whether no range is lost and none is owned twice."""
        return not self.doubled and not self.lost
