"""The timeline as its own page loads it: in parts that stay small however long it grows.

`timeline/parts/index.json` names the parts. A record has what the picture needs and no more, and
nothing that is empty: a reader of ten thousand sources loads a hundred thousand of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from builders.exports.timeline_records import FOLDER, records
from builders.model.page import Asset
from builders.model.publication import Publication

BELOW = f"{FOLDER}/parts"
URI = f"{BELOW}/index.json"
MOST = 200_000
"""Bytes in one part; a reader on a slow line sees something after the first."""
KEPT = (
    *("id", "title", "words", "edtf", "lower", "upper", "extents", "one_of"),
    *("layer", "category", "language", "place_label"),
    *("place_label_zh", "entities"),
)
CHINESE = ("title_zh", "words_zh")
"""What is kept besides where pages are in Chinese, too."""
NAMES = f"{BELOW}/names"
"""What entries are called, by the first letter of their ids: asked for where one is chosen."""


def assets(publication: Publication) -> Iterator[Asset]:
    """The parts, and the list of them."""
    timeline = publication.timeline
    shown = [item for item in timeline.items if not item.folded]
    kept = (*KEPT, *CHINESE) if _is_chinese(publication) else KEPT
    made = (_compact(one, kept, timeline.period_of) for one in records(publication, shown, URI))
    names: list[str] = []
    for number, part in enumerate(parts(made), 1):
        names.append(f"{number}.json")
        yield Asset(f"{BELOW}/{number}.json", part)
    yield Asset(URI, _bytes(names))
    yield from _names(publication)


def _names(publication: Publication) -> Iterator[Asset]:
    both = _is_chinese(publication)
    labels = {
        identifier: [entry.label, entry.label_zh] if both and entry.label_zh else entry.label
        for identifier, entry in publication.registers.entities()
        if identifier in publication.timeline.by_entity
    }
    for letter, group in groupby(sorted(labels), key=lambda identifier: identifier[0]):
        yield Asset(f"{NAMES}/{letter}.json", _bytes({one: labels[one] for one in group}))


def parts(made: Iterable[dict[str, Any]], most: int = MOST) -> Iterator[bytes]:
    """JSON lists of the records, none much longer than `most` bytes."""
    held: list[bytes] = []
    size = 0
    for record in made:
        data = _bytes(record)
        if held and size + len(data) > most:
            yield _joined(held)
            held, size = [], 0
        held.append(data)
        size += len(data)
    if held:
        yield _joined(held)


def _is_chinese(publication: Publication) -> bool:
    return "zh" in publication.settings.interface


def _compact(
    record: dict[str, Any], keys: Iterable[str], period_of: Mapping[str, str]
) -> dict[str, Any]:
    kept = {key: record[key] for key in keys}
    whole = {"lower": record["lower"], "upper": record["upper"]}
    kept["extents"] = [_without_empty(extent) for extent in record["extents"]]
    if kept["extents"] == [_without_empty(whole)]:
        kept["extents"] = []
    sources = [one["source"] for one in record["evidence"] if "source" in one]
    kept["sources"] = list(dict.fromkeys(sources))
    kept["period"] = period_of.get(record["id"])
    return _without_empty(kept)


def _without_empty(record: dict[str, Any]) -> dict[str, Any]:
    """The record without what is nothing; the script knows what stands for it."""
    return {key: value for key, value in record.items() if value}


def _joined(held: Iterable[bytes]) -> bytes:
    return b"[" + b",\n".join(held) + b"]\n"


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
