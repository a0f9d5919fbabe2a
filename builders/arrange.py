"""The entries in order, linked, and grouped: a publication before its bibliography and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import partial

from builders import dates, resolve
from builders.model.entity import Registers
from builders.model.event import PlacedEvent
from builders.model.mentioned import by_entity
from builders.model.publication import Entry, Link, Publication, Settings
from builders.storage.memory import Memory
from builders.timeline.order import InTime, arranged


def arrange(
    settings: Settings,
    registers: Registers,
    entries: Iterable[Entry],
    events: tuple[PlacedEvent, ...] = (),
    memory: Memory | None = None,
) -> Publication:
    """The entries in order, linked, and grouped by TAG, by originator and by who is mentioned."""
    memory = memory or Memory()
    entries = tuple(sorted(entries, key=_order))
    documents = tuple(entry.document for entry in entries)
    published = memory.same("published", resolve.published_ids(documents))
    links_from: dict[str, tuple[Link, ...]] = {}
    in_time = InTime(events, memory)
    # One after the other of each source: what both read of it lies on a shelf and is got once.
    for entry in entries:
        about = (entry.document, published)
        find = partial(resolve.links, *about)
        links_from[entry.id] = memory.of(("links", entry.id), about, find)
        in_time.add(entry)
    links_to: dict[str, list[Link]] = defaultdict(list)
    by_tag: dict[str, list[Entry]] = defaultdict(list)
    by_originator: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for link in links_from[entry.id]:
            if link.target is not None and link.target != entry.id:
                links_to[link.target].append(link)
        for tag in entry.tags:
            by_tag[tag].append(entry)
        if entry.document.header.originator:
            by_originator[entry.document.header.originator].append(entry)
    return Publication(
        settings=settings,
        entries=entries,
        links=tuple(link for links in links_from.values() for link in links),
        links_from=links_from,
        links_to={target: tuple(links) for target, links in links_to.items()},
        by_tag={tag: tuple(by_tag[tag]) for tag in sorted(by_tag)},
        by_originator={name: tuple(by_originator[name]) for name in sorted(by_originator)},
        registers=registers,
        mentions_of=by_entity(entries),
        events=events,
        timeline=arranged(in_time.items),
    )


def _order(entry: Entry) -> tuple[object, ...]:
    """By date, the undated last, then by identifier."""
    try:
        key = dates.parse(entry.date) if entry.date else None
    except ValueError:
        key = None
    return (0, *key.sort_key, entry.id) if key else (1, entry.id)
