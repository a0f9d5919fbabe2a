"""The header of a cable. The terms are the State Department's own (5 FAH-2, 5 FAH-3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

IDENTIFIER_RE = re.compile(r"(\d{2}) *([A-Z]+) *0*(0|[1-9]\d*)")
"""`09GUANGZHOU176`, `00 STATE 018029`: year, post and number."""


def identifier(name: str) -> str:
    """A telegram's number as the Department writes it, `09 GUANGZHOU 176`; or `name` unchanged."""
    match = IDENTIFIER_RE.fullmatch(name)
    return " ".join(match.groups()) if match else name


@dataclass(frozen=True, slots=True)
class Addressee:
    """One action or info addressee."""

    name: str
    """As printed: `AMEMBASSY BEIJING`."""
    route: str | None = None
    """Routing indicator: `RUEHBJ`."""
    precedence: str | None = None
    """`IMMEDIATE`, where the line gives one."""
    mcn: str | None = None
    """Message continuity number: the digits at the end of the line."""
    excluded: tuple[str, ...] = ()
    """Posts that an `XMT` line exempts from a collective address."""

    def as_json(self) -> dict[str, Any]:
        """The public form; `excluded` is there only if it is not empty."""
        record: dict[str, Any] = {
            "route": self.route,
            "name": self.name,
            "precedence": self.precedence,
            "mcn": self.mcn,
        }
        if self.excluded:
            record["excluded"] = list(self.excluded)
        return record


class ReferenceKind(StrEnum):
    """What an item of a REF line points at."""

    CABLE = "cable"
    EMAIL = "email"
    BOOK = "book"
    INCOMPLETE = "incomplete"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference telegram or other item of the REF line."""

    text: str
    """As printed, without its letter."""
    kind: ReferenceKind
    id: str | None = None
    """Canonical identifier of a cable: `08BEIJING4697`."""
    letter: str | None = None
    """The letter by which the text refers to it: `A` for `Ref A`."""

    def as_json(self) -> dict[str, Any]:
        """The public form."""
        return {"text": self.text, "kind": self.kind.value, "id": self.id, "letter": self.letter}


@dataclass(frozen=True, slots=True)
class CableHeader:
    """The header of one cable; a field that it does not give is None or empty."""

    reference_id: str | None = None
    """Canonical identifier of the cable: `09GUANGZHOU176`."""
    date: str | None = None
    """EDTF day of the date-time group (UTC)."""
    datetime_utc: str | None = None
    """ISO 8601 to the minute: `2009-03-21T08:16Z`."""
    date_time_group: str | None = None
    """As printed: `210816Z MAR 09`."""
    transmission_id: str | None = None
    """The first line of a transmission: `VZCZCXRO6799`."""
    origin: str | None = None
    """`Consulate Guangzhou`."""
    classification: str | None = None
    """`UNCLASSIFIED//FOR OFFICIAL USE ONLY`."""
    classification_line: str | None = None
    """As printed: `UNCLAS SECTION 01 OF 02 GUANGZHOU 000176`."""
    precedence: tuple[str, ...] = ()
    """In words, in the order of the date-time group's line."""
    from_: str | None = None
    """Originator as printed: `AMCONSUL GUANGZHOU`."""
    to: tuple[Addressee, ...] = ()
    """The action addressees."""
    info: tuple[Addressee, ...] = ()
    """The info addressees."""
    captions: tuple[str, ...] = ()
    """In order, duplicates kept: `SENSITIVE`, `SIPDIS`."""
    attention: tuple[str, ...] = ()
    """`STATE FOR EAP/CM AND DRL`."""
    handling: tuple[str, ...] = ()
    """`SENSITIVE BUT UNCLASSIFIED, NOT FOR INTERNET DISTRIBUTION`."""
    executive_order: str | None = None
    """The E.O. line as printed."""
    declassify_on: str | None = None
    """EDTF, from the E.O. line."""
    classified_by: str | None = None
    """As printed: `Classified By: Consul General ... for reasons 1.4 (b) and (d).`"""
    tags: tuple[str, ...] = ()
    subject: str | None = None
    refs: tuple[Reference, ...] = ()
    """The items of the REF line, in order."""
    sections: int | None = None
    """The number of sections in which the cable was sent."""
    signature: str | None = None
    """The name with which the cable is signed."""
    page_metadata: dict[str, str] = field(default_factory=dict)
    """What the web page around the cable says of it (`created`, `origin` ...)."""

    @property
    def title(self) -> str:
        """The subject, or else the identifier."""
        return self.subject or self.reference_id or ""

    @property
    def originator(self) -> str | None:
        """The post that sent it."""
        return self.origin

    def as_json(self) -> dict[str, Any]:
        """The fields under their public names."""
        record: dict[str, Any] = {}
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, tuple):
                value = [item.as_json() if hasattr(item, "as_json") else item for item in value]
            record[name.rstrip("_")] = value
        return record
