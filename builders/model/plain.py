"""The header of a plain text: a title and, at best, a date."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PlainHeader:
    """The header of a text that is of no more specific kind."""

    title: str = ""
    """Its first heading, or else its first line."""
    date: str | None = None
    """EDTF, from a line that consists of a date and nothing else."""

    @property
    def originator(self) -> str | None:
        """None: a plain text does not say who it is from."""
        return None

    def as_json(self) -> dict[str, Any]:
        """The fields under their public names."""
        return asdict(self)
