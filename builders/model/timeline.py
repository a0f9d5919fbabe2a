"""The timeline and its items: dated things from three layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from builders.model.event import Status


class Layer(StrEnum):
    """Where an item of the timeline comes from; items with equal dates are sorted in this order."""

    DOCUMENT = "document"
    """A source itself: when it was sent or published, or what it covers."""
    EVENT = "event"
    """An event curated by the editors, on evidence."""
    TEXT = "text"
    """A date recognised in the text of a source."""


_RANK = {layer: rank for rank, layer in enumerate(Layer)}


@dataclass(frozen=True, slots=True)
class Extent:
    """The range of days within which one date must lie, and how certain its ends are."""

    lower: date | None
    """First possible day; None for an open beginning."""
    upper: date | None
    """Last possible day; None for an open end."""
    vague_lower: bool = False
    """Whether the first day is approximate or uncertain."""
    vague_upper: bool = False
    """Whether the last day is approximate or uncertain."""

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it can share a day with the range from `first` to `last`; None is open."""
        begins = self.lower is None or last is None or self.lower <= last
        ends = self.upper is None or first is None or self.upper >= first
        return begins and ends


@dataclass(frozen=True, slots=True)
class Support:
    """Why an item stands on the timeline: a passage of a source, or a work."""

    edtf: str
    """The date according to this witness."""
    source: str | None = None
    """Identifier of the source."""
    block: str = ""
    """Address of the block; empty for the source as a whole."""
    text: str = ""
    """The passage as read."""
    work: str | None = None
    """Key of the work."""
    locator: str = ""
    status: Status | None = None
    """The status of the event according to this witness."""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One item of the timeline."""

    id: str
    """Its address: `event-tvpa-2000`, `document-09guangzhou176`, `text-09guangzhou176-p1-2`."""
    layer: Layer
    title: str
    edtf: str
    lower: date | None
    """First possible day of all its extents; None for an open beginning."""
    upper: date | None
    """Last possible day of all its extents; None for an open end."""
    extents: tuple[Extent, ...]
    """A single one, or one for each date of an EDTF set."""
    one_of: bool = False
    """Whether the date is one of the extents rather than all of them."""
    title_zh: str = ""
    language: str = "en"
    """BCP 47 tag of the title."""
    category: str = ""
    """The category of an event, or the kind of a document."""
    status: str = ""
    """The status of an event; for a document `sent`, `published`, `covers` or `dated`."""
    place: str | None = None
    entities: tuple[str, ...] = ()
    """Ids of the register entries that it involves, sorted, each once."""
    evidence: tuple[Support, ...] = ()
    description: str = ""
    event: str | None = None
    """For a date in a text: the item of the event for which its words are evidence."""
    folded: bool = False
    """Whether it says no more than that event, which is then shown in its place."""
    former: tuple[str, ...] = ()
    """Former ids, which remain valid addresses."""

    @property
    def first_day(self) -> date:
        """The day it is filed under: the first possible, or the last if the beginning is open."""
        return self.lower or self.upper or date.min

    @property
    def sort_key(self) -> tuple[date, date, int, str]:
        """Sorts by the first known day, then by the last possible one, then by layer and id.

        The first known day of `until 2000` is the last day of 2000: nothing is known before it. An
        open end comes after all others.
        """
        first = self.lower or self.upper or date.max
        return first, self.upper or date.max, _RANK[self.layer], self.id

    @property
    def caveat(self) -> str:
        """The status of an event that did not simply happen: `reported`, `planned`; else empty."""
        is_sure = self.layer is not Layer.EVENT or self.status == Status.HAPPENED
        return "" if is_sure else self.status

    @property
    def is_vague(self) -> bool:
        """Whether any end of its extents is approximate or uncertain."""
        for extent in self.extents:  # noqa: SIM110  # asked of all things of every picture: half the time of `any`
            if extent.vague_lower or extent.vague_upper:
                return True
        return False

    @property
    def sources(self) -> tuple[str, ...]:
        """Identifiers of the sources in its evidence, each once."""
        return tuple(dict.fromkeys(one.source for one in self.evidence if one.source))

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it can share a day with the range from `first` to `last`; None is open.

        A date that is one of May and July does not lie in June.
        """
        return any(extent.overlaps(first, last) for extent in self.extents)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with a page of its own, since the whole timeline is too long for one."""

    key: str
    """The last part of its address: `1990s`, `2009`, `2009-05`, `2009-05.2`."""
    decade: str
    """The decade it lies in: `2000s`."""
    items: tuple[TimelineItem, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All items in order, and grouped by what they involve."""

    items: tuple[TimelineItem, ...] = ()
    by_entity: Mapping[str, tuple[TimelineItem, ...]] = field(default_factory=dict)
    """By id of a register entry, in order."""
    by_source: Mapping[str, tuple[TimelineItem, ...]] = field(default_factory=dict)
    """By identifier of a source that mentions the items or is one of them, in order."""
    last_days_known: Mapping[str, date] = field(default_factory=dict)
    """By identifier of each source, the last day that it can know of: its own date."""
    periods: tuple[Period, ...] = ()
    """The items shown, divided into pages; empty if one page has room for all."""
    period_of: Mapping[str, str] = field(default_factory=dict)
    """From the id of an item, present or former, to the key of its period."""
