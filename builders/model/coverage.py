"""The account of a document's characters."""

from __future__ import annotations

from dataclasses import dataclass

from builders.spans import Span


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many characters lie where. `accounted` equals `characters`, or the build fails."""

    characters: int
    text: int
    header: int
    furniture: int
    space: int
    doubled: tuple[Span, ...]
    """Ranges that two blocks own."""
    lost: tuple[Span, ...]
    """Ranges other than white space that no block owns."""

    @property
    def accounted(self) -> int:
        """Characters that lie in exactly one leaf."""
        return self.characters - sum(span.length for span in (*self.doubled, *self.lost))

    @property
    def whole(self) -> bool:
        """Whether nothing is lost and nothing counted twice."""
        return not self.doubled and not self.lost
