"""The timeline as its own page loads it: in parts that stay small however long it grows.

`timeline/parts/index.json` names the parts. A record has what the picture needs and no more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
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
)


def assets(publication: Publication) -> Iterator[Asset]:
    """The parts, and the list of them."""
    shown = [item for item in publication.timeline.items if not item.folded]
    names: list[str] = []
    for number, part in enumerate(parts(map(_compact, records(publication, shown, URI))), 1):
        names.append(f"{number}.json")
        yield Asset(f"{BELOW}/{number}.json", part)
    yield Asset(URI, _bytes(names))


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


def _compact(record: dict[str, Any]) -> dict[str, Any]:
    sources = [one["source"] for one in record["evidence"] if "source" in one]
    kept = {key: record[key] for key in KEPT}
    return {**kept, "sources": list(dict.fromkeys(sources))}


def _joined(held: Iterable[bytes]) -> bytes:
    return b"[" + b",\n".join(held) + b"]\n"


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
