"""What bodies are called in citations: as the registers call them, or else in full words."""

from __future__ import annotations

import re

from builders.model.entity import Organization, Registers

ABROAD = {
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
"""The first word of a post's name on a telegram, in capitals, and what it stands for."""
AT_HOME = re.compile(r"(?:RUEHC\b.*)?(?:SECSTATE|SECRETARY OF STATE)\b.*", re.IGNORECASE)
"""`SECSTATE WASHDC`, with whatever is behind it."""
WITHIN = ("building", "street", "district")
"""Types of places within a town, the smallest first; none of them is a place of publication."""
SECRETARY = "US Secretary of State"


class Bodies:
    """The bodies of the registers, by every name that stands for them in all sources."""

    def __init__(self, registers: Registers) -> None:
        """Collect the names."""
        self._places = registers.places
        self._found: dict[str, Organization] = {}
        for organization in registers.organizations.values():
            for name in organization.all_names():
                if name.unconditional:
                    self._found.setdefault(name.text.casefold(), organization)

    def label(self, *names: str | None) -> str:
        """What the body is called that has one of these names, the first that is known."""
        given = [name for name in names if name]
        for name in given:
            if found := self._found.get(name.casefold()):
                return found.label
        return next(filter(None, map(in_words, given)), given[0] if given else "")

    def label_zh(self, name: str) -> str:
        """What the body of this name is called in Chinese, as far as the registers say."""
        found = self._found.get(name.casefold())
        return (found.label_zh if found else None) or ""

    def place(self, name: str | None) -> str:
        """The town in which the body sits, as far as the registers say."""
        found = self._found.get((name or "").casefold())
        place = self._places.get(found.place or "") if found else None
        for _ in WITHIN:
            if place is None or place.type not in WITHIN:
                break
            place = self._places.get(place.lies_in or "")
        return place.label if place else ""


def in_words(name: str) -> str:
    """A post's or addressee's name without the abbreviations of telegrams; nothing if it is plain."""
    if AT_HOME.fullmatch(name):
        return SECRETARY
    first, _, rest = name.partition(" ")
    words = ABROAD.get(first.upper())
    if words is None or not rest:
        return ""
    return f"{words} {rest.title() if rest.isupper() else rest}"
