"""Curated events, as editors write them and as they are once their evidence has been located."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field, model_validator

from builders.model.entity import Where
from builders.model.sidecar import Passage
from builders.model.written import Id, Text, Written
from builders.spans import Span


class Status(StrEnum):
    """How far the evidence shows that the event took place."""

    HAPPENED = "happened"
    REPORTED = "reported"
    """Told at second hand only; no other evidence has been seen."""
    DISPUTED = "disputed"
    """One witness says so and another contradicts it."""
    ANNOUNCED = "announced"
    """Announced as certain to happen."""
    PLANNED = "planned"
    """Agreed, proposed or requested, and not known to have taken place on that date."""

    @property
    def is_past(self) -> bool:
        """Whether a document that mentions it speaks of something past."""
        return self in {Status.HAPPENED, Status.REPORTED, Status.DISPUTED}


class Evidence(Written):
    """What an event rests on: a quoted passage of a source, or a work."""

    source: Text | None = None
    """Identifier of a source of this publication."""
    quote: Text | None = None
    """The words as that source has them; any run of white space matches any other."""
    prefix: str = ""
    """Words just before, if the quote occurs more than once."""
    suffix: str = ""
    """Words just after, if the quote occurs more than once."""
    near: str | None = None
    """Address of the paragraph it is in (`p7`), if the quote occurs more than once."""
    work: Text | None = None
    """Key of a work in `references.bib`."""
    locator: Text | None = None
    """The place in that work."""
    date: Text | None = None
    """EDTF: the date according to this witness, if it differs from the event's."""
    status: Status | None = None
    """The status according to this witness, if it differs: `planned` for what did happen later."""

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
        """The passage that it quotes; None for a work."""
        if self.quote is None:
            return None
        return Passage(quote=self.quote, prefix=self.prefix, suffix=self.suffix, near=self.near)


class Event(Written):
    """An event: what happened or was to happen, when, where, with whom, and on what evidence."""

    title: Text
    """A few words in the language of the edition."""
    title_zh: Text | None = None
    date: Text
    """EDTF, as exact as all the evidence together allows."""
    place: Id | None = None
    """Where it took place: an id in the register of places."""
    participants: tuple[Id, ...] = ()
    """Who took part: ids in the registers."""
    category: Text | None = None
    """What sort of event it is: one of the `categories` of a lane in `publication.yml`."""
    status: Status = Status.HAPPENED
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """The first item is the one that the event chiefly rests on."""
    description: Text | None = None
    """A sentence or two, if the title and the evidence do not say it all. Markdown."""
    former_ids: tuple[Id, ...] = ()
    """Ids under which it was published before; each is still an address on the timeline."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A piece of evidence that has been located in its source, or is a work."""

    edtf: str | None
    """The date that it gives, if any."""
    status: Status
    """The status of the event according to it."""
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
    """The place in the work."""


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event with its witnesses."""

    id: str
    event: Event
    witnesses: tuple[Witness, ...]
    where: Where
    """The file and line where it is written."""

    @property
    def entities(self) -> frozenset[str]:
        """Ids of its place and its participants."""
        place = (self.event.place,) if self.event.place else ()
        return frozenset((*place, *self.event.participants))
