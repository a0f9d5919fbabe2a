"""A whole publication, read and resolved: everything that pages are made from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from builders.model.annotation import Annotations
from builders.model.cable import CableHeader
from builders.model.citation import Formatted, Style
from builders.model.collection import Collection, Rest
from builders.model.coverage import Coverage
from builders.model.document import Document
from builders.model.entity import Registers
from builders.model.event import PlacedEvent
from builders.model.facsimile import Facsimile
from builders.model.frame import MapFrame
from builders.model.lane import ONE_LANE, EventLane
from builders.model.mention import Mention
from builders.model.page import ProsePage
from builders.model.redaction import Reach
from builders.model.sidecar import Sidecar
from builders.model.source import Source
from builders.model.timeline import Timeline
from builders.model.work import Bibliography
from builders.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


T = TypeVar("T")
MOST_BYTES = 50_000_000
"""The default limit to the size of a source: some twenty thousand pages."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the publication says about itself in `mkdocs.yml` and `site_src/publication.yml`."""

    name: str
    """Its title (`site_name`)."""
    url: str | None
    """The address at which it is published (`site_url`), with a slash at the end."""
    language: str = "en"
    name_zh: str | None = None
    subtitle: str | None = None
    maps: tuple[MapFrame, ...] = ()
    """The frames of the map of places, each of which is drawn as one map."""
    lanes: tuple[EventLane, ...] = ONE_LANE
    """The lanes on which the timeline shows events; at least one."""
    most_bytes: int = MOST_BYTES
    """The largest size that a source may have."""
    encoding: str | None = None
    """The encoding of sources that are not UTF-8 and for which no other is given."""
    redactions_reach: Reach = Reach.REPOSITORY
    interface: tuple[str, ...] = ("en",)
    """Languages of labels, dates and help; the pages in the first one stand at the root."""
    cards: bool = True
    """Whether each source has a card of its own, the picture shown where its link is shared."""
    card_font: Path | None = None
    """A font for letters on cards that the program's own font lacks."""
    collections: tuple[Collection, ...] = ()
    """The sources that are published as sites of their own."""
    rest: Rest = Rest.MAIN
    """What happens to sources that belong to no collection."""
    is_split: bool = False
    """Whether this build makes those sites, rather than one site with everything."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One source of the publication with everything that is known about it."""

    source: Source
    sidecar: Sidecar
    document: Document
    account: Coverage
    """The account of its characters."""
    annotations: Annotations = field(default_factory=Annotations)
    facsimiles: tuple[Facsimile, ...] = ()
    """In order of their names."""

    @property
    def id(self) -> str:
        """The source's identifier."""
        return self.source.id

    @property
    def ids(self) -> tuple[str, ...]:
        """Its identifier, followed by the former ones."""
        return (self.id, *self.sidecar.former_ids)

    @property
    def slug(self) -> str:
        """The last part of its address: the identifier in lower case."""
        return self.source.id.lower()

    @property
    def title(self) -> str:
        """The editors' title, or else the source's own, or else the identifier."""
        return self.sidecar.title or self.document.header.title or self.source.id

    @property
    def date(self) -> str | None:
        """EDTF: the editors' date, or else the source's own; None for an undated source."""
        return self.sidecar.date_before(self.document.header.date)

    @property
    def language(self) -> str:
        """BCP 47 tag of the main language."""
        return self.sidecar.language or self.document.language

    @property
    def tags(self) -> tuple[str, ...]:
        """The TAGS of a cable, each once; none for other kinds."""
        header = self.document.header
        return tuple(dict.fromkeys(header.tags)) if isinstance(header, CableHeader) else ()


@dataclass(frozen=True, slots=True)
class Link:
    """A reference in a source's text or header to a source, whether published here or not."""

    source: str
    """Identifier of the document that refers."""
    block: str
    """Address of the block it stands in."""
    span: Span
    """The range of its words in the referring source."""
    text: str
    """Those words as read."""
    wanted: str
    """Canonical identifier of what is referred to; the words themselves if that is not known."""
    target: str | None
    """Identifier of the entry referred to; None if it is not in the publication."""
    kind: str = "cable"
    """`cable` (by year, post and number), `letter` (of the REF line), `reftel`, `septel`,
    `paragraph` (of the same document)."""
    fragment: str | None = None
    """Address of the block within the target, if a single paragraph is meant."""


@dataclass(frozen=True, slots=True)
class Publication:
    """The whole publication, resolved, before the first page is written."""

    settings: Settings
    entries: tuple[Entry, ...]
    """In order of date, then of identifier."""
    by_id: Mapping[str, Entry] = field(init=False)
    """The entries by identifier: made once, since every page looks sources up."""
    former: Mapping[str, str] = field(init=False)
    """From each former identifier of a source or key of a work to its present one."""
    links: tuple[Link, ...] = ()
    """The references in all sources, source by source, each in the order of its text."""
    links_from: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """By identifier of the source that refers."""
    links_to: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """By identifier of the source referred to."""
    by_tag: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """The cables with each of the TAGS, which are sorted."""
    by_originator: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    """The sources from each originator; originators are sorted."""
    registers: Registers = field(default_factory=Registers)
    """People, organizations, places, terms and works that sources name."""
    mentions_of: Mapping[str, Sequence[tuple[Entry, Mention]]] = field(default_factory=dict)
    """By id of the register entry, in the order of the sources and then of their texts."""
    events: tuple[PlacedEvent, ...] = ()
    """The curated events, as written."""
    timeline: Timeline = field(default_factory=Timeline)
    """Documents, events and the dates in the texts, in one order."""
    bibliography: Bibliography = field(default_factory=Bibliography)
    """The works of `references.bib`."""
    prose: tuple[ProsePage, ...] = ()
    """The pages that people wrote."""
    formatted: Mapping[tuple[str, Style], Formatted] = field(default_factory=dict)
    """References in every style: works by key, sources by `sources/<slug>` for the original and by
    `sources/<slug>#edition` for its page in this edition."""

    _shared: dict[Callable[[Publication], Any], Any] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def shared(self, make: Callable[[Publication], T]) -> T:
        """A value derived from the publication (but not `formatted`), made once for all callers."""
        if make not in self._shared:
            self._shared[make] = make(self)
        made: T = self._shared[make]
        return made

    def with_formatted(self, formatted: Mapping[tuple[str, Style], Formatted]) -> Publication:
        """The publication with its references; values already shared are kept."""
        now = replace(self, formatted=formatted)
        object.__setattr__(now, "_shared", self._shared)
        return now

    def with_entries(
        self,
        entries: Mapping[str, Entry],
        links: Mapping[str, tuple[Link, ...]],
        keep: Iterable[Callable[[Publication], Any]],
    ) -> Publication:
        """The publication with some entries replaced; what was derived from them is not made again.

        Args:
            entries: The new entries by identifier; each takes the place of its former state.
            links: The links from each of them, by identifier.
            keep: The makers of shared values that are kept; all others are made again on demand.
        """
        known = tuple(entries.get(entry.id, entry) for entry in self.entries)
        now = replace(self, entries=known, links_from={**self.links_from, **links})
        known_of_all = {make: self._shared[make] for make in keep if make in self._shared}
        object.__setattr__(now, "_shared", known_of_all)
        return now

    def present_key(self, key: str) -> str:
        """The present identifier or key of the source or work that has or had this one."""
        return self.former.get(key, key)

    def __post_init__(self) -> None:
        """Index the entries by their present and former identifiers, once for all pages."""
        object.__setattr__(self, "by_id", {entry.id: entry for entry in self.entries})
        sources = {old: entry.id for entry in self.entries for old in entry.sidecar.former_ids}
        object.__setattr__(self, "former", {**self.bibliography.former, **sources})
