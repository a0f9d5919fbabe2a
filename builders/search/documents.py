"""What one page holds for those who search: a value of its own, which depends on nothing else."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from builders import dates
from builders.model.publication import Entry
from builders.pages.facts.cable import identifier
from builders.readers.detect import reader_named
from builders.search.folding import pair, tokens
from builders.search.passages import Field, Passage, passages

PART = 12_000
"""Characters of a text that are kept in one file; a longer source has several parts."""
ENTITY = "@"
"""Before the id of an entry: the term of all passages that name it."""
FREQUENCIES = (2, 4, 9)
"""Where a higher class of frequency begins; there are four."""
MOST_LENGTH = 60
"""The highest class of length."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page: as much as is searched and shown together."""

    terms: Mapping[str, int]
    """From each term to its code: where it stands and how often."""
    pairs: array[int]
    """The numbers of its pairs of neighbours, sorted, each once."""
    length: int
    """A class of length: hundreds of characters."""
    text: str
    """JSON: what is shown of it."""


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """One page with its parts and with what it is chosen by."""

    parts: tuple[Part, ...]
    facets: Mapping[str, tuple[str, ...]]
    """From a facet's name to the page's values in it."""
    bounds: tuple[int, int] | None = None
    """First and last possible day of its date as ordinals, 0 where open; None where undated."""


def document_index(entry: Entry) -> DocumentIndex:
    """What is known of one source: a function of the entry and of nothing else."""
    named: dict[str, list[str]] = defaultdict(list)
    for mention in entry.annotations.mentions:
        named[mention.block].append(mention.entity)
    found = parts(passages(entry), _shown(entry), named)
    return DocumentIndex(tuple(found), _facets(entry), _bounds(entry))


def parts(
    found: Iterable[Passage],
    shown: Mapping[str, Any],
    named: Mapping[str, list[str]],
) -> Iterator[Part]:
    """The passages as parts of bounded size.

    Args:
        found: All passages of the page.
        shown: What every part says of the page.
        named: Entries that are named, by block.
    """
    held: list[Passage] = []
    size = 0
    for passage in _bounded(found):
        if held and size + len(passage.text) > PART:
            yield _part(held, shown, named)
            held, size = [], 0
        held.append(passage)
        size += len(passage.text)
    yield _part(held, shown, named)


def _part(
    held: Iterable[Passage], shown: Mapping[str, Any], named: Mapping[str, list[str]]
) -> Part:
    counts: dict[str, int] = defaultdict(int)
    fields: dict[str, int] = defaultdict(int)
    pairs: set[int] = set()
    size = 0
    by_field: dict[Field, list[str]] = defaultdict(list)
    for passage in held:
        words = by_field[passage.field]
        hashes: list[int] = []
        for token in tokens(passage.text):
            words += token.terms
            hashes += token.hashes
            words += token.beside
        pairs |= {pair(first, second) for first, second in pairwise(hashes)}
        if passage.block in named:
            words += (ENTITY + entity for entity in named[passage.block])
        size += len(passage.text)
    for field, words in by_field.items():
        bit = 1 << field
        for term, count in Counter(words).items():
            counts[term] += count
            fields[term] |= bit
    return Part(
        {term: code(fields[term], count) for term, count in counts.items()},
        array("H", sorted(pairs)),
        min(size // 200, MOST_LENGTH),
        text_record(held, shown),
    )


def code(fields: int, count: int) -> int:
    """Where a term stands, as bits of `Field`, and how often: a number below 60."""
    return (fields - 1) * 4 + bisect_right(FREQUENCIES, count)


def text_record(held: Iterable[Passage], shown: Mapping[str, Any]) -> str:
    """What is shown of passages, as JSON."""
    found = [[passage.field.value, *passage[1:4]] for passage in held]
    return json.dumps({**shown, "b": found}, ensure_ascii=False, separators=(",", ":"))


def _bounded(found: Iterable[Passage]) -> Iterator[Passage]:
    """Passages no longer than a part; a longer one is cut at a blank."""
    for passage in found:
        text = passage.text
        while len(text) > PART:
            cut = text.rfind(" ", PART // 2, PART) + 1 or PART
            yield passage._replace(text=text[:cut])
            text = text[cut:]
        yield passage._replace(text=text)


def _shown(entry: Entry) -> dict[str, Any]:
    """What a result says of a source besides the words around the hits."""
    record = {
        "u": f"sources/{entry.slug}/",
        "t": entry.title,
        "z": entry.sidecar.title_zh,
        "l": entry.language,
        "k": reader_named(entry.document.kind).label,
        "i": identifier(entry.id),
        "w": dates.display(entry.date) if entry.date else "undated",
        "o": entry.document.header.originator,
    }
    return {name: value for name, value in record.items() if value}


def _facets(entry: Entry) -> dict[str, tuple[str, ...]]:
    header = entry.document.header
    classification = getattr(header, "classification", None)
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in entry.annotations.mentions:
        named["person" if mention.kind == "role" else mention.kind][mention.entity] = None
    return {
        "kind": (entry.document.kind,),
        "origin": (header.originator,) if header.originator else (),
        "classification": (str(classification),) if classification else (),
        "tag": entry.tags,
        "person": tuple(named["person"]),
        "organization": tuple(named["organization"]),
        "place": tuple(named["place"]),
        "language": (entry.language,),
        "notes": ("yes",) if entry.annotations.notes else ("no",),
    }


def _bounds(entry: Entry) -> tuple[int, int] | None:
    try:
        known = dates.parse(entry.date) if entry.date else None
    except ValueError:
        known = None
    if known is None:
        return None
    return (
        known.lower.toordinal() if known.lower else 0,
        known.upper.toordinal() if known.upper else 0,
    )
