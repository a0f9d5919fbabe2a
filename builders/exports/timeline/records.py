"""Items of the timeline as plain records, the common basis of the formats below `timeline/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builders import dates
from builders.model.publication import Publication
from builders.model.timeline import Layer, Support, TimelineItem
from builders.pages import addresses
from builders.pages.timeline.page import MOST_SHOWN

FOLDER = "timeline"


def records(
    publication: Publication, items: Iterable[TimelineItem], file: str
) -> Iterator[dict[str, Any]]:
    """A record for each item, in the given order.

    Args:
        publication: The publication, for addresses.
        items: Some or all items of its timeline.
        file: File below `docs/` that the records go into; URLs are relative to it unless the URL
            of the publication is known.
    """
    urls = Urls(publication, file)
    for item in items:
        evidence = [_evidence(urls, one) for one in item.evidence]
        yield {
            "id": item.id,
            "former": list(item.former),
            "title": item.title,
            "title_zh": item.title_zh or None,
            "edtf": item.edtf,
            "lower": item.lower.isoformat() if item.lower else None,
            "upper": item.upper.isoformat() if item.upper else None,
            "layer": item.layer.value,
            "evidence": evidence,
            "words": dates.display(item.edtf),
            "words_zh": dates.chinese.display(item.edtf),
            "category": item.category,
            "status": item.status or None,
            "place": item.place,
            "entities": list(item.entities),
            "description": item.description or None,
            "url": urls.of(item),
        }


def for_display(items: Iterable[TimelineItem]) -> tuple[tuple[TimelineItem, ...], int]:
    """The items for programs that show each one, and the number of items left out.

    Of a large timeline these are only the documents and events: dates in texts are ten times as
    many. All of them are in the JSON and the CSV.
    """
    every = tuple(items)
    if len(every) <= MOST_SHOWN:
        return every, 0
    chosen = tuple(item for item in every if item.layer is not Layer.TEXT)
    return chosen, len(every) - len(chosen)


def dates_in_texts(number: int) -> str:
    """The number of dates that are left out, in words."""
    return "one date in a text" if number == 1 else f"{number} dates in texts"


class Urls:
    """URLs of items, as seen from one file; the page of each source is looked up once."""

    def __init__(self, publication: Publication, file: str) -> None:
        """Make URLs for a file at this path below `docs/`."""
        self._publication = publication
        self._file = file
        self._timeline = addresses.published(publication.settings.url, file, addresses.TIMELINE)
        self._pages: dict[str, str] = {}

    def of(self, item: TimelineItem) -> str:
        """The URL of an item: the document's page, the paragraph, or the event in the list."""
        if item.layer is Layer.EVENT:
            return f"{self._timeline}#{item.id}"
        first = item.evidence[0]
        return self.passage(first.source or "", first.block)

    def passage(self, source: str, block: str) -> str:
        """The URL of a source, or of one of its paragraphs."""
        page = self._pages.get(source)
        if page is None:
            uri = addresses.source(self._publication.by_id[source])
            page = self._pages[source] = addresses.iri(self._publication, self._file, uri)
        return f"{page}#{block}" if block else page


def _evidence(urls: Urls, one: Support) -> dict[str, Any]:
    given = {"edtf": one.edtf, "status": one.status.value if one.status else None}
    if one.source is None:
        return {"work": one.work, "locator": one.locator or None, **given}
    return {
        "source": one.source,
        "paragraph": one.block or None,
        "quote": one.text or None,
        "url": urls.passage(one.source, one.block),
        **given,
    }
