"""What stands on a timeline: one thing with a date, from one of three layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from builders.model.event import Status


class Layer(StrEnum):
    """Where a thing on the timeline comes from; the order is that of things of one date."""

    DOCUMENT = "document"
    """A source itself: when it was sent or published, or what it covers."""
    EVENT = "event"
    """Curated by the editors, on evidence."""
    TEXT = "text"
    """A date recognised in the text of a source."""


_RANK = {layer: rank for rank, layer in enumerate(Layer)}


@dataclass(frozen=True, slots=True)
class Extent:
    """The days that one date cannot lie outside of, and how sure its ends are."""

    lower: date | None
    """First possible day; None for an open beginning."""
    upper: date | None
    """Last possible day; None for an open end."""
    vague_lower: bool = False
    """Whether the first day is approximate or uncertain."""
    vague_upper: bool = False
    """Whether the last day is approximate or uncertain."""

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it can have a day in common with that range; None is open."""
        begins = self.lower is None or last is None or self.lower <= last
        ends = self.upper is None or first is None or self.upper >= first
        return begins and ends


@dataclass(frozen=True, slots=True)
class Support:
    """Why a thing stands on the timeline: a passage of a source, or a work."""

    edtf: str
    """The date as this witness gives it."""
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
    """What the event is to this witness."""


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing with a date."""

    id: str
    """`event-tvpa-2000`, `document-09guangzhou176`, `text-09guangzhou176-p1-2`; an address."""
    layer: Layer
    title: str
    edtf: str
    lower: date | None
    """First possible day over all of it; None for an open beginning."""
    upper: date | None
    """Last possible day over all of it; None for an open end."""
    extents: tuple[Extent, ...]
    """One, or one for each date of a set."""
    one_of: bool = False
    """Whether the date is one of the extents, and not all of them."""
    title_zh: str = ""
    language: str = "en"
    """BCP 47 tag of the title."""
    category: str = ""
    """Of an event its category; of a document its kind."""
    status: str = ""
    """Of an event how sure it is; of a document `sent`, `published`, `covers` or `dated`."""
    place: str | None = None
    entities: frozenset[str] = frozenset()
    """Ids of register entries that it has to do with."""
    evidence: tuple[Support, ...] = ()
    description: str = ""
    event: str | None = None
    """Of a date in a text the item of the event that its words are evidence of."""
    folded: bool = False
    """Whether it says no more than that event, which is then shown in its place."""
    former: tuple[str, ...] = ()
    """Ids that it had before, which still are addresses."""

    @property
    def first_day(self) -> date:
        """Under which it is filed: the first possible one, or the last of what has no beginning."""
        return self.lower or self.upper or date.min

    @property
    def sort_key(self) -> tuple[date, date, int, str]:
        """By the first day known of it, then by the last, then by layer and id.

        The first day known of `until 2000` is the last of 2000: nothing is known before it. An
        open end lies after all others.
        """
        first = self.lower or self.upper or date.max
        return first, self.upper or date.max, _RANK[self.layer], self.id

    @property
    def caveat(self) -> str:
        """Of an event that is not simply what happened, how sure it is: `reported`, `planned`."""
        is_sure = self.layer is not Layer.EVENT or self.status == Status.HAPPENED
        return "" if is_sure else self.status

    @property
    def is_vague(self) -> bool:
        """Whether any end of it is approximate or uncertain."""
        for extent in self.extents:  # noqa: SIM110  # asked of all things of every picture: half the time of `any`
            if extent.vague_lower or extent.vague_upper:
                return True
        return False

    @property
    def sources(self) -> tuple[str, ...]:
        """Identifiers of the sources that it rests on, each once."""
        return tuple(dict.fromkeys(one.source for one in self.evidence if one.source))

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it can have a day in common with that range; None is open.

        One of May and July does not lie in June.
        """
        return any(extent.overlaps(first, last) for extent in self.extents)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time whose things stand on one page, where all of them are too many for one."""

    key: str
    """`1990s`, `2009`, `2009-05`, `2009-05.2`: the last part of its address."""
    decade: str
    """The decade it lies in: `2000s`."""
    items: tuple[TimelineItem, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of it, in order, and by what it has to do with."""

    items: tuple[TimelineItem, ...] = ()
    by_entity: Mapping[str, tuple[TimelineItem, ...]] = field(default_factory=dict)
    """By id of a register entry, in order."""
    by_source: Mapping[str, tuple[TimelineItem, ...]] = field(default_factory=dict)
    """By identifier of a source that tells of them or is one of them, in order."""
    known: Mapping[str, date] = field(default_factory=dict)
    """Of each source the last day that it can know of: its own."""
    periods: tuple[Period, ...] = ()
    """What is shown, cut into pages; none where one page has room for it."""
    period_of: Mapping[str, str] = field(default_factory=dict)
    """By id of an item, also a former one, the key of its period."""
