"""The head and foot of a news article."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class NewsHeader:
    """The metadata lines of one article; a field that it does not give is None."""

    headline: str | None = None
    byline: str | None = None
    """The writer's name alone: `Zhang Yan`."""
    agency: str | None = None
    """`Xinhua`."""
    publication: str | None = None
    """`China Daily`."""
    date: str | None = None
    """EDTF day of publication."""
    updated: str | None = None
    """ISO 8601, to the minute where the page gives it."""
    page: str | None = None
    """The printed page: `1`."""
    dateline: str | None = None
    """As printed: `NANNING, July 17 (Xinhua) --`."""

    @property
    def title(self) -> str:
        """The headline."""
        return self.headline or ""

    @property
    def originator(self) -> str | None:
        """The newspaper, or else the agency."""
        return self.publication or self.agency

    def as_json(self) -> dict[str, Any]:
        """The fields under their public names."""
        return asdict(self)
