"""The entries of the registers, as editors write them: people, organizations, places, terms, works.

A register is a YAML mapping from a stable id, which is also its address, to one of these
records. Property names follow SKOS (labels), schema.org (relations) and GeoNames (places).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from builders.model.languages import Language
from builders.model.written import Id, Text, TextOrRecord, Url, Written


class When(StrEnum):
    """A condition on the document under which a name stands for the entity."""

    ORIGIN = "origin"
    """The document comes from the entity or a part of it: `the Consulate` in its own cable."""
    MENTIONED = "mentioned"
    """An unconditional name of the entity stands in the same document: `the Federation`."""


class Name(TextOrRecord):
    """A form under which texts name an entity. In a register it may be given as a plain string."""

    text: Text
    """The words; possessives, plurals, line ends and capitals in headings are covered by rules."""
    language: Language | None = None
    """BCP 47 tag, if it differs from the document's."""
    within: tuple[Text, ...] = Field(default=(), alias="in")
    """Only in these sources (identifiers)."""
    not_in: tuple[Text, ...] = ()
    """In all sources except these (identifiers)."""
    when: When | None = None
    """Only in documents that meet this condition."""
    prefix: Text | None = None
    """Only directly after these words: `local` before `PSB`."""
    suffix: Text | None = None
    """Only directly before these words."""
    any_case: bool = False
    """Whether upper and lower case are treated alike."""

    @model_validator(mode="after")
    def _one_list_of_sources(self) -> Name:
        if self.within and self.not_in:
            raise ValueError("`in` and `not_in` exclude each other")
        return self

    @property
    def is_unconditional(self) -> bool:
        """Whether it stands for its entity everywhere, without any condition."""
        conditions = (self.within, self.not_in, self.when, self.prefix, self.suffix)
        return not any(conditions)

    def conflicts_with(self, other: Name) -> bool:
        """Whether, in some source, only a guess could tell which of the two names is meant.

        A name that requires words around it takes precedence over one that does not, and a name
        limited to certain sources over one that is not, so such pairs never compete; nor does a
        name with a `when`.
        """
        if self.when or other.when or bool(self.within) != bool(other.within):
            return False
        if (self.prefix, self.suffix) != (other.prefix, other.suffix):
            return False
        same = self.text == other.text
        if self.any_case or other.any_case:
            same = self.text.casefold() == other.text.casefold()
        return same and (not self.within or bool(set(self.within) & set(other.within)))


DISPLAY_FIELDS = frozenset({"description", "inference"})
"""The fields of an entry that are written only to be read: nothing else is derived from them."""


class Entity(Written):
    """The fields that the entries of all registers except the works have in common."""

    label: Text
    """The preferred label, in the language of the edition."""
    label_zh: Text | None = None
    """The name in Chinese characters."""
    pinyin: Text | None = None
    """The reading of the Chinese name."""
    names: tuple[Name, ...] = ()
    """Other forms that occur in the sources; the label itself need not be repeated."""
    description: Text | None = None
    """A sentence or two, with citations (`[@key]`). Markdown."""
    inference: Text | None = None
    """What the editors infer but could not verify, in a sentence."""
    same_as: tuple[Url, ...] = ()
    """Addresses of the same thing in other databases, each verified by looking it up."""
    see_also: tuple[Id, ...] = ()
    """Entries that a reader may confuse it with or want to see next."""
    former_ids: tuple[Id, ...] = ()
    """Ids under which it was published before; each leaves a redirect."""

    def all_names(self) -> tuple[Name, ...]:
        """The label and all other forms, as names."""
        return (Name(text=self.label), *self.names)


class Person(Entity):
    """A person, or a role whose holder no source names."""

    is_role: bool = False
    """Whether this is an unnamed role (`the German Consul General`)."""
    role: Text | None = None
    """The office or work in which the sources name the person."""
    born: Text | None = None
    """EDTF: the day or year of birth."""
    died: Text | None = None
    """EDTF: the day or year of death."""
    period: Text | None = None
    """EDTF: when the person held the role, as far as known."""
    member_of: tuple[Id, ...] = ()
    """Organizations that the person belongs to."""


class Organization(Entity):
    """A body: a ministry, a post, a federation, a newspaper, a project."""

    part_of: tuple[Id, ...] = ()
    """Organizations that it belongs to."""
    succeeded_by: tuple[Id, ...] = ()
    """Organizations that took over its work."""
    place: Id | None = None
    """The place where it is based."""
    period: Text | None = None
    """EDTF: when it existed, if it no longer does."""


class Place(Entity):
    """A place or an area."""

    type: Text
    """country, province, city, county, region, river, building ..."""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    lies_in: Id | None = None
    """The larger place that it lies in."""
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
    broader: Id | None = None
    """The wider term."""


class Work(Written):
    """The names under which sources cite a work of `references.bib`; the id is its key there."""

    names: tuple[Name, ...] = Field(min_length=1)
    """The words by which the sources refer to it."""

    def all_names(self) -> tuple[Name, ...]:
        """All its names."""
        return self.names


ENTITY_TYPES: dict[str, type[Person | Organization | Place | Term]] = {
    "people": Person,
    "organizations": Organization,
    "places": Place,
    "terms": Term,
}
"""From the name of a register's file to the type of its entries."""
WORKS = "works"
"""The register whose entries are works of `references.bib` instead of entities."""
REGISTERS = (*ENTITY_TYPES, WORKS)
"""All registers, in the order in which pages and files list them."""


class Where(NamedTuple):
    """The place where something is written."""

    file: str
    """Path relative to the project."""
    line: int | None


@dataclass(frozen=True, slots=True)
class Registers:
    """The entries of all registers by id, and where each is written."""

    people: Mapping[str, Person] = field(default_factory=dict)
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    works: Mapping[str, Work] = field(default_factory=dict)
    """By the key of `references.bib`."""
    former: Mapping[str, str] = field(default_factory=dict)
    """From each former id of an entry to its present one."""
    lines: Mapping[tuple[str | int, ...], Where] = field(default_factory=dict)
    """The place of each entry, `(id,)`, and of each value in it, `(id, "names", 2, "text")`."""

    def where(self, *path: str | int) -> Where:
        """Where a value is written, or else the nearest value or entry that contains it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, Where("site_src/registers", None))

    def entities_of(self, register: str) -> Mapping[str, Person | Organization | Place | Term]:
        """The entries of one register, by id; any register except that of the works."""
        entities: Mapping[str, Person | Organization | Place | Term] = getattr(self, register)
        return entities

    def entries_of(
        self, register: str
    ) -> Mapping[str, Person | Organization | Place | Term | Work]:
        """The entries of any register, by id; works by key."""
        return self.works if register == WORKS else self.entities_of(register)

    def entities(self) -> Iterator[tuple[str, Person | Organization | Place | Term]]:
        """All entries except works, with their ids, register by register in the order written."""
        for register in ENTITY_TYPES:
            yield from self.entities_of(register).items()

    def get(self, identifier: str) -> Person | Organization | Place | Term | None:
        """The entry with that id, from whichever register, or None. Works are not searched."""
        for register in ENTITY_TYPES:
            if (entry := self.entities_of(register).get(identifier)) is not None:
                return entry
        return None
