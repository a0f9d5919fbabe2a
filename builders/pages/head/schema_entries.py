"""Entries of the registers in the vocabulary of schema.org."""

from __future__ import annotations

from typing import Any

from builders import dates
from builders.model.entity import Entity, Person, Place, Term

TYPES = {
    "people": "Person",
    "organizations": "Organization",
    "places": "Place",
    "terms": "DefinedTerm",
    "works": "CreativeWork",
}
NAMELESS = "A role whose holder the sources do not name."
GEONAMES = "https://sws.geonames.org/{}/"
ADDITIVE = frozenset({"alternateName", "sameAs"})
"""Properties whose values are added to those that an entry already has."""


def register_properties(entry: Entity, terms: str) -> dict[str, Any]:
    """The properties that only entries of this entry's register have.

    Args:
        entry: The entry.
        terms: IRI of the register of terms.
    """
    match entry:
        case Person():
            role = " ".join(filter(None, (NAMELESS if entry.is_role else "", entry.role)))
            # schema.org has no property for dates that are uncertain or approximate.
            days = {"birthDate": entry.born, "deathDate": entry.died}
            plain = {name: day for name, day in days.items() if day and dates.is_plain(day)}
            return {**({"disambiguatingDescription": role} if role else {}), **plain}
        case Place():
            return _of_place(entry)
        case Term():
            names = {"alternateName": [entry.expansion]} if entry.expansion else {}
            return {"inDefinedTermSet": terms, **names}
        case _:
            return {}


def _of_place(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {"additionalType": place.type}
    if place.latitude is not None and place.longitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    if place.geonames is not None:
        found["sameAs"] = [GEONAMES.format(place.geonames)]
    return found
