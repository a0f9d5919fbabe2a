"""Names of bodies for citations: the registers' labels, or telegram abbreviations written out."""

from __future__ import annotations

import re

from builders.model.entity import Organization, Registers

POST_NAMES = {
    "AMEMBASSY": "US Embassy",
    "EMBASSY": "US Embassy",
    "AMCONSUL": "US Consulate",
    "CONSULATE": "US Consulate",
    "AMCONGEN": "US Consulate General",
    "USMISSION": "US Mission",
    "MISSION": "US Mission",
    "USUN": "US Mission to the United Nations",
    "USINT": "US Interests Section",
    "USOFFICE": "US Office",
    "AIT": "American Institute in Taiwan,",
}
"""From the first word of a post's name on a telegram, in capitals, to what it stands for."""
SECRETARY_RE = re.compile(r"(?:RUEHC\b.*)?(?:SECSTATE|SECRETARY OF STATE)\b.*", re.IGNORECASE)
"""The Secretary of State: `SECSTATE WASHDC`, with whatever follows."""
TYPES_WITHIN_TOWNS = ("building", "street", "district")
"""Types of places within a town, smallest first, none of which is a place of publication."""
SECRETARY = "US Secretary of State"


class Bodies:
    """The organizations of the registers, found by any name that is theirs in all sources."""

    def __init__(self, registers: Registers) -> None:
        """Collect the names."""
        self._places = registers.places
        self._found: dict[str, Organization] = {}
        for organization in registers.organizations.values():
            for name in organization.all_names():
                if name.is_unconditional:
                    self._found.setdefault(name.text.casefold(), organization)

    def label(self, *names: str | None) -> str:
        """The label of the first name that is registered; else one written out, or as given."""
        given = [name for name in names if name]
        for name in given:
            if found := self._found.get(name.casefold()):
                return found.label
        return next(filter(None, map(written_out, given)), given[0] if given else "")

    def label_zh(self, name: str) -> str:
        """The Chinese label of the body with this name; empty where the registers have none."""
        found = self._found.get(name.casefold())
        return (found.label_zh if found else None) or ""

    def place(self, name: str | None) -> str:
        """The town in which the body with this name sits; empty where the registers do not say."""
        found = self._found.get((name or "").casefold())
        place = self._places.get(found.place or "") if found else None
        for _ in TYPES_WITHIN_TOWNS:
            if place is None or place.type not in TYPES_WITHIN_TOWNS:
                break
            place = self._places.get(place.lies_in or "")
        return place.label if place else ""


def written_out(name: str) -> str:
    """A post's or addressee's name with telegram abbreviations written out; empty without any."""
    if SECRETARY_RE.fullmatch(name):
        return SECRETARY
    first, _, rest = name.partition(" ")
    words = POST_NAMES.get(first.upper())
    if words is None or not rest:
        return ""
    return f"{words} {rest.title() if rest.isupper() else rest}"
