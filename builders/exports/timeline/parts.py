"""The timeline as its own page loads it: in parts that stay small however long the timeline grows.

`timeline/parts/index.json` lists the parts, all of which the page loads, and the files of names,
of which it loads those that it needs. For a large timeline the index says instead what each part
contains (`series`), and the page loads the parts in view. A record has only the fields that the
drawing needs, without empty ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from builders import dates
from builders.exports.timeline.counts import duration_of
from builders.exports.timeline.records import FOLDER
from builders.exports.timeline.series import MOST_BYTES, encoded, joined, series_files, utf16_order
from builders.interface.catalogue import CHINESE
from builders.interface.versions import further_languages
from builders.model.cable import identifier
from builders.model.entity import Place
from builders.model.page import Asset
from builders.model.publication import Publication
from builders.model.timeline import Extent, TimelineItem
from builders.pages.short_names import short_names
from builders.pages.timeline.lanes import Lanes
from builders.timeline.order import without_folded

DISPLAYS = ()  # see `builders.model.page.Unit`
BELOW = f"{FOLDER}/parts"
URI = f"{BELOW}/index.json"
MOST_PARTS = 10
"""If there are more parts than this (some two megabytes), the page loads only those in view."""
SOURCE = "source "
"""Prefix of a source's id where it stands among ids of register entries."""
NAMES = f"{BELOW}/names"
"""Labels of register entries, in files by the first letter of their ids; loaded when one is chosen.

For a former id, of an entry or of a `source`, they give the current one.
"""


def assets(publication: Publication) -> Iterator[Asset]:
    """The parts, their index, and the files of names."""
    items = without_folded(publication.timeline.items)
    named = list(_names(publication))
    # Listed in the index, so that the page requests no file that does not exist.
    there = [one.uri.removeprefix(f"{BELOW}/") for one in named]
    held = list(islice(parts(_records(publication, items)), MOST_PARTS + 1))
    if len(held) <= MOST_PARTS:
        names = [f"{number}.json" for number in range(1, len(held) + 1)]
        index = encoded([*names, *there])
        files = iter([*zip(names, held, strict=True), ("index.json", index)])
    else:
        files = series_files(
            _records(publication, items, alone=True),
            Lanes(publication.settings.lanes),
            _by_source(publication),
            there,
        )
    for name, data in files:
        yield Asset(f"{BELOW}/{name}", data)
    yield from named


def _names(publication: Publication) -> Iterator[Asset]:
    both = _has_chinese(publication)
    labels = {
        identifier: [entry.label, entry.label_zh] if both and entry.label_zh else entry.label
        for identifier, entry in publication.registers.entities()
        if identifier in publication.timeline.by_entity
    }
    former = {old: {"now": now} for old, now in publication.registers.former.items()}
    for entry in publication.entries:
        former |= {f"{SOURCE}{old}": {"now": entry.id} for old in entry.sidecar.former_ids}
    by_name = {**labels, **former}
    for letter, group in groupby(
        sorted(by_name, key=lambda name: (_letter(name), name)), key=_letter
    ):
        yield Asset(f"{NAMES}/{letter}.json", encoded({one: by_name[one] for one in group}))


def _letter(name: str) -> str:
    return name.removeprefix(SOURCE)[0].lower()


def parts(made: Iterable[dict[str, Any]], most: int = MOST_BYTES) -> Iterator[bytes]:
    """The records as JSON lists, none much longer than `most` bytes."""
    held: list[bytes] = []
    size = 0
    for record in made:
        data = encoded(record)
        if held and size + len(data) > most:
            yield joined(held)
            held, size = [], 0
        held.append(data)
        size += len(data)
    if held:
        yield joined(held)


def _has_chinese(publication: Publication) -> bool:
    return CHINESE in publication.settings.interface


def _by_source(publication: Publication) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    by_source = publication.timeline.by_source
    for source in sorted(by_source, key=utf16_order):
        if items := without_folded(by_source[source]):
            yield source, list(_records(publication, items, alone=True))


def _records(
    publication: Publication, items: Iterable[TimelineItem], *, alone: bool = False
) -> Iterator[dict[str, Any]]:
    """A record for each item; if `alone`, it can be drawn without the records of its sources."""
    timeline, places = publication.timeline, publication.registers.places
    both, further = _has_chinese(publication), further_languages(publication.settings)
    names = publication.shared(short_names)
    for item in items:
        made = _drawing_fields(item, places.get(item.place or ""))
        if both:
            made["title_zh"] = item.title_zh
        for language, words in dates.in_further_languages(item.edtf, further).items():
            made[f"words_{language}"] = words
        made["sources"] = sources = item.sources
        # The script knows how the number of a telegram is written.
        first = next(iter(sources), "")
        if first and names[first] != identifier(first):
            made["source_label"] = names[first]
        made["period"] = timeline.period_of.get(item.id)
        days = [timeline.last_days_known[one] for one in sources if one in timeline.last_days_known]
        if alone and days and duration_of(made) != "days":
            made["known"] = max(days).isoformat()
        yield _without_empty(made)


def _drawing_fields(item: TimelineItem, place: Place | None) -> dict[str, Any]:
    # For most items the first and last day already describe the extent.
    is_plain = len(item.extents) == 1 and not item.is_vague
    return {
        "id": item.id,
        "former": item.former,
        "title": item.title,
        "words": dates.display(item.edtf),
        "edtf": item.edtf,
        **_ends(item),
        "extents": [] if is_plain else [_extent(part) for part in item.extents],
        "one_of": item.one_of,
        "layer": item.layer.value,
        "category": item.category,
        "caveat": item.caveat,
        "language": item.language,
        "place_label": place and place.label,
        "place_label_zh": place and place.label_zh,
        "entities": list(item.entities),
    }


def _extent(part: Extent) -> dict[str, Any]:
    vague = {"vague_lower": part.vague_lower, "vague_upper": part.vague_upper}
    return _without_empty({**_ends(part), **vague})


def _ends(of: TimelineItem | Extent) -> dict[str, str | None]:
    return {
        "lower": of.lower.isoformat() if of.lower else None,
        "upper": of.upper.isoformat() if of.upper else None,
    }


def _without_empty(record: dict[str, Any]) -> dict[str, Any]:
    """The record without empty values, for which the script has defaults."""
    return {key: value for key, value in record.items() if value}
