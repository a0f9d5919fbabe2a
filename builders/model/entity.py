"""What the registers hold: people, organizations, places, terms, as their editors write them.

A register is a YAML mapping from a stable id, which is also its address, to one of these
records. Property names follow SKOS (labels), schema.org (relations) and GeoNames (places).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema

from builders.model.languages import Language
from builders.model.written import Id, Text, Url, Written


class When(StrEnum):
    """A condition of the document under which a name stands for the entity."""

    ORIGIN = "origin"
    """The document comes from the entity or a part of it: `the Consulate` in its own cable."""
    MENTIONED = "mentioned"
    """An unconditional name of the entity stands in the same document: `the Federation`."""


class Name(Written):
    """A form under which texts name an entity. In a register, a plain text is one too."""

    text: Text
    """The words; possessives, plurals, line ends and capitals in headings are found by rule."""
    language: Language | None = None
    """BCP 47 tag, where it is not the document's."""
    within: tuple[Text, ...] = Field(default=(), alias="in")
    """Only in these sources (identifiers)."""
    not_in: tuple[Text, ...] = ()
    """In all but these sources."""
    when: When | None = None
    """Only in documents of which this is true."""
    prefix: Text | None = None
    """Only where these words stand just before it: `local` before `PSB`."""
    suffix: Text | None = None
    """Only where these words stand just after it."""
    any_case: bool = False
    """Whether letter case is of no account."""

    @model_validator(mode="before")
    @classmethod
    def _of_a_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_list_of_sources(self) -> Name:
        if self.within and self.not_in:
            raise ValueError("`in` and `not_in` exclude each other")
        return self

    @property
    def unconditional(self) -> bool:
        """Whether it stands for its entity in every source."""
        conditions = (self.within, self.not_in, self.when, self.prefix, self.suffix)
        return not any(conditions)

    def rivals(self, other: Name) -> bool:
        """Whether nothing but a guess could tell the two apart in some source.

        A name that asks for words around it goes before one that does not, and a name that is
        limited to sources before one that is not; so these never vie.
        """
        if self.when or other.when or bool(self.within) != bool(other.within):
            return False
        if (self.prefix, self.suffix) != (other.prefix, other.suffix):
            return False
        same = self.text == other.text
        if self.any_case or other.any_case:
            same = self.text.casefold() == other.text.casefold()
        return same and (not self.within or bool(set(self.within) & set(other.within)))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """A text, or the record: editors complete both."""
        record = handler.resolve_ref_schema(handler(core_schema))
        return {"anyOf": [{"type": "string", "minLength": 1}, record]}


WORDS = frozenset({"description", "inference"})
"""The fields of an entry that people write to be read, and that nothing else is worked out from."""


class Entity(Written):
    """What all registers share."""

    label: Text
    """The preferred label, in the language of the edition."""
    label_zh: Text | None = None
    """The name in Chinese characters."""
    pinyin: Text | None = None
    """Its reading."""
    names: tuple[Name, ...] = ()
    """Other forms that stand in the sources; the label itself need not be repeated."""
    description: Text | None = None
    """A sentence or two, with citations (`[@key]`). Markdown."""
    inference: Text | None = None
    """What the editors infer and could not verify, in a sentence."""
    same_as: tuple[Url, ...] = ()
    """Identifiers elsewhere, each verified by looking."""
    see_also: tuple[Id, ...] = ()
    """Entries that a reader may confuse it with or want next."""
    former_ids: tuple[Id, ...] = ()
    """Ids under which it was published before; each leaves a redirect."""

    def all_names(self) -> tuple[Name, ...]:
        """The label and every other form, as names."""
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
    """Organizations."""


class Organization(Entity):
    """A body: a ministry, a post, a federation, a newspaper, a project."""

    part_of: tuple[Id, ...] = ()
    """Organizations that it belongs to."""
    succeeded_by: tuple[Id, ...] = ()
    """Organizations that took over its work."""
    place: Id | None = None
    """Where it sits."""
    period: Text | None = None
    """EDTF: its existence, where it is not still there."""


class Place(Entity):
    """A place or an area."""

    type: Text
    """country, province, city, county, region, river, building ..."""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    lies_in: Id | None = None
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
    broader: Id | None = None
    """The wider term."""


class Work(Written):
    """Under which names the sources cite a work of `references.bib`; the id is its key there."""

    names: tuple[Name, ...] = Field(min_length=1)
    """The words by which the sources mean it."""

    def all_names(self) -> tuple[Name, ...]:
        """Every form, as names."""
        return self.names


ENTITY_TYPES: dict[str, type[Person | Organization | Place | Term]] = {
    "people": Person,
    "organizations": Organization,
    "places": Place,
    "terms": Term,
}
"""From the name of a register's file to the type of its entries."""
WORKS = "works"
"""The register whose entries are works of `references.bib`, and no entities."""
REGISTERS = (*ENTITY_TYPES, WORKS)
"""All of them, in the order in which pages and files have them."""


class Where(NamedTuple):
    """Where something is written."""

    file: str
    """Path relative to the project."""
    line: int | None


@dataclass(frozen=True, slots=True)
class Registers:
    """All that the registers hold, by id, and where it is written."""

    people: Mapping[str, Person] = field(default_factory=dict)
    organizations: Mapping[str, Organization] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    works: Mapping[str, Work] = field(default_factory=dict)
    """By the key of `references.bib`."""
    former: Mapping[str, str] = field(default_factory=dict)
    """From each id that an entry has had before to its present one."""
    lines: Mapping[tuple[str | int, ...], Where] = field(default_factory=dict)
    """Of each entry, `(id,)`, and of each value in it: `(id, "names", 2, "text")`."""

    def where(self, *path: str | int) -> Where:
        """Where a value is written, or else the nearest thing that holds it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, Where("site_src/registers", None))

    def entities_of(self, register: str) -> Mapping[str, Person | Organization | Place | Term]:
        """The entries of one register but that of the works, by their ids."""
        entities: Mapping[str, Person | Organization | Place | Term] = getattr(self, register)
        return entities

    def entries_of(
        self, register: str
    ) -> Mapping[str, Person | Organization | Place | Term | Work]:
        """The entries of any register, by their ids; of the works, by their keys."""
        return self.works if register == WORKS else self.entities_of(register)

    def entities(self) -> Iterator[tuple[str, Person | Organization | Place | Term]]:
        """All entries but works with their ids, register by register, as written."""
        for register in ENTITY_TYPES:
            yield from self.entities_of(register).items()

    def get(self, identifier: str) -> Person | Organization | Place | Term | None:
        """The entry of that id, from whichever register."""
        for register in ENTITY_TYPES:
            if (entry := self.entities_of(register).get(identifier)) is not None:
                return entry
        return None
