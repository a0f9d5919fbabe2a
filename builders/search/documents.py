"""What one page adds to the index, which depends on that page alone.

A document is a source or a hand-written page; its parts are what readers find.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from operator import xor
from typing import Any

from builders import dates
from builders.model.cable import IDENTIFIER_RE, identifier
from builders.model.publication import Entry
from builders.pages.listing import kind_of
from builders.search.folding import tokens
from builders.search.passages import Field, Passage, passages

PART_LENGTH = 10_000
"""The most characters of text in one part, and so in one file; a longer source has several parts."""
ENTITY_PREFIX = "@"
"""Prefix of the term for an entry of the registers, `@` and its id, which is indexed for every
passage that names the entry."""
FREQUENCIES = (2, 4, 9)
"""The numbers of occurrences at which the second, third and fourth class of frequency begin."""
_HIGHEST_BOUND = FREQUENCIES[-1]
_CLASSES = tuple(bisect_right(FREQUENCIES, count) for count in range(_HIGHEST_BOUND + 1))
"""The class of frequency, from 0 to 3, by number of occurrences."""
_BASES = tuple((bits - 1) * 4 for bits in range(1 << len(Field)))
"""The lowest code of terms, that of the class 0, by the bits of their fields."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a page that is searched and shown as a whole."""

    terms: Mapping[str, int]
    """Each term with its code: in which fields it occurs, and how often (see `_codes`)."""
    pairs: array[int]
    """The hashes of the pairs of neighbouring words, each once."""
    text: str
    """What a list of results shows of the part, as JSON."""


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """What one page adds to the index: its parts, its values in the facets, its date."""

    parts: tuple[Part, ...]
    facets: Mapping[str, tuple[str, ...]]
    """The page's values by the names of the facets."""
    bounds: tuple[int, int] | None = None
    """The first and last possible day of its date as ordinals, 0 for an open end; None if undated."""


def document_index(
    entry: Entry, *, languages: Iterable[str] = (), chinese: Mapping[str, str] | None = None
) -> DocumentIndex:
    """What one source adds to the index; it depends on the entry and its originator's name alone.

    Args:
        entry: The source.
        languages: The further languages of the interface, whose pages show the date in them.
        chinese: If the site has pages in Chinese: the Chinese names of originators, where there are
            any.
    """
    named: dict[str, list[str]] = defaultdict(list)
    for form, block in entry.annotations.forms_with_blocks():
        named[block].append(form.entity)
    found = parts(passages(entry), _result_fields(entry, languages, chinese or {}), named)
    return DocumentIndex(tuple(found), _facets(entry), _date_bounds(entry))


def document_texts(
    entry: Entry, *, languages: Iterable[str] = (), chinese: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The `text` of each part that `document_index` returns, at a third of the cost.

    Args:
        entry: The source.
        languages: As for `document_index`.
        chinese: As for `document_index`.
    """
    shown = _result_fields(entry, languages, chinese or {})
    return (text_record(held, shown) for held in _passages_by_part(passages(entry)))


def parts(
    found: Iterable[Passage],
    shown: Mapping[str, Any],
    named: Mapping[str, list[str]],
) -> Iterator[Part]:
    """The passages as parts of bounded size.

    Args:
        found: All passages of the page.
        shown: What results show of the page, repeated in every part.
        named: The ids of the entries that each block names, by the id of the block.
    """
    return (_part(held, shown, named) for held in _passages_by_part(found))


def _passages_by_part(found: Iterable[Passage]) -> Iterator[list[Passage]]:
    """The passages of each part; at least one part, even without passages."""
    held: list[Passage] = []
    size = 0
    for passage in _cut_to_length(found):
        if held and size + len(passage.text) > PART_LENGTH:
            yield held
            held, size = [], 0
        held.append(passage)
        size += len(passage.text)
    yield held


def _part(
    held: Iterable[Passage], shown: Mapping[str, Any], named: Mapping[str, list[str]]
) -> Part:
    words: dict[Field, list[str]] = defaultdict(list)
    pairs: set[int] = set()
    for passage in held:
        found = tokens(passage.text)
        if not found:
            continue
        # Whole columns are added at once, because a loop over the words would be slower.
        terms, hashes, first, extra = map(chain.from_iterable, zip(*found, strict=True))
        words[passage.field].extend(terms)
        words[passage.field].extend(extra)
        pairs.update(map(xor, first, islice(hashes, 1, None)))
        if passage.block in named:
            words[passage.field].extend(ENTITY_PREFIX + entity for entity in named[passage.block])
    return Part(_codes(words), array("H", pairs), text_record(held, shown))


def _codes(words: Mapping[Field, list[str]]) -> dict[str, int]:
    """The code of each term, a number below 60, made from the bits of its fields and its frequency."""
    counts = Counter(chain.from_iterable(words.values()))
    # Nearly all terms occur in the longest field only.
    longest = max(words, key=lambda field: len(words[field]), default=Field.TEXT)
    bits = dict.fromkeys(words.get(longest, ()), 1 << longest)
    for field, held in words.items():
        if field is not longest:
            bit = 1 << field
            for term in set(held):
                bits[term] = bits.get(term, 0) | bit
    return {
        term: _BASES[bits[term]] + _CLASSES[count if count < _HIGHEST_BOUND else _HIGHEST_BOUND]  # noqa: FURB136  # hot
        for term, count in counts.items()
    }


def text_record(held: Iterable[Passage], shown: Mapping[str, Any]) -> str:
    """What a list of results shows of a part with these passages, as JSON."""
    found = [passage[:4] for passage in held]
    return json.dumps({**shown, "b": found}, ensure_ascii=False, separators=(",", ":"))


def _cut_to_length(found: Iterable[Passage]) -> Iterator[Passage]:
    """The passages; those longer than a part are cut, at a space where possible."""
    for passage in found:
        text = passage.text
        while len(text) > PART_LENGTH:
            cut = text.rfind(" ", PART_LENGTH // 2, PART_LENGTH) + 1 or PART_LENGTH
            yield passage._replace(text=text[:cut])
            text = text[cut:]
        yield passage if text is passage.text else passage._replace(text=text)


def _result_fields(
    entry: Entry, languages: Iterable[str], chinese: Mapping[str, str]
) -> dict[str, Any]:
    """What a result shows of a source besides the words around the hits."""
    originator = entry.document.header.originator
    record = {
        "u": f"sources/{entry.slug}/",
        "t": entry.title,
        "z": entry.sidecar.title_zh,
        "l": entry.language,
        "k": kind_of(entry)[1],
        "i": identifier(entry.id) if IDENTIFIER_RE.fullmatch(entry.id) else None,
        "w": dates.display(entry.date) if entry.date else "undated",
        "o": originator,
        "p": chinese.get(originator) if originator else None,
        "y": dates.in_further_languages(entry.date, languages),
    }
    return {name: value for name, value in record.items() if value}


def _facets(entry: Entry) -> dict[str, tuple[str, ...]]:
    header = entry.document.header
    classification = getattr(header, "classification", None)
    named: dict[str, dict[str, None]] = defaultdict(dict)
    for form in entry.annotations.forms:
        named["person" if form.kind == "role" else form.kind][form.entity] = None
    return {
        "kind": (kind_of(entry)[0],),
        "author": entry.sidecar.original.author,
        "recipient": entry.sidecar.original.recipient,
        "sent_from": tuple(filter(None, (entry.sidecar.original.sent_from,))),
        "origin": (header.originator,) if header.originator else (),
        "classification": (str(classification),) if classification else (),
        "tag": entry.tags,
        "subject": tuple(dict.fromkeys(one.term for one in entry.sidecar.subjects)),
        "person": tuple(named["person"]),
        "organization": tuple(named["organization"]),
        "place": tuple(named["place"]),
        # Readers choose Chinese or German, and not one of their scripts or countries.
        "language": (entry.language.partition("-")[0],),
        "notes": ("yes",) if entry.annotations.notes else ("no",),
    }


def _date_bounds(entry: Entry) -> tuple[int, int] | None:
    try:
        known = dates.parse(entry.date) if entry.date else None
    except ValueError:
        known = None
    if known is None or not known.has_year:
        return None
    return (
        known.lower.toordinal() if known.lower else 0,
        known.upper.toordinal() if known.upper else 0,
    )
