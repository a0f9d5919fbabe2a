"""The arrange stage: entries sorted, linked and grouped into a publication."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from builders import dates, resolve
from builders.model.entity import Registers
from builders.model.event import PlacedEvent
from builders.model.mentions_by_entity import mentions_by_entity
from builders.model.publication import Entry, Link, Publication, Settings
from builders.storage.memory import Memory
from builders.timeline.items import ItemCollector
from builders.timeline.order import arranged


def arrange(
    settings: Settings,
    registers: Registers,
    entries: Iterable[Entry],
    events: tuple[PlacedEvent, ...] = (),
    memory: Memory | None = None,
) -> Publication:
    """The publication: entries sorted, linked, and grouped by TAG, originator and mention.

    Its bibliography and pages are added later.
    """
    memory = memory or Memory()
    entries = tuple(sorted(entries, key=_sort_key))
    documents = tuple(entry.document for entry in entries)
    published = memory.last_equal("published", resolve.published_ids(documents))
    links_from: dict[str, tuple[Link, ...]] = {}
    collector = ItemCollector(events, memory, settings.language)
    # Links and timeline of one source after another: both read its blocks, which may be in a spill file
    # and are then fetched only once.
    for entry in entries:
        about = (entry.document, published)
        find = partial(resolve.links, *about)
        links_from[entry.id] = memory.get_or_make(("links", entry.id), about, find)
        collector.add(entry)
    return Publication(
        settings=settings,
        entries=entries,
        links=tuple(link for links in links_from.values() for link in links),
        links_from=links_from,
        links_to=_links_to(links_from),
        by_tag=_grouped(entries, lambda entry: entry.tags),
        by_originator=_grouped(entries, _originators),
        registers=registers,
        mentions_of=mentions_by_entity(entries),
        events=events,
        timeline=arranged(collector.items),
    )


def _links_to(links_from: Mapping[str, Iterable[Link]]) -> dict[str, tuple[Link, ...]]:
    """For each source, the links that lead to it from other sources."""
    found: dict[str, list[Link]] = defaultdict(list)
    for source, links in links_from.items():
        for link in links:
            if link.target is not None and link.target != source:
                found[link.target].append(link)
    return {target: tuple(links) for target, links in found.items()}


def _grouped(
    entries: Iterable[Entry], names: Callable[[Entry], Iterable[str]]
) -> dict[str, tuple[Entry, ...]]:
    """The entries grouped by the names that each has, with the names sorted."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for name in names(entry):
            found[name].append(entry)
    return {name: tuple(found[name]) for name in sorted(found)}


def _originators(entry: Entry) -> tuple[str, ...]:
    originator = entry.document.header.originator
    return (originator,) if originator else ()


def _sort_key(entry: Entry) -> tuple[object, ...]:
    """Sort key: by date, undated entries last, then by identifier."""
    try:
        key = dates.parse(entry.date) if entry.date else None
    except ValueError:
        key = None
    return (0, *key.sort_key, entry.id) if key else (1, entry.id)
