"""A segment: the index of consecutive sources, in the form in which segments are cached and merged.

Parts are numbered from the first of the segment, so that it depends on nothing outside and can be
cached under a digest of its inputs. `index.Index` merges segments: it writes the first number of each
list anew and copies the rest.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import AnyStr, Generic, NamedTuple, TypeVar

from builders.model.annotation import Annotations
from builders.search.codes import ALPHABET, COMMON, ENDS, OTHER, PLACES, encode
from builders.search.documents import DocumentIndex, Part
from builders.search.folding import MASK, keys

Name = TypeVar("Name")
DIGEST_BYTES = 8
COMPRESSION_LEVEL = 1
"""The level of zlib: it halves the size, for a hundredth of the time that making a segment takes."""
GAP_LETTERS = tuple(encode(gap).encode() for gap in range(1 << 12))
"""Small gaps in letters: calling `encode` for each of them would take a tenth of the whole time."""
_PLACE = tuple(COMMON.index(code) if code in COMMON else OTHER for code in range(ENDS))
"""The place of each code."""
_CODES = tuple(
    b"" if code in COMMON else letter.encode() for code, letter in enumerate(ALPHABET[:ENDS])
)
"""The letter of each code that follows the gap; none for common codes, which the place implies."""


class Lists(NamedTuple, Generic[Name]):
    """The lists of the terms, or of the pairs, of a segment, as columns."""

    names: Sequence[Name]
    """The terms, or the hashes of the pairs."""
    first: array[int]
    """The number of the first part in each list; for terms times `PLACES`, with the place added."""
    last: array[int]
    """The number of the last part in each list."""
    rest: list[bytes]
    """The letters of each list after those of its first number."""

    def rows(self) -> Iterator[tuple[Name, int, int, bytes]]:
        """The columns row by row: name, first, last and rest of each list."""
        return zip(self.names, self.first, self.last, self.rest, strict=True)


@dataclass(frozen=True, slots=True)
class Segment:
    """The index of consecutive sources, or of pages."""

    parts: int
    """How many parts the documents have together."""
    counts: tuple[int, ...]
    """How many parts each document has."""
    terms: Lists[str]
    pairs: Lists[int]
    documents: tuple[DocumentIndex, ...]
    """Each document with its facets and dates, without its parts."""
    forms: Mapping[str, tuple[str, ...]]
    """By the id of an entry of the registers, the folded words by which these sources name it."""
    texts: bytes
    """A digest of the texts of all parts."""

    def packed(self) -> bytes:
        """The segment as bytes."""
        terms, pairs = self.terms, self.pairs
        lists = (
            *("\n".join(terms.names), terms.first, terms.last, b" ".join(terms.rest)),
            *(pairs.names, pairs.first, pairs.last, b" ".join(pairs.rest)),
        )
        about = [(one.facets, one.bounds) for one in self.documents]
        held = (self.parts, self.counts, lists, about, self.forms, self.texts)
        return zlib.compress(pickle.dumps(held, pickle.HIGHEST_PROTOCOL), COMPRESSION_LEVEL)

    @classmethod
    def unpacked(cls, data: bytes) -> Segment:
        """The segment from which `packed` made these bytes."""
        parts, counts, lists, about, forms, texts = pickle.loads(zlib.decompress(data))  # noqa: S301  # what this program wrote
        names, first, last, rest, numbers, first_pair, last_pair, rest_of_pairs = lists
        terms = Lists(_split(names, "\n", first), first, last, _split(rest, b" ", first))
        pairs = Lists(numbers, first_pair, last_pair, _split(rest_of_pairs, b" ", numbers))
        documents = tuple(DocumentIndex((), _interned(facets), bounds) for facets, bounds in about)
        return cls(parts, counts, terms, pairs, documents, forms, texts)


def _interned(facets: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """The facets with interned strings, because those of all documents are in memory at once."""
    return {
        intern(str(name)): tuple(intern(str(one)) for one in those)
        for name, those in facets.items()
    }


def _split(joined: AnyStr, by: AnyStr, like: Sequence[object]) -> list[AnyStr]:
    """The items that were joined, one for each of `like`; none, not one empty item, if that is empty."""
    return joined.split(by) if like else []


class SegmentMaker:
    """Makes a segment of documents that are added in their order."""

    def __init__(self) -> None:
        """Begin with no documents."""
        self._parts = 0
        self._counts: list[int] = []
        self._documents: list[DocumentIndex] = []
        self._texts = hashlib.blake2b(digest_size=DIGEST_BYTES)
        self._forms: dict[str, dict[str, None]] = defaultdict(dict)
        self._terms: dict[str, bytearray] = {}
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._pairs: list[bytearray | None] = [None] * (MASK + 1)
        self._first_pair = [0] * (MASK + 1)
        self._last_pair = [0] * (MASK + 1)

    def add(self, document: DocumentIndex, annotations: Annotations | None = None) -> None:
        """Add the next document.

        Args:
            document: The document.
            annotations: If it is a source, its annotations, for the words by which it names entries.
        """
        self._counts.append(len(document.parts))
        self._documents.append(DocumentIndex((), document.facets, document.bounds))
        for part in document.parts:
            self._texts.update(part.text.encode())
            self.add_part(part)
        for form in annotations.forms if annotations else ():
            self._forms[form.entity][form.text] = None

    def add_part(self, part: Part) -> None:
        """Add the next part."""
        number = self._parts
        self._parts += 1
        terms, last = self._terms, self._last
        gaps, known = GAP_LETTERS, len(GAP_LETTERS)
        for term, code in part.terms.items():
            held = terms.get(term)
            if held is None:
                terms[term] = bytearray(_CODES[code])
                self._first[term] = number * PLACES + _PLACE[code]
            else:
                gap = (number - last[term]) * PLACES + _PLACE[code]
                held += gaps[gap] if gap < known else encode(gap).encode()
                held += _CODES[code]
            last[term] = number
        pairs, last_pair = self._pairs, self._last_pair
        for pair in part.pairs:
            held = pairs[pair]
            if held is None:
                pairs[pair] = bytearray()
                self._first_pair[pair] = number
            else:
                gap = number - last_pair[pair]
                held += gaps[gap] if gap < known else encode(gap).encode()
            last_pair[pair] = number

    def segment(self) -> Segment:
        """The segment of everything that was added."""
        pairs = {number: bytes(held) for number, held in enumerate(self._pairs) if held is not None}
        return Segment(
            self._parts,
            tuple(self._counts),
            Lists(
                list(self._terms),
                array("I", self._first.values()),
                array("I", map(self._last.__getitem__, self._terms)),
                list(map(bytes, self._terms.values())),
            ),
            Lists(
                array("H", pairs),
                array("I", map(self._first_pair.__getitem__, pairs)),
                array("I", map(self._last_pair.__getitem__, pairs)),
                list(pairs.values()),
            ),
            tuple(self._documents),
            {entity: tuple(keys(texts)) for entity, texts in self._forms.items()},
            self._texts.digest(),
        )


def segment_of_parts(parts: Iterable[Part]) -> Segment:
    """The segment of parts that belong to no document."""
    maker = SegmentMaker()
    for part in parts:
        maker.add_part(part)
    return maker.segment()
