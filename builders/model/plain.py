"""What a plain text says of itself: a title and, at best, a date."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PlainHeader:
    """The header of a text of no kind that a reader knows."""

    title: str = ""
    """Its first heading, or failing that its first line."""
    date: str | None = None
    """EDTF; only a line that is nothing but a date gives one."""

    @property
    def originator(self) -> str | None:
        """Nobody: a plain text does not say."""
        return None

    def as_json(self) -> dict[str, Any]:
        """The fields under their public names."""
        return asdict(self)
