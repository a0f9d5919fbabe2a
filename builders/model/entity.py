"""What the registers hold: people, organizations, places, terms, as their editors write them.

A register is a YAML mapping from a stable id, which is also its address, to one of these
records. Property names follow SKOS (labels), schema.org (relations) and GeoNames (places).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from builders.model.sidecar import Text, Written

EntityId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]


class When(StrEnum):
    """A condition of the document under which a name stands for the entity."""

    ORIGIN = "origin"
    """The document comes from the entity or a part of it: `the Consulate` in its own cable."""
    MENTIONED = "mentioned"
    """An unconditional name of the entity stands in the same document: `the Federation`."""


class Name(Written):
    """A form under which texts name an entity."""

    text: Text
    """The words; possessives, plurals, line ends and capitals in headings are found by rule."""
    language: str | None = None
    """BCP 47 tag, where it is not the document's."""
    within: tuple[Text, ...] = Field(default=(), alias="in")
    """Only in these sources (identifiers)."""
    not_in: tuple[Text, ...] = ()
    """In all but these sources."""
    when: When | None = None
    """Only in documents of which this is true."""
    any_case: bool = False
    """Whether letter case is of no account."""


class Entity(Written):
    """What all registers share."""

    label: Text
    """The preferred label, in the language of the edition."""
    label_zh: Text | None = None
    """The name in Chinese characters."""
    pinyin: Text | None = None
    """Its reading."""
    names: tuple[Name | Text, ...] = ()
    """Other forms that stand in the sources; the label itself need not be repeated."""
    description: Text | None = None
    """A sentence or two, with citations (`[@key]`). Markdown."""
    inference: Text | None = None
    """What the editors infer and could not verify, in a sentence."""
    same_as: tuple[Url, ...] = ()
    """Identifiers elsewhere, each verified by looking."""
    see_also: tuple[EntityId, ...] = ()
    """Entries that a reader may confuse it with or want next."""

    def all_names(self) -> tuple[Name, ...]:
        """The label and every other form, as names."""
        written = (name if isinstance(name, Name) else Name(text=name) for name in self.names)
        return (Name(text=self.label), *written)


class Person(Entity):
    """A person, or a role whose holder no source names."""

    is_role: bool = False
    """Whether this is an unnamed role (`the German Consul General`)."""
    role: Text | None = None
    """The office or work in which the sources name the person."""
    period: Text | None = None
    """EDTF: when the person held the role, as far as known."""
    member_of: tuple[EntityId, ...] = ()
    """Organizations."""


class Organization(Entity):
    """A body: a ministry, a post, a federation, a newspaper, a project."""

    part_of: tuple[EntityId, ...] = ()
    """Organizations that it belongs to."""
    succeeded_by: tuple[EntityId, ...] = ()
    """Organizations that took over its work."""
    place: EntityId | None = None
    """Where it sits."""
    period: Text | None = None
    """EDTF: its existence, where it is not still there."""


class Place(Entity):
    """A place or an area."""

    type: Text
    """country, province, city, county, region, river, building ..."""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    lies_in: EntityId | None = None
    """The place that it lies in."""
    geonames: int | None = None
    """Its number in GeoNames, verified."""

    @model_validator(mode="after")
    def _both_coordinates(self) -> Place:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("`latitude` and `longitude` go together")
        return self


class Term(Entity):
    """A term of the glossary or an abbreviation."""

    expansion: Text | None = None
    """What an abbreviation stands for."""
    broader: EntityId | None = None
    """The wider term."""


class Work(Written):
    """Under which names the sources cite a work of `references.bib`; the id is its key there."""

    names: tuple[Name | Text, ...]

    def all_names(self) -> tuple[Name, ...]:
        """Every form, as names."""
        return tuple(name if isinstance(name, Name) else Name(text=name) for name in self.names)


EntityKind = Annotated[str, StringConstraints(pattern=r"^(person|organization|place|term|work)$")]
REGISTERS: dict[str, type[Person | Organization | Place | Term]] = {
    "people": Person,
    "organizations": Organization,
    "places": Place,
    "terms": Term,
}
"""From the name of a register's file to the type of its entries."""
