"""Curated events, as their editors write them, and as they are once their evidence is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator

from builders.model.entity import Where
from builders.model.sidecar import Passage
from builders.model.written import Id, Text, Written
from builders.spans import Span


class Status(StrEnum):
    """How far the evidence lets one say that it came about."""

    HAPPENED = "happened"
    REPORTED = "reported"
    """Somebody says so at second hand, and nothing else was seen."""
    DISPUTED = "disputed"
    """One witness says so, and another says otherwise."""
    ANNOUNCED = "announced"
    """Made known as certain to come."""
    PLANNED = "planned"
    """Agreed, proposed or asked for, and not known to have come about then."""

    @property
    def is_past(self) -> bool:
        """Whether a document that tells of it tells of something past."""
        return self in {Status.HAPPENED, Status.REPORTED, Status.DISPUTED}


class Evidence(Written):
    """What an event rests on: a quoted passage of a source, or a work."""

    source: Text | None = None
    """Identifier of a source of this publication."""
    quote: Text | None = None
    """The words as that source has them; any white space stands for any other."""
    prefix: str = ""
    """Words just before, where the quote occurs twice."""
    suffix: str = ""
    """Words just after, where the quote occurs twice."""
    near: str | None = None
    """Address of the paragraph it is in (`p7`), where the quote occurs twice."""
    work: Text | None = None
    """Key of a work in `references.bib`."""
    locator: Text | None = None
    """The place in that work."""
    date: Text | None = None
    """EDTF: the date as this witness gives it, where that is not the event's."""
    status: Status | None = None
    """What it is to this witness, where that is not the event's: planned, and it came about."""

    @model_validator(mode="after")
    def _source_or_work(self) -> Evidence:
        if (self.source is None) == (self.work is None):
            raise ValueError("give either `source` with a `quote`, or `work`")
        if (self.source is None) != (self.quote is None):
            raise ValueError("`source` and `quote` go together")
        if self.locator and self.work is None:
            raise ValueError("`locator` needs a `work`")
        return self

    @property
    def passage(self) -> Passage | None:
        """The passage it quotes, where it quotes one."""
        if self.quote is None:
            return None
        return Passage(quote=self.quote, prefix=self.prefix, suffix=self.suffix, near=self.near)


class Event(Written):
    """An event: what happened or was to happen, when, where, with whom, and on whose word."""

    title: Text
    """In some words, in the language of the edition."""
    title_zh: Text | None = None
    date: Text
    """EDTF, as far as all the evidence lets one know it."""
    place: Id | None = None
    """Where, by its id in the register of places."""
    participants: tuple[Id, ...] = ()
    """Who, by their ids in the registers."""
    category: Text | None = None
    """What sort of thing it is: one of the `categories` that a lane in `publication.yml` has."""
    status: Status = Status.HAPPENED
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """The first is the one that it rests on most."""
    description: Text | None = None
    """A sentence or two where the title and the evidence do not say it all. Markdown."""
    former_ids: tuple[Id, ...] = ()
    """Ids under which it was published before; each is still an address on the timeline."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Evidence that was found where it should be."""

    edtf: str | None
    """The date as it gives it, if it gives one."""
    status: Status
    """What the event is to it."""
    source: str | None = None
    """Identifier of the source."""
    block: str = ""
    """Address of the block in which the passage begins."""
    span: Span | None = None
    """The passage in the source."""
    text: str = ""
    """The passage as read."""
    work: str | None = None
    """Key of the work."""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event with its witnesses."""

    id: str
    event: Event
    witnesses: tuple[Witness, ...]
    where: Where
    """Where it is written."""

    @property
    def entities(self) -> frozenset[str]:
        """Ids of its place and of all that take part."""
        place = (self.event.place,) if self.event.place else ()
        return frozenset((*place, *self.event.participants))
