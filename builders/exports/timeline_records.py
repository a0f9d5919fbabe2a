"""Things on the timeline as plain records, which every format below `timeline/` shapes anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builders import chinese_dates, dates
from builders.model.publication import Entry, Publication
from builders.model.timeline import Layer, Support, TimelineItem
from builders.pages import addresses

FOLDER = "timeline"


def records(
    publication: Publication, items: Iterable[TimelineItem], file: str
) -> Iterator[dict[str, Any]]:
    """A record for each item, in their order.

    Args:
        publication: For the addresses.
        items: Some or all of its timeline.
        file: The file that the records go into, below `docs/`; URLs are relative to it where the
            publication does not say where it is published.
    """
    by_id = publication.by_id
    places = publication.registers.places
    for item in items:
        yield {
            "id": item.id,
            "title": item.title,
            "title_zh": item.title_zh or None,
            "edtf": item.edtf,
            "lower": item.lower.isoformat() if item.lower else None,
            "upper": item.upper.isoformat() if item.upper else None,
            "layer": item.layer.value,
            "evidence": [_evidence(publication, by_id, one, file) for one in item.evidence],
            "words": dates.display(item.edtf),
            "words_zh": chinese_dates.display(item.edtf),
            "language": item.language,
            "category": item.category,
            "status": item.status or None,
            "place": item.place,
            "place_label": places[item.place].label
            if item.place and item.place in places
            else None,
            "place_label_zh": (places[item.place].label_zh or None)
            if item.place and item.place in places
            else None,
            "entities": sorted(item.entities),
            "extents": [
                {
                    "lower": part.lower.isoformat() if part.lower else None,
                    "upper": part.upper.isoformat() if part.upper else None,
                    "vague_lower": part.vague_lower,
                    "vague_upper": part.vague_upper,
                }
                for part in item.extents
            ],
            "one_of": item.one_of,
            "event": item.event,
            "folded": item.folded,
            "description": item.description or None,
            "url": url(publication, by_id, item, file),
        }


def url(publication: Publication, by_id: Mapping[str, Entry], item: TimelineItem, file: str) -> str:
    """Where a reader finds the item: the document, the paragraph, the event in the list."""
    if item.layer is Layer.EVENT:
        page = addresses.published(publication.settings.url, file, addresses.TIMELINE)
        return f"{page}#{item.id}"
    return str(_evidence(publication, by_id, item.evidence[0], file)["url"])


def _evidence(
    publication: Publication, by_id: Mapping[str, Entry], one: Support, file: str
) -> dict[str, Any]:
    given = {"edtf": one.edtf, "status": one.status.value if one.status else None}
    if one.source is None:
        return {"work": one.work, "locator": one.locator or None, **given}
    page = addresses.iri(publication, file, addresses.source(by_id[one.source]))
    return {
        "source": one.source,
        "paragraph": one.block or None,
        "quote": one.text or None,
        "url": f"{page}#{one.block}" if one.block else page,
        **given,
    }
