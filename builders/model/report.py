"""The title page or masthead of a report or newsletter."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """The title page or masthead of one report; a field that it does not give is None or empty."""

    title: str = ""
    subtitle: str | None = None
    title_original: str | None = None
    """The title in the report's other language: `中国移民管理能力建设项目`."""
    series: str | None = None
    """`CBMM China Newsletter`."""
    issue: str | None = None
    """As printed: `January - June 2010`."""
    publisher: str | None = None
    date: str | None = None
    """EDTF of the period or day of issue: `2010-01/2010-06`."""
    contact: tuple[str, ...] = ()
    """The lines of the contact block."""

    @property
    def originator(self) -> str | None:
        """The publisher."""
        return self.publisher

    def as_json(self) -> dict[str, Any]:
        """The fields under their public names."""
        record = asdict(self)
        record["contact"] = list(self.contact)
        return record
