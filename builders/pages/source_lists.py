"""Lists of sources by date. A long list is cut into pages, and its years link into them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from builders import dates
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.listing import Item, kind_of, lister_of
from builders.pages.paging import cut

PAGE_SIZE = 500
"""The most sources on one page of a list; a row has some 600 bytes."""


@dataclass(frozen=True, slots=True)
class Year:
    """The sources of one year in a list."""

    name: str
    href: str
    """The list filtered by the year or, where the list is long, its first source of the year."""
    count: int
    share: float
    """The count as a percentage of that of the year with most sources."""


def is_long(entries: Sequence[Entry]) -> bool:
    """Whether the list of these sources is cut into pages."""
    return len(entries) > PAGE_SIZE


def by_year(entries: Sequence[Entry], listed_at: str, uri: str) -> tuple[Year, ...]:
    """The years of a list, for the page at `uri`.

    Args:
        entries: All sources of the list, in order.
        listed_at: The first page of the list.
        uri: The page that shows the years.
    """
    found = [year_of(entry) for entry in entries]
    counts = Counter(filter(None, found))
    most = max(counts.values(), default=1)
    first = {year: at for at, year in reversed(tuple(enumerate(found)))}

    def href(year: str) -> str:
        if not is_long(entries):
            return f"{addresses.link(uri, listed_at)}?year={year}"
        page = addresses.part(listed_at, first[year] // PAGE_SIZE + 1)
        return f"#{anchor(year)}" if page == uri else addresses.link(uri, page, anchor(year))

    return tuple(
        Year(year, href(year), count, round(100 * count / most, 1))
        for year, count in sorted(counts.items(), key=lambda item: int(item[0]))
    )


def parts(publication: Publication, entries: Sequence[Entry], uri: str) -> list[dict[str, Any]]:
    """The context of `sources.html` for each page of the list that begins at `uri`."""
    lister = publication.shared(lister_of)
    begins = _begins(entries)
    several_kinds = len({kind_of(entry)[0] for entry in entries}) > 1
    made: list[dict[str, Any]] = []
    for part in cut(uri, entries, PAGE_SIZE):
        items = lister.at(part.uri).items(part.items)
        made.append(
            {
                **list_context(items),
                # Of the whole list, so that all its pages have the same columns.
                "several_kinds": several_kinds,
                "part": part,
                "in_parts": bool(part.leaves),
                "total": len(entries),
                "anchors": {item.id: begins[item.id] for item in items if item.id in begins},
                "by_year": by_year(entries, uri, part.uri) if part.leaves and part.first else (),
                "search_href": addresses.link(part.uri, addresses.SEARCH),
            }
        )
    return made


def list_context(items: Sequence[Item]) -> dict[str, Any]:
    """The context of a list of sources: its items, and the values by which they can be filtered."""
    kinds = dict(sorted({item.kind: item.kind_label for item in items}.items()))
    return {
        "items": items,
        "kinds": kinds,
        "several_kinds": len(kinds) > 1,
        "years": sorted({item.year for item in items if item.year}, key=int),
        "originators": sorted({item.originator.name for item in items if item.originator}),
        "tags": sorted({tag.name for item in items for tag in item.tags}),
    }


def simple_parts(
    publication: Publication, entries: Sequence[Entry], uri: str
) -> list[dict[str, Any]]:
    """The context of each page of the list of a TAG or originator: part, items, total."""
    lister = publication.shared(lister_of)
    return [
        {"part": part, "items": lister.at(part.uri).items(part.items), "total": len(entries)}
        for part in cut(uri, entries, PAGE_SIZE)
    ]


def description_of(count: int, name: str) -> str:
    """The description of a list's page: how many sources there are, and of what."""
    return f"{f'All {count}' if count > 1 else 'The'} sources of {name}, by date."


def anchor(year: str) -> str:
    """The fragment of the place in a list where a year begins."""
    return f"year-{year}"


def year_of(entry: Entry) -> str:
    """The year of a source, or nothing if it has no date."""
    year = dates.year(entry.date) if entry.date else None
    return str(year) if year else ""


def _begins(entries: Sequence[Entry]) -> dict[str, str]:
    """The anchors in a long list: from the id of each year's first source to the anchor."""
    if not is_long(entries):
        return {}
    first: dict[str, str] = {}
    for entry in entries:
        if year := year_of(entry):
            first.setdefault(year, entry.id)
    return {source: anchor(year) for year, source in first.items()}
